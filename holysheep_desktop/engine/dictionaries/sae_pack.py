"""What lies beside an SAE's weights: statistics, evaluation, labels and the dashboards of its features.

Every file is optional, for SAEs of others have none of them. A damaged one is named in the log and then
counts as absent, so that it never takes a working SAE away.
"""

from __future__ import annotations

import logging
from functools import cached_property
from pathlib import Path
from typing import cast

import numpy as np
from safetensors import SafetensorError, safe_open

from holysheep_desktop.core.dashboards import FeatureDashboard, FeatureHit
from holysheep_desktop.core.models import SaeMetrics
from holysheep_desktop.core.results import Label
from holysheep_desktop.engine.dictionaries.corpus_sample import CorpusSample, find_corpus_sample
from holysheep_desktop.engine.dictionaries.dashboards import DASHBOARD, DashboardReader, Row, read_rows
from holysheep_desktop.engine.dictionaries.feature_search import FeatureSearch
from holysheep_desktop.engine.dictionaries.firing_words import firing_words
from holysheep_desktop.engine.dictionaries.sae import FloatArray
from holysheep_desktop.engine.dictionaries.sae_files import SaeFolder
from holysheep_desktop.engine.dictionaries.tensor_files import read_floats, read_json_object, tensor_shapes
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer
from holysheep_desktop.errors import DictionaryError

log = logging.getLogger(__name__)

STATISTICS = "statistics.safetensors"
EVALUATION = "evaluation.json"
LABELS = "labels.json"
_LARGEST = 1e300


class SaePack:
    """The files beside one SAE, read when first asked for."""

    def __init__(self, folder: SaeFolder, tokenizer: TextTokenizer) -> None:
        self._folder = folder
        self._tokenizer = tokenizer

    @property
    def path(self) -> Path:
        """The folder."""
        return self._folder.path

    @property
    def has_dashboard(self) -> bool:
        """Whether anything was computed about its features."""
        return (self.path / DASHBOARD).is_file()

    def metrics(self) -> SaeMetrics:
        """Quality on held-out text, or on the sample of text, as far as it is known."""
        content = self._json(EVALUATION)
        sample_tokens = _number(content.get("sample_tokens"))
        return SaeMetrics(
            l0=_number(content.get("l0")),
            explained_variance=_number(content.get("explained_variance")),
            ce_loss_recovered=_number(content.get("ce_loss_recovered")),
            dead_fraction=_number(content.get("dead_fraction")),
            sample_tokens=None if sample_tokens is None else max(0, int(sample_tokens)),
        )

    def mean(self) -> FloatArray | None:
        """The mean of the training activations (d_in,)."""
        return self.statistics.get("mean")

    @cached_property
    def statistics(self) -> dict[str, FloatArray]:
        """Mean of the activations (d_in,), and density and largest activation of each feature (d_sae,)."""
        width = (self._folder.d_sae,)
        expected = {"mean": (self._folder.d_in,), "density": width, "max_activation": width}
        path = self.path / STATISTICS
        if not path.is_file():
            return {}
        try:
            present = expected.keys() & tensor_shapes(path).keys()
            return read_floats(path, {name: expected[name] for name in present})
        except DictionaryError as error:
            log.warning("left out: %s", error)
            return {}

    @cached_property
    def labels(self) -> dict[int, Label]:
        """Labels by feature."""
        content = self._json(LABELS)
        entries = content.get("labels", content)
        if not isinstance(entries, dict):
            return {}
        found = {
            int(key): label
            for key, value in cast("dict[str, object]", entries).items()
            if key.isascii() and key.isdecimal() and len(key) < 8 and (label := _label(value)) is not None
        }
        return {feature: label for feature, label in found.items() if feature < self._folder.d_sae}

    def label(self, feature: int) -> Label | None:
        """The label of a feature."""
        return self.labels.get(feature)

    def dashboard(self, feature: int) -> FeatureDashboard:
        """What was computed offline about a feature; empty parts where there is nothing."""
        return self._reader.dashboard(self._folder.sae_id, feature, self._rows(feature), self.statistics)

    def find(self, query: str, limit: int) -> tuple[FeatureHit, ...]:
        """Features by the words of their label or promoted tokens."""
        return self._search.find(query, limit)

    @cached_property
    def _reader(self) -> DashboardReader:
        return DashboardReader(self._tokenizer, self._sample(), self._folder.d_sae, self.label)

    @cached_property
    def _search(self) -> FeatureSearch:
        density = self.statistics.get("density")
        known = None if density is None else [float(value) for value in density]
        fires_on = self._fires_on()
        return FeatureSearch(self._folder.d_sae, self.labels, self._promoted(), known, fires_on)

    def _sample(self) -> CorpusSample | None:
        path = find_corpus_sample(self.path)
        try:
            return None if path is None else CorpusSample(path)
        except DictionaryError as error:
            log.warning("left out: %s", error)
            return None

    def _rows(self, feature: int) -> dict[str, Row]:
        path = self.path / DASHBOARD
        try:
            return read_rows(path, feature, self._folder.d_sae) if path.is_file() else {}
        except DictionaryError as error:
            log.warning("left out: %s", error)
            return {}

    def _fires_on(self) -> dict[int, list[str]]:
        """Words on which every feature fires in its strongest examples, as far as the pack has them."""
        path, sample = self.path / DASHBOARD, self._sample()
        if sample is None or not path.is_file():
            return {}
        try:
            return firing_words(path, sample, self._tokenizer)
        except DictionaryError as error:
            log.warning("left out: %s", error)
            return {}

    def _promoted(self) -> dict[int, list[str]]:
        """Promoted tokens of every feature, as far as the pack has them."""
        path = self.path / DASHBOARD
        try:
            with safe_open(path, framework="numpy") as file:
                ids = np.asarray(file.get_tensor("promoted_tokens"))
        except (SafetensorError, OSError, TypeError):
            return {}
        if ids.ndim != 2 or len(ids) != self._folder.d_sae or ids.dtype.kind != "i":
            return {}
        limit, text_of = self._tokenizer.n_tokens, self._tokenizer.text_of
        texts = ([text_of(i) for i in row if 0 <= i < limit] for row in ids.tolist())
        return {feature: row for feature, row in enumerate(texts) if row}

    def _json(self, name: str) -> dict[str, object]:
        path = self.path / name
        if not path.is_file():
            return {}
        try:
            return read_json_object(path)
        except DictionaryError as error:
            log.warning("left out: %s", error)
            return {}


def _number(value: object) -> float | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return float(value) if -_LARGEST <= value <= _LARGEST else None


def _label(value: object) -> Label | None:
    if isinstance(value, str):
        return Label(value) if value else None
    entry = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    text, source = entry.get("text"), entry.get("source", "")
    return Label(text, source if isinstance(source, str) else "") if isinstance(text, str) and text else None
