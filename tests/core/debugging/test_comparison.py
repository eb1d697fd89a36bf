"""The comparison of features, worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from holysheep_desktop.core.debugging.comparison import (
    Comparison,
    FeatureDifference,
    Kind,
    Scope,
    aligned_tokens,
    compare,
)
from holysheep_desktop.core.results import (
    ActivationCache,
    FeatureActivation,
    FeatureAnalysis,
    Label,
    TokenActivations,
)
from holysheep_desktop.core.tokens import Token

BOS = 2


def reading(
    ids: Sequence[int], rows: Sequence[Mapping[int, float]], labels: Mapping[int, Label] | None = None
) -> FeatureAnalysis:
    """The features of a prompt, token by token."""
    tokens = tuple(Token(i, f"t{i}", k, k + 1, i == BOS) for k, i in enumerate(ids))
    activations = tuple(TokenActivations(tuple(row), tuple(row.values())) for row in rows)
    return FeatureAnalysis((), cache=ActivationCache(tokens, activations), labels=labels or {})


def returned(**features: float) -> FeatureAnalysis:
    """The features of a prompt as the tutorial's endpoint gives them: `f7=2.0`."""
    return FeatureAnalysis(tuple(FeatureActivation(int(name[1:]), value) for name, value in features.items()))


def only(comparison: Comparison) -> FeatureDifference:
    (one,) = comparison.differences
    return one


def test_that_a_feature_that_fires_a_little_more_is_not_a_new_feature() -> None:
    """The tutorial compares pairs of number and value, for which 2.0 and 2.1 are two features."""
    found = compare(reading([BOS, 5], [{}, {7: 2.1}]), reading([BOS, 6], [{}, {7: 2.0}]))
    assert found.differences == ()
    assert found.n_alike == 1


def test_that_stronger_begins_where_a_tenth_of_the_larger_activation_is_passed() -> None:
    at_the_limit = compare(reading([BOS, 5], [{}, {7: 10.0}]), reading([BOS, 6], [{}, {7: 9.0}]))
    beyond = compare(reading([BOS, 5], [{}, {7: 10.0}]), reading([BOS, 6], [{}, {7: 8.9}]))
    assert at_the_limit.n_alike == 1
    assert (only(beyond).kind, only(beyond).amount) == (Kind.STRONGER, pytest.approx(1.1))


@pytest.mark.parametrize(
    ("ours", "theirs", "kind", "amount"),
    [
        ({7: 3.0}, {}, Kind.ONLY_PROBLEMATIC, 3.0),
        ({}, {7: 3.0}, Kind.ONLY_NORMAL, -3.0),
        ({7: 3.0}, {7: 1.0}, Kind.STRONGER, 2.0),
        ({7: 1.0}, {7: 3.0}, Kind.WEAKER, -2.0),
        ({7: 3.0}, {7: 0.01}, Kind.ONLY_PROBLEMATIC, 2.99),
    ],
)
def test_that_each_way_to_differ_has_its_name_and_amount(
    ours: dict[int, float], theirs: dict[int, float], kind: Kind, amount: float
) -> None:
    one = only(compare(reading([BOS, 5], [{}, ours]), reading([BOS, 6], [{}, theirs])))
    assert (one.feature, one.kind, one.tokens) == (7, kind, (1, 1))
    assert one.amount == pytest.approx(amount)


def test_that_the_amounts_are_those_of_the_tokens_where_the_prompts_differ_most() -> None:
    found = compare(
        reading([BOS, 5, 9, 8], [{}, {7: 4.0}, {7: 9.0}, {7: 5.0}]),
        reading([BOS, 6, 9, 8], [{}, {7: 1.0}, {7: 2.0}, {7: 5.0}]),
    )
    assert only(found) == FeatureDifference(7, Kind.STRONGER, 9.0, 2.0, (2, 2))


def test_that_a_feature_that_fires_elsewhere_in_the_other_prompt_is_not_only_here() -> None:
    found = compare(reading([BOS, 5, 9], [{}, {7: 6.0}, {}]), reading([BOS, 6, 9], [{}, {}, {7: 4.0}]))
    assert only(found) == FeatureDifference(7, Kind.STRONGER, 6.0, 0.0, (1, 1))


def test_that_special_tokens_are_left_out() -> None:
    found = compare(reading([BOS, 5], [{7: 3000.0}, {}]), reading([BOS, 6], [{}, {}]))
    assert (found.differences, found.n_alike) == ((), 0)


def test_that_no_list_is_cut_off() -> None:
    many = {feature: 1.0 + feature for feature in range(300)}
    found = compare(reading([BOS, 5], [{}, many]), reading([BOS, 6], [{}, {}]))
    assert [one.feature for one in found.differences] == list(range(299, -1, -1))


def test_that_prompts_of_different_length_are_compared_over_tokens_that_stand_for_each_other() -> None:
    """5 is inserted before 9; the two 9 stand for each other, and what fires on 5 cannot be patched."""
    found = compare(
        reading([BOS, 4, 5, 9], [{}, {1: 2.0}, {2: 8.0}, {3: 5.0}]),
        reading([BOS, 4, 9], [{}, {1: 2.0}, {3: 1.0}]),
    )
    assert found.alignment is not None
    assert found.alignment.pairs == ((0, 0), (1, 1), (3, 2))
    assert found.differences == (
        FeatureDifference(3, Kind.STRONGER, 5.0, 1.0, (3, 2)),
        FeatureDifference(2, Kind.ONLY_PROBLEMATIC, 8.0, 0.0, None),
    )
    assert found.candidates(5) == (3,)


def test_that_a_feature_of_a_token_without_partner_is_alike_where_both_prompts_have_it() -> None:
    found = compare(
        reading([BOS, 4, 5, 9], [{}, {7: 2.0}, {7: 8.0}, {}]), reading([BOS, 4, 9], [{}, {7: 2.0}, {}])
    )
    assert (found.differences, found.n_alike) == ((), 1)


def test_that_last_tokens_stand_for_each_other_where_one_prompt_begins_with_the_other() -> None:
    """The tutorial's case: every other pair reads the same text, so nothing could differ there."""
    alignment, is_last = aligned_tokens([BOS, 4, 9, 5, 6], [BOS, 4, 9])
    assert (alignment.pairs, is_last) == (((0, 0), (1, 1), (4, 2)), True)
    assert alignment.unpaired_original == (2, 3)


def test_that_prompts_with_something_to_compare_keep_their_usual_alignment() -> None:
    alignment, is_last = aligned_tokens([BOS, 4, 5, 9], [BOS, 4, 9])
    assert (alignment.pairs, is_last) == (((0, 0), (1, 1), (3, 2)), False)


def test_that_equal_prompts_do_not_differ() -> None:
    one = reading([BOS, 5], [{}, {7: 2.0}])
    found = compare(one, one)
    assert (found.differences, found.n_alike, found.candidates(3)) == ((), 1, ())


def test_that_candidates_are_the_largest_differences_whatever_their_sign() -> None:
    found = compare(
        reading([BOS, 5], [{}, {1: 2.0, 2: 9.0, 3: 1.0}]), reading([BOS, 6], [{}, {3: 7.0, 4: 0.5}])
    )
    assert found.candidates(3) == (2, 3, 1)


def test_that_a_label_of_either_prompt_names_the_feature() -> None:
    label = Label("negation", "examples")
    found = compare(reading([BOS, 5], [{}, {7: 3.0}]), reading([BOS, 6], [{}, {}], {7: label}))
    assert only(found).label == label


def test_that_numbers_without_tokens_are_compared_as_returned() -> None:
    found = compare(returned(f7=2.0, f8=3.0, f9=1.0), returned(f7=2.1, f9=4.0, f10=5.0))
    assert found.scope is Scope.RETURNED_FEATURES
    assert found.differences == (
        FeatureDifference(10, Kind.ONLY_NORMAL, None, 5.0),
        FeatureDifference(8, Kind.ONLY_PROBLEMATIC, 3.0, None),
        FeatureDifference(9, Kind.WEAKER, 1.0, 4.0),
    )
    assert (found.n_alike, found.candidates(3)) == (1, ())


def test_that_what_does_not_fire_is_no_feature_of_a_prompt() -> None:
    found = compare(returned(f7=0.01), returned(f7=0.0))
    assert (found.differences, found.n_alike) == ((), 0)


def test_that_a_negative_number_of_an_endpoint_counts_by_its_size() -> None:
    found = compare(returned(f7=-1.5, f8=-1.0, f9=-2.0), returned(f8=-3.0, f9=-2.1))
    assert [(one.feature, one.kind) for one in found.differences] == [
        (8, Kind.WEAKER),
        (7, Kind.ONLY_PROBLEMATIC),
    ]
    assert found.n_alike == 1
