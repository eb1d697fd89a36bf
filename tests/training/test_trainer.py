from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from training.trainer import (
    Run,
    Settings,
    State,
    auxiliary_gradient,
    batches,
    exact_scores,
    initial_state,
    load_state,
    row_shares,
    save_state,
    select,
    train_step,
)

SETTINGS = Settings(
    d_in=16, d_sae=48, l0=3, batch=128, steps=120, warm_up=10, learning_rate=3e-3, dead_after_tokens=1_000,
    auxiliary_rows=64, auxiliary_l0=8, seed=4, block_shards=2,
)  # fmt: skip


def sparse_rows(count: int, seed: int) -> NDArray[np.float32]:
    """Sums of three of 32 fixed unit directions with positive weights: what an SAE can find."""
    directions = np.random.default_rng(100).standard_normal((32, SETTINGS.d_in))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    rng = np.random.default_rng(seed)
    weights = np.zeros((count, 32))
    for row in weights:
        row[rng.choice(32, 3, replace=False)] = rng.uniform(1, 4, 3)
    return (weights @ directions).astype(np.float32)


@pytest.fixture
def shards(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"shard-{index}.npy" for index in range(3)]
    for index, path in enumerate(paths):
        np.save(path, sparse_rows(400, index).astype(np.float16))
    return paths


def trained(steps: int, state: State | None = None) -> tuple[State, list[float]]:
    state = state or initial_state(SETTINGS)
    return state, [train_step(sparse_rows(128, 1_000 + step), state, SETTINGS) for step in range(steps)]


def test_that_training_leaves_less_and_less_unexplained() -> None:
    _, unexplained = trained(120)

    assert np.mean(unexplained[-10:]) < 0.5 * np.mean(unexplained[:10])


def test_that_decoder_rows_stay_unit_norm() -> None:
    state, _ = trained(30)

    np.testing.assert_allclose(np.linalg.norm(state.decoder, axis=1), 1, atol=1e-5)


def test_that_a_batch_has_exactly_as_many_active_pairs_as_the_target_says() -> None:
    state, _ = trained(5)
    x = sparse_rows(128, 9)

    active = select(x, state, SETTINGS, exact_scores)

    assert len(active.values) == 128 * SETTINGS.l0
    pre = x @ state.encoder.T + state.encoder_bias
    np.testing.assert_allclose(np.sort(active.values), np.sort(pre.ravel())[-128 * SETTINGS.l0 :], rtol=1e-4)


def test_that_the_auxiliary_loss_moves_features_that_fell_silent() -> None:
    state, _ = trained(20)
    state.silent_for[:] = 0
    state.silent_for[7] = 5_000
    x = sparse_rows(128, 5)

    gradient = auxiliary_gradient(x, -x, state, SETTINGS)

    assert gradient.place[7] == 0
    assert (gradient.place >= 0).sum() == 1
    assert np.abs(gradient.encoder[0]).max() > 0
    assert np.abs(gradient.decoder[0]).max() > 0


def test_that_a_token_of_massive_norm_weighs_no_more_than_one_at_the_cap() -> None:
    x = np.array([[1.0, 0], [0, 1], [1, 0], [0, -1], [40, 0]], np.float32)

    shares = row_shares(x)

    np.testing.assert_allclose(shares[:, 0], [1, 1, 1, 1, 0.01], rtol=1e-6)


def test_that_there_is_no_auxiliary_gradient_while_all_features_live() -> None:
    state, _ = trained(5)
    x = sparse_rows(128, 5)

    gradient = auxiliary_gradient(x, -x, state, SETTINGS)

    assert (gradient.place == -1).all()


def test_that_a_resumed_run_ends_with_the_same_parameters(shards: list[Path], tmp_path: Path) -> None:
    whole = Run(SETTINGS, shards, tmp_path / "whole", checkpoint_every=30, log_every=20).train()
    cut = Run(SETTINGS, shards, tmp_path / "cut", checkpoint_every=30, log_every=20)
    partial = initial_state(SETTINGS)
    for x in batches(shards, SETTINGS, 0):
        train_step(x, partial, SETTINGS)
        if partial.step == 45:
            break
    cut.folder.mkdir()
    save_state(partial, cut.folder / "checkpoint.npz")

    resumed = cut.train()

    assert resumed.step == whole.step == SETTINGS.steps
    np.testing.assert_array_equal(resumed.encoder, whole.encoder)
    np.testing.assert_array_equal(resumed.decoder, whole.decoder)
    assert resumed.threshold_sum == whole.threshold_sum


def test_that_a_saved_state_comes_back_as_it_was(tmp_path: Path) -> None:
    state, _ = trained(3)

    save_state(state, tmp_path / "checkpoint.npz")
    again = load_state(tmp_path / "checkpoint.npz")

    for name, value in vars(state).items():
        np.testing.assert_array_equal(getattr(again, name), value)


def test_that_the_learning_rate_warms_up_and_decays_to_zero() -> None:
    rates = [SETTINGS.rate(step) for step in (1, 10, 60, 108, 120)]

    np.testing.assert_allclose(rates, [3e-4, 3e-3, 3e-3, 1.5e-3, 0])


def test_that_an_epoch_shows_every_row_of_a_block_at_most_once(shards: list[Path]) -> None:
    one_block = replace(SETTINGS, block_shards=3)
    stream = batches(shards, one_block, 0)
    seen = np.concatenate([next(stream) for _ in range(1_200 // 128)])

    assert len(np.unique(seen, axis=0)) == len(seen)
