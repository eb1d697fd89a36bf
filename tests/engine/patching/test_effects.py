from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from holysheep_desktop.core.requests import Way
from holysheep_desktop.core.results import EffectDirection, EffectScale
from holysheep_desktop.engine.patching.effects import Metric, direction_of, percentile_95, spearman

# the pair of the two names: +6.0 against −3.7
NAMES = Metric(6.0, -3.7)
numbers = st.floats(-50, 50)


def test_that_a_noised_run_half_way_to_the_comparison_has_effect_one_half() -> None:
    assert NAMES.effect(Way.NOISING, 1.15) == pytest.approx(0.5)


def test_that_a_denoised_run_a_quarter_of_the_way_back_has_effect_one_quarter() -> None:
    assert NAMES.effect(Way.DENOISING, -3.7 + 9.7 / 4) == pytest.approx(0.25)


def test_that_effects_below_zero_and_above_one_are_kept() -> None:
    # one logit beyond either end of a scale of 9.7
    assert NAMES.effect(Way.NOISING, 7.0) == pytest.approx(-1 / 9.7)
    assert NAMES.effect(Way.NOISING, -4.7) == pytest.approx(10.7 / 9.7)


def test_that_an_unpatched_run_has_effect_zero_without_a_sign() -> None:
    effect = float(NAMES.effect(Way.NOISING, 6.0))
    assert (effect, np.signbit(effect)) == (0.0, False)


def test_that_half_a_logit_is_a_scale_and_less_is_not() -> None:
    assert Metric(1.0, 0.5).scale is EffectScale.NORMALISED
    assert Metric(1.0, 0.51).scale is EffectScale.RAW


def test_that_without_a_scale_an_effect_is_the_raw_difference() -> None:
    assert Metric(1.0, 0.9).effect(Way.NOISING, 1.25) == pytest.approx(0.25)
    assert Metric(1.0, 0.9).effect(Way.DENOISING, 1.25) == pytest.approx(0.35)


@given(numbers, numbers, numbers)
def test_that_exchanging_the_runs_exchanges_the_ways(a: float, b: float, patched: float) -> None:
    one = Metric(a, b).effect(Way.NOISING, patched)
    other = Metric(b, a).effect(Way.DENOISING, patched)
    assert one == pytest.approx(float(other))


@pytest.mark.parametrize(
    ("effect", "direction"),
    [
        (0.5, EffectDirection.TOWARD_COMPARISON),
        (-0.5, EffectDirection.AWAY_FROM_COMPARISON),
        (0.0199, EffectDirection.NONE),
        (-0.0199, EffectDirection.NONE),
        (0.02, EffectDirection.TOWARD_COMPARISON),
    ],
)
def test_that_effects_under_two_hundredths_have_no_direction(
    effect: float, direction: EffectDirection
) -> None:
    assert direction_of(effect) is direction


def test_that_the_percentile_is_of_sizes() -> None:
    # sizes 1 … 21: the 95th percentile lies at index 19
    assert percentile_95([(-1) ** k * k for k in range(1, 22)]) == 20.0


def test_that_no_effects_have_no_percentile() -> None:
    assert percentile_95([]) is None


def test_that_rank_correlation_is_that_of_the_textbook() -> None:
    # ranks 1 2 3 4 5 against 2 1 4 3 5: Σd² = 4, 1 − 6·4/(5·24) = 0.8
    assert spearman([1, 2, 3, 4, 5], [20, 10, 40, 30, 50]) == pytest.approx(0.8)


def test_that_equal_values_share_their_mean_rank() -> None:
    # ranks 1.5 1.5 3 against 1 2 3: covariance 1.5, variances 1.5 and 2
    assert spearman([7, 7, 9], [1, 2, 3]) == pytest.approx(1.5 / np.sqrt(1.5 * 2))


def test_that_a_side_that_does_not_vary_has_no_rank_correlation() -> None:
    assert spearman([1, 1, 1], [1, 2, 3]) is None
