"""The mean map over pairs, its intervals and its p-values, against numbers worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.pairs.pair_statistics import (
    CellStatistic,
    PairStatistics,
    PlaceClass,
    pair_statistics,
    places_of,
    sign_permutation,
)
from holysheep_desktop.core.results import EffectMap, EffectScale, Matrix, PatchAnalysis
from holysheep_desktop.core.tokens import Token


def tokens(ids: str) -> tuple[Token, ...]:
    """One token for each letter."""
    return tuple(Token(ord(letter), letter, i, i + 1) for i, letter in enumerate(ids))


def pair(
    original: str,
    comparison: str,
    rows: Matrix = (),
    *,
    alignment: tuple[tuple[int, int], ...] | None = None,
    scale: EffectScale = EffectScale.NORMALISED,
    answer: tuple[int, int] | None = None,
) -> PatchAnalysis:
    n = len(original)
    drawn = EffectMap(Component.RESID_POST, tuple(range(len(rows))), tuple(range(n)), noising=rows)
    return PatchAnalysis(
        None,
        None,
        tokens=tokens(original),
        comparison_tokens=tokens(comparison),
        alignment=tuple((i, i) for i in range(n)) if alignment is None else alignment,
        maps=(drawn,) if rows else (),
        map_scale=scale,
        answer_position=answer,
    )


def found(*pairs: PatchAnalysis) -> PairStatistics:
    statistics = pair_statistics(pairs, Component.RESID_POST)
    assert statistics is not None
    return statistics


def cell(statistics: PairStatistics, row: int, place: PlaceClass) -> CellStatistic:
    assert statistics.noising is not None
    value = statistics.noising[row][statistics.places.index(place)]
    assert value is not None
    return value


def test_that_tokens_are_told_apart_by_what_they_are_in_their_pair() -> None:
    # "abXYZcde": X Y Z differ but for Y, then c, d and the last one.
    places = places_of(pair("abXYZcde", "abPYRcde"))

    assert places == {
        2: PlaceClass.FIRST_DIFFERENT,
        3: PlaceClass.MIDDLE,
        4: PlaceClass.LAST_DIFFERENT,
        5: PlaceClass.NEXT,
        6: PlaceClass.FURTHER,
        7: PlaceClass.ANSWER,
    }


def test_that_a_single_different_token_is_the_last_one() -> None:
    assert places_of(pair("aXb", "aYb")) == {1: PlaceClass.LAST_DIFFERENT, 2: PlaceClass.ANSWER}


def test_that_the_answer_position_is_that_even_where_it_differs() -> None:
    assert places_of(pair("abX", "abY")) == {2: PlaceClass.ANSWER}


def test_that_nothing_after_a_chosen_answer_position_counts() -> None:
    assert places_of(pair("aXbcd", "aYbcd", answer=(3, 3))) == {
        1: PlaceClass.LAST_DIFFERENT,
        2: PlaceClass.NEXT,
        3: PlaceClass.ANSWER,
    }


def test_that_tokens_after_one_that_only_one_prompt_has_are_further_ones() -> None:
    # "aXbc" against "abc": X has no partner.
    places = places_of(pair("aXbc", "abc", alignment=((0, 0), (2, 1), (3, 2))))

    assert places == {2: PlaceClass.NEXT, 3: PlaceClass.ANSWER}


def test_that_cells_are_means_over_pairs_of_the_means_over_their_tokens() -> None:
    statistics = found(
        pair("aXbcde", "aYbcde", ((9.0, 0.2, 0.0, 0.1, 0.3, 1.0),)),  # further: (0.1 + 0.3) / 2 = 0.2
        pair("aXbcde", "aYbcde", ((9.0, 0.6, 0.0, 0.4, 0.8, 0.0),)),  # further: 0.6
    )

    means = [cell(statistics, 0, place).mean for place in statistics.places]
    assert statistics.places == (
        PlaceClass.LAST_DIFFERENT, PlaceClass.NEXT, PlaceClass.FURTHER, PlaceClass.ANSWER,
    )  # fmt: skip
    assert means == pytest.approx([0.4, 0.0, 0.4, 0.5])


def test_that_a_pair_without_the_class_or_the_number_does_not_count_for_a_cell() -> None:
    statistics = found(
        pair("aXb", "aYb", ((0.0, 0.5, 1.0),)),
        pair("aXbc", "aYbc", ((0.0, 0.7, 0.3, 1.0),)),
        pair("aXb", "aYb", ((0.0, None, 0.4),)),
    )

    assert [cell(statistics, 0, place).n for place in statistics.places] == [2, 1, 3]
    assert cell(statistics, 0, PlaceClass.ANSWER).mean == pytest.approx(0.8)


def test_that_a_single_pair_has_no_interval() -> None:
    one = cell(found(pair("aXb", "aYb", ((0.0, 0.5, 1.0),))), 0, PlaceClass.ANSWER)

    assert (one.n, one.low, one.high, one.p) == (1, None, None, 1.0)


def test_that_pairs_without_a_scale_are_left_out_and_counted() -> None:
    statistics = found(
        pair("aXb", "aYb", ((0.0, 0.5, 1.0),)),
        pair("aXb", "aYb", ((0.0, 7.0, 7.0),), scale=EffectScale.RAW),
        pair("aXb", "aYb"),
    )

    assert (statistics.n_pairs, statistics.n_left_out, statistics.scale) == (1, 2, EffectScale.NORMALISED)


def test_that_raw_effects_are_averaged_where_there_are_no_others() -> None:
    statistics = found(
        pair("aXb", "aYb", ((0.0, 3.0, 1.0),), scale=EffectScale.RAW),
        pair("aXb", "aYb", ((0.0, 5.0, 1.0),), scale=EffectScale.RAW),
    )

    assert statistics.scale is EffectScale.RAW
    assert cell(statistics, 0, PlaceClass.LAST_DIFFERENT).mean == 4.0


def test_that_no_map_gives_no_statistics() -> None:
    assert pair_statistics([pair("aXb", "aYb")], Component.RESID_POST) is None


def test_that_the_p_value_is_exact_for_few_pairs() -> None:
    # |sum| is 6 for the given signs and for all flipped, of 2 ** 3 patterns; 1 + 2 - 3 = 0 ties with nothing.
    p = sign_permutation(np.array([[1.0], [2.0], [3.0]]), np.random.default_rng(0))

    assert p.tolist() == [2 / 8]


def test_that_ties_count_as_hits() -> None:
    # Sums of ±1 ±1: 2, 0, 0, -2; the observed 0 is reached by every pattern.
    p = sign_permutation(np.array([[1.0], [-1.0]]), np.random.default_rng(0))

    assert p.tolist() == [1.0]


def test_that_the_p_value_of_many_pairs_is_near_the_exact_one_and_never_0() -> None:
    # With 13 equal effects only 2 of 2 ** 13 patterns reach the sum: 0.000244.
    p = float(sign_permutation(np.ones((13, 1)), np.random.default_rng(1))[0])

    assert 1 / 10_001 <= p < 0.001


def test_that_the_interval_holds_the_middle_95_percent_of_resampled_means() -> None:
    # Two pairs, 0 and 1: resampled means are 0, 1/2 and 1 with chances 1/4, 1/2, 1/4.
    statistics = found(pair("aXb", "aYb", ((0.0, 0.0, 1.0),)), pair("aXb", "aYb", ((0.0, 1.0, 1.0),)))

    one = cell(statistics, 0, PlaceClass.LAST_DIFFERENT)
    assert (one.low, one.high) == (0.0, 1.0)
    same = cell(statistics, 0, PlaceClass.ANSWER)
    assert (same.low, same.high) == (1.0, 1.0)


def test_that_the_interval_of_many_pairs_is_that_of_the_normal_approximation() -> None:
    # Mean 0.5, standard error sqrt(0.25 / 100) = 0.05: 0.5 ± 1.96 · 0.05 = 0.402 … 0.598.
    pairs = [pair("aXb", "aYb", ((0.0, float(i % 2), 1.0),)) for i in range(100)]

    one = cell(found(*pairs), 0, PlaceClass.LAST_DIFFERENT)

    assert (one.low, one.high) == (pytest.approx(0.402, abs=0.012), pytest.approx(0.598, abs=0.012))


def test_that_several_cells_are_adjusted_by_holm() -> None:
    # Five pairs, three rows: p = 2/32 where all agree; the third row is 0 in every pair, p = 1.
    # Sorted 1/16, 1/16, 1 (answer column equal to row 2's): times 6, 5, 4 … → 0.375, 0.375, 1.
    rows: Matrix = ((0.0, 1.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 0.0))
    statistics = found(*(pair("aXb", "aYb", rows) for _ in range(5)))

    first, second, third = (cell(statistics, row, PlaceClass.LAST_DIFFERENT) for row in range(3))
    assert (first.p, first.p_adjusted) == (0.0625, pytest.approx(0.375))
    assert second.p_adjusted == pytest.approx(0.375)
    assert (third.p, third.p_adjusted) == (1.0, 1.0)


def test_that_the_same_pairs_give_the_same_numbers() -> None:
    pairs = [pair("aXb", "aYb", ((0.0, 0.1 * i, 1.0),)) for i in range(20)]

    assert found(*pairs) == found(*pairs)


def test_that_heads_at_all_positions_are_columns_of_their_own() -> None:
    def heads(values: Matrix) -> PatchAnalysis:
        drawn = EffectMap(Component.HEAD_ALL_POSITIONS, (0, 1), (), values, None, (0, 1))
        return PatchAnalysis(None, None, maps=(drawn,), map_scale=EffectScale.NORMALISED)

    statistics = pair_statistics(
        [heads(((1.0, 2.0), (3.0, 4.0))), heads(((3.0, 2.0), (5.0, 4.0)))], Component.HEAD_ALL_POSITIONS
    )

    assert statistics is not None
    assert (statistics.places, statistics.heads) == ((), (0, 1))
    assert statistics.noising is not None
    assert [[one.mean for one in row if one] for row in statistics.noising] == [[2.0, 2.0], [4.0, 4.0]]
