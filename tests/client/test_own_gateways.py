"""Gateways of the user's own on another machine: they stream as the local one does, within a time limit."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace

import pytest
from client.clients import CHAT, FEATURE_REQUEST, PROMPT, client_of, run
from client.test_streams_and_stop import DONE, HEAD, PROGRESS, RESULT, STREAM, chunk, event
from fakes.scripted_server import Drip, Hold, Reset, Script, ScriptedServer, Stall, json_reply
from gateway.gateways import TOKEN, ProcessGateway

from holysheep_desktop.client.endpoint_client import EndpointClient
from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.endpoints import EndpointKind
from holysheep_desktop.core.provenance import Origin
from holysheep_desktop.core.requests import AnalysisRequest, FeatureOptions, Generation, user_message
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import Progress, Report, WaitingOnly, report_nothing
from holysheep_desktop.errors import ApiConnectionError, ApiTimeoutError, ServerError

SHORT = replace(NetworkLimits(), total_timeout_s=0.4)


def listed(streams: object) -> bytes:
    """A list with the model that `FEATURE_REQUEST` names."""
    return json_reply({"data": [{"id": "gpt-4.1", "capabilities": {"streams_progress": streams}}]})


def moving(done: int) -> bytes:
    return event({**PROGRESS, "done": done})


def streamed(server: ScriptedServer) -> bool:
    body = server.requests[-1].json()
    assert isinstance(body, dict)
    return body.get("stream") is True


def ask(
    server: ScriptedServer,
    report: Report,
    limits: NetworkLimits | None = None,
    kind: EndpointKind = EndpointKind.CUSTOM,
) -> AnalysisResult:
    """Ask for the models first, as the window does."""

    async def work() -> AnalysisResult:
        async with client_of(server.base_url, kind=kind, limits=limits) as client:
            await client.models()
            return await client.analyse(FEATURE_REQUEST, report)

    return run(work())


def test_that_an_own_gateway_that_says_so_is_asked_for_a_stream() -> None:
    seen: list[Progress] = []
    with ScriptedServer([listed(True)], [STREAM]) as server:
        result = ask(server, seen.append)
        assert streamed(server)
    assert [(p.stage, p.text) for p in seen] == [("sweep", ""), ("decode", "a"), ("decode", "\u2028b")]
    assert result.features is not None
    assert result.provenance.origin is Origin.REPORTED


@pytest.mark.parametrize("says", [None, False, "true", 1])
def test_that_a_server_that_does_not_say_so_gives_its_reply_whole(says: object) -> None:
    with ScriptedServer([listed(says)], [json_reply(CHAT)]) as server:
        ask(server, [].append)
        assert not streamed(server)


def test_that_holysheep_gives_its_reply_whole_whatever_its_list_says() -> None:
    with ScriptedServer([listed(True)], [json_reply(CHAT)]) as server:
        ask(server, [].append, kind=EndpointKind.HOLYSHEEP)
        assert not streamed(server)


@pytest.mark.parametrize("report", [report_nothing, WaitingOnly([].append)])
def test_that_a_reply_that_nobody_watches_comes_whole(report: Report) -> None:
    with ScriptedServer([listed(True)], [json_reply(CHAT)]) as server:
        ask(server, report)
        assert not streamed(server)


def test_that_each_progress_begins_the_time_limit_anew() -> None:
    steps = [step for n in range(5) for step in (moving(n), Drip(b"\n", 0.4))]  # two seconds
    limits = replace(NetworkLimits(), total_timeout_s=1.6)
    with ScriptedServer([listed(True)], [HEAD, *steps, event(RESULT) + DONE]) as server:
        result = ask(server, [].append, limits)
    assert result.features is not None


@pytest.mark.parametrize(
    "script",
    [
        pytest.param([Stall()], id="nothing"),
        pytest.param([HEAD + moving(1), Stall()], id="silence"),
        pytest.param([HEAD, Drip(b": waiting\n\n" * 300, 0.01)], id="only that it still waits"),
        pytest.param([HEAD, Drip(moving(1) * 40, 0.001)], id="the same again and again"),
    ],
)
def test_that_a_gateway_that_gets_nowhere_is_given_up_at_the_time_limit(script: Script) -> None:
    with ScriptedServer([listed(True)], script) as server, pytest.raises(ApiTimeoutError) as raised:
        ask(server, [].append, SHORT)
    assert raised.value.timeout_s == 0.4


def test_that_a_stream_that_breaks_off_once_it_was_seen_is_not_asked_for_again() -> None:
    seen = threading.Event()
    script = [HEAD + moving(1) + event(chunk("half")), Hold(seen), Reset()]
    with ScriptedServer([listed(True)], script, [STREAM]) as server:
        with pytest.raises(ApiConnectionError):
            ask(server, lambda _: seen.set())
        assert len(server.requests) == 2


def test_that_a_stream_that_breaks_off_before_is_asked_for_again() -> None:
    with ScriptedServer([listed(True)], [HEAD, Drip(b":", 0.05), Reset()], [STREAM]) as server:
        result = ask(server, [].append)
    assert result.features is not None


def test_that_the_end_of_an_engine_in_a_stream_is_the_error_that_the_gateway_says() -> None:
    fault = {"error": {"message": "the engine's process ended", "code": "engine_lost", "status": 503}}
    script = [HEAD + moving(1) + event(fault)]
    with ScriptedServer([listed(True)], script) as server, pytest.raises(ServerError) as raised:
        ask(server, [].append)
    assert raised.value.code == "engine_lost"


def test_that_our_gateway_as_an_own_server_tells_its_features_before_its_answer(
    real_gateway: ProcessGateway,
) -> None:
    seen: list[Progress] = []

    async def work() -> AnalysisResult:
        async with client_of(real_gateway.base_url, key=TOKEN) as client:
            return await asked(client)

    async def asked(client: EndpointClient) -> AnalysisResult:
        model = (await client.models())[0].id
        request = AnalysisRequest(
            model, user_message(PROMPT), Generation(max_tokens=3), features=FeatureOptions(12)
        )
        return await asyncio.wait_for(client.analyse(request, seen.append), 60)

    result = run(work())
    early = next(place for place, progress in enumerate(seen) if progress.features is not None)
    texts = [place for place, progress in enumerate(seen) if progress.text]
    assert early < texts[0]
    assert result.answer is not None
    assert "".join(progress.text for progress in seen) == result.answer.text
    assert result.provenance.origin is Origin.REPORTED
