"""The code that the inspector copies, run as a person would run it, against a server that is there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes.scripted_server import Received, ScriptedServer, json_reply
from gateway.proxy.thread_proxy import TOKEN, ThreadProxy

from holysheep_desktop.core.connections.exchange_log import Body, Exchanged
from holysheep_desktop.core.connections.request_code import CodeKind, request_code
from holysheep_desktop.core.endpoints import EndpointKind

KEY = "hs-from-the-environment"
PROMPT = 'it\'s 100% "quoted" `$HOME` \\ 한글\n두 번째 줄'
BODY: Mapping[str, object] = {
    "model": "gemma",
    "messages": [{"role": "user", "content": PROMPT}],
    "max_tokens": 3,
    "temperature": 0.0,
    "extra_body": {"include_sae_features": True, "sae_layer": 12, "sae_id": None},
}
ANSWER: Mapping[str, object] = {
    "id": "1", "object": "chat.completion", "created": 1, "model": "gemma",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "42"}, "finish_reason": "stop"}],
}  # fmt: skip


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer([json_reply(ANSWER)]) as running:
        yield running


def exchange(
    base_url: str, *, body: Mapping[str, object] | None = BODY, path: str = "/chat/completions"
) -> Exchanged:
    text = "" if body is None else json.dumps(body, ensure_ascii=False)
    return Exchanged(
        datetime(2026, 11, 23, tzinfo=UTC), EndpointKind.HOLYSHEEP, "analyse", "id", 1,
        "GET" if body is None else "POST", base_url + path, (), Body(text, len(text)), 200, (),
        Body("", 0), (), 1.0,
    )  # fmt: skip


def run(command: list[str], code: str, variables: Mapping[str, str]) -> str:
    """Run code that is given on standard input; returns what it printed."""
    environment = {**os.environ, "NO_PROXY": "127.0.0.1", **variables}
    done = subprocess.run(
        command, input=code, env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout


def asked(server: ScriptedServer) -> Received:
    (request,) = server.requests
    return request


PYTHON = [sys.executable, "-"]
WAYS = [
    pytest.param(CodeKind.CURL, ["bash", "-eu"], id="curl"),
    pytest.param(CodeKind.PYTHON_HTTPX, PYTHON, id="httpx"),
    pytest.param(CodeKind.PYTHON_OPENAI, PYTHON, id="openai"),
]


@pytest.mark.parametrize(("kind", "command"), WAYS)
def test_that_the_copied_code_asks_the_same_thing(
    server: ScriptedServer, kind: CodeKind, command: list[str]
) -> None:
    code = request_code(exchange(server.base_url), kind, 8377)
    assert code is not None
    assert KEY not in code

    printed = run(command, code, {"HOLYSHEEP_API_KEY": KEY})

    assert "42" in printed
    assert asked(server).json() == BODY
    assert asked(server).headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.skipif(shutil.which("node") is None, reason="this machine has no Node.js")
def test_that_the_copied_javascript_asks_through_the_proxy_with_its_token_only(
    server: ScriptedServer, tmp_path: Path
) -> None:
    with ThreadProxy(server.base_url) as proxy:
        code = request_code(exchange("https://api.holysheep.ai/v1"), CodeKind.JAVASCRIPT, proxy.port)
        assert code is not None
        script = tmp_path / "ask.mjs"
        script.write_text(code, "utf-8")
        printed = run(["node", str(script)], "", {"HOLYSHEEP_PROXY_TOKEN": TOKEN})

    assert "42" in printed
    assert asked(server).json() == BODY


@pytest.mark.parametrize("kind", [CodeKind.CURL, CodeKind.PYTHON_HTTPX])
def test_that_a_request_without_a_body_is_copied_too(server: ScriptedServer, kind: CodeKind) -> None:
    code = request_code(exchange(server.base_url, body=None, path="/models?a=1&b=%20"), kind, 8377)
    assert code is not None

    run(["bash", "-eu"] if kind is CodeKind.CURL else PYTHON, code, {"HOLYSHEEP_API_KEY": KEY})

    assert (asked(server).method, asked(server).target) == ("GET", "/v1/models?a=1&b=%20")


def test_that_what_a_way_cannot_ask_is_not_offered() -> None:
    models = exchange("https://api.holysheep.ai/v1", body=None, path="/models")
    assert request_code(models, CodeKind.PYTHON_OPENAI, 8377) is None
    elsewhere = exchange("https://lab.example/api")
    assert request_code(elsewhere, CodeKind.JAVASCRIPT, 8377) is None
