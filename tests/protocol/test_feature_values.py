"""`sae_features` in whatever shape it comes: rows SC06 to SC09 of the fault table."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings, strategies as st

from holysheep_desktop.core.provenance import NoteKind, ReplyNote
from holysheep_desktop.errors import ApiResponseError
from holysheep_desktop.protocol.feature_values import feature_values
from holysheep_desktop.protocol.json_text import loads_reply

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "strongest"),
    [
        pytest.param({"4711": 12.5, "88": 3.25}, [(4711, 12.5), (88, 3.25)], id="SC07-mapping"),
        pytest.param([["88", 3.25], [4711, 12.5]], [(4711, 12.5), (88, 3.25)], id="SC07-pairs"),
        pytest.param(
            [{"id": 88, "activation": 3}, {"feature": "4711", "value": 12.5, "label": "x"}],
            [(4711, 12.5), (88, 3.0)],
            id="SC07-objects",
        ),
        pytest.param({"1": 1.0, "2": -3.0, "3": 2}, [(2, -3.0), (3, 2.0), (1, 1.0)], id="SC08-negative"),
        pytest.param({"1": 0.0, "2": 0}, [(1, 0.0), (2, 0.0)], id="SC08-all-zero"),
        pytest.param({"1": 3.4e38}, [(1, 3.4e38)], id="SC08-large"),
        pytest.param({}, [], id="SC06-empty"),
        pytest.param([], [], id="SC06-empty-list"),
    ],
)
def test_that_features_of_any_shape_are_read_strongest_first(
    value: object, strongest: list[tuple[int, float]]
) -> None:
    read = feature_values(value)
    assert read is not None
    assert (read.strongest, list(read.notes())) == (strongest, [])


@pytest.mark.parametrize(
    "name",
    ["-1", "1e3", "abc", "", " 5", "1.0", "٣", "9" * 12, -1, 1.5, None, True],
    ids=lambda n: f"SC07-{n!a}",
)
def test_that_an_id_that_is_no_number_is_counted_and_named(name: object) -> None:
    read = feature_values([[name, 1.0], ["7", 2.0]])
    assert read is not None
    assert read.strongest == [(7, 2.0)]
    assert [(note.kind, note.count) for note in read.notes()] == [(NoteKind.VALUES_LEFT_OUT, 1)]


@pytest.mark.parametrize(
    "value", ["0.5", None, True, [1.0], {}, math.nan, math.inf], ids=lambda v: f"SC08-{v!a}"
)
def test_that_a_value_that_is_no_number_is_counted_and_named(value: object) -> None:
    read = feature_values({"3": value, "7": 2.0})
    assert read is not None
    assert read.strongest == [(7, 2.0)]
    assert list(read.notes()) == [ReplyNote(NoteKind.VALUES_LEFT_OUT, 1, "3")]


def test_that_a_repeated_id_keeps_its_strongest_value_and_is_reported() -> None:
    read = feature_values({"00012": 1.0, "12": -2.0, "0012": 0.5})
    assert read is not None
    assert read.strongest == [(12, -2.0)]
    assert list(read.notes()) == [ReplyNote(NoteKind.DUPLICATE_IDS, 2, "12, 0012")]


def test_that_an_id_that_json_gives_twice_is_reported_like_any_other() -> None:
    read = feature_values(loads_reply(b'{"7": 4.0, "8": 1.0, "7": 2.0}'))
    assert read is not None
    assert read.strongest == [(7, 4.0), (8, 1.0)]
    assert list(read.notes()) == [ReplyNote(NoteKind.DUPLICATE_IDS, 1, "7")]


def test_that_many_names_are_cut() -> None:
    read = feature_values({f"x{i}": 1.0 for i in range(9)})
    assert read is not None
    assert list(read.notes()) == [ReplyNote(NoteKind.VALUES_LEFT_OUT, 9, "x0, x1, x2, x3, x4, …")]


@pytest.mark.parametrize(
    "value", [None, "x", 5, True], ids=["SC06-null", "SC06-string", "SC06-number", "SC06-bool"]
)
def test_that_what_is_no_collection_is_no_features(value: object) -> None:
    assert feature_values(value) is None


def test_that_ten_thousand_features_are_read() -> None:
    read = feature_values({str(i): float(i) for i in range(10_000)})
    assert read is not None
    assert read.strongest[:2] == [(9999, 9999.0), (9998, 9998.0)]


def test_that_many_features_are_in_the_order_of_a_plain_sort() -> None:
    values = {str(i): float((i * 7919) % 1009) for i in range(50_000)}
    read = feature_values(values)
    assert read is not None
    expected = sorted(values.items(), key=lambda item: -item[1])
    assert read.strongest == [(int(name), value) for name, value in expected]


def test_that_more_than_a_million_features_are_refused_with_the_reason() -> None:
    with pytest.raises(ApiResponseError) as raised:
        feature_values([None] * 1_000_001)
    assert raised.value.fault == "more than 1,000,000 features"


@settings(deadline=None)
@given(JSON_VALUES)
def test_that_nothing_but_finite_numbers_gets_through(value: object) -> None:
    read = feature_values(value)
    for feature, activation in read.strongest if read else ():
        assert type(feature) is int
        assert type(activation) is float
        assert math.isfinite(activation)
