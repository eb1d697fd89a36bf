"""What every part of a patching analysis shares: both runs, both ways of patching, and the metric."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.core.models import Metric as MetricName
from holysheep_desktop.core.requests import PatchOptions, Way
from holysheep_desktop.engine.patching.answers import AnswerPair, choose_answers
from holysheep_desktop.engine.patching.effects import Metric
from holysheep_desktop.engine.patching.prompts import PromptPair
from holysheep_desktop.engine.patching.readouts import Measure, Readout
from holysheep_desktop.engine.patching.runs import CapturedRun, Move, ShouldStop, moves
from holysheep_desktop.engine.transformer.gradients import Gradients
from holysheep_desktop.engine.transformer.hooks import Array, Site
from holysheep_desktop.engine.transformer.network import Network

Values: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """Two captured runs, up to the answer position of each, that are compared by what they say next.

    `metric` is the logit difference of the two answer tokens; `map_metric` is the metric of maps, neurons,
    features and controls, which is the same unless the request asked for another one.
    """

    model: Network
    prompts: PromptPair
    original: CapturedRun
    comparison: CapturedRun
    answers: AnswerPair
    metric: Metric
    map_metric: Metric
    moves: dict[Way, Move]
    should_stop: ShouldStop
    _readout: Readout
    _measures: dict[Way, Measure]

    @classmethod
    def of(
        cls,
        model: Network,
        prompts: PromptPair,
        runs: tuple[CapturedRun, CapturedRun],
        options: PatchOptions,
        should_stop: ShouldStop,
    ) -> Study:
        """Choose the answer tokens and measure both runs; raises `PatchTargetError` for impossible tokens."""
        original, comparison = runs
        answers = choose_answers(original, comparison, options.answers)
        difference = Readout(model, MetricName.LOGIT_DIFF, answers, original, comparison)
        readout = Readout(model, map_metric_of(options.metric), answers, original, comparison)
        return cls(
            model=model,
            prompts=prompts,
            original=original,
            comparison=comparison,
            answers=answers,
            metric=difference.metric(),
            map_metric=readout.metric(),
            moves=moves(original, comparison, prompts.alignment),
            should_stop=should_stop,
            _readout=readout,
            _measures={way: readout.measure(way) for way in (Way.NOISING, Way.DENOISING)},
        )

    @property
    def prompts_differ(self) -> bool:
        """Whether there is anything to patch with."""
        return self.original.ids != self.comparison.ids

    @property
    def has_gradient(self) -> bool:
        """Whether attribution estimates the metric itself, or only ranks sites for it."""
        return self._readout.has_gradient

    @property
    def reads_vocabulary(self) -> bool:
        """Whether the map metric needs every logit, not those of the two answers alone."""
        return self._readout.name is not MetricName.LOGIT_DIFF

    def logit_difference(self, last: Array) -> Values:
        """The logit difference of streams after the last block (n, d_model): (n,)."""
        return self.answers.logit_difference(self.model, last)

    def measure(self, way: Way) -> Measure:
        """Reads the map metric off streams after the last block, (n, d_model) to (n,)."""
        return self._measures[way]

    def gradient(self, way: Way, layers: Collection[int], sites: Collection[Site]) -> Gradients:
        """The gradient of the map metric in the unpatched run of a way."""
        return self.model.gradients(
            np.array(self.moves[way].base.ids), self._readout.slope(way), self.map_metric.raw(way, 0.0),
            sites=sites, layers=layers, should_stop=self.should_stop,
        )  # fmt: skip


def map_metric_of(metric: MetricName) -> MetricName:
    """The metric of maps: generated texts are compared for the score alone."""
    return MetricName.LOGIT_DIFF if metric is MetricName.SEMANTIC_SIMILARITY else metric
