"""Whether the suspected features are the cause: a rule that says what it asks for and what it found.

The candidates' request has the normal prompt first, as the tutorial's debugging case has it. So noising moves
the problematic activations into the normal prompt (does the problem appear?), and denoising moves the normal
ones into the problematic prompt (does it vanish?).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from holysheep_desktop.core.interpretation import MIN_CONTROLS
from holysheep_desktop.core.results import (
    ControlResult,
    EffectScale,
    FeatureEffect,
    FeatureSetEffect,
    PatchAnalysis,
)

TUTORIAL_THRESHOLD = 0.5
"""The tutorial calls a cause confirmed where `impact_score` is above this."""
LEAST_EFFECT = TUTORIAL_THRESHOLD
"""Half of the way from one answer to the other; asked of both directions."""
LEAST_SHARE = 0.05
"""A feature that stands out by itself carries at least a twentieth of the way."""


class Outcome(StrEnum):
    """What the test of the candidates says."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    CANNOT_TELL = "cannot_tell"


class Doubt(StrEnum):
    """Why nothing can be said."""

    NOT_PATCHED = "not_patched"
    """The endpoint gave no patching analysis."""
    ONLY_A_SCORE = "only_a_score"
    """The endpoint patched a whole layer, and no features."""
    NOT_NORMALISABLE = "not_normalisable"
    """The two prompts' next words differ too little to give a scale."""
    ONE_DIRECTION = "one_direction"
    TOO_FEW_CONTROLS = "too_few_controls"
    SELF_TEST_FAILED = "self_test_failed"


class Condition(StrEnum):
    """What the rule asks for."""

    APPEARS = "appears"
    VANISHES = "vanishes"
    APPEARS_BEYOND_CHANCE = "appears_beyond_chance"
    VANISHES_BEYOND_CHANCE = "vanishes_beyond_chance"


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition: met where `value` is above `threshold`."""

    condition: Condition
    value: float
    threshold: float

    @property
    def is_met(self) -> bool:
        """Whether the value is above the threshold."""
        return self.value > self.threshold


@dataclass(frozen=True, slots=True)
class TutorialRule:
    """The tutorial's own rule, under its name: one score of one layer in one direction, without control."""

    score: float | None
    threshold: float = TUTORIAL_THRESHOLD

    @property
    def says_confirmed(self) -> bool:
        """What the tutorial would print."""
        return self.score is not None and self.score > self.threshold


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, the conditions as far as they could be looked at, and the tutorial's rule beside them.

    Confirmed needs every condition; with a doubt nothing is said at all.
    """

    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    tutorial: TutorialRule | None = None

    @property
    def unmet(self) -> tuple[Finding, ...]:
        """What would have to change for the cause to be confirmed."""
        return tuple(finding for finding in self.findings if not finding.is_met)

    @property
    def closest(self) -> Finding | None:
        """The condition that is met by the least: what would change a confirmed verdict first."""
        met = (finding for finding in self.findings if finding.is_met)
        return min(met, key=lambda finding: finding.value - finding.threshold, default=None)


def verdict(analysis: PatchAnalysis | None) -> Verdict:
    """Judge the test of the candidates.

    Confirmed: patching all candidates together makes the problem appear in the normal prompt and vanish in
    the problematic one, each by more than half of the way, and each by more than the 95th percentile of at
    least 20 random sets of active features of the same size and norm.
    """
    if analysis is None:
        return Verdict(Outcome.CANNOT_TELL, doubts=(Doubt.NOT_PATCHED,))
    tutorial = None if analysis.scale is EffectScale.RAW else TutorialRule(analysis.impact_score)
    together = analysis.feature_set
    if together is None:
        doubts = (Doubt.NOT_NORMALISABLE,) if analysis.scale is EffectScale.RAW else (Doubt.ONLY_A_SCORE,)
        return Verdict(Outcome.CANNOT_TELL, doubts=doubts, tutorial=tutorial)
    findings = _findings(together)
    doubts = tuple(_doubts(analysis, together))
    if doubts:
        return Verdict(Outcome.CANNOT_TELL, findings, doubts, tutorial)
    is_confirmed = all(finding.is_met for finding in findings)
    return Verdict(Outcome.CONFIRMED if is_confirmed else Outcome.NOT_CONFIRMED, findings, tutorial=tutorial)


def _doubts(analysis: PatchAnalysis, together: FeatureSetEffect) -> list[Doubt]:
    found: list[Doubt] = []
    if (analysis.map_scale or analysis.scale) is not EffectScale.NORMALISED:
        found.append(Doubt.NOT_NORMALISABLE)
    if together.noising is None or together.denoising is None:
        found.append(Doubt.ONE_DIRECTION)
    controls = (together.noising_control, together.denoising_control)
    if any(control is None or control.n < MIN_CONTROLS for control in controls):
        found.append(Doubt.TOO_FEW_CONTROLS)
    if not all(test.passed for test in analysis.self_tests):
        found.append(Doubt.SELF_TEST_FAILED)
    return found


def _findings(together: FeatureSetEffect) -> tuple[Finding, ...]:
    asked = (
        (Condition.APPEARS, together.noising, LEAST_EFFECT),
        (Condition.VANISHES, together.denoising, LEAST_EFFECT),
        (Condition.APPEARS_BEYOND_CHANCE, together.noising, _percentile(together.noising_control)),
        (Condition.VANISHES_BEYOND_CHANCE, together.denoising, _percentile(together.denoising_control)),
    )
    return tuple(
        Finding(condition, value, threshold)
        for condition, value, threshold in asked
        if value is not None and threshold is not None
    )


def _percentile(control: ControlResult | None) -> float | None:
    return None if control is None else control.percentile_95


def guilty(analysis: PatchAnalysis) -> tuple[FeatureEffect, ...]:
    """The candidates that stand out by themselves, the strongest first.

    In one direction at least such a feature moves the answer toward the other run, by more than its own
    random controls do and by more than `LEAST_SHARE`.
    """
    found = [effect for effect in analysis.features if _stands_out(effect)]
    return tuple(sorted(found, key=lambda effect: -_largest(effect)))


def _stands_out(effect: FeatureEffect) -> bool:
    directions = ((effect.effect, effect.control), (effect.denoising, effect.denoising_control))
    return any(
        value is not None and control is not None and value > max(control, LEAST_SHARE)
        for value, control in directions
    )


def _largest(effect: FeatureEffect) -> float:
    return max(effect.effect or 0.0, effect.denoising or 0.0)
