"""What every part of a patching analysis shares: both runs, both ways of patching, and the metric."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.core.alignment import Alignment
from holysheep_desktop.core.requests import PatchOptions, Way
from holysheep_desktop.engine.patching.answers import AnswerPair, choose_answers
from holysheep_desktop.engine.patching.effects import Metric
from holysheep_desktop.engine.patching.runs import CapturedRun, Move, ShouldStop, moves
from holysheep_desktop.engine.transformer.gradients import Gradients, gradients
from holysheep_desktop.engine.transformer.hooks import Array, Site
from holysheep_desktop.engine.transformer.model import Model

Values: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """Two captured runs that are compared by the logit difference of two answer tokens."""

    model: Model
    original: CapturedRun
    comparison: CapturedRun
    alignment: Alignment
    answers: AnswerPair
    metric: Metric
    moves: dict[Way, Move]
    should_stop: ShouldStop

    @classmethod
    def of(
        cls,
        model: Model,
        original: CapturedRun,
        comparison: CapturedRun,
        alignment: Alignment,
        options: PatchOptions,
        should_stop: ShouldStop,
    ) -> Study:
        """Choose the answer tokens and measure both runs; raises `PatchTargetError` for impossible tokens."""
        answers = choose_answers(original, comparison, options.answers)
        ends = [answers.logit_difference(model, run.last[None])[0] for run in (original, comparison)]
        metric = Metric(float(ends[0]), float(ends[1]))
        ways = moves(original, comparison, alignment)
        return cls(model, original, comparison, alignment, answers, metric, ways, should_stop)

    @property
    def prompts_differ(self) -> bool:
        """Whether there is anything to patch with."""
        return self.original.ids != self.comparison.ids

    def logit_difference(self, last: Array) -> Values:
        """The metric of streams after the last block (n, d_model): (n,)."""
        return self.answers.logit_difference(self.model, last)

    def gradient(self, way: Way, layers: Collection[int], sites: Collection[Site]) -> Gradients:
        """The gradient of the metric in the unpatched run of a way."""
        return gradients(
            self.model, self.moves[way].base.ids, self.answers.cotangent,
            sites=sites, layers=layers, should_stop=self.should_stop,
        )  # fmt: skip
