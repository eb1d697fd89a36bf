"""What is read off a patched run: one number from the stream after the last block at the answer position.

    logit_diff          logit(r) − logit(r′)
    answer_probability  p(r)
    answer_rank         1 + how many tokens are more likely than r; 1 = most likely
    kl_divergence       KL(p_other ‖ p) = Σ p_other · (log p_other − log p), in nats

r is the original run's answer token and r′ the comparison run's, in both ways of patching. The other run is
the one that the activations come from. Σ p_other · log p is linear in the normed stream but for the softmax's
normaliser, so the divergence needs the unembedding once, however many copies are read.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.core.models import Metric as MetricName
from holysheep_desktop.core.requests import Way
from holysheep_desktop.engine.decoding.sampling import log_probabilities
from holysheep_desktop.engine.patching.answers import AnswerPair
from holysheep_desktop.engine.patching.effects import MIN_DIVERGENCE, MIN_PROBABILITY_DIFFERENCE, Metric
from holysheep_desktop.engine.patching.runs import Array, CapturedRun
from holysheep_desktop.engine.transformer.network import Network

Values: TypeAlias = npt.NDArray[np.float64]
Measure: TypeAlias = Callable[[Array], Values]
"""The stream after the last block (n, d_model) to the metric (n,)."""


@dataclass(frozen=True, slots=True, eq=False)
class Readout:
    """One metric of two runs: how to read it off a stream, and its gradient there."""

    model: Network
    name: MetricName
    answers: AnswerPair
    original: CapturedRun
    comparison: CapturedRun

    def measure(self, way: Way) -> Measure:
        """The metric of streams after the last block, (n, d_model) to (n,)."""
        match self.name:
            case MetricName.ANSWER_PROBABILITY:
                return self._probability
            case MetricName.ANSWER_RANK:
                return self._rank
            case MetricName.KL_DIVERGENCE:
                return self._divergence(way)
            case _:
                return self._logit_difference

    def metric(self) -> Metric:
        """Both runs unpatched, and whether they lie far enough apart for a scale; a rank never has one."""
        ends = (self._unpatched(Way.NOISING), self._unpatched(Way.DENOISING))
        match self.name:
            case MetricName.ANSWER_PROBABILITY:
                return Metric(*ends, MIN_PROBABILITY_DIFFERENCE)
            case MetricName.ANSWER_RANK:
                return Metric(*ends, math.inf)
            case MetricName.KL_DIVERGENCE:
                return Metric(*ends, MIN_DIVERGENCE, to_zero=True)
            case _:
                return Metric(*ends)

    @property
    def has_gradient(self) -> bool:
        """A rank has none; sites are ranked for it by the gradient of the answer's log-probability."""
        return self.name is not MetricName.ANSWER_RANK

    def slope(self, way: Way) -> Array:
        """∂ metric / ∂ stream (1, d_model) in the unpatched run of a way."""
        base, head = self._base(way), self.model.head
        if self.name in {MetricName.LOGIT_DIFF, MetricName.SEMANTIC_SIMILARITY}:
            return head.gradient(base.last[None], dict(self.answers.cotangent))
        return head.pullback(base.last[None], self._cotangent(way, base))

    def _cotangent(self, way: Way, base: CapturedRun) -> Array:
        """∂ metric / ∂ logits (d_vocab,), from ∂ log p(i) / ∂ logitⱼ = [i = j] − pⱼ."""
        p = np.exp(log_probabilities(base.logits))
        if self.name is MetricName.KL_DIVERGENCE:
            return p - np.exp(log_probabilities(self._other(way).logits))
        of_log, answer = -p, self.answers.original
        of_log[answer] += np.float32(1.0)
        return of_log if self.name is MetricName.ANSWER_RANK else of_log * p[answer]

    def _unpatched(self, way: Way) -> float:
        return float(self.measure(way)(self._base(way).last[None])[0])

    def _base(self, way: Way) -> CapturedRun:
        return self.comparison if way is Way.DENOISING else self.original

    def _other(self, way: Way) -> CapturedRun:
        return self.original if way is Way.DENOISING else self.comparison

    def _logit_difference(self, last: Array) -> Values:
        return self.answers.logit_difference(self.model, last)

    def _probability(self, last: Array) -> Values:
        return np.exp(self._answer_logit(last) - log_normaliser(self.model, last))

    def _rank(self, last: Array) -> Values:
        return 1.0 + n_above(self.model, last, self.answers.original)

    def _answer_logit(self, last: Array) -> Values:
        return self.model.logits(last, rows=[self.answers.original])[..., 0].astype(np.float64)

    def _divergence(self, way: Way) -> Measure:
        log_p = log_probabilities(self._other(way).logits).astype(np.float64)
        p = np.exp(log_p)
        entropy, total = float(-(p @ log_p)), float(p.sum())
        expectation = self.model.head.expectation(p.astype(np.float32))

        def measure(last: Array) -> Values:
            return total * log_normaliser(self.model, last) - expectation(last) - entropy

        return measure


def log_normaliser(model: Network, last: Array) -> Values:
    """log Σ exp(logit) over the vocabulary, of streams (n, d_model): (n,)."""
    parts: list[Values] = []

    def see(_: int, logits: Array) -> None:
        top = logits.max(axis=1)
        total = np.exp(logits - top[:, None]).sum(axis=1, dtype=np.float64)
        parts.append(top + np.log(total))

    model.head.visit(last, see)
    return np.logaddexp.reduce(np.stack(parts), axis=0)


def n_above(model: Network, last: Array, token: int) -> Values:
    """How many tokens have a larger logit than `token`, of streams (n, d_model): (n,)."""
    threshold = model.logits(last, rows=[token])
    counts: list[Values] = []

    def see(first: int, logits: Array) -> None:
        above = logits > threshold
        if first <= token < first + logits.shape[1]:
            above[:, token - first] = False
        counts.append(above.sum(axis=1).astype(np.float64))

    model.head.visit(last, see)
    return np.sum(counts, axis=0)
