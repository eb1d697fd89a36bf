from __future__ import annotations

from typing import Any

import pytest

from holysheep_desktop.core.dashboards import FeatureHit, FoundIn
from holysheep_desktop.core.labelling.own_labels import LabelImport, OwnLabels
from holysheep_desktop.core.requests import FeatureOptions
from holysheep_desktop.core.results import (
    ActivationCache,
    FeatureActivation,
    FeatureAnalysis,
    Label,
    TokenActivations,
)
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.errors import ApiResponseError, RequestError
from holysheep_desktop.protocol.feature_pages import dump_hits, parse_hits
from holysheep_desktop.protocol.feature_part import dump_features, parse_features
from holysheep_desktop.protocol.label_pages import (
    dump_import,
    dump_imported,
    dump_labels,
    parse_import,
    parse_imported,
    parse_labels,
    parse_text,
    read_labels,
)
from holysheep_desktop.protocol.wire_types import LeftOut

SHA256 = "0a" * 32
LABELS = OwnLabels(SHA256, "m/layer-12/8k", {88: "정렬", 7: "loops"})


def document(**fields: Any) -> dict[str, object]:
    return {**dump_labels(LABELS), **fields}


def test_that_a_document_of_labels_is_sorted_and_says_what_it_is() -> None:
    assert dump_labels(LABELS) == {
        "format": "holysheep-sae-labels",
        "version": 1,
        "sae_id": "m/layer-12/8k",
        "sha256": SHA256,
        "labels": {"7": "loops", "88": "정렬"},
    }


def test_that_labels_come_back_as_they_went() -> None:
    assert parse_labels(dump_labels(LABELS)) == LABELS
    assert parse_import(dump_import(LABELS, replaces=True)) == (LABELS, True)
    assert parse_imported(dump_imported(LabelImport(1, 2, 3))) == LabelImport(1, 2, 3)


@pytest.mark.parametrize(
    "wrong",
    [
        document(format="something else"),
        document(version=2),
        document(sha256="0A" * 32),
        document(sha256="../../etc"),
        document(labels={"7": 5}),
        document(labels={"-7": "x"}),
        document(labels={"seven": "x"}),
        document(labels=["x"]),
        document(labels={"7": "x" * 10_001}),
        [],
        None,
        {},
    ],
)
def test_that_a_document_that_is_not_what_it_should_be_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"\w+: "):
        read_labels(wrong)
    with pytest.raises(ApiResponseError):
        parse_labels(wrong)


def test_that_labels_from_outside_are_made_plain_and_empty_ones_are_left_out() -> None:
    read = read_labels(document(labels={"1": "a\n\u202eb", "2": "  ", "003": "x" * 600}))

    assert read.labels[1] == "a ⟨U+202E⟩b"
    assert set(read.labels) == {1, 3}
    assert len(read.labels[3]) == 500


@pytest.mark.parametrize("body", [{}, {"text": None}, {"text": 5}, [], "text", {"text": "x" * 10_001}])
def test_that_a_label_without_a_text_is_refused(body: object) -> None:
    with pytest.raises(RequestError) as raised:
        parse_text(body)
    assert raised.value.param == "text"


def test_that_a_hit_says_where_the_words_were_found() -> None:
    hits = (FeatureHit(3, Label("x", "y"), 0.25, FoundIn.EXAMPLES), FeatureHit(4, Label(""), None, None))

    assert parse_hits(dump_hits(hits)) == hits


def test_that_a_place_that_nobody_knows_is_left_out_and_the_hit_stays() -> None:
    payload = {"data": [{"feature": 3, "label": {"text": "x"}, "found_in": "a dream"}]}

    assert parse_hits(payload) == (FeatureHit(3, Label("x")),)


def test_that_labels_of_features_that_are_only_in_the_cache_travel_too() -> None:
    analysis = FeatureAnalysis(
        features=(FeatureActivation(1, 3.0, Label("one", "you")),),
        cache=ActivationCache((Token(5, "a", 0, 1),), (TokenActivations((1, 2), (3.0, 2.0)),)),
        labels={2: Label("two", "s")},
    )

    read = parse_features(dump_features(analysis), FeatureOptions(1), LeftOut(), [])

    assert read == analysis
