"""Residual streams of a corpus for all trained layers, produced once, shuffled and stored in float16.

A row is (x − offset) / scale: residual norms are about 13,600, and float16 ends at 65,504. The offset
and the scale (the root mean square of the centred rows) come from a calibration sample and are folded
into the SAE at the end.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from training.corpus import Corpus
from training.model import D_MODEL, Gemma

LAYERS = (5, 9, 12, 15)
SHARD_TOKENS = 32_768
BATCH_TOKENS = 4_096
CALIBRATION_SEQUENCES = 256


@dataclass(frozen=True)
class Calibration:
    """Offset (layer, d_model) and scale (layer,) of the stored rows."""

    offset: NDArray[np.float64]
    scale: NDArray[np.float64]


def shards(corpus: Corpus, seed: int) -> list[NDArray[np.int64]]:
    """The training sequences in a random order, cut into shards of about `SHARD_TOKENS` tokens."""
    order = np.random.default_rng(seed).permutation(np.flatnonzero(~corpus.held_out))
    number = (np.cumsum(corpus.lengths[order]) - 1) // SHARD_TOKENS
    return np.split(order, np.flatnonzero(np.diff(number)) + 1)


def batches(corpus: Corpus, sequences: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Groups of sequences of similar length, at most `BATCH_TOKENS` positions each."""
    ordered = sequences[np.argsort(-corpus.lengths[sequences], kind="stable")]
    size = max(BATCH_TOKENS // int(corpus.lengths.max()), 1)
    return [ordered[i : i + size] for i in range(0, len(ordered), size)]


def pad(corpus: Corpus, sequences: NDArray[np.int64]) -> tuple[torch.Tensor, torch.Tensor]:
    """Token ids (batch, position), padded on the right, and the mask of real tokens after BOS."""
    longest = int(corpus.lengths[sequences].max())
    tokens = torch.zeros(len(sequences), longest, dtype=torch.int64)
    for row, index in enumerate(sequences):
        ids = corpus.sequence(int(index))
        tokens[row, : len(ids)] = torch.from_numpy(ids.astype(np.int64))
    real = torch.arange(longest) < torch.from_numpy(corpus.lengths[sequences])[:, None]
    real[:, 0] = False
    return tokens, real


@torch.inference_mode()
def residual_rows(model: Gemma, corpus: Corpus, sequences: NDArray[np.int64]) -> NDArray[np.float32]:
    """Residual streams (layer of `LAYERS`, token, d_model) of every token after BOS."""
    rows = np.empty((len(LAYERS), int((corpus.lengths[sequences] - 1).sum()), D_MODEL), dtype=np.float32)
    filled = 0
    for group in batches(corpus, sequences):
        tokens, real = pad(corpus, group)
        streams = model.residuals(tokens, layers=max(LAYERS) + 1)
        count = int(real.sum())
        for index, layer in enumerate(LAYERS):
            rows[index, filled : filled + count] = streams[layer][real].numpy()
        filled += count
    return rows


def calibrate(model: Gemma, corpus: Corpus, path: Path) -> Calibration:
    """Offset and scale from a fixed random sample of training sequences; computed once and stored."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        chosen = np.random.default_rng(5).permutation(np.flatnonzero(~corpus.held_out))[
            :CALIBRATION_SEQUENCES
        ]
        rows = residual_rows(model, corpus, chosen).astype(np.float64)
        offset = rows.mean(axis=1)
        scale = np.sqrt(np.square(rows - offset[:, None]).sum(axis=2).mean(axis=1) / D_MODEL)
        np.savez(path, offset=offset, scale=scale)
    data = np.load(path)
    return Calibration(data["offset"], data["scale"])


def produce(
    weights: Path,
    corpus: Corpus,
    output: Path,
    name: str,
    worker: int,
    workers: int,
    *,
    limit: int | None = None,
    seed: int = 11,
) -> None:
    """Write this worker's shards of every layer under `output`; shards that are there already are kept."""
    model = Gemma(weights, torch.bfloat16)
    calibration = calibrate(model, corpus, output / "calibration.npz")
    for layer in LAYERS:
        (output / f"{layer:02}").mkdir(parents=True, exist_ok=True)
    for number, sequences in enumerate(shards(corpus, seed)[:limit]):
        targets = [output / f"{layer:02}" / f"{name}-{number:04}.npy" for layer in LAYERS]
        if number % workers != worker or targets[-1].exists():
            continue
        rows = residual_rows(model, corpus, sequences)
        shuffled = np.random.default_rng((seed, number)).permutation(rows.shape[1])
        for index, target in enumerate(targets):
            centred = (rows[index, shuffled] - calibration.offset[index]) / calibration.scale[index]
            temporary = target.with_suffix(f".{os.getpid()}.tmp")
            with temporary.open("wb") as file:
                np.save(file, centred.astype(np.float16))
            temporary.rename(target)
        print(f"{name} shard {number}: {rows.shape[1]} tokens", flush=True)
