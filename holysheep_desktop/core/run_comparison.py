"""Two runs beside each other: what was asked differently, and by how much the findings differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from holysheep_desktop.core.report import Record
from holysheep_desktop.core.requests import AnalysisRequest, Steering
from holysheep_desktop.core.results import AnalysisResult, FeatureAnalysis, Label

Value: TypeAlias = float | str | None


class Part(StrEnum):
    """What a line is about."""

    REQUEST = "request"
    ANSWER = "answer"
    SCORE = "score"
    FEATURE = "feature"


class Aspect(StrEnum):
    """What is compared."""

    MODEL = "model"
    PROMPT = "prompt"
    COMPARISON_PROMPT = "comparison_prompt"
    LAYER = "layer"
    SAE = "sae"
    TOP_K = "top_k"
    POOLING = "pooling"
    PATCHING_LAYER = "patching_layer"
    METRIC = "metric"
    WAY = "way"
    MAX_TOKENS = "max_tokens"
    TEMPERATURE = "temperature"
    TOP_P = "top_p"
    SEED = "seed"
    STEERING = "steering"
    ANSWER = "answer"
    N_ACTIVE = "n_active"
    L0 = "l0"
    SPARSITY = "sparsity"
    EXPLAINED_VARIANCE = "explained_variance"
    CE_LOSS_RECOVERED = "ce_loss_recovered"
    IMPACT_SCORE = "impact_score"
    DENOISING_SCORE = "denoising_score"
    RAW_EFFECT = "raw_effect"
    FEATURE = "feature"


@dataclass(frozen=True, slots=True)
class Compared:
    """One line; None where a run has no such value."""

    part: Part
    aspect: Aspect
    left: Value
    right: Value
    feature: int | None = None
    label: Label | None = None

    @property
    def is_same(self) -> bool:
        """Whether both runs have the same value."""
        return self.left == self.right

    @property
    def difference(self) -> float | None:
        """Right minus left, where both are numbers."""
        if isinstance(self.left, int | float) and isinstance(self.right, int | float):
            return self.right - self.left
        return None


def compared(left: Record, right: Record) -> tuple[Compared, ...]:
    """What the main runs of two records were asked differently; then answers, scores, and features by id.

    Features come with the largest difference first; those that only one run lists stand behind.
    """
    one, other = left.main, right.main
    return (
        *_requests(one.request, other.request),
        *_answers(one.result, other.result),
        *_scores(one.result, other.result),
        *_features(one.result.features, other.result.features),
    )


def _requests(left: AnalysisRequest, right: AnalysisRequest) -> Iterator[Compared]:
    others = _settings(right)
    for aspect, value in _settings(left).items():
        if value != others[aspect]:
            yield Compared(Part.REQUEST, aspect, value, others[aspect])


def _settings(request: AnalysisRequest) -> dict[Aspect, Value]:
    features, patching, generation = request.features, request.patching, request.generation
    return {
        Aspect.MODEL: request.model,
        Aspect.PROMPT: request.prompt,
        Aspect.COMPARISON_PROMPT: patching.comparison_prompt if patching else None,
        Aspect.LAYER: features.layer if features else None,
        Aspect.SAE: features.sae_id if features else None,
        Aspect.TOP_K: features.top_k if features else None,
        Aspect.POOLING: features.pooling.value if features else None,
        Aspect.PATCHING_LAYER: patching.layer if patching else None,
        Aspect.METRIC: patching.metric.value if patching else None,
        Aspect.WAY: patching.way.value if patching else None,
        Aspect.MAX_TOKENS: generation.max_tokens,
        Aspect.TEMPERATURE: generation.temperature,
        Aspect.TOP_P: generation.top_p,
        Aspect.SEED: generation.seed,
        Aspect.STEERING: "; ".join(_steering(step) for step in request.steering) or None,
    }


def _steering(step: Steering) -> str:
    return f"{step.sae_id} #{step.feature} {step.mode.value} {step.strength:g}"


def _answers(left: AnalysisResult, right: AnalysisResult) -> Iterator[Compared]:
    if left.answer is not None or right.answer is not None:
        texts = [result.answer.text if result.answer else None for result in (left, right)]
        yield Compared(Part.ANSWER, Aspect.ANSWER, texts[0], texts[1])


def _scores(left: AnalysisResult, right: AnalysisResult) -> Iterator[Compared]:
    others = _measured(right)
    for aspect, value in _measured(left).items():
        if value is not None or others[aspect] is not None:
            yield Compared(Part.SCORE, aspect, value, others[aspect])


def _measured(result: AnalysisResult) -> dict[Aspect, Value]:
    reading = result.features.reading if result.features else None
    patching = result.patching
    return {
        Aspect.N_ACTIVE: reading.n_active if reading else None,
        Aspect.L0: reading.l0_mean if reading else None,
        Aspect.SPARSITY: reading.sparsity if reading else None,
        Aspect.EXPLAINED_VARIANCE: reading.explained_variance if reading else None,
        Aspect.CE_LOSS_RECOVERED: reading.ce_loss_recovered if reading else None,
        Aspect.IMPACT_SCORE: patching.impact_score if patching else None,
        Aspect.DENOISING_SCORE: patching.denoising_score if patching else None,
        Aspect.RAW_EFFECT: patching.raw_effect if patching else None,
    }


def _features(left: FeatureAnalysis | None, right: FeatureAnalysis | None) -> list[Compared]:
    """Ids mean the same only within one SAE; runs of different SAEs are not compared."""
    if left is None or right is None or not _is_same_sae(left, right):
        return []
    values = [{entry.feature: entry.activation for entry in analysis.features} for analysis in (left, right)]
    absent = [0.0 if _lists_all(analysis) else None for analysis in (left, right)]
    lines = [
        Compared(
            Part.FEATURE,
            Aspect.FEATURE,
            values[0].get(feature, absent[0]),
            values[1].get(feature, absent[1]),
            feature,
            left.label(feature) or right.label(feature),
        )
        for feature in values[0] | values[1]
    ]
    return sorted(lines, key=_by_difference)


def _is_same_sae(left: FeatureAnalysis, right: FeatureAnalysis) -> bool:
    one, other = left.reading, right.reading
    if one.sha256 is not None and other.sha256 is not None:
        return one.sha256 == other.sha256
    return (one.sae_id, one.layer) == (other.sae_id, other.layer)


def _lists_all(analysis: FeatureAnalysis) -> bool:
    """Then a feature that is not listed was silent; otherwise it was only not among the strongest."""
    return analysis.reading.n_active == len(analysis.features)


def _by_difference(line: Compared) -> tuple[bool, float, int]:
    difference = line.difference
    return (difference is None, -abs(difference or 0.0), line.feature or 0)
