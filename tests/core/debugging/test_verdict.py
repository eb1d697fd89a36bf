"""The verdict's rule, condition by condition."""

from __future__ import annotations

from dataclasses import replace

import pytest

from holysheep_desktop.core.debugging.verdict import (
    Condition,
    Doubt,
    Outcome,
    TutorialRule,
    guilty,
    verdict,
)
from holysheep_desktop.core.results import (
    ControlResult,
    EffectScale,
    FeatureEffect,
    FeatureSetEffect,
    PatchAnalysis,
    SelfTest,
)


def control(percentile: float = 0.1, n: int = 20) -> ControlResult:
    return ControlResult("feature_set", n, percentile)


def analysis(
    noising: float | None = 0.8,
    denoising: float | None = 0.7,
    there: ControlResult | None = None,
    back: ControlResult | None = None,
    **others: object,
) -> PatchAnalysis:
    """An analysis that confirms, but for what is given."""
    together = FeatureSetEffect((1, 2), noising, denoising, there or control(), back or control())
    found = PatchAnalysis(
        0.6,
        None,
        scale=EffectScale.NORMALISED,
        map_scale=EffectScale.NORMALISED,
        self_tests=(SelfTest("self_patch", 0.0, 1e-4, passed=True),),
        feature_set=together,
    )
    return replace(found, **others)  # type: ignore[arg-type]


def unmet(found: PatchAnalysis) -> list[Condition]:
    return [finding.condition for finding in verdict(found).unmet]


def test_that_a_cause_is_confirmed_where_every_condition_is_met() -> None:
    found = verdict(analysis())
    assert (found.outcome, found.unmet, found.doubts) == (Outcome.CONFIRMED, (), ())
    assert [(one.condition, one.value, one.threshold) for one in found.findings] == [
        (Condition.APPEARS, 0.8, 0.5),
        (Condition.VANISHES, 0.7, 0.5),
        (Condition.APPEARS_BEYOND_CHANCE, 0.8, 0.1),
        (Condition.VANISHES_BEYOND_CHANCE, 0.7, 0.1),
    ]


@pytest.mark.parametrize(
    ("found", "missing"),
    [
        (analysis(noising=0.5), Condition.APPEARS),
        (analysis(denoising=0.49), Condition.VANISHES),
        (analysis(there=control(0.8)), Condition.APPEARS_BEYOND_CHANCE),
        (analysis(back=control(0.95)), Condition.VANISHES_BEYOND_CHANCE),
    ],
)
def test_that_one_unmet_condition_is_enough_not_to_confirm(found: PatchAnalysis, missing: Condition) -> None:
    assert verdict(found).outcome is Outcome.NOT_CONFIRMED
    assert unmet(found) == [missing]


def test_that_an_effect_the_wrong_way_is_not_the_cause() -> None:
    found = analysis(noising=-0.9, denoising=-0.9)
    assert verdict(found).outcome is Outcome.NOT_CONFIRMED
    assert len(unmet(found)) == 4


def test_that_the_condition_met_by_the_least_is_the_closest_one() -> None:
    closest = verdict(analysis(noising=0.8, denoising=0.53)).closest
    assert closest is not None
    assert closest.condition is Condition.VANISHES


@pytest.mark.parametrize(
    ("found", "doubt"),
    [
        (None, Doubt.NOT_PATCHED),
        (analysis(feature_set=None), Doubt.ONLY_A_SCORE),
        (analysis(map_scale=EffectScale.RAW), Doubt.NOT_NORMALISABLE),
        (analysis(feature_set=None, scale=EffectScale.RAW), Doubt.NOT_NORMALISABLE),
        (analysis(there=control(n=19)), Doubt.TOO_FEW_CONTROLS),
        (analysis(back=control(n=0)), Doubt.TOO_FEW_CONTROLS),
        (
            analysis(self_tests=(SelfTest("self_patch", 0.3, 1e-4, passed=False),)),
            Doubt.SELF_TEST_FAILED,
        ),
    ],
)
def test_that_nothing_is_said_where_the_measure_cannot_be_trusted(
    found: PatchAnalysis | None, doubt: Doubt
) -> None:
    said = verdict(found)
    assert (said.outcome, said.doubts) == (Outcome.CANNOT_TELL, (doubt,))


def test_that_one_direction_alone_cannot_confirm() -> None:
    found = verdict(analysis(denoising=None))
    assert (found.outcome, found.doubts) == (Outcome.CANNOT_TELL, (Doubt.ONE_DIRECTION,))


def test_that_the_tutorials_rule_stands_beside_ours_under_its_own_name() -> None:
    found = verdict(analysis(noising=0.1, denoising=0.1))
    assert found.outcome is Outcome.NOT_CONFIRMED
    assert found.tutorial == TutorialRule(0.6, 0.5)


@pytest.mark.parametrize(("score", "says"), [(0.51, True), (0.5, False), (None, False)])
def test_that_the_tutorial_confirms_above_a_half(score: float | None, says: bool) -> None:
    assert TutorialRule(score).says_confirmed is says


def test_that_a_score_without_scale_is_not_held_against_the_tutorials_threshold() -> None:
    raw = analysis(scale=EffectScale.RAW, map_scale=EffectScale.RAW, impact_score=None)
    assert verdict(raw).tutorial is None


def test_that_guilty_is_what_stands_out_in_one_direction_at_least() -> None:
    effects = (
        FeatureEffect(1, effect=0.30, control=0.1, denoising=0.0, denoising_control=0.1),
        FeatureEffect(2, effect=0.0, control=0.1, denoising=0.40, denoising_control=0.1),
        FeatureEffect(3, effect=0.09, control=0.1, denoising=0.09, denoising_control=0.1),
        FeatureEffect(4, effect=-0.5, control=0.1, denoising=-0.5, denoising_control=0.1),
        FeatureEffect(5, effect=0.04, control=0.001, denoising=0.04, denoising_control=0.001),
        FeatureEffect(6, effect=0.9),
    )
    found = guilty(analysis(features=effects))
    assert [effect.feature for effect in found] == [2, 1]
