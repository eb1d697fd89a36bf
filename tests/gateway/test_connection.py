from __future__ import annotations

import inspect
import socket
from collections.abc import Iterator

import pytest
from fakes.engine import FakeEngine
from gateway.gateways import TOKEN, WAIT_S, ThreadGateway, raw_exchange, read_to_end

from holysheep_desktop.gateway.connection import GuardedProtocol
from holysheep_desktop.gateway.replies import BODY_LIMIT
from holysheep_desktop.gateway.server import GatewayServer

MANY = 200
LONGEST_HEAD_S = 10.0


class HastyProtocol(GuardedProtocol):
    """The same with deadlines that a test can wait for."""

    head_deadline_s = 0.3
    stalled_reader_s = 0.3


class NarrowProtocol(GuardedProtocol):
    """The same with room for three connections."""

    most_connections = 3


@pytest.fixture
def hasty() -> Iterator[ThreadGateway]:
    with ThreadGateway(FakeEngine(), protocol=HastyProtocol) as running:
        running.wait_until_ready()
        yield running


def connected(running: ThreadGateway) -> socket.socket:
    return socket.create_connection(("127.0.0.1", running.port), timeout=WAIT_S)


def send_for_ever(connection: socket.socket, data: bytes) -> None:
    while True:
        connection.sendall(data)


def head(running: ThreadGateway, first_line: str, *lines: str) -> bytes:
    fixed = (f"Host: 127.0.0.1:{running.port}", f"Authorization: Bearer {TOKEN}")
    return "\r\n".join([first_line, *fixed, *lines, "", ""]).encode()


def chat_head(running: ThreadGateway, *lines: str) -> bytes:
    return head(running, "POST /v1/chat/completions HTTP/1.1", "Content-Type: application/json", *lines)


def read_reply(connection: socket.socket) -> bytes:
    """One reply with a content length."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(1)
    length = next(
        int(line.split(b":")[1])
        for line in received.split(b"\r\n")
        if line.lower().startswith(b"content-length")
    )
    body = b""
    while len(body) < length:
        body += connection.recv(length - len(body))
    return received + body


def test_that_half_a_header_is_cut_off_at_the_deadline(hasty: ThreadGateway) -> None:
    assert raw_exchange(hasty.port, b"GET /healthz HTTP/1.1\r\nHost: 127") == b""


def test_that_a_header_that_trickles_is_cut_off_at_the_deadline(hasty: ThreadGateway) -> None:
    with connected(hasty) as connection:
        connection.settimeout(0.05)
        n_sent = 0
        while True:
            try:
                connection.sendall(b"a")
                n_sent += 1
                if connection.recv(1) == b"":
                    break
            except TimeoutError:
                continue
            except (ConnectionResetError, BrokenPipeError):
                break
    assert n_sent > 1


def test_that_a_silent_connection_is_closed_at_the_deadline(hasty: ThreadGateway) -> None:
    assert raw_exchange(hasty.port, b"") == b""


def test_that_a_connection_that_stays_silent_after_a_reply_is_closed(hasty: ThreadGateway) -> None:
    with connected(hasty) as connection:
        connection.sendall(head(hasty, "GET /healthz HTTP/1.1"))
        assert read_reply(connection).startswith(b"HTTP/1.1 200 ")
        assert read_to_end(connection) == b""


def test_that_half_a_second_header_is_cut_off_as_well(hasty: ThreadGateway) -> None:
    with connected(hasty) as connection:
        connection.sendall(head(hasty, "GET /healthz HTTP/1.1"))
        read_reply(connection)
        connection.sendall(b"GET /heal")
        assert read_to_end(connection) == b""


def test_that_a_request_that_takes_longer_than_the_header_deadline_is_answered() -> None:
    class WaitingForTheCut(HastyProtocol):
        head_deadline_s = 0.1

    engine = FakeEngine()
    body = b'{"model": "echo-1", "messages": [{"role": "user", "content": "hold on"}]}'
    with ThreadGateway(engine, protocol=WaitingForTheCut) as running, connected(running) as slow:
        running.wait_until_ready()
        slow.sendall(chat_head(running, f"Content-Length: {len(body)}") + body)
        assert engine.started.acquire(timeout=WAIT_S)
        assert raw_exchange(running.port, b"") == b""  # a silent neighbour has met its deadline meanwhile
        engine.may_go_on.set()
        assert read_reply(slow).startswith(b"HTTP/1.1 200 ")


def test_that_an_announced_body_above_the_cap_is_refused_and_a_client_that_sends_first_reads_it(
    gateway: ThreadGateway,
) -> None:
    size = 30 * 1024 * 1024
    with connected(gateway) as connection:
        connection.sendall(chat_head(gateway, f"Content-Length: {size}"))
        for _ in range(30):
            connection.sendall(b"x" * (1024 * 1024))
        reply = read_reply(connection)
    assert reply.startswith(b"HTTP/1.1 413 ")
    assert b'"code":"request_too_large"' in reply


def test_that_a_body_of_unknown_length_is_refused_once_it_is_above_the_cap(gateway: ThreadGateway) -> None:
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    with connected(gateway) as connection:
        connection.sendall(chat_head(gateway, "Transfer-Encoding: chunked"))
        for _ in range(BODY_LIMIT // 0x10000 + 1):
            connection.sendall(chunk)
        assert read_reply(connection).startswith(b"HTTP/1.1 413 ")


def test_that_a_body_of_exactly_the_cap_is_read(gateway: ThreadGateway) -> None:
    with connected(gateway) as connection:
        connection.sendall(chat_head(gateway, f"Content-Length: {BODY_LIMIT}") + b" " * BODY_LIMIT)
        reply = read_reply(connection)
    assert b'"code":"invalid_json"' in reply


def test_that_chunks_without_end_are_cut_off_after_the_refusal(hasty: ThreadGateway) -> None:
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    with connected(hasty) as connection:
        connection.sendall(chat_head(hasty, "Transfer-Encoding: chunked"))
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            send_for_ever(connection, chunk)


def test_that_two_hundred_idle_connections_do_not_keep_a_client_out(gateway: ThreadGateway) -> None:
    idle = [connected(gateway) for _ in range(MANY)]
    try:
        reply = raw_exchange(gateway.port, head(gateway, "GET /v1/models HTTP/1.1", "Connection: close"))
    finally:
        for connection in idle:
            connection.close()
    assert reply.startswith(b"HTTP/1.1 200 ")


def test_that_connections_above_the_limit_are_turned_away_with_a_reason() -> None:
    with ThreadGateway(FakeEngine(), protocol=NarrowProtocol) as running:
        kept = [connected(running) for _ in range(3)]
        for connection in kept:  # answered, so that the server has seen all three
            connection.sendall(head(running, "GET /healthz HTTP/1.1"))
            read_reply(connection)
        reply = raw_exchange(running.port, b"")
        for connection in kept:
            connection.close()
    assert reply.startswith(b"HTTP/1.1 503 ")
    assert b"retry-after: 5" in reply


def test_that_a_gateway_as_it_is_started_has_a_deadline_and_a_number_of_connections() -> None:
    """The other tests have limits of their own, which they can reach."""
    default = inspect.signature(GatewayServer).parameters["protocol"].default

    assert default is GuardedProtocol
    assert default.head_deadline_s <= LONGEST_HEAD_S
    assert MANY < default.most_connections <= 2 * MANY


def test_that_pipelined_requests_are_answered_in_order(gateway: ThreadGateway) -> None:
    first = head(gateway, "GET /healthz HTTP/1.1")
    second = head(gateway, "GET /v1/models HTTP/1.1", "Connection: close")
    replies = raw_exchange(gateway.port, first + second)
    assert replies.count(b"HTTP/1.1 200 ") == 2
    assert replies.index(b'"status":"ready"') < replies.index(b'"object":"list"')


def test_that_a_reader_that_stands_still_is_cut_off_and_the_work_ends(hasty: ThreadGateway) -> None:
    body = b'{"model": "echo-1", "stream": true, "messages": [{"role": "user", "content": "flood"}]}'
    with connected(hasty) as stalled:
        stalled.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        stalled.sendall(chat_head(hasty, f"Content-Length: {len(body)}") + body)
        assert hasty.engine.stopped.wait(WAIT_S)


def test_that_a_replys_body_does_not_wait_for_the_acknowledgement_of_its_head(gateway: ThreadGateway) -> None:
    with connected(gateway) as connection:
        connection.sendall(head(gateway, "GET /healthz HTTP/1.1"))
        read_reply(connection)
        assert gateway.no_delay_of(connection.getsockname())
