"""The sparse half of a training step, compiled by numba.

Only a few dozen of the thousands of features are active on a token, so everything after the encoder's
product works on (token, feature) pairs. Pairs come sorted by token; `by_feature` reorders them for the
gradient.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


@njit(cache=True)
def count_above(scores: NDArray[np.generic], cutoff: float) -> Ints:
    """Number of scores above the cutoff in every row."""
    counts = np.zeros(len(scores), np.int32)
    for row in range(len(scores)):
        total = 0
        for value in scores[row]:
            total += value > cutoff
        counts[row] = total
    return counts


@njit(cache=True)
def pairs_above(scores: NDArray[np.generic], cutoff: float, counts: Ints) -> tuple[Ints, Ints]:
    """Row and column of every score above the cutoff, row by row."""
    total = counts.sum()
    rows, columns = np.empty(total, np.int32), np.empty(total, np.int32)
    at = 0
    for row in range(len(scores)):
        if counts[row] == 0:
            continue
        for column in range(scores.shape[1]):
            if scores[row, column] > cutoff:
                rows[at], columns[at] = row, column
                at += 1
    return rows, columns


@njit(cache=True, fastmath=True)
def pre_activations(x: Floats, encoder: Floats, bias: Floats, rows: Ints, columns: Ints) -> Floats:
    """Encoder output of the given pairs; x (token, d_in), encoder (d_sae, d_in)."""
    out = np.empty(len(rows), np.float32)
    for pair in range(len(rows)):
        row, column = x[rows[pair]], encoder[columns[pair]]
        total = np.float32(0)
        for i in range(len(row)):
            total += row[i] * column[i]
        out[pair] = total + bias[columns[pair]]
    return out


@njit(cache=True, fastmath=True)
def decode(tokens: int, rows: Ints, columns: Ints, values: Floats, decoder: Floats, bias: Floats) -> Floats:
    """Reconstruction (token, d_in) = bias + Σ value · decoder row."""
    out = np.empty((tokens, decoder.shape[1]), np.float32)
    out[:] = bias
    for pair in range(len(rows)):
        target, direction, value = out[rows[pair]], decoder[columns[pair]], values[pair]
        for i in range(len(target)):
            target[i] += value * direction[i]
    return out


@njit(cache=True)
def by_feature(columns: Ints, d_sae: int) -> tuple[Ints, Ints]:
    """Counting sort: an order of the pairs by feature, and each feature's first place in it (d_sae + 1)."""
    starts = np.zeros(d_sae + 1, np.int32)
    for column in columns:
        starts[column + 1] += 1
    for feature in range(d_sae):
        starts[feature + 1] += starts[feature]
    place = starts[:-1].copy()
    order = np.empty(len(columns), np.int32)
    for pair in range(len(columns)):
        order[place[columns[pair]]] = pair
        place[columns[pair]] += 1
    return order, starts


@njit(cache=True, fastmath=True)
def adam_row(
    row: Floats,
    gradient: Floats,
    m: Floats,
    v: Floats,
    rate: float,
    beta1: float,
    beta2: float,
    c1: float,
    c2: float,
) -> None:
    """One Adam step of one row in place; c1 and c2 are the bias corrections 1 − βᵗ (Kingma & Ba 2014)."""
    for i in range(len(row)):
        m[i] = beta1 * m[i] + (1 - beta1) * gradient[i]
        v[i] = beta2 * v[i] + (1 - beta2) * gradient[i] * gradient[i]
        row[i] -= rate * (m[i] / c1) / (math.sqrt(v[i] / c2) + np.float32(1e-8))


@njit(cache=True, fastmath=True)
def update_features(
    x: Floats,
    error: Floats,
    values: Floats,
    rows: Ints,
    order: Ints,
    starts: Ints,
    encoder: Floats,
    encoder_m: Floats,
    encoder_v: Floats,
    decoder: Floats,
    decoder_m: Floats,
    decoder_v: Floats,
    auxiliary: Ints,
    auxiliary_encoder: Floats,
    auxiliary_decoder: Floats,
    bias_gradient: Floats,
    rate: float,
    beta1: float,
    beta2: float,
    step: int,
) -> None:
    """Gradient and Adam step of every feature's encoder and decoder row; fills `bias_gradient` (d_sae,).

    `error` is dLoss/d(reconstruction) (token, d_in). `auxiliary[feature]` is the feature's row in the
    two auxiliary gradients, or −1. The decoder gradient's part along the row is removed first, and the
    row is unit norm again afterwards.
    """
    d_in = x.shape[1]
    c1, c2 = 1 - beta1**step, 1 - beta2**step
    to_encoder, to_decoder = np.empty(d_in, np.float32), np.empty(d_in, np.float32)
    for feature in range(len(encoder)):
        direction = decoder[feature]
        extra = auxiliary[feature]
        for i in range(d_in):
            to_encoder[i] = auxiliary_encoder[extra, i] if extra >= 0 else np.float32(0)
            to_decoder[i] = auxiliary_decoder[extra, i] if extra >= 0 else np.float32(0)
        for place in range(starts[feature], starts[feature + 1]):
            pair = order[place]
            x_row, error_row, value = x[rows[pair]], error[rows[pair]], values[pair]
            slope = np.float32(0)
            for i in range(d_in):
                slope += error_row[i] * direction[i]
            bias_gradient[feature] += slope
            for i in range(d_in):
                to_encoder[i] += slope * x_row[i]
                to_decoder[i] += value * error_row[i]
        along = np.float32(0)
        for i in range(d_in):
            along += to_decoder[i] * direction[i]
        for i in range(d_in):
            to_decoder[i] -= along * direction[i]
        adam_row(
            encoder[feature], to_encoder, encoder_m[feature], encoder_v[feature], rate, beta1, beta2, c1, c2
        )
        adam_row(direction, to_decoder, decoder_m[feature], decoder_v[feature], rate, beta1, beta2, c1, c2)
        norm = np.float32(0)
        for i in range(d_in):
            norm += direction[i] * direction[i]
        norm = np.float32(1) / np.float32(math.sqrt(norm))
        for i in range(d_in):
            direction[i] *= norm
