from __future__ import annotations

import math

import pytest

from holysheep_desktop.core.interpretation import (
    CausalRole,
    ControlVerdict,
    ScoreState,
    SparsityLevel,
    Strength,
    causal_role,
    control_verdict,
    denoising_verdict,
    impact_verdict,
    most_telling,
    n_counted_active,
    score_verdict,
    sparsity_level,
)
from holysheep_desktop.core.results import (
    ControlResult,
    EffectScale,
    FeatureActivation,
    Label,
    PatchAnalysis,
    SaeReading,
)


@pytest.mark.parametrize(
    ("score", "strength"),
    [
        (1.0, Strength.STRONG),
        (0.71, Strength.STRONG),
        (0.7, Strength.MEDIUM),
        (0.31, Strength.MEDIUM),
        (0.3, Strength.WEAK),
        (0.0, Strength.WEAK),
    ],
)
def test_that_scores_between_0_and_1_are_graded_with_the_tutorials_thresholds(
    score: float, strength: Strength
) -> None:
    verdict = score_verdict(score)

    assert (verdict.state, verdict.strength) == (ScoreState.IN_RANGE, strength)


@pytest.mark.parametrize(
    ("score", "state"),
    [
        (-5.0, ScoreState.OPPOSITE),
        (-0.021, ScoreState.OPPOSITE),
        (7.3, ScoreState.OVERSHOOT),
        (1.101, ScoreState.OVERSHOOT),
        (None, ScoreState.MISSING),
        (math.nan, ScoreState.MISSING),
        (math.inf, ScoreState.MISSING),
    ],
)
def test_that_a_score_outside_0_to_1_is_named_and_never_graded(
    score: float | None, state: ScoreState
) -> None:
    verdict = score_verdict(score)

    assert (verdict.state, verdict.strength) == (state, None)


def test_that_a_score_outside_0_to_1_is_kept_as_it_was_given() -> None:
    assert score_verdict(-5.0).score == -5.0


@pytest.mark.parametrize(("score", "strength"), [(-0.02, Strength.WEAK), (1.1, Strength.STRONG)])
def test_that_a_score_a_little_beyond_the_range_is_still_graded(score: float, strength: Strength) -> None:
    assert score_verdict(score).strength is strength


def test_that_a_raw_effect_is_not_graded_even_where_it_looks_like_a_score() -> None:
    verdict = impact_verdict(PatchAnalysis(0.9, None, scale=EffectScale.RAW))

    assert (verdict.state, verdict.strength) == (ScoreState.NOT_NORMALISABLE, None)


def test_that_an_endpoint_that_says_nothing_of_the_scale_has_its_score_graded() -> None:
    assert impact_verdict(PatchAnalysis(0.83, None)).strength is Strength.STRONG


@pytest.mark.parametrize(
    ("noising", "denoising", "role"),
    [
        (0.9, 0.9, CausalRole.NECESSARY_AND_SUFFICIENT),
        (0.9, 0.5, CausalRole.NECESSARY),
        (0.5, 0.9, CausalRole.SUFFICIENT),
        (0.5, 0.1, CausalRole.NEITHER),
        (0.9, None, None),
        (-1.0, 0.9, None),
    ],
)
def test_that_a_role_is_said_only_where_both_directions_were_graded(
    noising: float, denoising: float | None, role: CausalRole | None
) -> None:
    analysis = PatchAnalysis(noising, None, denoising_score=denoising)

    assert causal_role(impact_verdict(analysis), denoising_verdict(analysis)) is role


@pytest.mark.parametrize(
    ("sparsity", "level"),
    [(0.81, SparsityLevel.HIGH), (0.8, SparsityLevel.MODERATE), (0.0, SparsityLevel.MODERATE), (None, None)],
)
def test_that_sparsity_is_high_above_four_fifths(sparsity: float | None, level: SparsityLevel | None) -> None:
    assert sparsity_level(SaeReading(sparsity=sparsity)) is level


def test_that_the_tutorials_count_takes_absolute_activations_above_a_hundredth() -> None:
    features = [FeatureActivation(i, a) for i, a in enumerate((2.0, -0.02, 0.01, 0.0))]

    assert n_counted_active(features) == 2


def test_that_the_tutorials_count_of_no_features_is_zero() -> None:
    assert n_counted_active(()) == 0


@pytest.mark.parametrize(
    ("effect", "n", "percentile_95", "verdict"),
    [
        (0.3, 20, 0.2, ControlVerdict.ABOVE),
        (-0.3, 20, 0.2, ControlVerdict.ABOVE),
        (0.2, 20, 0.2, ControlVerdict.WITHIN),
        (0.3, 19, 0.2, ControlVerdict.TOO_FEW),
        (0.3, 20, None, ControlVerdict.TOO_FEW),
    ],
)
def test_that_a_claim_needs_an_effect_above_the_95th_percentile_of_20_controls(
    effect: float, n: int, percentile_95: float | None, verdict: ControlVerdict
) -> None:
    assert control_verdict(effect, ControlResult("neuron", n, percentile_95)) is verdict


WORD = Label("fires on: numbers")


@pytest.mark.parametrize(
    ("features", "telling"),
    [
        # everywhere; rare without a label; rare with one; weaker still
        (((1, WORD, 0.5), (2, None, 0.01), (3, WORD, 0.02), (4, WORD, 0.001)), 3),
        (((1, WORD, 0.0999), (2, WORD, 0.001)), 1),
        (((1, WORD, 0.1), (2, WORD, 0.001)), 2),
        (((1, WORD, 0.5), (2, None, 0.001), (3, WORD, 0.3)), 1),
        (((1, WORD, 0.5), (2, WORD, None)), 1),
        (((1, None, None), (2, WORD, 0.001)), 1),
    ],
)
def test_that_the_most_telling_feature_is_the_strongest_rare_one_with_a_label(
    features: tuple[tuple[int, Label | None, float | None], ...], telling: int
) -> None:
    listed = [FeatureActivation(f, 9.0 - f, label, density) for f, label, density in features]

    assert most_telling(listed).feature == telling
