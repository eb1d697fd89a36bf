"""Connections that fail or speak nonsense, over real sockets: rows TR of the fault table."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from http.client import parse_headers
from io import BufferedIOBase

import pytest
from client.clients import CHAT, REQUEST, Waits, client_of, run
from fakes.scripted_server import Drip, Reset, Script, ScriptedServer, Stall, json_reply, reply

from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.endpoints import EndpointKind
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.errors import (
    ApiConnectionError,
    ApiError,
    ApiResponseError,
    ApiTimeoutError,
    ConnectionFault,
    InputError,
)

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port that is bound and not listened to, so that nobody else can take it."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


def ask(base_url: str, limits: NetworkLimits | None = None, waits: Waits | None = None) -> AnalysisResult:
    async def work() -> AnalysisResult:
        async with client_of(base_url, limits=limits, waits=waits) as client:
            return await client.analyse(REQUEST)

    return run(work())


def fail(base_url: str, limits: NetworkLimits | None = None) -> ApiError:
    with pytest.raises(ApiError) as raised:
        ask(base_url, limits)
    return raised.value


def fault_of(base_url: str) -> tuple[ConnectionFault, int]:
    error = fail(base_url)
    assert isinstance(error, ApiConnectionError)
    return error.fault, error.attempts


def test_that_a_name_that_nobody_knows_is_a_dns_fault_after_three_attempts() -> None:
    assert fault_of("https://localhost.invalid:9/v1") == (ConnectionFault.DNS, 3)


def test_that_a_closed_port_is_refused_after_three_attempts(closed_port: int) -> None:
    assert fault_of(f"http://127.0.0.1:{closed_port}/v1") == (ConnectionFault.REFUSED, 3)


def test_that_a_server_that_never_accepts_is_a_timeout_that_names_the_seconds() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):  # the backlog holds no second one
            error = fail(
                f"http://127.0.0.1:{port}/v1", NetworkLimits(connect_timeout_s=0.2, read_timeout_s=0.2)
            )
    assert isinstance(error, ApiTimeoutError)
    assert error.timeout_s == 0.2


@pytest.mark.parametrize(
    ("script", "fault", "n_requests"),
    [
        pytest.param([Reset()], ConnectionFault.RESET, 3, id="TR05-before-headers"),
        pytest.param(
            [HEAD + b"Content-Length: 50\r\n\r\n", Reset()], ConnectionFault.RESET, 3, id="TR05-after-headers"
        ),
        pytest.param(
            [HEAD + b'Content-Length: 50\r\n\r\n{"a"', Reset()], ConnectionFault.RESET, 3, id="TR05-mid-body"
        ),
        pytest.param([HEAD + b'Content-Length: 50\r\n\r\n{"a"'], ConnectionFault.RESET, 3, id="TR05-short"),
        pytest.param(
            [HEAD + b'Transfer-Encoding: chunked\r\n\r\n10\r\n{"a"'],
            ConnectionFault.RESET,
            3,
            id="TR05-chunk",
        ),
        pytest.param([b"SSH-2.0-OpenSSH_9.9\r\n"], ConnectionFault.RESET, 3, id="TR08-ssh"),
        pytest.param([b"HTTP/1.1 abc OK\r\n\r\n"], ConnectionFault.PROTOCOL, 1, id="TR08-status-line"),
        pytest.param(
            [b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n"],
            ConnectionFault.PROTOCOL,
            1,
            id="TR08-header",
        ),
        pytest.param(
            [HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"],
            ConnectionFault.PROTOCOL,
            1,
            id="TR08-lengths",
        ),
        pytest.param(
            [HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}"],
            ConnectionFault.PROTOCOL,
            1,
            id="TR08-chunk-size",
        ),
    ],
)
def test_that_a_broken_connection_is_named_and_only_asked_again_where_that_can_help(
    script: Script, fault: ConnectionFault, n_requests: int
) -> None:
    with ScriptedServer(script, script, script) as server:
        found, _ = fault_of(server.base_url)
        assert (found, len(server.requests)) == (fault, n_requests)


def test_that_a_reply_that_breaks_off_says_how_much_of_it_came() -> None:
    script = [HEAD + b'Content-Length: 50\r\n\r\n{"abc']
    with ScriptedServer(script, script, script) as server:
        error = fail(server.base_url)
    assert isinstance(error, ApiConnectionError)
    assert error.detail == "5 of 50 bytes"


def test_that_a_broken_reply_is_asked_for_again_and_then_read() -> None:
    with ScriptedServer([Reset()], [json_reply(CHAT)]) as server:
        result = ask(server.base_url)
    assert result.answer is not None
    assert result.answer.text == "yes"


@pytest.mark.parametrize(
    "script",
    [
        pytest.param([Drip(json_reply(CHAT), 0.05)], id="TR06-headers"),
        pytest.param([HEAD + b"Content-Length: 500\r\n\r\n", Drip(b" " * 500, 0.05)], id="TR06-body"),
        pytest.param([HEAD + b"Content-Length: 500\r\n\r\n", Stall()], id="TR06-stall"),
    ],
)
def test_that_the_total_deadline_ends_an_answer_that_only_trickles(script: Script) -> None:
    limits = NetworkLimits(read_timeout_s=5, total_timeout_s=1.5)
    with ScriptedServer(script) as server:
        error = fail(server.base_url, limits)
        assert isinstance(error, ApiTimeoutError)
        assert (error.timeout_s, len(server.requests)) == (1.5, 1)


def test_that_the_deadline_counts_the_time_of_all_attempts_together() -> None:
    """Each attempt fails after 0.2 s: three of them would end as a server error after 0.6 s."""
    with ScriptedServer(*[[Drip(b"H", 0.2), Reset()]] * 3) as server:
        error = fail(server.base_url, NetworkLimits(total_timeout_s=0.5))
    assert isinstance(error, ApiTimeoutError)
    assert error.timeout_s == 0.5


def test_that_after_a_read_timeout_there_is_one_retry_at_most() -> None:
    limits = NetworkLimits(read_timeout_s=0.5, total_timeout_s=20, retries=5)
    with ScriptedServer([Stall()], [Stall()], [Stall()]) as server:
        error = fail(server.base_url, limits)
        assert isinstance(error, ApiTimeoutError)
        assert (error.timeout_s, error.attempts, len(server.requests)) == (0.5, 2, 2)


class LastingServer:
    """Keeps each connection open for more requests, as most servers do, until the client ends it."""

    def __init__(self) -> None:
        self.wishes: list[list[str]] = []
        """What the requests of each connection said of it."""
        self._ended = threading.Semaphore(0)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.base_url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/v1"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def wait_until_left(self) -> bool:
        """Whether the client has ended one more connection."""
        return self._ended.acquire(timeout=20)

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):  # the listener was shut
            while True:
                connection, _ = self._listener.accept()
                with connection, connection.makefile("rwb") as stream:
                    self._answer_all(stream)
                self._ended.release()

    def _answer_all(self, stream: BufferedIOBase) -> None:
        wishes = list[str]()
        self.wishes.append(wishes)
        while stream.readline():
            head = parse_headers(stream)
            wishes.append(head.get("Connection", ""))
            stream.read(int(head["Content-Length"]))
            stream.write(json_reply(CHAT))
            stream.flush()


def test_that_no_connection_is_kept_so_that_none_can_be_stale() -> None:
    server = LastingServer()

    async def work() -> None:
        async with client_of(server.base_url) as client:
            for _ in range(2):
                assert (await client.analyse(REQUEST)).notes == ()
                assert await asyncio.to_thread(server.wait_until_left)

    try:
        run(work())
    finally:
        server.close()
    assert server.wishes == [["close"], ["close"]]


def test_that_early_hints_and_100_continue_are_not_seen() -> None:
    early = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
    with ScriptedServer([early + json_reply(CHAT)]) as server:
        assert ask(server.base_url).answer is not None


def test_that_a_login_page_in_place_of_the_answer_is_called_a_web_page() -> None:
    page = reply(b"<html><title>Hotel Wi-Fi</title></html>", headers={"Content-Type": "text/html"})
    with ScriptedServer([page]) as server:
        error = fail(server.base_url)
    assert isinstance(error, ApiResponseError)
    assert (error.fault, error.excerpt) == ("the reply is a web page", "Hotel Wi-Fi")


def test_that_a_proxy_that_cannot_be_reached_is_named(
    monkeypatch: pytest.MonkeyPatch, closed_port: int
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://user:secret@127.0.0.1:{closed_port}")
    error = fail("https://api.example.org/v1")
    assert isinstance(error, ApiConnectionError)
    assert (error.fault, error.detail) == (ConnectionFault.PROXY, f"127.0.0.1:{closed_port}")


def test_that_a_proxy_that_wants_a_password_is_a_proxy_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedServer(*[[reply(status=407)]] * 3) as server:
        monkeypatch.setenv("HTTPS_PROXY", server.base_url.removesuffix("/v1"))
        assert fault_of("https://api.example.org/v1")[0] is ConnectionFault.PROXY


def test_that_a_socks_proxy_that_is_not_supported_is_a_proxy_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9")
    assert fault_of("https://api.example.org/v1")[0] is ConnectionFault.PROXY


@pytest.mark.parametrize("kind", [EndpointKind.LOCAL, EndpointKind.CUSTOM])
def test_that_nothing_on_this_machine_is_reached_through_a_proxy(
    monkeypatch: pytest.MonkeyPatch, closed_port: int, kind: EndpointKind
) -> None:
    for name in ("HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port}")
    with ScriptedServer([json_reply(CHAT)]) as server:

        async def work() -> AnalysisResult:
            async with client_of(server.base_url, kind=kind) as client:
                return await client.analyse(REQUEST)

        assert run(work()).answer is not None


@pytest.mark.parametrize("base_url", ["http://127.0.0.1:99999/v1", "https://[::1/v1", "https://exa mple/v1"])
def test_that_an_impossible_address_is_refused_before_any_request(base_url: str) -> None:
    with pytest.raises(InputError) as raised:
        ask(base_url)
    assert raised.value.field == "base_url"


def test_that_a_name_with_two_addresses_falls_back_to_the_one_that_answers() -> None:
    """`localhost` may be ::1 first; the scripted server listens on 127.0.0.1 only."""
    with ScriptedServer([json_reply(CHAT)]) as server:
        assert ask(server.base_url.replace("127.0.0.1", "localhost")).answer is not None
