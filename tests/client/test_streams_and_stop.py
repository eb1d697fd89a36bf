"""Streamed replies of the local endpoint, and what Stop does (LC01)."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from client.clients import CHAT, FEATURE_REQUEST, REQUEST, Waits, client_of, key_source, run
from fakes.scripted_server import Drip, Hold, Reset, Script, ScriptedServer, Stall, json_reply

from holysheep_desktop.client.endpoint_client import EndpointClient
from holysheep_desktop.client.retry import Pace
from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.provenance import NoteKind, Origin
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import Progress
from holysheep_desktop.errors import ApiConnectionError, ApiError, ApiResponseError, BadRequestError

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
PROGRESS = {"object": "interpretability.progress", "stage": "sweep", "done": 40, "total": 324, "choices": []}
RESULT = {
    "object": "interpretability.result",
    "model": "gemma-3-270m",
    "choices": [],
    "final_choices": [{"message": {"content": "a\u2028b"}, "finish_reason": "stop"}],
    "sae_features": {"4711": 12.5, "88": 3.25},
}


def event(value: object) -> bytes:
    return b"data: " + json.dumps(value, ensure_ascii=False).encode() + b"\n\n"


def chunk(text: str, finish_reason: str | None = None) -> dict[str, object]:
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish_reason}
    return {"object": "chat.completion.chunk", "choices": [choice]}


DONE = b"data: [DONE]\n\n"
STREAM = HEAD + event(PROGRESS) + event(chunk("a")) + event(chunk("\u2028b", "stop")) + event(RESULT) + DONE


def ask(*scripts: Script, limits: NetworkLimits | None = None) -> tuple[AnalysisResult, list[Progress]]:
    seen: list[Progress] = []
    with ScriptedServer(*scripts) as server:

        async def work() -> AnalysisResult:
            async with client_of(server.base_url, kind=EndpointKind.LOCAL, limits=limits) as client:
                return await client.analyse(FEATURE_REQUEST, seen.append)

        return run(work()), seen


def fail(*scripts: Script) -> tuple[ApiError, int]:
    with ScriptedServer(*scripts) as server:

        async def work() -> None:
            async with client_of(server.base_url, kind=EndpointKind.LOCAL) as client:
                await client.analyse(REQUEST)

        with pytest.raises(ApiError) as raised:
            run(work())
        return raised.value, len(server.requests)


def test_that_the_local_endpoint_is_asked_for_a_stream_and_others_are_not() -> None:
    asked: list[object] = []
    for kind in (EndpointKind.LOCAL, EndpointKind.CUSTOM):
        with ScriptedServer([json_reply(CHAT)]) as server:

            async def work(kind: EndpointKind = kind, base_url: str = server.base_url) -> None:
                async with client_of(base_url, kind=kind) as client:
                    await client.analyse(REQUEST)

            run(work())
            body = server.requests[0].json()
            assert isinstance(body, dict)
            asked.append(body.get("stream"))
    assert asked == [True, None]


@pytest.mark.parametrize("script", [[STREAM], [STREAM[:200], STREAM[200:]], [Drip(STREAM, 0.0)]])
def test_that_progress_and_text_are_reported_and_the_result_is_whole(script: Script) -> None:
    result, seen = ask(script)
    assert [(p.stage, p.done, p.total, p.text) for p in seen] == [
        ("sweep", 40, 324, ""),
        ("decode", 1, 0, "a"),
        ("decode", 2, 0, "\u2028b"),
    ]
    assert result.answer is not None
    assert result.answer.text == "a\u2028b"
    assert result.features is not None
    assert [entry.feature for entry in result.features.features] == [4711, 88]


def test_that_what_the_local_endpoint_says_was_measured_here() -> None:
    result, _ = ask([STREAM])
    assert result.provenance.origin is Origin.MEASURED_HERE


def test_that_a_plain_stream_of_openai_is_an_answer_without_features() -> None:
    result, _ = ask([HEAD + event(chunk("yes")) + event(chunk("", "length")) + DONE])
    assert result.answer is not None
    assert (result.answer.text, result.answer.finish_reason) == ("yes", "length")
    assert {note.kind for note in result.notes} == {NoteKind.FEATURES_MISSING, NoteKind.ANSWER_CUT}


def test_that_a_reply_that_is_not_streamed_is_taken_too() -> None:
    result, seen = ask([json_reply(CHAT)])
    assert (result.answer is not None, seen) == (True, [])


def test_that_an_error_inside_the_stream_has_the_class_of_its_status() -> None:
    fault = {
        "error": {"message": "no layer 40", "code": "invalid_value", "param": "target_layer", "status": 400}
    }
    error, n_requests = fail([HEAD + event(PROGRESS) + event(fault)])
    assert isinstance(error, BadRequestError)
    assert (error.server_message, error.param, n_requests) == ("no layer 40", "target_layer", 1)


def test_that_a_stream_that_ends_before_its_reply_is_an_error() -> None:
    error, _ = fail([HEAD + event(chunk("half"))])
    assert isinstance(error, ApiResponseError)
    assert error.fault == "the stream ended before the reply did"


def test_that_a_stream_is_not_asked_for_again_once_part_of_it_was_shown() -> None:
    shown = threading.Event()

    def report(progress: Progress) -> None:
        shown.set()

    with ScriptedServer([HEAD + event(chunk("half")), Hold(shown), Reset()], [STREAM]) as server:

        async def work() -> None:
            async with client_of(server.base_url, kind=EndpointKind.LOCAL) as client:
                await client.analyse(REQUEST, report)

        with pytest.raises(ApiConnectionError):
            run(work())
        assert len(server.requests) == 1


def test_that_a_stream_is_asked_for_again_where_nothing_of_it_was_shown() -> None:
    result, seen = ask([HEAD, Drip(b":", 0.05), Reset()], [STREAM])
    assert result.answer is not None
    assert [p.stage for p in seen if p.waiting is None] == ["sweep", "decode", "decode"]


def test_that_local_work_has_no_deadline() -> None:
    limits = replace(NetworkLimits(), read_timeout_s=0.05, total_timeout_s=0.05)
    result, _ = ask([HEAD, Drip(b":" * 4, 0.05), STREAM[len(HEAD) :]], limits=limits)
    assert result.answer is not None


@pytest.mark.parametrize(
    "script",
    [
        pytest.param([Stall()], id="LC01-waiting"),
        pytest.param([b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", Stall()], id="LC01-reading"),
        pytest.param([HEAD + event(PROGRESS), Stall()], id="LC01-streaming"),
    ],
)
def test_that_stop_closes_the_connection(script: Script) -> None:
    with ScriptedServer(script) as server:

        async def work() -> None:
            async with client_of(server.base_url, kind=EndpointKind.LOCAL) as client:
                task = asyncio.create_task(client.analyse(REQUEST))
                await asyncio.to_thread(server.asked.wait, 10)
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
                left = await asyncio.to_thread(server.client_left.wait, 10)
                assert left, "the server still waits for a client that has gone"

        run(work())


def _n_connected(port: int) -> int:
    """Connections of clients of this machine to a port."""
    wanted, established = f":{port:04X}", "01"
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(fields[2].endswith(wanted) and fields[3] == established for fields in lines)


@pytest.mark.parametrize("n_steps", [pytest.param(n, id=f"LC01-connected-{n}-steps") for n in range(5, 10)])
def test_that_stop_closes_a_connection_that_has_just_been_made(n_steps: int) -> None:
    """Between its connecting and its first byte nobody but the call knows of the socket."""
    with ScriptedServer(handler=_stalled) as server:
        port = int(server.base_url.rpartition(":")[2].removesuffix("/v1"))

        async def work() -> bool:
            async with client_of(server.base_url) as client:
                task = asyncio.create_task(client.analyse(REQUEST))
                await _steps(100_000, until=lambda: bool(_n_connected(port)))
                await _steps(n_steps)
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
                return await asyncio.to_thread(_becomes_true, lambda: not _n_connected(port))

        assert run(work())


async def _steps(n: int, until: Callable[[], bool] = lambda: False) -> None:
    for _ in range(n):
        if until():
            return
        await asyncio.sleep(0)


def _becomes_true(is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not (found := is_so()) and time.monotonic() < deadline:
        threading.Event().wait(0.005)
    return found


def test_that_stop_ends_the_wait_before_a_retry() -> None:
    with ScriptedServer([json_reply({}, 429)]) as server:

        async def work() -> None:
            waiting = asyncio.Event()

            async def sleep(seconds: float) -> None:
                waiting.set()
                await asyncio.Event().wait()

            endpoint = Endpoint(EndpointKind.CUSTOM, server.base_url)
            pace = Pace(sleep=sleep)
            client = EndpointClient(endpoint, key_source(), NetworkLimits(), pace=pace)
            task = asyncio.create_task(client.analyse(REQUEST))
            await waiting.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            await client.aclose()

        run(work())
        assert len(server.requests) == 1


def test_that_a_hundred_stopped_calls_leave_nothing_behind() -> None:
    with ScriptedServer(handler=_stalled) as server:

        async def work() -> None:
            async with client_of(server.base_url, waits=Waits()) as client:
                for _ in range(100):
                    task = asyncio.create_task(client.analyse(REQUEST))
                    await asyncio.sleep(0)
                    task.cancel()
                    await asyncio.gather(task, return_exceptions=True)

        run(work())


async def _stalled(_request: object) -> Script:
    await asyncio.sleep(0)
    return [Stall()]


def test_that_a_wait_before_a_retry_is_counted_down_every_second() -> None:
    heard: list[float] = []

    def report(progress: Progress) -> None:
        if progress.waiting is not None:
            heard.append(round(progress.waiting.seconds, 1))

    busy = json_reply({}, 429, {"Retry-After": "2.5"})
    with ScriptedServer([busy], [json_reply(CHAT)]) as server:

        async def work() -> None:
            endpoint = Endpoint(EndpointKind.CUSTOM, server.base_url)
            client = EndpointClient(endpoint, key_source(), NetworkLimits())
            await client.analyse(REQUEST, report)
            await client.aclose()

        run(work())

    assert heard == [2.5, 1.5, 0.5]
