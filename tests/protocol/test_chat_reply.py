"""Replies of any gateway: rows SC04 to SC12 of the fault table."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given, settings, strategies as st

from holysheep_desktop.core.provenance import NoteKind, Origin, ReplyNote
from holysheep_desktop.core.requests import (
    AnalysisRequest,
    FeatureOptions,
    Generation,
    PatchOptions,
    user_message,
)
from holysheep_desktop.core.results import (
    AnalysisResult,
    Answer,
    EffectDirection,
    Label,
    NeuronEffect,
    PatchAnalysis,
    Usage,
)
from holysheep_desktop.errors import ApiResponseError
from holysheep_desktop.protocol.chat_reply import dump_result, parse_result
from holysheep_desktop.protocol.chat_request import Placement
from holysheep_desktop.protocol.json_text import dumps, loads_reply

PLAIN = AnalysisRequest("m", user_message("x"), Generation(8))
FEATURES = AnalysisRequest("m", user_message("x"), Generation(8), features=FeatureOptions(12))
PATCHING = AnalysisRequest("m", user_message("x"), Generation(8), patching=PatchOptions("y", 12))
BOTH = AnalysisRequest(
    "m", user_message("x"), Generation(8), features=FeatureOptions(12), patching=PatchOptions("y", 12)
)
CHOICES = [{"message": {"role": "assistant", "content": "yes"}, "finish_reason": "stop"}]


def parsed(body: object, request: AnalysisRequest = PLAIN) -> AnalysisResult:
    return parse_result(body, request, endpoint="https://e/v1", origin=Origin.REPORTED)


def notes(result: AnalysisResult) -> list[tuple[NoteKind, str]]:
    return [(note.kind, note.detail) for note in result.notes]


def patching(fields: object) -> tuple[PatchAnalysis, list[tuple[NoteKind, str]]]:
    result = parsed({"choices": CHOICES, "patching_analysis": fields}, PATCHING)
    assert result.patching is not None
    return result.patching, notes(result)


def test_that_a_reply_without_interpretability_is_a_normal_reply() -> None:
    result = parsed({"choices": CHOICES, "model": "gpt-4.1"})
    assert (result.answer, result.model, result.notes) == (Answer("yes", "stop"), "gpt-4.1", ())


@pytest.mark.parametrize(
    "choices",
    [
        pytest.param([], id="SC04-empty"),
        pytest.param(None, id="SC04-null"),
        pytest.param([{"message": None}], id="SC04-message-null"),
        pytest.param([{"message": {"content": None}}], id="SC04-content-null"),
        pytest.param([None, 5], id="SC04-no-objects"),
        pytest.param("x", id="SC04-string"),
    ],
)
def test_that_the_analysis_is_shown_without_an_answer(choices: object) -> None:
    result = parsed({"choices": choices, "sae_features": {"3": 1.0}}, FEATURES)
    assert result.answer is None
    assert result.features is not None
    assert NoteKind.ANSWER_MISSING in {note.kind for note in result.notes}


def test_that_missing_choices_are_missing_only_where_an_answer_was_asked_for() -> None:
    silent = AnalysisRequest(
        "m", user_message("x"), Generation(0), features=FeatureOptions(12, with_activation_cache=False)
    )
    assert parsed({"sae_features": {}}, silent).notes == ()


def test_that_parts_of_content_are_joined() -> None:
    parts = [{"type": "text", "text": "a"}, {"type": "image"}, {"type": "text", "text": "b"}]
    result = parsed({"choices": [{"message": {"content": parts}}]})
    assert result.answer == Answer("ab")


@pytest.mark.parametrize(
    ("reason", "kind"),
    [("length", NoteKind.ANSWER_CUT), ("content_filter", NoteKind.ANSWER_FILTERED)],
    ids=["SC04-length", "SC04-filter"],
)
def test_that_the_reason_of_a_short_answer_is_named(reason: str, kind: NoteKind) -> None:
    result = parsed({"choices": [{"message": {"content": "y"}, "finish_reason": reason}]})
    assert [note.kind for note in result.notes] == [kind]


@pytest.mark.parametrize(
    "message",
    [
        pytest.param({"content": None, "refusal": "I cannot help."}, id="SC04-refusal"),
        pytest.param({"content": [{"type": "refusal", "refusal": "I cannot help."}]}, id="SC04-refusal-part"),
    ],
)
def test_that_what_a_model_says_in_refusing_is_shown(message: object) -> None:
    result = parsed({"choices": [{"message": message, "finish_reason": "stop"}]})
    assert result.answer == Answer("I cannot help.", "stop")
    assert notes(result) == [(NoteKind.ANSWER_REFUSED, "")]


def test_that_an_empty_refusal_beside_an_answer_is_none() -> None:
    result = parsed({"choices": [{"message": {"content": "yes", "refusal": None}}]})
    assert (result.answer, result.notes) == (Answer("yes"), ())


def test_that_a_filtered_answer_without_text_says_why() -> None:
    result = parsed({"choices": [{"message": {"content": None}, "finish_reason": "content_filter"}]})
    assert notes(result) == [
        (NoteKind.ANSWER_MISSING, "content_filter"),
        (NoteKind.ANSWER_FILTERED, ""),
    ]


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        pytest.param(None, Usage(), id="SC05-missing"),
        pytest.param({"prompt_tokens": -1, "completion_tokens": 3}, Usage(None, 3), id="SC05-negative"),
        pytest.param({"prompt_tokens": "5", "completion_tokens": "x"}, Usage(), id="SC05-strings"),
        pytest.param([], Usage(), id="SC05-list"),
        pytest.param({"completion_tokens": 3, "cost_usd": -3.0}, Usage(None, 3), id="SC05-negative-cost"),
        pytest.param({"prompt_tokens": 5, "cost_usd": 0.25}, Usage(5, None, 0.25), id="SC05-cost"),
    ],
)
def test_that_odd_usage_is_no_usage(usage: object, expected: Usage) -> None:
    answer = parsed({"choices": CHOICES, "usage": usage}).answer
    assert answer is not None
    assert answer.usage == expected


def test_that_missing_parts_are_named_only_where_they_were_asked_for() -> None:
    asked = {note.kind for note in parsed({"choices": CHOICES}, BOTH).notes}
    assert asked == {NoteKind.FEATURES_MISSING, NoteKind.PATCHING_MISSING}
    assert parsed({"choices": CHOICES}).notes == ()


@pytest.mark.parametrize(
    ("value", "detail"),
    [(None, ""), ("none", "a str"), (5, "a int")],
    ids=["SC06-null", "SC06-str", "SC06-int"],
)
def test_that_features_of_no_shape_are_missing_features(value: object, detail: str) -> None:
    result = parsed({"choices": CHOICES, "sae_features": value}, FEATURES)
    assert result.features is None
    assert notes(result) == [(NoteKind.FEATURES_MISSING, detail)]


def test_that_no_active_feature_is_a_result() -> None:
    result = parsed({"choices": CHOICES, "sae_features": {}}, FEATURES)
    assert result.features is not None
    assert result.features.features == ()


def test_that_another_layer_than_asked_for_is_told() -> None:
    body = {
        "choices": CHOICES,
        "sae_features": {"1": 1.0},
        "sae_metadata": {"layer": 6},
        "activation_cache": None,
    }
    assert (NoteKind.LAYER_DIFFERS, "SAE: 12 → 6") in notes(parsed(body, FEATURES))
    _, found = patching({"impact_score": 0.5, "target_layer": 3})
    assert (NoteKind.LAYER_DIFFERS, "patching: 12 → 3") in found


def test_that_labels_are_one_plain_line_and_bad_ones_are_counted() -> None:
    labels = {"1": {"text": "a\u202eb\nc", "source": "s"}, "2": "plain", "3": {"text": 5}, "x": {"text": "y"}}
    body = {
        "choices": CHOICES,
        "sae_features": {"1": 3.0, "2": 2.0, "3": 1.0},
        "sae_metadata": {"labels": labels},
    }
    result = parsed(body)
    assert result.features is not None
    assert [entry.label for entry in result.features.features] == [
        Label("a⟨U+202E⟩b⟨U+000A⟩c", "s"),
        Label("plain"),
        None,
    ]
    assert notes(result) == [(NoteKind.VALUES_LEFT_OUT, "labels")]


def test_that_densities_are_shares_and_others_are_counted() -> None:
    densities = {"1": 0.5, "2": 1.5, "3": True, "x": 0.1, "4": 0}
    body = {
        "choices": CHOICES,
        "sae_features": {"1": 4.0, "2": 3.0, "3": 2.0, "4": 1.0},
        "sae_metadata": {"densities": densities},
    }
    result = parsed(body)
    assert result.features is not None
    assert [entry.density for entry in result.features.features] == [0.5, None, None, 0.0]
    assert notes(result) == [(NoteKind.VALUES_LEFT_OUT, "densities ×2")]


@pytest.mark.parametrize(
    "cache",
    [
        5,
        {"tokens": [], "activations": [{}]},
        {
            "tokens": [{"id": 1, "text": "a", "start": 0, "end": 1}],
            "activations": [{"indices": [1], "values": []}],
        },
        {
            "tokens": [{"id": -1, "text": "a", "start": 0, "end": 1}],
            "activations": [{"indices": [], "values": []}],
        },
        {
            "tokens": [{"id": 1, "text": "a", "start": 0, "end": 1}],
            "activations": [{"indices": [1], "values": [math.nan]}],
        },
    ],
)
def test_that_a_cache_of_another_shape_is_no_cache(cache: object) -> None:
    result = parsed({"choices": CHOICES, "sae_features": {}, "activation_cache": cache}, FEATURES)
    assert result.features is not None
    assert result.features.cache is None
    assert notes(result) == [(NoteKind.ACTIVATION_CACHE_MISSING, "not the expected shape")]


@pytest.mark.parametrize("value", [None, [], "x"], ids=["SC10-null", "SC10-list", "SC10-string"])
def test_that_a_patching_analysis_that_is_no_object_is_missing(value: object) -> None:
    result = parsed({"choices": CHOICES, "patching_analysis": value}, PATCHING)
    assert result.patching is None
    assert notes(result) == [(NoteKind.PATCHING_MISSING, "")]


@pytest.mark.parametrize(
    ("score", "detail"),
    [
        pytest.param(None, "", id="SC10-null"),
        pytest.param("N/A", "N/A", id="SC10-NA"),
        pytest.param("0.8", "0.8", id="SC10-string"),
        pytest.param(math.nan, "nan", id="SC10-nan"),
        pytest.param(True, "True", id="SC10-bool"),
        pytest.param([0.8], "a list", id="SC10-list"),
        pytest.param("x\u202ey", "x⟨U+202E⟩y", id="SC10-bidi"),
    ],
)
def test_that_a_score_that_is_no_number_is_no_score_and_shown_as_given(score: object, detail: str) -> None:
    analysis, found = patching({"impact_score": score})
    assert analysis.impact_score is None
    assert found == [(NoteKind.SCORE_UNREADABLE, detail)]


@pytest.mark.parametrize(("score", "detail"), [(-5, "-5"), (7.3, "7.3")], ids=["SC10--5", "SC10-7.3"])
def test_that_a_score_of_unknown_scale_outside_0_to_1_is_kept_with_a_warning(
    score: float, detail: str
) -> None:
    analysis, found = patching({"impact_score": score})
    assert (analysis.impact_score, found) == (score, [(NoteKind.SCORE_OUT_OF_RANGE, detail)])


def test_that_a_score_whose_scale_is_named_may_be_negative_or_none() -> None:
    assert patching({"impact_score": -0.4, "scale": "normalised"})[1] == []
    assert patching({"impact_score": None, "scale": "raw"})[1] == []


def test_that_an_unknown_direction_is_none_and_counted() -> None:
    analysis, found = patching({"impact_score": 0.5, "direction": "increase"})
    assert (analysis.direction, found) == (None, [(NoteKind.VALUES_LEFT_OUT, "direction")])
    assert patching({"impact_score": 0.5, "direction": "none"})[0].direction is EffectDirection.NONE


@pytest.mark.parametrize(
    ("row", "neuron"),
    [
        pytest.param(
            {"id": "L12.N3", "impact": 0.5, "semantic_label": "a"},
            NeuronEffect("L12.N3", 0.5, Label("a")),
            id="SC11-good",
        ),
        pytest.param({"impact": 0.5}, NeuronEffect("—", 0.5), id="SC11-no-id"),
        pytest.param({"id": 345, "impact": 1}, NeuronEffect("345", 1.0), id="SC11-int-id"),
        pytest.param({"id": None, "impact": None}, NeuronEffect("—"), id="SC11-nulls"),
        pytest.param({"id": "a", "semantic_label": None}, NeuronEffect("a"), id="SC12-null"),
        pytest.param(
            {"id": "a", "semantic_label": "<b>x</b>\u202e"},
            NeuronEffect("a", None, Label("<b>x</b>⟨U+202E⟩")),
            id="SC12-html",
        ),
        pytest.param(
            {"id": "a", "semantic_label": "x" * 10_000},
            NeuronEffect("a", None, Label("x" * 1999 + "…")),
            id="SC12-10KB",
        ),
    ],
)
def test_that_a_neuron_keeps_what_can_be_read(row: object, neuron: NeuronEffect) -> None:
    analysis, _ = patching({"impact_score": 0.5, "influential_neurons": [row]})
    assert analysis.neurons == (neuron,)


@pytest.mark.parametrize(
    ("rows", "count", "found"),
    [
        pytest.param(None, 0, [], id="SC11-null"),
        pytest.param("x", 0, [(NoteKind.VALUES_LEFT_OUT, "influential_neurons")], id="SC11-string"),
        pytest.param(
            [5, {"id": "a"}], 1, [(NoteKind.VALUES_LEFT_OUT, "influential_neurons")], id="SC11-no-object"
        ),
        pytest.param(
            [{"id": "a"}, {"id": "a"}], 2, [(NoteKind.DUPLICATE_IDS, "influential_neurons")], id="SC11-twice"
        ),
        pytest.param(
            [{"id": "a", "impact": "x"}], 1, [(NoteKind.VALUES_LEFT_OUT, "impact")], id="SC11-impact"
        ),
        pytest.param([{"id": f"n{i}"} for i in range(10_000)], 10_000, [], id="SC11-many"),
    ],
)
def test_that_odd_lists_of_neurons_are_counted(
    rows: object, count: int, found: list[tuple[NoteKind, str]]
) -> None:
    analysis, seen = patching({"impact_score": 0.5, "influential_neurons": rows})
    assert (len(analysis.neurons), seen) == (count, found)


@pytest.mark.parametrize(
    "effect_map",
    [
        {"component": "q", "layers": [0], "positions": [0]},
        {"component": "head", "layers": [0], "positions": [0], "heads": [0, 1], "noising": [[[0.5]]]},
        {"component": "head", "layers": [0, 1], "positions": [0], "heads": [0], "noising": [[[0.5]]]},
        {"component": "mlp_out", "layers": [0, 1], "positions": [0], "noising": [[0.5]]},
        {"component": "mlp_out", "layers": [0], "positions": [0, 1], "noising": [[0.5]]},
        {"component": "mlp_out", "layers": [0], "positions": [0], "noising": [["x"]]},
    ],
)
def test_that_a_map_that_does_not_fit_its_axes_is_left_out_alone(effect_map: object) -> None:
    good = {"component": "resid_post", "layers": [3], "positions": [0, 1], "noising": [[None, 0.5]]}
    analysis, found = patching({"impact_score": 0.5, "sweep": [effect_map, good]})
    assert [m.noising for m in analysis.maps] == [((None, 0.5),)]
    assert found == [(NoteKind.VALUES_LEFT_OUT, "sweep")]


def test_that_unknown_fields_are_kept_for_the_inspector() -> None:
    body = {
        "choices": CHOICES,
        "id": "1",
        "object": "chat.completion",
        "created": 5,
        "system_fingerprint": "fp",
    }
    assert parsed(body).unknown_fields == {"system_fingerprint": "fp"}


@pytest.mark.parametrize("body", [[], "x", 5, None, {}, {"error": {"message": "no"}}, {"error": "no"}])
def test_that_a_reply_of_nothing_is_an_error(body: object) -> None:
    with pytest.raises(ApiResponseError):
        parsed(body)


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=10,
)
FIELDS = [
    "choices",
    "usage",
    "model",
    "sae_features",
    "sae_metadata",
    "activation_cache",
    "patching_analysis",
    "logit_lens",
    "provenance",
    "error",
]


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), JSON_VALUES))
def test_that_any_json_is_a_result_or_an_error_of_ours(body: dict[str, object]) -> None:
    try:
        result = parsed(loads_reply(dumps(body)), BOTH)
    except ApiResponseError:
        return
    json.dumps(repr(result), allow_nan=False)


WIRE_PATCHING = [
    "impact_score",
    "direction",
    "influential_neurons",
    "metric",
    "target_layer",
    "scale",
    "answers",
    "baseline",
    "raw_effect",
    "tokens",
    "alignment",
    "self_tests",
    "controls",
    "sweep",
    "features",
    "texts",
    "comparison_answer",
    "map_metric",
    "embedding",
]


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(WIRE_PATCHING), JSON_VALUES))
def test_that_any_patching_analysis_is_read_as_far_as_it_goes(fields: dict[str, object]) -> None:
    analysis, _ = patching(fields)
    assert analysis.impact_score is None or math.isfinite(analysis.impact_score)


@pytest.mark.parametrize(
    ("placement", "is_explained"),
    [(Placement.NONE, False), (Placement.NESTED, False), (Placement.TOP_LEVEL, True), (Placement.BOTH, True)],
)
def test_that_a_reply_says_where_the_options_were_and_where_they_belong(
    placement: Placement, is_explained: bool
) -> None:
    """The tutorial's third error, told even where the request was served."""
    body = dump_result(parsed({"choices": CHOICES}), placement)
    assert body["extra_body_placement"] == str(placement)
    assert ("nested extra_body" in str(body.get("extra_body_advice"))) is is_explained


def test_that_a_reply_note_counts_each_field_that_was_left_out() -> None:
    result = parsed(
        {"choices": CHOICES, "patching_analysis": {"impact_score": 0.5, "metric": 1, "raw_effect": "x"}}
    )
    assert result.notes == (ReplyNote(NoteKind.VALUES_LEFT_OUT, 2, "metric, raw_effect"),)
