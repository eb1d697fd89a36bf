"""The tutorial's own request bodies, sent as they are to the real engine, and read as its code reads them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from gateway.gateways import TOKEN, ProcessGateway, client_of

Json = dict[str, Any]

MODEL = "gemma-3-270m"
LONG_S = 200.0

pytestmark = pytest.mark.timeout(300)

SAE_BODY: Json = {
    "model": MODEL,
    "messages": [{"role": "user", "content": "Python에서 리스트를 정렬하는 방법을 알려주세요"}],
    "max_tokens": 500,
    "extra_body": {"include_sae_features": True, "sae_layer": 12, "return_activation_cache": True},
}
PATCHING_BODY: Json = {
    "model": MODEL,
    "messages": [{"role": "user", "content": "이 영화 정말 재밌었다. 완벽한 작품이다!"}],
    "max_tokens": 200,
    "extra_body": {
        "activation_patching": {
            "enabled": True,
            "comparison_prompt": "이 영화 정말 재밌었다. 하지만 좀 지루했다.",
            "target_layer": 15,
            "patching_metric": "logit_diff",
        }
    },
}
PIPELINE_SAE_BODY: Json = {
    "model": MODEL,
    "messages": [{"role": "user", "content": "量子計算機は未来の問題をどのように解決しますか?"}],
    "max_tokens": 300,
    "extra_body": {"include_sae_features": True, "sae_layer": 12, "sae_top_k": 20},
}
PIPELINE_PATCHING_BODY: Json = {
    "model": MODEL,
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


def asked(http: httpx.Client, body: Json) -> Json:
    reply = http.post("/chat/completions", json=body, timeout=LONG_S)
    assert reply.status_code == 200, reply.text
    answer: Json = reply.json()
    return answer


def at_the_top_level(body: Json) -> Json:
    """The same options where the OpenAI SDK's argument `extra_body` puts them."""
    return {**{name: value for name, value in body.items() if name != "extra_body"}, **body["extra_body"]}


@pytest.fixture(scope="module")
def http(real_gateway: ProcessGateway) -> Iterator[httpx.Client]:
    with client_of(real_gateway.base_url, TOKEN) as client:
        yield client


@pytest.fixture(scope="module")
def sae_result(http: httpx.Client) -> Json:
    return asked(http, SAE_BODY)


@pytest.fixture(scope="module")
def patching_result(http: httpx.Client) -> Json:
    return asked(http, PATCHING_BODY)


@pytest.fixture(scope="module")
def similarity_result(http: httpx.Client) -> Json:
    return asked(http, PIPELINE_PATCHING_BODY)


def test_that_the_model_list_has_ids_and_a_model_that_supports_sae(http: httpx.Client) -> None:
    models = http.get("/models").json().get("data", [])
    capable = [m["id"] for m in models if m.get("capabilities", {}).get("sae", False)]
    assert capable == [MODEL]


def test_that_the_strongest_features_can_be_listed(sae_result: Json) -> None:
    features = sae_result["sae_features"]
    strongest = sorted(features.items(), key=lambda pair: abs(pair[1]), reverse=True)[:10]
    assert len(strongest) == 10
    for feature_id, activation in strongest:
        assert 0 <= int(feature_id) < sae_result["sae_metadata"]["width"]
        assert float(f"{activation:.4f}") > 0


def test_that_the_answer_stands_where_the_tutorial_reads_it(sae_result: Json) -> None:
    assert sae_result["choices"][0]["message"]["content"].strip()


def test_that_the_activation_cache_has_one_row_for_each_token_of_the_prompt(sae_result: Json) -> None:
    tokens = sae_result["activation_cache"]["tokens"]
    assert len(tokens) == sae_result["usage"]["prompt_tokens"]
    assert tokens[0]["special"] is True


def test_that_the_pipelines_sparsity_can_be_computed_from_twenty_features(http: httpx.Client) -> None:
    data = asked(http, PIPELINE_SAE_BODY)
    features = data.get("sae_features", {})
    active = sum(1 for value in features.values() if abs(value) > 0.01)
    assert (len(features), 0 <= 1 - active / len(features) <= 1) == (20, True)
    assert 0.9 < data["sae_metadata"]["sparsity"] < 1


@pytest.mark.parametrize("metric", ["patching_result", "similarity_result"])
def test_that_every_field_of_a_patching_analysis_is_there(
    metric: str, request: pytest.FixtureRequest
) -> None:
    analysis = request.getfixturevalue(metric)["patching_analysis"]
    assert math.isfinite(analysis["impact_score"])
    assert analysis["direction"] in {"toward_comparison", "away_from_comparison", "none"}
    neurons = analysis["influential_neurons"][:5]
    assert len(neurons) == 5
    for neuron in neurons:
        assert neuron["id"].startswith(f"L{analysis['target_layer']}.N")
        assert f"{neuron['impact']:.4f}"
        assert neuron["semantic_label"]


def test_that_the_analysis_is_of_the_layer_that_was_asked_for(patching_result: Json) -> None:
    assert patching_result["patching_analysis"]["target_layer"] == 15


def test_that_the_reply_says_that_the_options_stood_in_extra_body(sae_result: Json) -> None:
    assert sae_result["extra_body_placement"] == "nested"


@pytest.mark.parametrize("body", [SAE_BODY, PATCHING_BODY], ids=["features", "patching"])
def test_that_options_at_the_top_level_give_the_same_analysis(body: Json, http: httpx.Client) -> None:
    short = {**body, "max_tokens": 4}
    nested, top_level = asked(http, short), asked(http, at_the_top_level(short))
    assert top_level["extra_body_placement"] == "top_level"
    for part in ("choices", "sae_features", "patching_analysis"):
        assert top_level.get(part) == nested.get(part)
    assert ("sae_features" in nested, "patching_analysis" in nested) == (
        body is SAE_BODY,
        body is PATCHING_BODY,
    )


def test_that_a_chat_without_options_just_answers(http: httpx.Client) -> None:
    body = {"model": MODEL, "messages": [{"role": "user", "content": "The sky is"}], "max_tokens": 4}
    reply = asked(http, body)
    assert reply["usage"]["completion_tokens"] <= 4
    assert "sae_features" not in reply
    assert "patching_analysis" not in reply


def test_that_log_probabilities_are_natural_logarithms_with_the_chosen_token_first(
    http: httpx.Client,
) -> None:
    body = {
        "model": MODEL,
        "messages": [{"role": "user", "content": "The capital of France is"}],
        "max_tokens": 3,
        "temperature": 0,
        "logprobs": True,
        "top_logprobs": 20,
    }
    rows = asked(http, body)["choices"][0]["logprobs"]["content"]
    assert len(rows) == 3
    for row in rows:
        shares = [math.exp(top["logprob"]) for top in row["top_logprobs"]]
        assert row["token"] == row["top_logprobs"][0]["token"]
        assert shares == sorted(shares, reverse=True)
        assert 0.2 < sum(shares) <= 1.0 + 1e-6


def test_that_a_seed_repeats_a_sampled_answer_and_another_seed_does_not(http: httpx.Client) -> None:
    def answer(seed: int) -> str:
        body = {
            "model": MODEL,
            "messages": [{"role": "user", "content": "My favourite word is"}],
            "max_tokens": 12,
            "temperature": 1.5,
            "top_p": 0.95,
            "seed": seed,
        }
        text: str = asked(http, body)["choices"][0]["message"]["content"]
        return text

    assert answer(1) == answer(1)
    assert answer(1) != answer(2)


def test_that_an_answer_ends_before_a_stop_sequence(http: httpx.Client) -> None:
    body = {"model": MODEL, "messages": [{"role": "user", "content": "1, 2, 3, 4,"}], "max_tokens": 20}
    free = asked(http, body)["choices"][0]
    stopped = asked(http, {**body, "stop": ["7"]})["choices"][0]
    assert free["message"]["content"].startswith(stopped["message"]["content"] + "7")
    assert stopped["finish_reason"] == "stop"


def test_that_a_streamed_answer_is_the_same_as_one_in_a_piece(http: httpx.Client) -> None:
    from holysheep_desktop.protocol.stream import StreamReader

    body = {**SAE_BODY, "max_tokens": 24}
    whole = asked(http, body)
    reader = StreamReader()
    text = ""
    with http.stream("POST", "/chat/completions", json={**body, "stream": True}, timeout=LONG_S) as reply:
        for line in reply.iter_lines():
            progress = reader.feed(line.removeprefix("data: ")) if line.startswith("data: ") else None
            text += progress.text if progress is not None else ""
    assert text == whole["choices"][0]["message"]["content"]
    assert reader.is_done
    streamed = reader.payload()
    assert streamed["choices"] == whole["choices"]
    assert streamed["sae_features"] == whole["sae_features"]


@pytest.mark.parametrize(
    ("options", "param"),
    [
        ({"include_sae_features": True, "sae_layer": 99}, "extra_body.sae_layer"),
        (
            {"activation_patching": {"enabled": True, "comparison_prompt": "x", "target_layer": 18}},
            "extra_body.activation_patching.target_layer",
        ),
    ],
)
def test_that_a_layer_that_the_model_has_not_is_named(options: Json, param: str, http: httpx.Client) -> None:
    body = {"model": MODEL, "messages": [{"role": "user", "content": "hello"}], "extra_body": options}
    reply = http.post("/chat/completions", json=body)
    assert (reply.status_code, reply.json()["error"]["param"]) == (400, param)


def test_that_the_tutorials_model_name_is_answered_with_the_one_that_is_here(http: httpx.Client) -> None:
    reply = http.post("/chat/completions", json={**SAE_BODY, "model": "gpt-4.1"})
    assert reply.status_code == 404
    assert MODEL in reply.json()["error"]["message"]
