from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from holysheep_desktop.core.models import HookPoint
from holysheep_desktop.engine.dictionaries.sae import CHUNK_VALUES, Sae


def tiny_sae() -> Sae:
    """Two inputs, three features: x₀, x₁ and x₀ − x₁, the last with threshold 1.5."""
    return Sae(
        "tiny", 3, HookPoint.RESID_POST,
        w_enc=np.array([[1, 0, 1], [0, 1, -1]], np.float32),
        b_enc=np.array([0, -0.5, 0], np.float32),
        w_dec=np.array([[2, 0], [0, 1], [1, 1]], np.float32),
        b_dec=np.array([10, 20], np.float32),
        threshold=np.array([0, 0, 1.5], np.float32),
    )  # fmt: skip


def random_sae(d_in: int = 16, d_sae: int = 64, k: int | None = None) -> Sae:
    rng = np.random.default_rng(7)
    return Sae(
        "random", 0, HookPoint.RESID_POST,
        w_enc=rng.normal(size=(d_in, d_sae)).astype(np.float32),
        b_enc=rng.normal(size=d_sae).astype(np.float32),
        w_dec=rng.normal(size=(d_sae, d_in)).astype(np.float32),
        b_dec=rng.normal(size=d_in).astype(np.float32),
        threshold=rng.uniform(0, 2, size=d_sae).astype(np.float32),
        k=k,
    )  # fmt: skip


def test_that_features_are_the_hand_worked_jumprelu() -> None:
    x = np.array([[3, 1], [1, 0], [-1, 0.25]], np.float32)

    features = tiny_sae().encode(x)

    # z = (3, 0.5, 2) all above; (1, −0.5, 1): 1 stays under 1.5; (−1, −0.25, −1.25): silent
    assert features.tolist() == [[3, 0.5, 2], [1, 0, 0], [0, 0, 0]]


def test_that_a_pre_activation_equal_to_the_threshold_is_silent() -> None:
    features = tiny_sae().encode(np.array([[2.5, 1.0]], np.float32))

    assert features[0, 2] == 0


def test_that_a_reconstruction_is_the_sum_of_directions_and_the_bias() -> None:
    reconstruction = tiny_sae().decode(np.array([[3, 0.5, 2]], np.float32))

    # 3·(2, 0) + 0.5·(0, 1) + 2·(1, 1) + (10, 20)
    assert reconstruction.tolist() == [[18, 22.5]]


def test_that_topk_keeps_the_largest_and_only_positive_ones() -> None:
    sae = replace(tiny_sae(), k=2, threshold=np.zeros(3, np.float32))

    features = sae.encode(np.array([[3, 1], [-1, 0.25]], np.float32))

    assert features.tolist() == [[3, 0, 2], [0, 0, 0]]


def test_that_a_topk_wider_than_the_dictionary_keeps_everything() -> None:
    sae = replace(tiny_sae(), k=99)

    assert sae.encode(np.array([[3, 1]], np.float32)).tolist() == [[3, 0.5, 2]]


def test_that_features_agree_with_a_float64_computation() -> None:
    sae = random_sae()
    x = np.random.default_rng(1).normal(size=(40, 16)).astype(np.float32)

    expected = np.zeros((40, 64))
    for token in range(40):
        for feature in range(64):
            z = sum(float(x[token, i]) * float(sae.w_enc[i, feature]) for i in range(16))
            z += float(sae.b_enc[feature])
            expected[token, feature] = z if z > float(sae.threshold[feature]) else 0.0

    np.testing.assert_allclose(sae.encode(x), expected, rtol=1e-5, atol=1e-5)


def test_that_permuting_the_features_permutes_the_activations() -> None:
    sae = random_sae()
    order = np.random.default_rng(2).permutation(sae.d_sae)
    permuted = replace(
        sae, w_enc=sae.w_enc[:, order], b_enc=sae.b_enc[order], w_dec=sae.w_dec[order],
        threshold=sae.threshold[order],
    )  # fmt: skip
    x = np.random.default_rng(3).normal(size=(5, 16)).astype(np.float32)

    np.testing.assert_allclose(permuted.encode(x), sae.encode(x)[:, order], rtol=1e-5, atol=1e-6)


def test_that_permuting_the_features_leaves_the_reconstruction() -> None:
    sae = random_sae()
    order = np.random.default_rng(2).permutation(sae.d_sae)
    permuted = replace(sae, w_dec=sae.w_dec[order])
    features = sae.encode(np.random.default_rng(3).normal(size=(5, 16)).astype(np.float32))

    np.testing.assert_allclose(
        permuted.decode(features[:, order]), sae.decode(features), rtol=1e-4, atol=1e-4
    )


@pytest.mark.parametrize("n_tokens", [0, 1, 63, 64, 65, 200])
def test_that_chunks_cover_every_token_once(n_tokens: int) -> None:
    sae = random_sae(4, CHUNK_VALUES // 64)

    covered = [token for rows in sae.chunks(n_tokens) for token in range(rows.start, rows.stop)]

    assert covered == list(range(n_tokens))


def test_that_reading_in_chunks_gives_the_same_reconstruction() -> None:
    sae = random_sae(4, CHUNK_VALUES // 8)
    x = np.random.default_rng(5).normal(size=(20, 4)).astype(np.float32)

    np.testing.assert_allclose(sae.reconstruct(x), sae.decode(sae.encode(x)), rtol=1e-3, atol=1e-2)
