from __future__ import annotations

import json
import socket
from collections.abc import Iterable, Iterator

import httpx
import pytest
from fakes.engine import FakeEngine
from gateway.gateways import TOKEN, WAIT_S, ThreadGateway, chat_body, client_of

Event = dict[str, object]


def events_of(lines: Iterable[str]) -> Iterator[Event | str]:
    for line in lines:
        if line.startswith("data: "):
            data = line.removeprefix("data: ")
            yield data if data == "[DONE]" else json.loads(data)


def streamed(http: httpx.Client, prompt: str) -> list[Event | str]:
    with http.stream("POST", "/chat/completions", json=chat_body(prompt, stream=True)) as reply:
        assert reply.status_code == 200
        assert reply.headers["content-type"] == "text/event-stream; charset=utf-8"
        return list(events_of(reply.iter_lines()))


def text_of(events: Iterable[Event | str]) -> str:
    chunks = [e for e in events if isinstance(e, dict) and e.get("object") == "chat.completion.chunk"]
    return "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks)


@pytest.fixture
def busy() -> Iterator[tuple[ThreadGateway, httpx.Client]]:
    """A gateway of the test's own, so that work can be held up in it."""
    with (
        ThreadGateway(FakeEngine(), waiting_limit=2) as running,
        client_of(running.base_url, TOKEN) as client,
    ):
        running.wait_until_ready()
        yield running, client


def test_that_a_stream_holds_text_then_the_result_then_done(http: httpx.Client) -> None:
    events = streamed(http, "one two three")
    assert text_of(events) == "one two three "
    result, done = events[-2:]
    assert done == "[DONE]"
    assert isinstance(result, dict)
    assert (result["object"], result["extra_body_placement"]) == ("interpretability.result", "none")


def test_that_the_last_chunk_carries_the_finish_reason_and_all_chunks_one_id(http: httpx.Client) -> None:
    chunks = [e for e in streamed(http, "one two") if isinstance(e, dict) and e["choices"]]
    assert [c["choices"][0]["finish_reason"] for c in chunks][-1] == "stop"
    assert len({c["id"] for c in chunks}) == 1


def test_that_progress_comes_while_the_engine_works(busy: tuple[ThreadGateway, httpx.Client]) -> None:
    running, client = busy
    with client.stream("POST", "/chat/completions", json=chat_body("hold", stream=True)) as reply:
        events = events_of(reply.iter_lines())
        first = next(events)
        assert isinstance(first, dict)
        assert (first["object"], first["stage"], first["done"], first["total"]) == (
            "interpretability.progress",
            "prefill",
            1,
            2,
        )
        running.engine.may_go_on.set()
        assert list(events)[-1] == "[DONE]"


def test_that_a_second_client_hears_that_it_waits_and_then_is_answered(
    busy: tuple[ThreadGateway, httpx.Client],
) -> None:
    running, client = busy
    body = chat_body("hold", stream=True)
    with client.stream("POST", "/chat/completions", json=body) as first:
        assert running.engine.started.acquire(timeout=WAIT_S)
        with client.stream("POST", "/chat/completions", json=chat_body("second", stream=True)) as second:
            events = events_of(second.iter_lines())
            queued = next(events)
            assert isinstance(queued, dict)
            assert (queued["stage"], queued["done"], queued["total"]) == ("queued", 0, 1)
            assert running.engine.prompts == ["hold"]
            running.engine.may_go_on.set()
            assert text_of(events) == "second "
        assert text_of(events_of(first.iter_lines())) == "hold "


def test_that_closing_a_stream_stops_the_work(busy: tuple[ThreadGateway, httpx.Client]) -> None:
    running, client = busy
    with client.stream("POST", "/chat/completions", json=chat_body("hold", stream=True)) as reply:
        next(events_of(reply.iter_lines()))
    assert running.engine.stopped.wait(WAIT_S)


def test_that_closing_the_connection_of_a_plain_request_stops_the_work(
    busy: tuple[ThreadGateway, httpx.Client],
) -> None:
    running, _client = busy
    body = json.dumps(chat_body("hold")).encode()
    head = (
        f"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\n"
        f"Authorization: Bearer {TOKEN}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", running.port), timeout=WAIT_S) as connection:
        connection.sendall(head.encode() + body)
        assert running.engine.started.acquire(timeout=WAIT_S)
    assert running.engine.stopped.wait(WAIT_S)


def test_that_a_client_that_goes_while_it_waits_never_reaches_the_engine(
    busy: tuple[ThreadGateway, httpx.Client],
) -> None:
    running, client = busy
    with client.stream("POST", "/chat/completions", json=chat_body("hold", stream=True)) as first:
        assert running.engine.started.acquire(timeout=WAIT_S)
        with client.stream("POST", "/chat/completions", json=chat_body("gone", stream=True)) as second:
            next(events_of(second.iter_lines()))
        with client.stream("POST", "/chat/completions", json=chat_body("last", stream=True)) as third:
            events = events_of(third.iter_lines())
            next(events)
            running.engine.may_go_on.set()
            assert text_of(events) == "last "
        list(events_of(first.iter_lines()))
    assert running.engine.prompts == ["hold", "last"]


@pytest.mark.parametrize("stream", [False, True])
def test_that_a_full_line_is_a_503_that_says_when_to_come_back(
    stream: bool, busy: tuple[ThreadGateway, httpx.Client]
) -> None:
    running, client = busy
    with client.stream("POST", "/chat/completions", json=chat_body("hold", stream=True)):
        assert running.engine.started.acquire(timeout=WAIT_S)
        with (
            client.stream("POST", "/chat/completions", json=chat_body("a", stream=True)) as second,
            client.stream("POST", "/chat/completions", json=chat_body("b", stream=True)) as third,
        ):
            # Kept, because httpx closes a reply whose iterator is forgotten.
            open_replies = [events_of(reply.iter_lines()) for reply in (second, third)]
            assert all(map(next, open_replies))
            refused = client.post("/chat/completions", json=chat_body("c", stream=stream))
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
    assert refused.json()["error"]["code"] == "engine_busy"


def test_that_an_error_in_the_middle_is_an_event_with_its_status_and_no_done(
    busy: tuple[ThreadGateway, httpx.Client],
) -> None:
    running, client = busy
    body = chat_body("hold then crash", stream=True)
    with client.stream("POST", "/chat/completions", json=body) as reply:
        events = events_of(reply.iter_lines())
        next(events)
        running.engine.may_go_on.set()
        rest = list(events)
    last = rest[-1]
    assert isinstance(last, dict)
    error = last["error"]
    assert isinstance(error, dict)
    assert (error["status"], error["code"]) == (500, "internal_error")


def test_that_a_reader_slower_than_the_engine_gets_all_of_the_text(http: httpx.Client) -> None:
    events = streamed(http, "much")
    assert text_of(events) == ("word" * 256 + " ") * 4096
