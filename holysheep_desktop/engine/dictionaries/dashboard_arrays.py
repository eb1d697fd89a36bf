"""The arrays of `dashboard.safetensors`, computed from what an SAE read in the sample.

`dashboards` says what each array means; this is its other half.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.dictionaries.corpus_sample import Ids
from holysheep_desktop.engine.dictionaries.feature_examples import Sampled, Windows, find_examples
from holysheep_desktop.engine.dictionaries.promotes import Promotion
from holysheep_desktop.engine.dictionaries.sae import FloatArray, Sae
from holysheep_desktop.engine.dictionaries.sample_reading import Indices, SampleReading, Tell

BINS = 20
N_RELATED = 8
N_PROMOTED = 10
FEATURES_AT_ONCE = 64
"""Directions whose logits are held at once: 67 MB."""
VALUES_AT_ONCE = 1 << 20
_TINY = np.float32(1e-12)

Arrays: TypeAlias = dict[str, npt.NDArray[np.generic]]


@dataclass(frozen=True, slots=True, eq=False)
class ByFeature:
    """The activations of a reading sorted by feature, in the order of the text within each.

    Those of feature i are `starts[i]` … `starts[i + 1]` − 1; `rows` counts the tokens that were read.
    """

    starts: Ids
    rows: Indices
    values: FloatArray

    @classmethod
    def of(cls, reading: SampleReading) -> ByFeature:
        """Sort a reading."""
        order = np.argsort(reading.features, kind="stable")
        counts = np.bincount(reading.features, minlength=reading.d_sae)
        rows = np.repeat(np.arange(len(reading.positions), dtype=np.int32), reading.l0)[order]
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        return cls(starts, rows, reading.values[order])

    @property
    def counts(self) -> Ids:
        """Tokens on which each feature fires (d_sae,)."""
        return np.diff(self.starts)

    @property
    def live(self) -> Ids:
        """Features that fire anywhere, (n_live,), ascending."""
        return np.flatnonzero(self.counts)

    def part(self, feature: int) -> slice:
        """The place of a feature's activations."""
        return slice(int(self.starts[feature]), int(self.starts[feature + 1]))

    def largest(self) -> FloatArray:
        """The largest activation of each feature (d_sae,), 0 where it never fires."""
        largest = np.zeros(len(self.starts) - 1, np.float32)
        live = self.live
        if live.size:
            largest[live] = np.maximum.reduceat(self.values, self.starts[live])
        return largest


def units_of_work(n_documents: int, d_sae: int) -> int:
    """Units of work of a whole dashboard: documents, and batches of features once for each kind of array."""
    return n_documents + 2 * _n_batches(d_sae)


def _n_batches(n: int) -> int:
    return -(-n // FEATURES_AT_ONCE)


def histograms(by_feature: ByFeature) -> Arrays:
    """Counts of active tokens (d_sae, 20) over edges (21,), logarithmic and common to all features."""
    values, d_sae = by_feature.values, len(by_feature.counts)
    low, high = (float(values.min()), float(values.max())) if values.size else (1.0, 2.0)
    edges = np.geomspace(low, max(high * (1 + 1e-6), low * 1.01), BINS + 1).astype(np.float32)
    counts = np.zeros(d_sae * BINS, np.int64)
    features = np.repeat(np.arange(d_sae, dtype=np.int32), by_feature.counts)
    for start in range(0, values.size, VALUES_AT_ONCE):
        part = slice(start, start + VALUES_AT_ONCE)
        bins = np.clip(np.searchsorted(edges, values[part], side="right") - 1, 0, BINS - 1)
        counts += np.bincount(features[part] * BINS + bins, minlength=d_sae * BINS)
    return {"histogram_edges": edges, "histogram": counts.reshape(-1, BINS).astype(np.uint32)}


def promoted(sae: Sae, by_feature: ByFeature, promotion: Promotion, tell: Tell, done: int) -> Arrays:
    """Tokens (d_sae, 10) that each live feature raises and lowers most, with weights."""
    ids = np.full((2, sae.d_sae, N_PROMOTED), -1, np.int32)
    weights = np.zeros((2, sae.d_sae, N_PROMOTED), np.float32)
    for batch, features in enumerate(_batches(by_feature.live)):
        tell(done + batch)
        found = promotion.strongest_ids(sae.w_dec[features], N_PROMOTED)
        ids[:, features], weights[:, features] = found
    return {
        "promoted_tokens": ids[0],
        "promoted_weights": weights[0],
        "suppressed_tokens": ids[1],
        "suppressed_weights": weights[1],
    }


def examples_and_relatives(
    sae: Sae, reading: SampleReading, by_feature: ByFeature, sample: Sampled, tell: Tell, done: int
) -> Arrays:
    """Passages, nearest features by decoder cosine, and features that fire on the same tokens: (d_sae, …)."""
    windows = Windows(sae.d_sae)
    lengths = np.maximum(np.linalg.norm(sae.w_dec, axis=1, keepdims=True), _TINY)
    unit = sae.w_dec / lengths
    nearest, together = _Related.nothing(sae.d_sae), _Related.nothing(sae.d_sae)
    for batch, features in enumerate(_batches(by_feature.live)):
        tell(done + batch)
        cosines = unit[features] @ unit.T
        for feature, row in zip(features.tolist(), cosines, strict=True):
            part = by_feature.part(feature)
            positions = reading.positions[by_feature.rows[part]]
            find_examples(windows, feature, positions, by_feature.values[part], sample)
            nearest.keep(feature, row)
            together.keep(feature, _coactivation(reading, by_feature, feature))
    return {
        **windows.arrays(),
        "nearest_features": nearest.features,
        "nearest_cosines": nearest.scores,
        "coactive_features": together.features,
        "coactive_scores": together.scores,
    }


@dataclass(frozen=True, slots=True, eq=False)
class _Related:
    """The eight other features with the largest positive scores (d_sae, 8), −1 for none."""

    features: npt.NDArray[np.int32]
    scores: npt.NDArray[np.float16]

    @classmethod
    def nothing(cls, d_sae: int) -> _Related:
        shape = (d_sae, N_RELATED)
        return cls(np.full(shape, -1, np.int32), np.zeros(shape, np.float16))

    def keep(self, feature: int, scores: npt.NDArray[np.floating]) -> None:
        scores[feature] = 0
        n = min(N_RELATED, scores.size)
        best = np.argpartition(scores, -n)[-n:]
        best = best[np.lexsort((best, -scores[best]))]
        best = best[scores[best] > 0]
        self.features[feature, : best.size] = best
        self.scores[feature, : best.size] = scores[best]


def _coactivation(reading: SampleReading, by_feature: ByFeature, feature: int) -> npt.NDArray[np.float64]:
    """n_both / √(n_a · n_b) with every feature (d_sae,): the cosine of when they fire."""
    rows = by_feature.rows[by_feature.part(feature)]
    starts, lengths = reading.starts[rows], reading.l0[rows]
    ends = np.cumsum(lengths)
    places = np.arange(int(ends[-1])) + np.repeat(starts - (ends - lengths), lengths)
    both = np.bincount(reading.features[places], minlength=reading.d_sae)
    return both / np.sqrt(np.maximum(by_feature.counts, 1) * float(len(rows)))


def _batches(features: Ids) -> Iterator[Ids]:
    for start in range(0, len(features), FEATURES_AT_ONCE):
        yield features[start : start + FEATURES_AT_ONCE]
