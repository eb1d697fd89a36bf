"""Error bodies: row SC13 of the fault table, and the shape of our own."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings, strategies as st

from holysheep_desktop.protocol.error_body import ServerMessage, dump_error, parse_error


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            {"error": {"message": "no", "type": "t", "code": "c", "param": "p"}},
            ServerMessage("no", "c", "p", "t"),
            id="SC13-openai",
        ),
        pytest.param({"error": "no"}, ServerMessage("no"), id="SC13-string"),
        pytest.param({"error": ["a", {"message": "b"}]}, ServerMessage("a; b"), id="SC13-list"),
        pytest.param({"error": {"error": {"message": "deep"}}}, ServerMessage("deep"), id="SC13-nested"),
        pytest.param({"error": {"code": "c"}}, ServerMessage("", "c"), id="SC13-no-message"),
        pytest.param(
            {"error": {"message": "no", "code": 1113}}, ServerMessage("no", "1113"), id="SC13-int-code"
        ),
        pytest.param({"error": {"message": 5, "code": True}}, ServerMessage(), id="SC13-odd-types"),
        pytest.param({"message": "no", "code": "c"}, ServerMessage("no", "c"), id="SC13-flat"),
        pytest.param({"detail": "Not Found"}, ServerMessage("Not Found"), id="SC13-detail"),
        pytest.param(
            {"detail": [{"loc": ["body", "messages", 0], "msg": "bad"}]},
            ServerMessage("messages.0: bad", None, "messages.0"),
            id="SC13-fastapi",
        ),
        pytest.param(["a", "b"], ServerMessage("a; b"), id="SC13-top-list"),
        pytest.param("plain", ServerMessage("plain"), id="SC13-top-string"),
        pytest.param(None, ServerMessage(), id="SC13-null"),
        pytest.param(
            {"error": {"message": "a\nb\u202e", "status": 429}},
            ServerMessage("a\nb⟨U+202E⟩", status=429),
            id="SC13-stream",
        ),
    ],
)
def test_that_something_readable_is_found_in_any_error(body: object, expected: ServerMessage) -> None:
    assert parse_error(json.dumps(body)) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", ""),
        ("upstream failed", "upstream failed"),
        ("<!DOCTYPE html><title>\n 502\n Bad </title><p>x", "502 Bad"),
        ("<html><body>no title</body></html>", ""),
        ("[" * 5000, "[" * 499 + "…"),
    ],
)
def test_that_a_body_that_is_no_json_is_quoted(text: str, message: str) -> None:
    assert parse_error(text).message == message


def test_that_our_own_errors_have_openais_shape() -> None:
    assert dump_error("no layer 40", "invalid_request_error", "invalid_value", "extra_body.sae_layer") == {
        "error": {
            "message": "no layer 40",
            "type": "invalid_request_error",
            "code": "invalid_value",
            "param": "extra_body.sae_layer",
        }
    }


def test_that_our_own_errors_are_read_back() -> None:
    body = dump_error("no", "server_error", "queue_full", None, status=503)
    assert parse_error(json.dumps(body)) == ServerMessage("no", "queue_full", None, "server_error", 503)


@settings(deadline=None)
@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_that_any_text_is_a_message_of_500_plain_characters_at_most(text: str) -> None:
    assert len(parse_error(text).message) <= 500
