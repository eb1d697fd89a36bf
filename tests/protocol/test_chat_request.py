"""The body of a chat request: our bytes, and anyone's JSON."""

from __future__ import annotations

import pytest

from holysheep_desktop.core.models import Component, Metric
from holysheep_desktop.core.requests import (
    AnalysisRequest,
    AnswerTokenIds,
    FeatureOptions,
    Generation,
    Message,
    Method,
    PatchOptions,
    Pooling,
    Role,
    Steering,
    SteeringMode,
    Way,
    user_message,
)
from holysheep_desktop.errors import RequestError
from holysheep_desktop.protocol.chat_request import Placement, dump_request, parse_request
from holysheep_desktop.protocol.json_text import dumps, loads_strict

MESSAGES = [{"role": "user", "content": "x"}]


def body(**fields: object) -> dict[str, object]:
    return {"model": "m", "messages": MESSAGES, **fields}


def refused(value: object) -> RequestError:
    with pytest.raises(RequestError) as raised:
        parse_request(value)
    return raised.value


def test_that_the_sae_request_is_the_tutorials_byte_for_byte() -> None:
    """The tutorial's third payload; `temperature` is ours, because OpenAI's default is not greedy."""
    request = AnalysisRequest(
        "gpt-4.1",
        user_message("量子計算機は未来の問題をどのように解決しますか?"),
        Generation(max_tokens=300),
        features=FeatureOptions(12, 20, with_activation_cache=False),
    )
    assert dumps(dump_request(request, stream=False)).decode() == (
        '{"model":"gpt-4.1",'
        '"messages":[{"role":"user","content":"量子計算機は未来の問題をどのように解決しますか?"}],'
        '"max_tokens":300,"temperature":0.0,'
        '"extra_body":{"include_sae_features":true,"sae_layer":12,"sae_top_k":20}}'
    )


def test_that_the_option_for_the_cache_stands_inside_extra_body() -> None:
    request = AnalysisRequest("gpt-4.1", user_message("x"), features=FeatureOptions(12))
    assert dumps(dump_request(request, stream=False)["extra_body"]).decode() == (
        '{"include_sae_features":true,"sae_layer":12,"sae_top_k":20,"return_activation_cache":true}'
    )


def test_that_the_patching_request_is_the_tutorials_byte_for_byte() -> None:
    request = AnalysisRequest(
        "gpt-4.1",
        user_message("이 영화 정말 재밌었다. 완벽한 작품이다!"),
        Generation(max_tokens=200),
        patching=PatchOptions("이 영화 정말 재밌었다. 하지만 좀 지루했다.", 15),
    )
    assert dumps(dump_request(request, stream=False)).decode() == (
        '{"model":"gpt-4.1",'
        '"messages":[{"role":"user","content":"이 영화 정말 재밌었다. 완벽한 작품이다!"}],'
        '"max_tokens":200,"temperature":0.0,'
        '"extra_body":{"activation_patching":{"enabled":true,'
        '"comparison_prompt":"이 영화 정말 재밌었다. 하지만 좀 지루했다.",'
        '"target_layer":15,"patching_metric":"logit_diff"}}}'
    )


def test_that_a_request_without_analysis_has_no_extra_body() -> None:
    fields = dump_request(AnalysisRequest("m", user_message("x")), stream=True)
    assert list(fields) == ["model", "messages", "max_tokens", "temperature", "stream"]


TUTORIAL_SAE = {
    "model": "gpt-4.1",
    "messages": [{"role": "user", "content": "Python에서 리스트를 정렬하는 방법을 알려주세요"}],
    "max_tokens": 500,
    "extra_body": {"include_sae_features": True, "sae_layer": 12, "return_activation_cache": True},
}
TUTORIAL_PATCHING = {
    "model": "gpt-4.1",
    "messages": [{"role": "user", "content": "좋은 아침입니다! 오늘 날씨가 정말 좋아요."}],
    "max_tokens": 200,
    "extra_body": {
        "activation_patching": {
            "enabled": True,
            "comparison_prompt": "좋은 아침입니다! 오늘 날씨가 정말 나빠요.",
            "target_layer": 12,
            "patching_metric": "semantic_similarity",
        }
    },
}


def test_that_the_tutorials_sae_payload_is_understood() -> None:
    call = parse_request(loads_strict(dumps(TUTORIAL_SAE)))
    assert call.request == AnalysisRequest(
        "gpt-4.1",
        (Message(Role.USER, "Python에서 리스트를 정렬하는 방법을 알려주세요"),),
        Generation(max_tokens=500),
        features=FeatureOptions(12, 20, with_activation_cache=True),
    )
    assert (call.placement, call.stream) == (Placement.NESTED, False)


def test_that_the_tutorials_patching_payload_is_understood() -> None:
    call = parse_request(TUTORIAL_PATCHING)
    assert call.request.patching == PatchOptions(
        "좋은 아침입니다! 오늘 날씨가 정말 나빠요.", 12, Metric.SEMANTIC_SIMILARITY
    )


def test_that_every_option_survives_the_way_there() -> None:
    request = AnalysisRequest(
        model="m",
        messages=(Message(Role.SYSTEM, "s"), Message(Role.USER, "u"), Message(Role.ASSISTANT, "a")),
        generation=Generation(9, 0.7, 0.9, 42, ("\n", "END"), 5),
        features=FeatureOptions(5, 7, "m/layer-5/8k", with_activation_cache=False),
        patching=PatchOptions(
            "other",
            9,
            Metric.SEMANTIC_SIMILARITY,
            (Component.HEAD, Component.SAE_FEATURE),
            sweep=True,
            way=Way.NOISING,
            answers=AnswerTokenIds(4, 5),
            alignment=((0, 0), (1, 2)),
            neuron_top_k=3,
            controls=0,
            method=Method.ATTRIBUTION,
        ),
        logit_lens=True,
        steering=(Steering("m/layer-5/8k", 3, SteeringMode.ADD, -2.5), Steering("x", 1, SteeringMode.ABLATE)),
    )
    call = parse_request(loads_strict(dumps(dump_request(request, stream=True))))
    assert (call.request, call.stream) == (request, True)


@pytest.mark.parametrize(
    ("fields", "placement"),
    [
        ({}, Placement.NONE),
        ({"extra_body": None}, Placement.NONE),
        ({"extra_body": {"logit_lens": True}}, Placement.NESTED),
        ({"logit_lens": True}, Placement.TOP_LEVEL),
        ({"logit_lens": True, "extra_body": {"logit_lens": True}}, Placement.BOTH),
    ],
)
def test_that_the_place_of_the_options_is_told(fields: dict[str, object], placement: Placement) -> None:
    assert parse_request(body(**fields)).placement is placement


def test_that_nested_options_win_and_the_others_are_still_heard() -> None:
    call = parse_request(
        body(sae_layer=3, sae_top_k=5, extra_body={"include_sae_features": True, "sae_layer": 9})
    )
    assert call.request.features == FeatureOptions(9, 5, with_activation_cache=False)


def test_that_options_turned_off_are_off() -> None:
    off = {"include_sae_features": False, "sae_layer": 3, "activation_patching": None}
    request = parse_request(body(extra_body=off)).request
    assert (request.features, request.patching) == (None, None)
    patching = {"enabled": False, "comparison_prompt": "y", "target_layer": 1}
    assert parse_request(body(extra_body={"activation_patching": patching})).request.patching is None


def test_that_parts_of_text_are_joined_and_a_developer_is_the_system() -> None:
    parts = [{"type": "text", "text": "a\n"}, {"type": "text", "text": "b"}]
    call = parse_request({"model": "m", "messages": [{"role": "developer", "content": parts}]})
    assert call.request.messages == (Message(Role.SYSTEM, "a\nb"),)


@pytest.mark.parametrize(
    ("fields", "generation"),
    [
        ({"max_completion_tokens": 5}, Generation(5)),
        ({"max_tokens": 0}, Generation(0)),
        ({"stop": "x"}, Generation(stop=("x",))),
        ({"stop": None, "temperature": None, "seed": None}, Generation()),
        ({"temperature": 1, "top_p": 0.5, "seed": -1}, Generation(temperature=1.0, top_p=0.5, seed=-1)),
        ({"logprobs": True}, Generation(top_logprobs=0)),
        ({"logprobs": True, "top_logprobs": 20}, Generation(top_logprobs=20)),
        ({"logprobs": False}, Generation()),
    ],
)
def test_that_openais_standard_fields_are_honoured(fields: dict[str, object], generation: Generation) -> None:
    assert parse_request(body(**fields)).request.generation == generation


@pytest.mark.parametrize(
    "fields",
    [
        {"user": "u", "metadata": {"a": 1}, "store": True},
        {"n": 1, "tools": [], "presence_penalty": 0, "frequency_penalty": 0.0, "logit_bias": {}},
        {"response_format": {"type": "text"}, "functions": None},
    ],
)
def test_that_fields_without_effect_are_ignored(fields: dict[str, object]) -> None:
    assert parse_request(body(**fields)).request == parse_request(body()).request


@pytest.mark.parametrize(
    ("value", "param", "code"),
    [
        ([], None, "invalid_type"),
        ({}, "model", "missing_required_parameter"),
        (body(model=1), "model", "invalid_type"),
        (body(model=""), "model", "invalid_value"),
        (body(messages=[]), "messages", "invalid_value"),
        (body(messages="x"), "messages", "invalid_type"),
        (body(messages=[{"role": "tool", "content": "x"}]), "messages[0].role", "invalid_value"),
        (body(messages=[{"role": "user", "content": None}]), "messages[0].content", "invalid_type"),
        (
            body(messages=[{"role": "user", "content": [{"type": "image_url", "image_url": {}}]}]),
            "messages[0].content[0].type",
            "invalid_value",
        ),
        (body(max_tokens="5"), "max_tokens", "invalid_type"),
        (body(max_tokens=True), "max_tokens", "invalid_type"),
        (body(max_tokens=-1), "max_tokens", "invalid_value"),
        (body(max_tokens=5.5), "max_tokens", "invalid_type"),
        (body(temperature="hot"), "temperature", "invalid_type"),
        (body(temperature=float("nan")), "temperature", "invalid_value"),
        (body(temperature=3), "temperature", "invalid_value"),
        (body(top_p=2), "top_p", "invalid_value"),
        (body(seed=1.5), "seed", "invalid_type"),
        (body(seed=2**63), "seed", "invalid_value"),
        (body(stop=[1]), "stop[0]", "invalid_type"),
        (body(stream="yes"), "stream", "invalid_type"),
        (body(top_logprobs=3), "top_logprobs", "invalid_value"),
        (body(logprobs=True, top_logprobs=21), "top_logprobs", "invalid_value"),
        (body(n=2), "n", "unsupported_parameter"),
        (body(tools=[{}]), "tools", "unsupported_parameter"),
        (body(presence_penalty=1), "presence_penalty", "unsupported_parameter"),
        (body(response_format={"type": "json_object"}), "response_format", "unsupported_parameter"),
        (body(extra_body=[]), "extra_body", "invalid_type"),
        (body(extra_body={"sae_layers": 3}), "extra_body.sae_layers", "unknown_parameter"),
        (
            body(extra_body={"include_sae_features": "true", "sae_layer": 1}),
            "extra_body.include_sae_features",
            "invalid_type",
        ),
        (
            body(extra_body={"include_sae_features": True}),
            "extra_body.sae_layer",
            "missing_required_parameter",
        ),
        (
            body(extra_body={"sae_layer": 3}),
            "extra_body.include_sae_features",
            "missing_required_parameter",
        ),
        (
            body(extra_body={"include_sae_features": True, "sae_layer": -1}),
            "extra_body.sae_layer",
            "invalid_value",
        ),
        (
            body(extra_body={"include_sae_features": True, "sae_layer": 1, "sae_top_k": 0}),
            "extra_body.sae_top_k",
            "invalid_value",
        ),
        (body(extra_body={"activation_patching": True}), "extra_body.activation_patching", "invalid_type"),
        (
            body(extra_body={"activation_patching": {"enabled": True, "target_layer": 1}}),
            "extra_body.activation_patching.comparison_prompt",
            "missing_required_parameter",
        ),
        (
            body(extra_body={"activation_patching": {"comparison_prompt": "y", "target_layer": 1, "k": 1}}),
            "extra_body.activation_patching.k",
            "unknown_parameter",
        ),
        (
            body(
                extra_body={
                    "activation_patching": {
                        "comparison_prompt": "y",
                        "target_layer": 1,
                        "patching_metric": "kl",
                    }
                }
            ),
            "extra_body.activation_patching.patching_metric",
            "invalid_value",
        ),
        (
            body(
                extra_body={
                    "activation_patching": {
                        "comparison_prompt": "y",
                        "target_layer": 1,
                        "alignment": [[0, 0], [1]],
                    }
                }
            ),
            "extra_body.activation_patching.alignment[1]",
            "invalid_value",
        ),
        (
            body(extra_body={"steering": [{"sae_id": "x", "feature": 1, "mode": "boost"}]}),
            "extra_body.steering[0].mode",
            "invalid_value",
        ),
    ],
)
def test_that_a_wrong_field_is_named_by_its_path(value: object, param: str | None, code: str) -> None:
    error = refused(value)
    assert (error.param, error.code) == (param, code)


def test_that_all_unknown_options_are_named_and_none_can_hide() -> None:
    error = refused(body(extra_body={"b\u202ex": 1, "a": 2}))
    assert error.reason == "unknown option extra_body.b⟨U+202E⟩x, extra_body.a"


def test_that_a_fault_of_an_option_at_the_top_level_explains_where_options_belong() -> None:
    """The tutorial's third error: options at the top level are ignored by other gateways."""
    error = refused(body(include_sae_features=True, sae_layer="12"))
    assert error.param == "sae_layer"
    assert "inside the nested extra_body object" in error.reason


def test_that_a_fault_of_a_nested_option_does_not() -> None:
    assert "nested" not in refused(body(extra_body={"sae_layer": "12"})).reason


def test_that_no_value_of_a_request_is_repeated_in_the_error() -> None:
    error = refused(
        body(messages=[{"role": "user", "content": 5, "x": "secret prompt"}], model="secret prompt")
    )
    assert "secret prompt" not in str(error)


@pytest.mark.parametrize("pooling", [Pooling.MEAN, Pooling.LAST])
def test_that_another_pooling_than_the_maximum_stands_inside_extra_body(pooling: Pooling) -> None:
    features = FeatureOptions(12, with_activation_cache=False, pooling=pooling)
    sent = dump_request(AnalysisRequest("m", user_message("hi"), features=features), stream=False)

    assert sent["extra_body"] == {
        "include_sae_features": True,
        "sae_layer": 12,
        "sae_top_k": 20,
        "pooling": str(pooling),
    }
    read = parse_request(sent).request.features
    assert read is not None
    assert read.pooling is pooling


def test_that_a_pooling_that_nobody_knows_is_named() -> None:
    fields = {"include_sae_features": True, "sae_layer": 1, "pooling": "median"}

    with pytest.raises(RequestError) as raised:
        parse_request(body(extra_body=fields))

    assert raised.value.param == "extra_body.pooling"
