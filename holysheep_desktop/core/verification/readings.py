"""Every number and text of a result by a name that does not depend on the order it came in.

Labels are left out: they are words about a feature, which a person may change, and not a measurement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from holysheep_desktop.core.results import (
    ActivationCache,
    AnalysisResult,
    Answer,
    EffectMap,
    FeatureAnalysis,
    PatchAnalysis,
)
from holysheep_desktop.core.tokens import Token


class Quantity(StrEnum):
    """What a value is, and so how exactly it has to come out again."""

    TEXT = "text"
    TOKEN = "token"  # noqa: S105
    COUNT = "count"
    CHOICE = "choice"
    """A direction, a metric, a passed or failed test."""
    ACTIVATION = "activation"
    HEALTH = "health"
    """L0, sparsity, explained variance, loss recovered."""
    LOGPROB = "logprob"
    METRIC = "metric"
    """A raw metric of a run, such as a logit difference."""
    EFFECT = "effect"
    """A normalised effect: 0 = unchanged, 1 = became the other run."""
    CONTROL = "control"
    """The 95th percentile of random controls."""


Value = str | int | float


@dataclass(frozen=True, slots=True)
class Reading:
    """One value: `place` names it, such as `feature 4711` or `map resid_post L3 t5 noising`."""

    quantity: Quantity
    place: str
    value: Value


def readings_of(result: AnalysisResult) -> Iterator[Reading]:
    """All values of a result that a second run should give again."""
    if result.answer is not None:
        yield from _answer(result.answer)
    if result.features is not None:
        yield from _features(result.features)
    if result.patching is not None:
        yield from _patching(result.patching)
    for row in result.logit_lens or ():
        for rank, one in enumerate(row.top):
            yield Reading(Quantity.TOKEN, f"lens L{row.layer} token {rank}", one.token)
            yield Reading(Quantity.LOGPROB, f"lens L{row.layer} logprob {rank}", one.logprob)
    if result.steering is not None:
        for one in result.steering.tokens:
            yield Reading(Quantity.LOGPROB, f"steering {one.id} before", one.logprob_before)
            yield Reading(Quantity.LOGPROB, f"steering {one.id} after", one.logprob_after)


def _answer(answer: Answer) -> Iterator[Reading]:
    yield Reading(Quantity.TEXT, "answer", answer.text)
    if answer.finish_reason is not None:
        yield Reading(Quantity.CHOICE, "finish_reason", answer.finish_reason)
    if answer.usage.prompt_tokens is not None:
        yield Reading(Quantity.COUNT, "prompt_tokens", answer.usage.prompt_tokens)
    for position, one in enumerate(answer.logprobs or ()):
        yield Reading(Quantity.TOKEN, f"answer token {position}", one.chosen.token)
        yield Reading(Quantity.LOGPROB, f"answer logprob {position}", one.chosen.logprob)


def _features(analysis: FeatureAnalysis) -> Iterator[Reading]:
    reading = analysis.reading
    counts = {"n_tokens": reading.n_tokens, "n_active": reading.n_active}
    yield from _some(Quantity.COUNT, counts)
    health = {
        "l0_mean": reading.l0_mean,
        "l0_p95": reading.l0_p95,
        "sparsity": reading.sparsity,
        "explained_variance": reading.explained_variance,
        "ce_loss_recovered": reading.ce_loss_recovered,
    }
    yield from _some(Quantity.HEALTH, health)
    for one in analysis.features:
        yield Reading(Quantity.ACTIVATION, f"feature {one.feature}", one.activation)
    if analysis.cache is not None:
        yield from _cache(analysis.cache)


def _cache(cache: ActivationCache) -> Iterator[Reading]:
    yield from _tokens("token", cache.tokens)
    for position, row in enumerate(cache.activations):
        for feature, value in zip(row.features, row.values, strict=True):
            yield Reading(Quantity.ACTIVATION, f"token {position} feature {feature}", value)


def _tokens(name: str, tokens: Sequence[Token]) -> Iterator[Reading]:
    for position, token in enumerate(tokens):
        yield Reading(Quantity.TOKEN, f"{name} {position}", token.id)


def _patching(analysis: PatchAnalysis) -> Iterator[Reading]:
    yield from _some(
        Quantity.EFFECT,
        {"impact_score": analysis.impact_score, "denoising_score": analysis.denoising_score},
    )
    yield from _some(Quantity.METRIC, {"raw_effect": analysis.raw_effect})
    if analysis.baseline is not None:
        yield Reading(Quantity.METRIC, "baseline original", analysis.baseline.original)
        yield Reading(Quantity.METRIC, "baseline comparison", analysis.baseline.comparison)
    choices = {"direction": analysis.direction, "scale": analysis.scale, "metric": analysis.metric}
    yield from _some(Quantity.CHOICE, choices)
    if analysis.answers is not None:
        yield Reading(Quantity.TOKEN, "answer original", analysis.answers.original.id)
        yield Reading(Quantity.TOKEN, "answer comparison", analysis.answers.comparison.id)
    yield from _tokens("original token", analysis.tokens)
    yield from _tokens("comparison token", analysis.comparison_tokens)
    for pair in analysis.alignment or ():
        yield Reading(Quantity.TOKEN, f"partner of {pair[0]}", pair[1])
    yield from _parts(analysis)
    for effects in analysis.maps:
        yield from _map(effects)
    yield from _some(Quantity.TEXT, {"comparison answer": analysis.comparison_answer})
    if analysis.texts is not None:
        yield Reading(Quantity.TEXT, "text original", analysis.texts.original)
        yield Reading(Quantity.TEXT, "text comparison", analysis.texts.comparison)
        yield Reading(Quantity.TEXT, "text patched", analysis.texts.patched)


def _parts(analysis: PatchAnalysis) -> Iterator[Reading]:
    for neuron in analysis.neurons:
        yield from _some(Quantity.EFFECT, {f"neuron {neuron.id}": neuron.impact})
    for one in analysis.features:
        name = f"patched feature {one.feature}"
        yield from _some(Quantity.ACTIVATION, {f"{name} difference": one.difference})
        yield from _some(Quantity.EFFECT, {f"{name} effect": one.effect, f"{name} denoising": one.denoising})
        yield from _some(Quantity.CONTROL, {f"{name} control": one.control})
    together = analysis.feature_set
    if together is not None:
        ways = {"feature set noising": together.noising, "feature set denoising": together.denoising}
        yield from _some(Quantity.EFFECT, ways)
    for control in analysis.controls:
        yield from _some(Quantity.CONTROL, {f"controls of {control.claim}": control.percentile_95})
    for test in analysis.self_tests:
        yield Reading(Quantity.CHOICE, f"self-test {test.name}", str(test.passed))


def _map(effects: EffectMap) -> Iterator[Reading]:
    heads = effects.heads if effects.heads and effects.positions else (None,)
    sites = [
        f"L{layer}" if head is None else f"L{layer}.H{head}" for layer in effects.layers for head in heads
    ]
    columns = [f"t{p}" for p in effects.positions] or [f"H{head}" for head in effects.heads or ()]
    for way, matrix in (("noising", effects.noising), ("denoising", effects.denoising)):
        for site, row in zip(sites, matrix or (), strict=False):
            for column, value in zip(columns, row, strict=True):
                place = f"map {effects.component} {site} {column} {way}"
                yield from _some(Quantity.EFFECT, {place: value})


def _some(quantity: Quantity, values: Mapping[str, Value | None]) -> Iterator[Reading]:
    for place, value in values.items():
        if value is not None:
            yield Reading(quantity, place, value)
