"""Steering as an experiment: the same question without and with it, and what the difference says."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from holysheep_desktop.core.report import Record, RecordKind, Run, RunRole
from holysheep_desktop.core.requests import AnalysisRequest, Steering, SteeringMode, checked_number
from holysheep_desktop.core.results import AnalysisResult, NextToken, SteeringEffect
from holysheep_desktop.errors import InputError, InputReason

STRENGTH_LIMIT = 1e6
"""Over fifty times the norm of a residual stream: nothing beyond it is a model any more."""


class StrengthRange(StrEnum):
    """Whether steering keeps a feature within the activations it was ever seen with."""

    INSIDE = "inside"
    ABOVE = "above"
    """Beyond the strongest activation in the sample of text that the feature's page was made from."""
    BELOW = "below"
    """Below 0, where no feature ever is."""
    UNKNOWN = "unknown"
    """Nobody has looked how strongly the feature fires."""


@dataclass(frozen=True, slots=True)
class SteeringStart:
    """A wish to steer: the prompt to try it on, and what to begin with."""

    prompt: str
    steps: tuple[Steering, ...]


def strength_range(step: Steering, max_activation: float | None) -> StrengthRange:
    """Where a step takes its feature, `max_activation` being the strongest it was ever seen to be.

    Adding is judged as on a token where the feature is silent; where it fires, the sum goes further.

    >>> strength_range(Steering("s", 1, SteeringMode.SET, 12.0), 10.0)
    <StrengthRange.ABOVE: 'above'>
    """
    if step.mode is SteeringMode.ABLATE:
        return StrengthRange.INSIDE
    if step.strength < 0:
        return StrengthRange.BELOW
    if max_activation is None:
        return StrengthRange.UNKNOWN
    return StrengthRange.ABOVE if step.strength > max_activation else StrengthRange.INSIDE


def steered(request: AnalysisRequest, steps: Sequence[Steering]) -> AnalysisRequest:
    """The same question with steering; raises InputError where there is none, or one that cannot be sent."""
    if not steps:
        raise InputError("steering", InputReason.EMPTY)
    for step in steps:
        checked_number("steering", step.strength, -STRENGTH_LIMIT, STRENGTH_LIMIT)
    return replace(request, steering=tuple(steps))


def unsteered(request: AnalysisRequest) -> AnalysisRequest:
    """The same question, model, decoding and seed, with nothing steered."""
    return replace(request, steering=())


def steering_record(request: AnalysisRequest, before: AnalysisResult, after: AnalysisResult) -> Record:
    """Both runs of a steered question as a record."""
    runs = (
        Run(unsteered(request), before, RunRole.UNSTEERED),
        Run(request, after, RunRole.STEERED),
    )
    return Record(RecordKind.STEERING, runs)


@dataclass(frozen=True, slots=True)
class TokenShift:
    """The probability of one next token without and with steering, both between 0 and 1."""

    id: int
    token: str
    before: float
    after: float

    @classmethod
    def of(cls, token: NextToken) -> TokenShift:
        """The shift that two log-probabilities say."""
        return cls(
            token.id, token.token, _probability(token.logprob_before), _probability(token.logprob_after)
        )

    @property
    def difference(self) -> float:
        """What steering adds to the probability."""
        return self.after - self.before


def token_shifts(effect: SteeringEffect) -> tuple[TokenShift, ...]:
    """The listed tokens, the one whose probability changes most first."""
    shifts = (TokenShift.of(token) for token in effect.tokens)
    return tuple(sorted(shifts, key=lambda shift: (-abs(shift.difference), shift.id)))


def favourites(effect: SteeringEffect) -> tuple[TokenShift, TokenShift] | None:
    """The most likely next token without and with steering; None where no token is listed."""
    shifts = token_shifts(effect)
    if not shifts:
        return None
    return max(shifts, key=lambda shift: shift.before), max(shifts, key=lambda shift: shift.after)


def _probability(logprob: float) -> float:
    return math.exp(min(logprob, 0.0))
