from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from holysheep_desktop.core.alignment import (
    Alignment,
    Difference,
    align,
    alignment_from_pairs,
    carried_over,
    difference_of,
)
from holysheep_desktop.errors import InputError, InputReason

ids = st.lists(st.integers(0, 4), max_size=14)


def edit_distance(a: list[int], b: list[int]) -> int:
    """Levenshtein's recurrence, written as the definition."""
    table = {(0, 0): 0}
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            steps = [table[i, j]] if i == j == 0 else []
            if i:
                steps.append(table[i - 1, j] + 1)
            if j:
                steps.append(table[i, j - 1] + 1)
            if i and j:
                steps.append(table[i - 1, j - 1] + (a[i - 1] != b[j - 1]))
            table[i, j] = min(steps)
    return table[len(a), len(b)]


def cost(alignment: Alignment, a: list[int], b: list[int]) -> int:
    substitutions = sum(a[i] != b[j] for i, j in alignment.pairs)
    return substitutions + len(alignment.unpaired_original) + len(alignment.unpaired_comparison)


def test_that_prompts_of_equal_length_pair_position_by_position() -> None:
    # BOS John and Mary … gave / BOS Mary and John … gave: two names change places
    assert align([2, 11, 12, 13, 14], [2, 13, 12, 11, 14]).pairs == ((0, 0), (1, 1), (2, 2), (3, 3), (4, 4))


def test_that_an_inserted_token_is_left_without_partner() -> None:
    found = align([2, 5, 6, 7], [2, 5, 9, 6, 7])
    assert found == Alignment(((0, 0), (1, 1), (2, 3), (3, 4)), (), (2,))


def test_that_a_word_of_two_tokens_pairs_by_its_last_token_with_a_word_of_one() -> None:
    # BOS Py ongyang is / BOS Seoul is
    found = align([2, 31, 32, 40], [2, 50, 40])
    assert found == Alignment(((0, 0), (2, 1), (3, 2)), (1,), ())


def test_that_korean_endings_of_different_length_keep_the_common_start_and_full_stop() -> None:
    # 좋은 | ▁아침 | 입니다 | . against 좋은 | ▁저녁 | 이 | 었 | 습니다 | .
    found = align([2, 100, 101, 102, 9], [2, 100, 103, 104, 105, 106, 9])
    assert found.pairs == ((0, 0), (1, 1), (2, 4), (3, 5), (4, 6))
    assert found.unpaired_comparison == (2, 3)


def test_that_a_korean_sentence_added_at_the_end_has_no_partners() -> None:
    # 무엇이든 물어보세요 . against the same and one more sentence that ends otherwise
    found = align([2, 200, 201, 9], [2, 200, 201, 9, 210, 211, 212])
    assert found == Alignment(((0, 0), (1, 1), (2, 2), (3, 3)), (), (4, 5, 6))


def test_that_a_kept_word_between_two_changes_keeps_its_partner() -> None:
    # a K b c / d K: three edits; K pairs with K
    found = align([2, 10, 99, 11, 12, 3], [2, 13, 99, 3])
    assert (2, 2) in found.pairs
    assert found.unpaired_original == (3, 4)


def test_that_a_repeated_token_is_not_used_by_prefix_and_suffix_at_once() -> None:
    assert align([2, 7, 7], [2, 7]) == Alignment(((0, 0), (1, 1)), (2,), ())


def test_that_nothing_pairs_with_an_empty_prompt() -> None:
    assert align([2, 3], []) == Alignment((), (0, 1), ())


@given(ids, ids)
def test_that_every_token_is_either_paired_once_or_listed(a: list[int], b: list[int]) -> None:
    found = align(a, b)
    assert sorted([i for i, _ in found.pairs] + list(found.unpaired_original)) == list(range(len(a)))
    assert sorted([j for _, j in found.pairs] + list(found.unpaired_comparison)) == list(range(len(b)))


@given(ids, ids)
def test_that_pairs_never_cross(a: list[int], b: list[int]) -> None:
    pairs = align(a, b).pairs
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))


@given(ids, ids)
def test_that_prompts_of_different_length_get_a_shortest_edit(a: list[int], b: list[int]) -> None:
    if len(a) != len(b):
        assert cost(align(a, b), a, b) == edit_distance(a, b)


@given(ids)
def test_that_a_prompt_aligns_with_itself_completely(a: list[int]) -> None:
    found = align(a, a)
    assert found.is_complete
    assert found.pairs == tuple((i, i) for i in range(len(a)))


@given(ids, ids, st.permutations(list(range(5))))
def test_that_only_equality_of_ids_matters(a: list[int], b: list[int], names: list[int]) -> None:
    assert align([names[x] for x in a], [names[x] for x in b]) == align(a, b)


@given(ids, ids)
def test_that_an_alignment_given_back_as_pairs_is_the_same(a: list[int], b: list[int]) -> None:
    found = align([2, *a], [2, *b])
    assert alignment_from_pairs(reversed(found.pairs), len(a) + 1, len(b) + 1) == found


def test_that_swapping_twice_gives_the_same_alignment() -> None:
    found = align([2, 7, 8, 9], [2, 5, 9])
    assert found.swapped().pairs == ((0, 0), (1, 2), (2, 3))
    assert found.swapped().swapped() == found


@pytest.mark.parametrize(
    ("pairs", "reason", "limit"),
    [
        ([], InputReason.EMPTY, None),
        ([(-1, 0)], InputReason.TOO_SMALL, 0),
        ([(0, -2)], InputReason.TOO_SMALL, 0),
        ([(3, 0)], InputReason.TOO_LARGE, 2),
        ([(0, 4)], InputReason.TOO_LARGE, 3),
        ([(0, 1), (1, 0)], InputReason.OUT_OF_ORDER, None),
        ([(1, 1), (1, 2)], InputReason.OUT_OF_ORDER, None),
        ([(1, 2), (2, 2)], InputReason.OUT_OF_ORDER, None),
    ],
)
def test_that_a_pair_that_cannot_be_is_refused(
    pairs: list[tuple[int, int]], reason: InputReason, limit: float | None
) -> None:
    with pytest.raises(InputError) as caught:
        alignment_from_pairs(pairs, 3, 4)
    assert (caught.value.field, caught.value.reason, caught.value.limit) == ("alignment", reason, limit)


def test_that_a_token_that_gets_another_partner_leaves_the_old_one() -> None:
    drawn = align([2, 5, 6, 7], [2, 5, 6, 7]).with_pair((1, 2))
    assert drawn == Alignment(((0, 0), (1, 2), (3, 3)), (2,), (1,))


def test_that_a_pair_that_would_cross_another_is_refused_and_the_other_named() -> None:
    drawn = align([2, 5, 6, 7], [2, 5, 6, 7])
    with pytest.raises(InputError) as caught:
        drawn.with_pair((1, 3))
    assert caught.value.reason is InputReason.OUT_OF_ORDER
    assert drawn.crossed_by((1, 3)) == ((2, 2),)


def test_that_parted_tokens_are_listed_as_without_partner() -> None:
    drawn = align([2, 5, 6], [2, 5, 6]).without_pair((1, 1))
    assert drawn == Alignment(((0, 0), (2, 2)), (1,), (1,))


def test_that_the_last_pair_cannot_be_parted() -> None:
    with pytest.raises(InputError) as caught:
        align([2], [2]).without_pair((0, 0))
    assert caught.value.reason is InputReason.EMPTY


@given(ids, ids, st.integers(0, 14), st.integers(0, 14))
def test_that_a_wished_pair_is_either_there_afterwards_or_refused(
    a: list[int], b: list[int], i: int, j: int
) -> None:
    before = align([2, *a], [2, *b])
    pair = (i % (len(a) + 1), j % (len(b) + 1))
    if before.crossed_by(pair):
        with pytest.raises(InputError):
            before.with_pair(pair)
        return
    after = before.with_pair(pair)
    assert pair in after.pairs
    untouched = {other for other in before.pairs if other[0] != pair[0] and other[1] != pair[1]}
    assert untouched <= set(after.pairs)
    assert (after.n_original, after.n_comparison) == (len(a) + 1, len(b) + 1)


def test_that_drawn_pairs_survive_words_added_before_them() -> None:
    # BOS 5 6 7 / BOS 5 6 7 with 5 drawn to 6; then 9 is typed after BOS of the original
    drawn = align([2, 5, 6, 7], [2, 5, 6, 7]).with_pair((1, 2))
    found = carried_over(drawn.pairs, ([2, 5, 6, 7], [2, 5, 6, 7]), ([2, 9, 5, 6, 7], [2, 5, 6, 7]))
    assert found == Alignment(((0, 0), (2, 2), (4, 3)), (1, 3), (1,))


def test_that_tokens_parted_by_hand_stay_parted_while_new_ones_are_aligned() -> None:
    # 5 was parted from 5; then 8 is typed at the end of both prompts
    drawn = align([2, 5, 6], [2, 5, 6]).without_pair((1, 1))
    found = carried_over(drawn.pairs, ([2, 5, 6], [2, 5, 6]), ([2, 5, 6, 8], [2, 5, 6, 8]))
    assert found == Alignment(((0, 0), (2, 2), (3, 3)), (1,), (1,))


def test_that_a_token_whose_partner_is_gone_is_aligned_anew() -> None:
    # 5 was drawn to 6 of the comparison; 6 becomes 9
    found = carried_over(((0, 0), (1, 2)), ([2, 5], [2, 5, 6]), ([2, 5], [2, 5, 9]))
    assert found == Alignment(((0, 0), (1, 2)), (), (1,))


@given(ids, ids, ids, ids)
def test_that_carried_pairs_are_an_alignment_of_the_new_prompts(
    a: list[int], b: list[int], c: list[int], d: list[int]
) -> None:
    found = carried_over(align(a, b).pairs, (a, b), (c, d))
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(found.pairs))
    assert (found.n_original, found.n_comparison) == (len(c), len(d))


@given(ids, ids)
def test_that_an_alignment_carried_to_the_same_prompts_is_the_same(a: list[int], b: list[int]) -> None:
    drawn = align(a, b)
    assert carried_over(drawn.pairs, (a, b), (a, b)) == drawn


@pytest.mark.parametrize(
    ("original", "comparison", "difference"),
    [
        ([2, 5, 6], [2, 5, 6], Difference.NONE),
        ([2, 5], [2, 5, 6], Difference.OUT_OF_REACH),
        ([2, 5, 6], [2, 5], Difference.OUT_OF_REACH),
        ([2, 5, 6], [2, 7, 6], Difference.PAIRED),
        ([2, 5, 9], [2, 5, 6, 9], Difference.PAIRED),
    ],
)
def test_that_it_is_known_beforehand_whether_the_pairs_reach_the_difference(
    original: list[int], comparison: list[int], difference: Difference
) -> None:
    assert difference_of(original, comparison, align(original, comparison).pairs) is difference


def test_that_a_pair_drawn_to_the_added_words_reaches_the_difference() -> None:
    assert difference_of([2, 5], [2, 5, 6], [(0, 0), (1, 2)]) is Difference.PAIRED
