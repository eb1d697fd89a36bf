"""What httpx and the sockets below it raise, translated by value."""

from __future__ import annotations

import ssl
import traceback
from collections.abc import Callable

import httpx
import pytest
from client.clients import CHAT, KEY, REQUEST, client_of, run
from fakes.scripted_server import Reset, ScriptedServer, json_reply

from holysheep_desktop.errors import (
    ApiConnectionError,
    ApiStatusError,
    ApiTimeoutError,
    BadRequestError,
    ConnectionFault,
)


def failed(error: Callable[[], Exception]) -> tuple[ApiConnectionError, int]:
    n_requests = 0

    def fail(_request: httpx.Request) -> httpx.Response:
        nonlocal n_requests
        n_requests += 1
        raise error()

    async def work() -> None:
        async with client_of(transport=httpx.MockTransport(fail)) as client:
            await client.analyse(REQUEST)

    with pytest.raises(ApiConnectionError) as raised:
        run(work())
    return raised.value, n_requests


def caused(error: Exception, cause: BaseException) -> Callable[[], Exception]:
    def make() -> Exception:
        error.__cause__ = cause
        return error

    return make


@pytest.mark.parametrize(
    ("error", "fault", "n_requests"),
    [
        (lambda: httpx.ConnectError("x"), ConnectionFault.OTHER, 3),
        (lambda: httpx.ReadError("x"), ConnectionFault.RESET, 3),
        (lambda: httpx.WriteError("x"), ConnectionFault.RESET, 3),
        (lambda: httpx.ProxyError("x"), ConnectionFault.PROXY, 1),
        (lambda: httpx.UnsupportedProtocol("x"), ConnectionFault.OTHER, 1),
        (lambda: httpx.InvalidURL("x"), ConnectionFault.OTHER, 1),
        (lambda: httpx.LocalProtocolError("x"), ConnectionFault.PROTOCOL, 1),
        (lambda: ExceptionGroup("x", [OverflowError("port")]), ConnectionFault.OTHER, 1),
        (lambda: ExceptionGroup("x", [ConnectionRefusedError()]), ConnectionFault.REFUSED, 3),
        (lambda: OverflowError("x"), ConnectionFault.OTHER, 1),
        (caused(httpx.ConnectError("x"), ssl.SSLEOFError()), ConnectionFault.TLS, 1),
        (caused(httpx.ReadError("x"), ssl.SSLEOFError()), ConnectionFault.RESET, 3),
        (caused(httpx.ReadError("x"), ssl.SSLError()), ConnectionFault.TLS, 1),
    ],
)
def test_that_a_foreign_error_becomes_one_of_ours_and_is_asked_again_where_that_can_help(
    error: Callable[[], Exception], fault: ConnectionFault, n_requests: int
) -> None:
    found, n_asked = failed(error)
    assert (found.fault, n_asked) == (fault, n_requests)


@pytest.mark.parametrize(
    ("error", "seconds", "n_requests"),
    [
        (lambda: httpx.ConnectTimeout("x"), 5.0, 3),
        (lambda: httpx.ReadTimeout("x"), 60.0, 2),
        (lambda: httpx.WriteTimeout("x"), 30.0, 2),
        (lambda: httpx.PoolTimeout("x"), 5.0, 1),
    ],
)
def test_that_a_timeout_names_its_own_seconds(
    error: Callable[[], Exception], seconds: float, n_requests: int
) -> None:
    found, n_asked = failed(error)
    assert isinstance(found, ApiTimeoutError)
    assert (found.timeout_s, n_asked) == (seconds, n_requests)


@pytest.mark.parametrize(
    "error",
    [
        lambda: httpx.LocalProtocolError(f"Illegal header value b'Bearer {KEY} '"),
        lambda: UnicodeEncodeError("ascii", f"Bearer {KEY}한", 0, 1, "ordinal not in range"),
    ],
)
def test_that_an_error_that_repeats_the_key_is_not_kept(error: Callable[[], Exception]) -> None:
    found, _ = failed(error)
    assert KEY not in "".join(traceback.format_exception(found))


@pytest.mark.parametrize("status", [400, 401, 302])
def test_that_a_key_that_the_server_repeats_is_not_kept(status: int) -> None:
    told = {"error": {"message": f"Incorrect API key provided: {KEY}", "code": KEY, "param": KEY}}
    headers = {"X-Request-Id": f"req-{KEY}", "Location": f"https://{KEY}.example/v1"}
    with ScriptedServer([json_reply(told, status, headers)]) as server:

        async def work() -> None:
            async with client_of(server.base_url) as client:
                await client.analyse(REQUEST)

        with pytest.raises(ApiStatusError) as raised:
            run(work())
    assert raised.value.request_id == "req-•••"
    assert KEY not in str(vars(raised.value)) + str(raised.value)


def test_that_a_short_key_is_not_looked_for_in_every_answer() -> None:
    """A server that wants any key is given "x"."""
    with ScriptedServer([json_reply({**CHAT, "model": "xylophone"})]) as server:

        async def work() -> str:
            async with client_of(server.base_url, key="x") as client:
                return (await client.analyse(REQUEST)).model

        assert run(work()) == "xylophone"


def test_that_an_error_whose_body_breaks_off_is_known_by_its_status() -> None:
    head = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 500\r\n\r\n{"
    with ScriptedServer([head, Reset()]) as server:

        async def work() -> None:
            async with client_of(server.base_url) as client:
                await client.analyse(REQUEST)

        with pytest.raises(BadRequestError) as raised:
            run(work())
    assert raised.value.server_message == ""
