from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from training import sae as saes
from training.metrics import CrossEntropy, Reconstruction
from training.trainer import Settings, initial_state


def test_that_unexplained_variance_is_summed_first_and_divided_once() -> None:
    """Errors 1 and 4, variances 4 and 16 about the mean (1, 1): EV = 1 − 5/20, not the mean of ratios."""
    sums = Reconstruction(np.array([1.0, 1.0]))

    sums.add(np.array([[3, 1]], np.float32), np.array([[2, 1]], np.float32), np.array([5]))
    sums.add(np.array([[1, 5]], np.float32), np.array([[1, 3]], np.float32), np.array([9]))

    assert sums.summary()["explained_variance"] == pytest.approx(0.75)
    assert sums.summary()["l0"] == 7
    assert sums.tokens == 2


def test_that_the_recovered_loss_is_relative_to_zero_ablation() -> None:
    """Mean losses 3 (model), 4 (SAE), 8 (zeros): recovered (8 − 4) / (8 − 3)."""
    sums = CrossEntropy()

    sums.add(10, 14, 30, 4)
    sums.add(20, 26, 50, 6)

    assert sums.summary()["ce_loss_recovered"] == pytest.approx(0.8)


def test_that_folding_the_training_scale_in_changes_no_reconstruction() -> None:
    settings = Settings(d_in=8, d_sae=20, seed=2)
    state = initial_state(settings)
    rng = np.random.default_rng(1)
    state.encoder_bias[:] = rng.standard_normal(20) / 10
    state.decoder_bias[:] = rng.standard_normal(8)
    state.threshold_sum, state.threshold_count = 0.06, 2
    offset, scale = rng.standard_normal(8) * 900, 500.0
    x = offset + scale * rng.standard_normal((50, 8))
    inside = ((x - offset) / scale).astype(np.float32)
    pre = inside @ state.encoder.T + state.encoder_bias
    expected = (np.where(pre > 0.03, pre, 0) @ state.decoder + state.decoder_bias) * scale + offset

    folded = saes.fold(state, offset, scale, half=False)
    features = folded.encode(x.astype(np.float32))

    np.testing.assert_allclose(folded.decode(features), expected, atol=0.05)
    assert ((features > 0) == (pre > 0.03)).mean() > 0.999
    np.testing.assert_allclose(np.linalg.norm(folded.w_dec, axis=1), 1, atol=1e-5)


def test_that_a_stored_sae_is_read_back_with_its_float16_matrices(tmp_path: Path) -> None:
    state = initial_state(Settings(d_in=8, d_sae=20))
    folded = saes.fold(state, np.zeros(8), 500.0, half=True)

    saes.save(folded, tmp_path, 12, 256)
    again = saes.load(tmp_path)

    np.testing.assert_array_equal(again.w_enc, folded.w_enc)
    np.testing.assert_array_equal(again.threshold, folded.threshold)


def test_that_the_shuffled_control_keeps_the_rows_in_another_order() -> None:
    folded = saes.fold(initial_state(Settings(d_in=8, d_sae=20)), np.zeros(8), 1.0, half=False)

    shuffled = folded.shuffled(3)

    assert not np.array_equal(shuffled.w_dec, folded.w_dec)
    np.testing.assert_array_equal(np.sort(shuffled.w_dec, axis=0), np.sort(folded.w_dec, axis=0))
