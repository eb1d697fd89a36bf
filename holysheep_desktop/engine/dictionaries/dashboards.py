"""A feature's dashboard from the compact arrays of its pack: one row of each is read, never the whole file.

Every array has one row per feature: `histogram` over `histogram_edges`; windows of the sample of text in
`example_start`, `example_length`, `example_peak` and `example_activations` (255 = the feature's largest
activation); `promoted_…` and `suppressed_…` tokens with weights; `nearest_…` by decoder cosine and
`coactive_…` features. −1 stands for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError, safe_open

from holysheep_desktop.core.dashboards import (
    FeatureDashboard,
    FeatureExample,
    Histogram,
    RelatedFeature,
    TokenWeight,
)
from holysheep_desktop.core.results import Label
from holysheep_desktop.engine.dictionaries.corpus_sample import CorpusSample
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer
from holysheep_desktop.errors import DictionaryError

DASHBOARD = "dashboard.safetensors"
N_TOP_EXAMPLES = 8
FULL_SCALE = 255

Row: TypeAlias = npt.NDArray[Any]
LabelOf: TypeAlias = Callable[[int], Label | None]

_EDGES = "histogram_edges"
_ROWS = (
    "histogram", "example_start", "example_length", "example_peak", "example_activations",
    "promoted_tokens", "promoted_weights", "suppressed_tokens", "suppressed_weights",
    "nearest_features", "nearest_cosines", "coactive_features", "coactive_scores",
)  # fmt: skip


def read_rows(path: Path, feature: int, d_sae: int) -> dict[str, Row]:
    """The rows of one feature, of arrays (d_sae, …); those absent or of another length are left out.

    Raises DictionaryError where the file cannot be read.
    """
    try:
        with safe_open(path, framework="numpy") as file:
            names = set(file.keys())
            rows: dict[str, Row] = {
                name: file.get_slice(name)[feature : feature + 1][0]
                for name in _ROWS
                if name in names and file.get_slice(name).get_shape()[:1] == [d_sae]
            }
            if _EDGES in names:
                rows[_EDGES] = file.get_tensor(_EDGES)
    except (SafetensorError, OSError, TypeError) as error:
        raise DictionaryError(path, "the dashboards cannot be read") from error
    return rows


class DashboardReader:
    """Turns the rows of a feature into what is shown; whatever does not make sense in them is left out."""

    def __init__(
        self, tokenizer: TextTokenizer, sample: CorpusSample | None, d_sae: int, label: LabelOf
    ) -> None:
        self._tokenizer = tokenizer
        self._sample = sample
        self._d_sae = d_sae
        self._label = label

    def dashboard(
        self, sae_id: str, feature: int, rows: Mapping[str, Row], statistics: Mapping[str, Row]
    ) -> FeatureDashboard:
        """The dashboard of one feature."""
        density, largest = (_entry(statistics, name, feature) for name in ("density", "max_activation"))
        examples = self._examples(rows, largest or 0.0)
        return FeatureDashboard(
            sae_id=sae_id,
            feature=feature,
            label=self._label(feature),
            density=density,
            max_activation=largest,
            histogram=_histogram(rows),
            top_examples=tuple(e for i, e in examples if i < N_TOP_EXAMPLES),
            middle_examples=tuple(e for i, e in examples if i >= N_TOP_EXAMPLES),
            promoted=self._tokens(rows, "promoted"),
            suppressed=self._tokens(rows, "suppressed"),
            nearest=self._related(rows, "nearest_features", "nearest_cosines"),
            coactive=self._related(rows, "coactive_features", "coactive_scores"),
        )

    def _examples(self, rows: Mapping[str, Row], largest: float) -> list[tuple[int, FeatureExample]]:
        needed = ("example_start", "example_length", "example_peak", "example_activations")
        if self._sample is None or not rows.keys() >= set(needed):
            return []
        starts, lengths, peaks, activations = (rows[name] for name in needed)
        if activations.ndim != 2 or not len(starts) == len(lengths) == len(peaks) == len(activations):
            return []
        found: list[tuple[int, FeatureExample]] = []
        for i, (start, length, peak) in enumerate(zip(starts, lengths, peaks, strict=True)):
            ids = self._sample.window(int(start), int(length))
            if ids is None or length > activations.shape[1] or peak >= length:
                continue
            values = activations[i, : int(length)].astype(np.float64) * (largest / FULL_SCALE)
            source = self._sample.source_of(int(start))
            found.append((i, FeatureExample(self._texts(ids), tuple(values.tolist()), int(peak), source)))
        return found

    def _texts(self, ids: list[int]) -> tuple[str, ...]:
        """Token by token; the bytes of one character show it at the last of them."""
        stream = self._tokenizer.stream(skip_special=False)
        texts = [stream.push(token) if token < self._tokenizer.n_tokens else "" for token in ids]
        texts[-1] += stream.finish()
        return tuple(texts)

    def _tokens(self, rows: Mapping[str, Row], kind: str) -> tuple[TokenWeight, ...]:
        pairs = _pairs(rows, f"{kind}_tokens", f"{kind}_weights", self._tokenizer.n_tokens)
        return tuple(TokenWeight(self._tokenizer.text_of(token), weight) for token, weight in pairs)

    def _related(self, rows: Mapping[str, Row], features: str, values: str) -> tuple[RelatedFeature, ...]:
        pairs = _pairs(rows, features, values, self._d_sae)
        return tuple(RelatedFeature(feature, value, self._label(feature)) for feature, value in pairs)


def _pairs(rows: Mapping[str, Row], keys: str, values: str, limit: int) -> list[tuple[int, float]]:
    """Parallel ids and finite values, without the places that hold nothing."""
    if not rows.keys() >= {keys, values} or rows[keys].shape != rows[values].shape or rows[keys].ndim != 1:
        return []
    parallel = zip(rows[keys].tolist(), rows[values].tolist(), strict=True)
    return [(int(key), float(value)) for key, value in parallel if 0 <= key < limit and np.isfinite(value)]


def _histogram(rows: Mapping[str, Row]) -> Histogram | None:
    counts, edges = rows.get("histogram"), rows.get(_EDGES)
    if counts is None or edges is None or counts.ndim != 1 or edges.shape != (counts.size + 1,):
        return None
    if not np.isfinite(edges).all() or (np.diff(edges) <= 0).any() or not counts.any():
        return None
    return Histogram(tuple(float(e) for e in edges), tuple(int(c) for c in counts))


def _entry(statistics: Mapping[str, Row], name: str, feature: int) -> float | None:
    values = statistics.get(name)
    return None if values is None else float(values[feature])
