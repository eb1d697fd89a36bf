"""What each feature does on the bundled sample: histogram, examples, promoted tokens and related features.

`record` keeps the sparse activations of the sample; the rest only looks at those. README.md describes
the files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from scipy import sparse

from training.corpus import Corpus
from training.kernels import Floats
from training.model import Gemma
from training.sae import Sae

BINS = 20
TOP, MIDDLE = 8, 4
EXAMPLES = TOP + MIDDLE
WINDOW, BEFORE = 20, 13
PROMOTED = 10
RELATED = 8
MIDDLE_SHARES = (0.3, 0.7)


@dataclass(frozen=True)
class Recorded:
    """Sparse activations of one SAE over the sample: feature-major (d_sae, positions of `Corpus.tokens`)."""

    by_feature: sparse.csr_array
    tokens: int

    def of(self, feature: int) -> tuple[NDArray[np.int32], Floats]:
        """Positions at which the feature is active, ascending, and its activations there."""
        pointers = self.by_feature.indptr
        part = slice(pointers[feature], pointers[feature + 1])
        return self.by_feature.indices[part], self.by_feature.data[part]


def record(sae: Sae, rows: Iterable[Floats], sample: Corpus) -> Recorded:
    """Encode the sample's residual streams: rows (token, d_in) of all tokens after BOS, in order."""
    parts = [sparse.csr_array(sae.encode(chunk)) for chunk in rows]
    coordinates = sparse.vstack(parts).tocoo()
    first = np.zeros(len(sample.tokens), bool)
    first[sample.starts[:-1]] = True
    positions = np.flatnonzero(~first).astype(np.int32)
    shape = (coordinates.shape[1], len(sample.tokens))
    data = (coordinates.data, (coordinates.col, positions[coordinates.row]))
    by_feature = sparse.csr_array(sparse.coo_array(data, shape=shape))
    by_feature.sort_indices()
    return Recorded(by_feature, len(positions))


def statistics(recorded: Recorded) -> tuple[Floats, Floats]:
    """Density and largest activation of every feature."""
    counts = np.diff(recorded.by_feature.indptr)
    largest = recorded.by_feature.max(axis=1).toarray().ravel()
    return (counts / recorded.tokens).astype(np.float32), largest.astype(np.float32)


def histograms(recorded: Recorded) -> tuple[Floats, NDArray[np.uint32]]:
    """Log-spaced edges (BINS + 1,) common to all features, and counts (d_sae, BINS) of active tokens."""
    data = recorded.by_feature.data
    edges = np.geomspace(float(data.min()), float(data.max()) * (1 + 1e-6), BINS + 1)
    bins = np.clip(np.searchsorted(edges, data, side="right") - 1, 0, BINS - 1)
    features = np.repeat(np.arange(recorded.by_feature.shape[0]), np.diff(recorded.by_feature.indptr))
    counts = np.bincount(features * BINS + bins, minlength=recorded.by_feature.shape[0] * BINS)
    return edges.astype(np.float32), counts.reshape(-1, BINS).astype(np.uint32)


@dataclass(frozen=True)
class Examples:
    """Windows of every feature, strongest first and then some from the middle of the range; see README.md."""

    start: NDArray[np.int32]
    peak: NDArray[np.uint8]
    length: NDArray[np.uint8]
    activations: NDArray[np.uint8]


def examples(recorded: Recorded, sample: Corpus, seed: int = 29) -> Examples:
    """At most one window of a document for each feature, and no two with the same text before the peak."""
    width = recorded.by_feature.shape[0]
    found = Examples(
        np.full((width, EXAMPLES), -1, np.int32),
        np.zeros((width, EXAMPLES), np.uint8),
        np.zeros((width, EXAMPLES), np.uint8),
        np.zeros((width, EXAMPLES, WINDOW), np.uint8),
    )
    document = np.repeat(np.arange(len(sample.lengths)), sample.lengths)
    rng = np.random.default_rng(seed)
    for feature in range(width):
        positions, values = recorded.of(feature)
        if len(positions) == 0:
            continue
        order = np.argsort(-values, kind="stable")
        top = _distinct(positions[order], document, sample, TOP)
        low, high = (share * float(values.max()) for share in MIDDLE_SHARES)
        between = rng.permutation(positions[(values >= low) & (values <= high)])
        middle = _distinct(between[~np.isin(document[between], document[top])], document, sample, MIDDLE)
        scale = 255 / float(values.max())
        for slot, position in [*enumerate(top), *enumerate(middle, TOP)]:
            _window(found, feature, slot, position, positions, values * scale, sample, document)
    return found


def _distinct(
    positions: NDArray[np.int32], document: NDArray[np.int64], sample: Corpus, wanted: int
) -> list[int]:
    """The first positions of different documents whose text around the peak is not seen yet."""
    chosen: list[int] = []
    seen: set[object] = set()
    for position in positions[: 60 * wanted].tolist():
        text = sample.tokens[max(position - 4, 0) : position + 1].tobytes()
        if document[position] in seen or text in seen:
            continue
        seen |= {document[position], text}
        chosen.append(position)
        if len(chosen) == wanted:
            break
    return chosen


def _window(
    found: Examples, feature: int, slot: int, position: int, positions: NDArray[np.int32], levels: Floats,
    sample: Corpus, document: NDArray[np.int64],
) -> None:  # fmt: skip
    first, last = sample.starts[document[position]] + 1, sample.starts[document[position] + 1]
    start = int(max(min(position - BEFORE, last - WINDOW), first))
    length = int(min(WINDOW, last - start))
    inside = slice(*np.searchsorted(positions, (start, start + length)))
    found.start[feature, slot], found.length[feature, slot] = start, length
    found.peak[feature, slot] = position - start
    found.activations[feature, slot, positions[inside] - start] = np.clip(np.rint(levels[inside]), 1, 255)


def promoted(sae: Sae, model: Gemma, chunk: int = 256) -> dict[str, NDArray[np.generic]]:
    """Tokens whose logits each decoder row raises and lowers most: (row · (1 + γ)) Eᵀ, less its mean."""
    gain = (1 + model.weights["norm.weight"]).numpy()
    tokens, weights = ([], []), ([], [])
    for start in range(0, len(sae.w_dec), chunk):
        directions = torch.from_numpy(sae.w_dec[start : start + chunk] * gain).to(model.dtype)
        logits = (directions @ model.unembedding.T).float()
        logits -= logits.mean(dim=1, keepdim=True)
        for side, largest in enumerate((True, False)):
            values, ids = logits.topk(PROMOTED, dim=1, largest=largest)
            tokens[side].append(ids.int().numpy())
            weights[side].append(values.half().numpy())
    names = ("promoted", "suppressed")
    return {f"{name}_tokens": np.concatenate(tokens[i]) for i, name in enumerate(names)} | {
        f"{name}_weights": np.concatenate(weights[i]) for i, name in enumerate(names)
    }


def _strongest(similarity: Floats) -> tuple[NDArray[np.int16], NDArray[np.float16]]:
    """The RELATED largest entries of each row, −1 where nothing is above zero; without the diagonal."""
    index = np.argpartition(-similarity, RELATED, axis=1)[:, :RELATED]
    value = np.take_along_axis(similarity, index, axis=1)
    order = np.argsort(-value, axis=1)
    index, value = np.take_along_axis(index, order, axis=1), np.take_along_axis(value, order, axis=1)
    index[value <= 0] = -1
    return index.astype(np.int16), np.maximum(value, 0).astype(np.float16)


def nearest(sae: Sae) -> tuple[NDArray[np.int16], NDArray[np.float16]]:
    """Features by cosine of their decoder rows."""
    cosines = sae.w_dec @ sae.w_dec.T
    np.fill_diagonal(cosines, -1)
    return _strongest(cosines)


def coactive(recorded: Recorded) -> tuple[NDArray[np.int16], NDArray[np.float16]]:
    """Features by tokens on which both are active: n_both / √(n_a · n_b)."""
    indicator = recorded.by_feature.astype(bool).astype(np.float32)
    counts = np.maximum(np.diff(recorded.by_feature.indptr), 1).astype(np.float32)
    index, score = [], []
    transposed = indicator.T.tocsr()
    for start in range(0, indicator.shape[0], 1024):
        both = (indicator[start : start + 1024] @ transposed).toarray()
        both /= np.sqrt(counts[start : start + 1024, None] * counts)
        both[np.arange(len(both)), start + np.arange(len(both))] = 0
        chosen, value = _strongest(both)
        index.append(chosen)
        score.append(value)
    return np.concatenate(index), np.concatenate(score)


def write(
    sae: Sae, model: Gemma, recorded: Recorded, sample: Corpus, path: Path
) -> dict[str, NDArray[np.generic]]:
    """Compute and store `dashboard.safetensors`; returns its tensors."""
    edges, counts = histograms(recorded)
    windows = examples(recorded, sample)
    near, cosines = nearest(sae)
    together, scores = coactive(recorded)
    dead = np.diff(recorded.by_feature.indptr) == 0
    tensors = {
        "histogram_edges": edges,
        "histogram": counts,
        "example_start": windows.start,
        "example_peak": windows.peak,
        "example_length": windows.length,
        "example_activations": windows.activations,
        "nearest_features": near,
        "nearest_cosines": cosines,
        "coactive_features": together,
        "coactive_scores": scores,
        **promoted(sae, model),
    }
    for name in ("promoted_tokens", "suppressed_tokens", "nearest_features"):
        tensors[name][dead] = -1
    for name in ("promoted_weights", "suppressed_weights", "nearest_cosines"):
        tensors[name][dead] = 0
    save_file({name: np.ascontiguousarray(value) for name, value in tensors.items()}, path)
    return tensors
