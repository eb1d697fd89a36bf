from __future__ import annotations

import logging

import httpx
import pytest
from fakes.engine import MODEL, SAE, FakeEngine
from gateway.gateways import ThreadGateway, chat_body, raw_exchange

from holysheep_desktop.errors import PatchTargetError, PromptTooLongError

JSON = {"Content-Type": "application/json"}


def error_of(reply: httpx.Response) -> tuple[int, str, str | None]:
    error = reply.json()["error"]
    assert set(error) == {"message", "type", "code", "param"}
    return reply.status_code, error["code"], error["param"]


def test_that_a_plain_chat_is_answered_in_openais_shape(http: httpx.Client) -> None:
    reply = http.post("/chat/completions", json=chat_body("hello there"))
    body = reply.json()
    assert reply.status_code == 200
    assert body["object"] == "chat.completion"
    assert body["choices"][0]["message"] == {"role": "assistant", "content": "hello there "}
    assert body["choices"][0]["finish_reason"] == "stop"
    assert body["usage"]["prompt_tokens"] == 2
    assert body["id"] == f"chatcmpl-{reply.headers['x-request-id']}"
    assert body["extra_body_placement"] == "none"


def test_that_several_messages_are_joined_by_blank_lines(http: httpx.Client, engine: FakeEngine) -> None:
    messages = [{"role": "system", "content": "A"}, {"role": "user", "content": "B"}]
    http.post("/chat/completions", json={"model": MODEL, "messages": messages})
    assert engine.prompts == ["A\n\nB"]


def test_that_the_model_list_names_what_the_model_can_do(http: httpx.Client) -> None:
    model = http.get("/models").json()["data"][0]
    assert (model["id"], model["capabilities"]["sae"]) == (MODEL, True)


def test_that_the_list_of_saes_names_their_model(http: httpx.Client) -> None:
    sae = http.get("/interpretability/saes").json()["data"][0]
    assert (sae["model"], sae["sae_id"], sae["layer"]) == (MODEL, SAE, 3)


def test_that_a_text_is_tokenised_with_bos_first(http: httpx.Client) -> None:
    reply = http.post("/interpretability/tokenize", json={"model": MODEL, "text": "가b"})
    tokens = reply.json()["tokens"]
    assert [(t["text"], t["start"], t["end"]) for t in tokens] == [("<bos>", 0, 0), ("가", 0, 1), ("b", 1, 2)]


def test_that_a_feature_is_described(http: httpx.Client) -> None:
    reply = http.get("/interpretability/features/7", params={"sae_id": SAE})
    assert (reply.json()["feature"], reply.json()["label"]["text"]) == (7, "feature 7")


def test_that_features_are_found_by_the_words_of_their_labels(http: httpx.Client) -> None:
    params = {"sae_id": SAE, "query": "feature 1", "limit": "3"}
    hits = http.get("/interpretability/features", params=params).json()["data"]
    assert [hit["feature"] for hit in hits] == [1, 10, 11]


def test_that_the_health_page_needs_no_token_and_says_only_the_status(gateway: ThreadGateway) -> None:
    gateway.wait_until_ready()
    reply = httpx.get(f"http://127.0.0.1:{gateway.port}/healthz", timeout=60, trust_env=False)
    assert (reply.status_code, reply.json()) == (200, {"status": "ready"})


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", "invalid_json"),
        (b"", "invalid_json"),
        (b'{"model": NaN}', "invalid_json"),
        (b'{"temperature": 1e999}', "invalid_json"),
        (b"[" * 100_000, "invalid_json"),
        (b"\xff\xfe{}", "invalid_json"),
        (b"[]", "invalid_type"),
        (b"null", "invalid_type"),
        (b"{}", "missing_required_parameter"),
    ],
)
def test_that_a_body_that_is_no_request_is_refused_with_its_reason(
    body: bytes, code: str, http: httpx.Client
) -> None:
    reply = http.post("/chat/completions", content=body, headers=JSON)
    assert error_of(reply)[:2] == (400, code)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"max_tokens": "many"}, (400, "invalid_type", "max_tokens")),
        ({"temperature": -1}, (400, "invalid_value", "temperature")),
        ({"model": "gpt-4.1"}, (404, "model_not_found", "model")),
        ({"extra_body": {"sae_lair": 3}}, (400, "unknown_parameter", "extra_body.sae_lair")),
        ({"extra_body": "sae"}, (400, "invalid_type", "extra_body")),
        (
            {"extra_body": {"activation_patching": {"enabled": True, "target_layer": 1}}},
            (400, "missing_required_parameter", "extra_body.activation_patching.comparison_prompt"),
        ),
    ],
)
def test_that_a_wrong_option_is_named(
    fields: dict[str, object], expected: tuple[int, str, str], http: httpx.Client
) -> None:
    assert error_of(http.post("/chat/completions", json=chat_body("hello", **fields))) == expected


def test_that_options_at_the_top_level_are_served_and_the_reply_says_where_they_belong(
    http: httpx.Client,
) -> None:
    body = chat_body("hello", include_sae_features=True, sae_layer=3)
    reply = http.post("/chat/completions", json=body).json()
    assert reply["extra_body_placement"] == "top_level"
    assert "extra_body" in reply["extra_body_advice"]


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (
            PatchTargetError("extra_body.sae_layer", "no SAE reads it"),
            (400, "invalid_value", "extra_body.sae_layer"),
        ),
        (PromptTooLongError(3000, 2048), (400, "context_length_exceeded", "messages")),
        (
            PromptTooLongError(3000, 2048, "extra_body.activation_patching.comparison_prompt"),
            (400, "context_length_exceeded", "extra_body.activation_patching.comparison_prompt"),
        ),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_that_what_the_engine_refuses_has_a_status_and_the_options_name(
    error: Exception, expected: tuple[int, str, str], stream: bool, http: httpx.Client, engine: FakeEngine
) -> None:
    engine.error = error
    assert error_of(http.post("/chat/completions", json=chat_body("hello", stream=stream))) == expected


@pytest.mark.parametrize(
    ("path", "params", "expected"),
    [
        ("7", {"sae_id": "nothing"}, (404, "not_found", "sae_id")),
        ("16", {"sae_id": SAE}, (404, "not_found", "feature")),
        ("7", {}, (400, "missing_required_parameter", "sae_id")),
        ("seven", {"sae_id": SAE}, (404, "not_found", None)),
    ],
)
def test_that_a_feature_that_is_not_there_is_a_404(
    path: str, params: dict[str, str], expected: tuple[int, str, str | None], http: httpx.Client
) -> None:
    assert error_of(http.get(f"/interpretability/features/{path}", params=params)) == expected


@pytest.mark.parametrize("limit", ["0", "-1", "1e3", "٣", "99999999999999999999", ""])
def test_that_a_limit_that_is_no_count_is_refused(limit: str, http: httpx.Client) -> None:
    reply = http.get("/interpretability/features", params={"sae_id": SAE, "limit": limit})
    assert error_of(reply) == (400, "invalid_value", "limit")


@pytest.mark.parametrize("body", [[], {"model": MODEL}, {"model": MODEL, "text": 5}])
def test_that_tokenising_needs_a_model_and_a_text(body: object, http: httpx.Client) -> None:
    reply = http.post("/interpretability/tokenize", json=body)
    assert error_of(reply)[:2] == (400, "invalid_type")


def test_that_a_text_without_end_is_not_tokenised(http: httpx.Client) -> None:
    reply = http.post("/interpretability/tokenize", json={"model": MODEL, "text": "a" * 100_001})
    assert error_of(reply) == (400, "invalid_value", "text")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/chat/completions", 405),
        ("DELETE", "/models", 405),
        ("GET", "/models/", 404),
        ("GET", "/model", 404),
    ],
)
def test_that_a_wrong_method_or_path_is_refused_in_openais_shape(
    method: str, path: str, status: int, http: httpx.Client
) -> None:
    assert error_of(http.request(method, path))[0] == status


def test_that_a_wrong_method_is_told_which_one_is_right(http: httpx.Client) -> None:
    assert http.get("/chat/completions").headers["allow"] == "POST"


@pytest.mark.parametrize(
    "target",
    ["//v1/models", "/v1%2fmodels", "/v1/../v1/models", "/v1/models%00", "/../../etc/passwd", "/v1/./models"],
)
def test_that_a_disguised_path_leads_nowhere(target: str, gateway: ThreadGateway) -> None:
    gateway.wait_until_ready()
    request = (
        f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{gateway.port}\r\n"
        "Authorization: Bearer a1b2c3d4e5f60718293a4b5c6d7e8f90\r\nConnection: close\r\n\r\n"
    )
    assert raw_exchange(gateway.port, request.encode()).startswith(b"HTTP/1.1 404 ")


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nX-Evil: a\rb\r\n\r\n",
        b"GET /\r\n\r\n",
        b"SSH-2.0-x\r\n\r\n",
        b"GET / HTTP/1.1\r\n: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nX-Long: " + b"x" * 20_000,
    ],
)
def test_that_what_is_not_http_is_a_400(head: bytes, gateway: ThreadGateway) -> None:
    reply = raw_exchange(gateway.port, head)
    assert reply.startswith(b"HTTP/1.1 400 ")
    assert b'"code":"invalid_http"' in reply


def test_that_an_unforeseen_error_is_a_500_whose_id_stands_in_a_log_without_the_prompt(
    http: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    from holysheep_desktop.gateway.private_log import PrivateFormatter

    with caplog.at_level(logging.DEBUG):
        reply = http.post("/chat/completions", json=chat_body("crash with my secret prompt"))
    assert error_of(reply) == (500, "internal_error", None)
    request_id = reply.headers["x-request-id"]
    assert request_id in reply.json()["error"]["message"]
    written = "\n".join(PrivateFormatter().format(record) for record in caplog.records)
    assert request_id in written
    assert "UnforeseenError" in written
    assert "secret" not in written


def test_that_the_gateway_answers_after_an_unforeseen_error(http: httpx.Client) -> None:
    http.post("/chat/completions", json=chat_body("crash"))
    assert http.post("/chat/completions", json=chat_body("hello")).status_code == 200


def test_that_a_request_leaves_neither_prompt_nor_token_nor_address_in_the_log(
    http: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="holysheep_desktop"):
        http.post("/chat/completions", json=chat_body("a secret prompt"))
        http.get("/interpretability/features", params={"sae_id": SAE, "query": "secret"})
    written = "\n".join(r.getMessage() for r in caplog.records if r.name.startswith("holysheep_desktop"))
    assert "status 200" in written
    assert "secret" not in written
    assert http.headers["authorization"].removeprefix("Bearer ") not in written
