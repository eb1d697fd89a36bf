from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from holysheep_desktop.core.models import HookPoint
from holysheep_desktop.core.requests import Pooling
from holysheep_desktop.engine.analysis.reading import explained_variance, read_prompt
from holysheep_desktop.engine.dictionaries.sae import CHUNK_VALUES, FloatArray, Sae

BOS_FIRST = np.array([True, False, False])
X = np.array([[9000, 9000], [3, 1], [1, 0]], np.float32)


def tiny_sae() -> Sae:
    """Features x₀, x₁ − 0.5 and (over 1.5) x₀ − x₁; the decoder gives 2·f₀ + f₂ and f₁ + f₂."""
    return Sae(
        "tiny", 3, HookPoint.RESID_POST,
        w_enc=np.array([[1, 0, 1], [0, 1, -1]], np.float32),
        b_enc=np.array([0, -0.5, 0], np.float32),
        w_dec=np.array([[2, 0], [0, 1], [1, 1]], np.float32),
        b_dec=np.zeros(2, np.float32),
        threshold=np.array([0, 0, 1.5], np.float32),
    )  # fmt: skip


def many_tokens() -> tuple[Sae, FloatArray, np.ndarray[tuple[int], np.dtype[np.bool_]], FloatArray]:
    rng = np.random.default_rng(4)
    sae = Sae(
        "random", 0, HookPoint.RESID_POST,
        w_enc=rng.normal(size=(6, 30)).astype(np.float32), b_enc=rng.normal(size=30).astype(np.float32),
        w_dec=rng.normal(size=(30, 6)).astype(np.float32), b_dec=rng.normal(size=6).astype(np.float32),
        threshold=rng.uniform(0, 2, size=30).astype(np.float32),
    )  # fmt: skip
    x = rng.normal(size=(25, 6)).astype(np.float32)
    special = np.zeros(25, np.bool_)
    special[[0, 11]] = True
    return sae, x, special, rng.normal(size=6).astype(np.float32)


def test_that_pooled_features_are_the_maximum_over_tokens() -> None:
    reading = read_prompt(tiny_sae(), X, BOS_FIRST, None)

    assert reading.pooled.tolist() == [3, 0.5, 2]


def test_that_l0_is_counted_per_token_with_the_full_width() -> None:
    reading = read_prompt(tiny_sae(), X, BOS_FIRST, None)

    assert reading.l0.tolist() == [3, 1]
    assert reading.l0_mean == 2
    assert reading.sparsity == pytest.approx(1 - 2 / 3)


def test_that_the_95th_percentile_of_l0_is_interpolated() -> None:
    reading = read_prompt(tiny_sae(), X, BOS_FIRST, None)

    assert reading.l0_p95 == pytest.approx(1 + 0.95 * 2)


def test_that_explained_variance_is_the_hand_worked_one() -> None:
    reading = read_prompt(tiny_sae(), X, BOS_FIRST, np.array([1, 1], np.float32))

    # x̂ = (8, 2.5) and (2, 0): errors 25 + 2.25 and 1; x − μ = (2, 0) and (0, −1): 4 and 1
    assert reading.explained_variance == pytest.approx(1 - 28.25 / 5)


def test_that_without_a_stored_mean_there_is_no_explained_variance() -> None:
    assert read_prompt(tiny_sae(), X, BOS_FIRST, None).explained_variance is None


def test_that_activations_that_never_leave_the_mean_have_no_explained_variance() -> None:
    same = np.ones((2, 2), np.float32)

    assert explained_variance(same, same, np.ones(2, np.float32)) is None


def test_that_bos_is_in_no_number() -> None:
    mean = np.array([1, 1], np.float32)
    small, huge = X.copy(), X.copy()
    small[0], huge[0] = 0, 1e6

    first, second = (read_prompt(tiny_sae(), x, BOS_FIRST, mean) for x in (small, huge))

    assert first.pooled.tolist() == second.pooled.tolist()
    assert first.l0.tolist() == second.l0.tolist()
    assert first.explained_variance == second.explained_variance


def test_that_bos_has_no_features_and_keeps_its_activation_in_the_spliced_stream() -> None:
    reading = read_prompt(tiny_sae(), X, BOS_FIRST, None)

    assert reading.by_token[0].features == ()
    assert reading.by_token[0].residual_norm is None
    assert reading.spliced.tolist() == [[9000, 9000], [8, 2.5], [2, 0]]


def test_that_a_token_lists_its_active_features_with_norm_and_relative_error() -> None:
    token = read_prompt(tiny_sae(), X, BOS_FIRST, None).by_token[1]

    assert (token.features, token.values) == ((0, 1, 2), (3, 0.5, 2))
    assert token.residual_norm == pytest.approx(10**0.5)
    assert token.reconstruction_error == pytest.approx((27.25 / 10) ** 0.5)


def test_that_the_strongest_are_active_ones_in_falling_order() -> None:
    reading = read_prompt(tiny_sae(), X, BOS_FIRST, None)
    one_token = read_prompt(tiny_sae(), X[2:], np.array([False]), None)

    assert reading.strongest(2) == (0, 2)
    assert one_token.strongest(9) == (0,)


def test_that_a_prompt_of_special_tokens_has_no_numbers() -> None:
    reading = read_prompt(tiny_sae(), X, np.array([True, True, True]), np.zeros(2, np.float32))

    assert (reading.n_active, reading.l0_mean, reading.l0_p95, reading.sparsity) == (0, None, None, None)
    assert reading.explained_variance is None


def test_that_the_numbers_agree_with_a_float64_computation_token_by_token() -> None:
    sae, x, special, mean = many_tokens()
    active = np.zeros((25, 30))
    numerator = denominator = 0.0
    for t in np.flatnonzero(~special):
        z = x[t].astype(np.float64) @ sae.w_enc.astype(np.float64) + sae.b_enc
        active[t] = np.where(z > sae.threshold, np.maximum(z, 0), 0)
        x_hat = active[t] @ sae.w_dec.astype(np.float64) + sae.b_dec
        numerator += float(((x[t] - x_hat) ** 2).sum())
        denominator += float(((x[t].astype(np.float64) - mean) ** 2).sum())

    reading = read_prompt(sae, x, special, mean)

    np.testing.assert_allclose(reading.pooled, active.max(axis=0), rtol=1e-5, atol=1e-6)
    assert reading.l0.tolist() == [int((active[t] > 0).sum()) for t in np.flatnonzero(~special)]
    assert reading.n_active == int((active > 0).any(axis=0).sum())
    assert reading.explained_variance == pytest.approx(1 - numerator / denominator, rel=1e-5)


def test_that_permuting_the_features_permutes_the_reading() -> None:
    sae, x, special, mean = many_tokens()
    order = np.random.default_rng(9).permutation(sae.d_sae)
    permuted = replace(
        sae, w_enc=sae.w_enc[:, order], b_enc=sae.b_enc[order], w_dec=sae.w_dec[order],
        threshold=sae.threshold[order],
    )  # fmt: skip

    first, second = (read_prompt(s, x, special, mean) for s in (sae, permuted))

    np.testing.assert_allclose(second.pooled, first.pooled[order], rtol=1e-5, atol=1e-6)
    assert second.l0.tolist() == first.l0.tolist()
    assert second.explained_variance == pytest.approx(first.explained_variance, rel=1e-4)


@pytest.mark.parametrize("pooling", Pooling)
def test_that_chunks_do_not_show_in_the_numbers(pooling: Pooling) -> None:
    rng = np.random.default_rng(6)
    width = CHUNK_VALUES // 4
    sae = Sae(
        "wide", 0, HookPoint.RESID_POST,
        w_enc=rng.normal(size=(2, width)).astype(np.float32), b_enc=np.full(width, -3, np.float32),
        w_dec=np.zeros((width, 2), np.float32), b_dec=np.zeros(2, np.float32),
        threshold=np.zeros(width, np.float32),
    )  # fmt: skip
    x = rng.normal(size=(9, 2)).astype(np.float32)

    reading = read_prompt(sae, x, np.zeros(9, np.bool_), None, pooling)

    whole = sae.encode(x)
    expected = {Pooling.MAX: whole.max(axis=0), Pooling.MEAN: whole.mean(axis=0), Pooling.LAST: whole[8]}
    assert reading.l0.tolist() == np.count_nonzero(whole, axis=1).tolist()
    np.testing.assert_allclose(reading.pooled, expected[pooling], rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    ("pooling", "expected"),
    [
        # x = (3, 1) and (1, 0): features (3, 0.5, 2) and (1, 0, 0)
        (Pooling.MAX, [3, 0.5, 2]),
        (Pooling.MEAN, [2, 0.25, 1]),
        (Pooling.LAST, [1, 0, 0]),
    ],
)
def test_that_pooling_leaves_special_tokens_out(pooling: Pooling, expected: list[float]) -> None:
    reading = read_prompt(tiny_sae(), X, BOS_FIRST, None, pooling)

    assert reading.pooled.tolist() == expected
    assert reading.n_active == 3


def test_that_the_last_token_is_the_last_one_that_is_not_special() -> None:
    special_at_the_end = np.array([False, False, True])
    x = np.array([[3, 1], [1, 0], [9000, 9000]], np.float32)

    assert read_prompt(tiny_sae(), x, special_at_the_end, None, Pooling.LAST).pooled.tolist() == [1, 0, 0]


@pytest.mark.parametrize("pooling", Pooling)
def test_that_a_prompt_of_special_tokens_alone_pools_to_nothing(pooling: Pooling) -> None:
    reading = read_prompt(tiny_sae(), X[:1], BOS_FIRST[:1], None, pooling)

    assert (reading.pooled.tolist(), reading.n_active, reading.strongest(5)) == ([0, 0, 0], 0, ())
