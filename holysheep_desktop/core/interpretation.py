"""What numbers mean in words: verdicts as enums, so that the words themselves stay in the interface.

The thresholds are the tutorial's. They assume a score between 0 and 1, so nothing else is graded.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from holysheep_desktop.core.results import (
    ControlResult,
    EffectScale,
    FeatureActivation,
    PatchAnalysis,
    SaeReading,
)

STRONG_IMPACT = 0.7
MEDIUM_IMPACT = 0.3
HIGH_SPARSITY = 0.8
COUNTED_AS_ACTIVE = 0.01
"""The tutorial counts a returned feature as active where |activation| is above this."""
NEGLIGIBLE_EFFECT = 0.02
"""Effects this small have no direction; a score may lie below 0 by as much and is still graded."""
MOST_GRADED_SCORE = 1.1
"""A layer that carries the whole difference often lands a few percent beyond the other run: still strong."""
MIN_CONTROLS = 20
COMMON_DENSITY = 0.1
"""A feature that fires on more than every tenth token of any text says little about one prompt."""
POOR_EXPLAINED_VARIANCE = 0.6
"""Below this more than 40 % of what varies between the tokens is in no feature: what was left out may matter
more than what is listed. The SAEs that come with the program reach 0.75 and more on ordinary text."""
LEAST_CE_RECOVERED, MOST_CE_RECOVERED = -1.0, 1.1
"""A reconstruction may do worse than zeros, and by chance a little better than what it rebuilds."""
POOR_CE_RECOVERED = 0.85
"""Below this the model speaks with the reconstruction as if more than 15 % of the layer had been cut off, so
that the features are not what it computes with (Gemma Scope's SAEs keep above 0.9 at ordinary L0)."""


class Strength(StrEnum):
    """How large a score between 0 and 1 is."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class ScoreState(StrEnum):
    """What kind of score it is; only an in-range one has a strength."""

    IN_RANGE = "in_range"
    OPPOSITE = "opposite"
    """Below 0: the patch moved the answer away from the other run."""
    OVERSHOOT = "overshoot"
    """Above 1: the patch moved the answer further than the other run itself."""
    NOT_NORMALISABLE = "not_normalisable"
    """The two runs do not differ enough to give a scale."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class ScoreVerdict:
    """A score as it was given, never clipped; `strength` is None unless it is in range."""

    state: ScoreState
    score: float | None = None
    strength: Strength | None = None


class CausalRole(StrEnum):
    """What noising and denoising say together (Heimersheim & Nanda 2404.15255, section 3)."""

    NECESSARY_AND_SUFFICIENT = "necessary_and_sufficient"
    NECESSARY = "necessary"
    SUFFICIENT = "sufficient"
    NEITHER = "neither"


class SparsityLevel(StrEnum):
    """How few features carry the prompt."""

    HIGH = "high"
    MODERATE = "moderate"


class ReadingTrust(StrEnum):
    """Whether the SAE rebuilds this prompt well enough for its features to be taken at their word."""

    GOOD = "good"
    POOR = "poor"
    UNCLEAR = "unclear"
    """The loss recovered is out of range: it measures nothing where the model loses little."""


class ControlVerdict(StrEnum):
    """Whether an effect stands out from random controls."""

    ABOVE = "above"
    WITHIN = "within"
    TOO_FEW = "too_few"
    """Fewer than 20 controls cannot give a 95th percentile."""


def score_verdict(score: float | None, scale: EffectScale | None = None) -> ScoreVerdict:
    """Grade a score where it can be graded, else say why not.

    >>> score_verdict(0.71).strength, score_verdict(7.3).state
    (<Strength.STRONG: 'strong'>, <ScoreState.OVERSHOOT: 'overshoot'>)
    """
    if scale is EffectScale.RAW:
        return ScoreVerdict(ScoreState.NOT_NORMALISABLE, score)
    if score is None or not math.isfinite(score):
        return ScoreVerdict(ScoreState.MISSING)
    if score < -NEGLIGIBLE_EFFECT:
        return ScoreVerdict(ScoreState.OPPOSITE, score)
    if score > MOST_GRADED_SCORE:
        return ScoreVerdict(ScoreState.OVERSHOOT, score)
    return ScoreVerdict(ScoreState.IN_RANGE, score, _strength(score))


def _strength(score: float) -> Strength:
    if score > STRONG_IMPACT:
        return Strength.STRONG
    return Strength.MEDIUM if score > MEDIUM_IMPACT else Strength.WEAK


def impact_verdict(analysis: PatchAnalysis) -> ScoreVerdict:
    """The verdict on the noising effect of the target layer: was it necessary?"""
    return score_verdict(analysis.impact_score, analysis.scale)


def denoising_verdict(analysis: PatchAnalysis) -> ScoreVerdict:
    """The verdict on the denoising effect of the target layer: was it sufficient?"""
    return score_verdict(analysis.denoising_score, analysis.scale)


def causal_role(noising: ScoreVerdict, denoising: ScoreVerdict) -> CausalRole | None:
    """What both directions say together; None unless both were graded."""
    if noising.strength is None or denoising.strength is None:
        return None
    necessary = noising.strength is Strength.STRONG
    sufficient = denoising.strength is Strength.STRONG
    if necessary and sufficient:
        return CausalRole.NECESSARY_AND_SUFFICIENT
    if necessary:
        return CausalRole.NECESSARY
    return CausalRole.SUFFICIENT if sufficient else CausalRole.NEITHER


def sparsity_level(reading: SaeReading) -> SparsityLevel | None:
    """High above 0.8 of the full dictionary width; None where the endpoint gives no sparsity."""
    if reading.sparsity is None:
        return None
    return SparsityLevel.HIGH if reading.sparsity > HIGH_SPARSITY else SparsityLevel.MODERATE


def reading_trust(reading: SaeReading) -> ReadingTrust | None:
    """Poor where either measure of the reconstruction is; None where the endpoint gives neither."""
    is_measured = is_recovery_in_range(reading)
    measured = (
        (reading.explained_variance, POOR_EXPLAINED_VARIANCE),
        (reading.ce_loss_recovered if is_measured else None, POOR_CE_RECOVERED),
    )
    known = [value < limit for value, limit in measured if value is not None]
    if any(known):
        return ReadingTrust.POOR
    if not is_measured:
        return ReadingTrust.UNCLEAR
    return ReadingTrust.GOOD if known else None


def is_recovery_in_range(reading: SaeReading) -> bool:
    """Whether the loss recovered can be read, or is not given.

    It divides by what zeros in the place of the activations cost; where they cost next to nothing, or help
    as in a model that never learnt, it is any number.
    """
    recovered = reading.ce_loss_recovered
    return recovered is None or LEAST_CE_RECOVERED <= recovered <= MOST_CE_RECOVERED


def most_telling(features: Sequence[FeatureActivation]) -> FeatureActivation:
    """The strongest feature that has a label and is rare in ordinary text; else the strongest of all.

    `features` are in order of strength, at least one. Where the density of the strongest one is not known,
    nothing says that another one tells more.
    """
    strongest = features[0]
    if strongest.density is None:
        return strongest
    return next((entry for entry in features if entry.label is not None and is_rare(entry)), strongest)


def is_rare(feature: FeatureActivation) -> bool:
    """Whether a feature is known to fire on fewer than every tenth token of ordinary text."""
    return feature.density is not None and feature.density < COMMON_DENSITY


def n_counted_active(features: Iterable[FeatureActivation]) -> int:
    """The tutorial's count: returned features with |activation| above 0.01.

    It depends on the cut to top-k, so it is no sparsity and is never divided by anything.
    """
    return sum(abs(feature.activation) > COUNTED_AS_ACTIVE for feature in features)


def control_verdict(effect: float, control: ControlResult) -> ControlVerdict:
    """Whether |effect| lies above the 95th percentile of at least 20 random controls."""
    if control.n < MIN_CONTROLS or control.percentile_95 is None:
        return ControlVerdict.TOO_FEW
    return ControlVerdict.ABOVE if abs(effect) > control.percentile_95 else ControlVerdict.WITHIN
