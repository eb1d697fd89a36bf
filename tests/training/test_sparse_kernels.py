from __future__ import annotations

import numpy as np

from training import kernels


def test_that_pairs_above_a_cutoff_come_row_by_row() -> None:
    scores = np.array([[0.0, 3.0, 1.0], [0.5, 0.5, 0.5], [2.0, 0.0, 4.0]], np.float32)

    counts = kernels.count_above(scores, 0.9)
    rows, columns = kernels.pairs_above(scores, 0.9, counts)

    assert counts.tolist() == [2, 0, 2]
    assert list(zip(rows.tolist(), columns.tolist(), strict=True)) == [(0, 1), (0, 2), (2, 0), (2, 2)]


def test_that_decoding_adds_each_active_row_to_the_bias() -> None:
    decoder = np.array([[1, 0], [0, 1]], np.float32)
    rows, columns = np.array([0, 0, 1], np.int32), np.array([0, 1, 1], np.int32)
    values = np.array([2, 3, 5], np.float32)

    out = kernels.decode(2, rows, columns, values, decoder, np.array([10, 20], np.float32))

    assert out.tolist() == [[12, 23], [10, 25]]


def test_that_pairs_are_grouped_by_feature_in_their_old_order() -> None:
    order, starts = kernels.by_feature(np.array([2, 0, 2, 1], np.int32), 4)

    assert order.tolist() == [1, 3, 0, 2]
    assert starts.tolist() == [0, 1, 2, 4, 4]


def test_that_the_first_adam_step_has_the_size_of_the_learning_rate() -> None:
    row, gradient = np.array([1.0, 1.0], np.float32), np.array([0.5, -8.0], np.float32)

    kernels.adam_row(
        row, gradient, np.zeros(2, np.float32), np.zeros(2, np.float32), 0.1, 0.9, 0.99, 1 - 0.9, 1 - 0.99
    )

    np.testing.assert_allclose(row, [0.9, 1.1], rtol=1e-5)


def test_that_the_feature_update_follows_the_numerical_gradient() -> None:
    """With Adam's moments at zero the first step is rate · sign(gradient), with the gradient's signs."""
    rng = np.random.default_rng(0)
    x = rng.standard_normal((6, 4)).astype(np.float32)
    encoder = rng.standard_normal((3, 4)).astype(np.float32)
    decoder = np.linalg.qr(rng.standard_normal((4, 3)))[0].T.astype(np.float32)
    pre = x @ encoder.T
    active = pre > 0

    def loss(weights: np.ndarray) -> float:
        hidden = np.where(active, x.astype(np.float64) @ weights.T, 0)
        return float(np.square(hidden @ decoder - x).sum())

    rows, columns = (index.astype(np.int32) for index in np.nonzero(active))
    error = (2 * (np.where(active, pre, 0) @ decoder - x)).astype(np.float32)
    order, starts = kernels.by_feature(columns, 3)
    before, moments = encoder.copy(), [np.zeros((3, 4), np.float32) for _ in range(4)]
    empty = np.zeros((1, 4), np.float32)
    kernels.update_features(
        x, error, pre[active], rows, order, starts, encoder, moments[0], moments[1], decoder.copy(),
        moments[2], moments[3], np.full(3, -1, np.int32), empty, empty, np.zeros(3, np.float32),
        1e-3, 0.9, 0.99, 1,
    )  # fmt: skip

    for feature in range(3):
        for i in range(4):
            nudged = before.astype(np.float64)
            nudged[feature, i] += 1e-5
            slope = (loss(nudged) - loss(before.astype(np.float64))) / 1e-5
            assert np.sign(slope) == -np.sign(encoder[feature, i] - before[feature, i])
