"""One request passed on to an endpoint, and its reply passed back as it comes."""

from __future__ import annotations

import asyncio
import http.cookiejar
import ssl
from collections.abc import AsyncIterator, Mapping
from typing import Final

import httpx
import truststore
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send
from typing_extensions import override

from holysheep_desktop import __version__
from holysheep_desktop.core.endpoints import is_loopback
from holysheep_desktop.errors import RequestError
from holysheep_desktop.gateway.proxy.key_eraser import KeyEraser
from holysheep_desktop.gateway.proxy.upstreams import Upstream
from holysheep_desktop.gateway.replies import read_body, unless_gone

TIMEOUT: Final = httpx.Timeout(connect=5.0, read=120.0, write=30.0, pool=5.0)
TOTAL_S: Final = 600.0
REPLY_LIMIT: Final = 64 * 1024 * 1024
_FROM_CLIENT: Final = ("content-type", "accept", "idempotency-key")
_FROM_UPSTREAM: Final = ("content-type", "retry-after", "retry-after-ms", "x-should-retry")
"""Only these: cookies, hop-by-hop headers and whatever else an endpoint says stay here."""


class Forwarder:
    """Asks endpoints; one HTTP client for those on this machine and one for the others."""

    def __init__(self, *, total_s: float = TOTAL_S, reply_limit: int = REPLY_LIMIT) -> None:
        self._total_s = total_s
        self._reply_limit = reply_limit
        self._here = _client(uses_environment=False)
        self._there = _client(uses_environment=True)

    async def forward(self, request: Request, upstream: Upstream, path: str) -> Response:
        """The endpoint's reply, as a stream; raises RequestError and ClientDisconnect."""
        body = await read_body(request) if request.method == "POST" else b""
        client = self._here if is_loopback(upstream.base_url) else self._there
        outgoing = client.build_request(
            request.method,
            f"{upstream.base_url}/{path}",
            params=tuple(request.query_params.multi_items()) or None,
            content=body or None,
            headers=_outgoing_headers(request, upstream.key),
        )
        deadline = asyncio.get_running_loop().time() + self._total_s
        reply = await unless_gone(request.receive, self._sent(client, outgoing, deadline))
        return _PassedOn(reply, KeyEraser(upstream.key), deadline, self._reply_limit)

    async def aclose(self) -> None:
        """Close all connections."""
        await asyncio.gather(self._here.aclose(), self._there.aclose())

    async def _sent(
        self, client: httpx.AsyncClient, request: httpx.Request, deadline: float
    ) -> httpx.Response:
        try:
            async with asyncio.timeout_at(deadline):
                reply = await client.send(request, stream=True)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise RequestError(None, "the endpoint did not answer in time", "upstream_timeout") from error
        # ValueError: an address that is none; its text may quote headers, and so is not passed on.
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, ExceptionGroup) as error:
            raise RequestError(None, "the endpoint could not be reached", "upstream_failed") from error
        if fault := _fault(reply):
            await reply.aclose()
            raise RequestError(None, fault, "upstream_failed")
        return reply


class _PassedOn(StreamingResponse):
    """Streams a reply, without the key, within the deadline and the limit, and closes it at the end."""

    def __init__(self, reply: httpx.Response, eraser: KeyEraser, deadline: float, limit: int) -> None:
        super().__init__(self._pieces(), reply.status_code, _incoming_headers(reply, eraser))
        self._reply = reply
        self._eraser = eraser
        self._deadline = deadline
        self._limit = limit

    @override
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self._reply.aclose()

    async def _pieces(self) -> AsyncIterator[bytes]:
        n_bytes = 0
        # An error here cannot become a reply any more: it cuts the connection, and so the body is not whole.
        async with asyncio.timeout_at(self._deadline):
            async for piece in self._reply.aiter_raw():
                n_bytes += len(piece)
                if n_bytes > self._limit:
                    raise RequestError(None, "the endpoint's reply is too large", "upstream_failed")
                if erased := self._eraser.feed(piece):
                    yield erased
        if rest := self._eraser.end():
            yield rest


def _outgoing_headers(request: Request, key: str) -> dict[str, str]:
    kept = {name: request.headers[name] for name in _FROM_CLIENT if name in request.headers}
    return {**kept, "authorization": f"Bearer {key}"}


def _incoming_headers(reply: httpx.Response, eraser: KeyEraser) -> Mapping[str, str]:
    given = {name: reply.headers.get(name, "") for name in _FROM_UPSTREAM}
    kept = {name: value for name, value in given.items() if value and value.isascii()}
    clean = {name: (eraser.feed(value.encode()) + eraser.end()).decode() for name, value in kept.items()}
    return {"cache-control": "no-store", "x-content-type-options": "nosniff", **clean}


def _fault(reply: httpx.Response) -> str | None:
    if reply.is_redirect or 300 <= reply.status_code < 400:
        return "the endpoint redirects to another address, which the proxy does not follow"
    if reply.headers.get("content-encoding", "identity").lower() != "identity":
        return "the endpoint compressed its reply although that was refused"
    return None


def _client(*, uses_environment: bool) -> httpx.AsyncClient:
    # Nothing on this machine is reached through the environment's proxy.
    verify: ssl.SSLContext = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return httpx.AsyncClient(
        verify=verify,
        trust_env=uses_environment,
        follow_redirects=False,
        # What one page is given by an endpoint must not go out with another page's question.
        cookies=http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=())),
        timeout=TIMEOUT,
        limits=httpx.Limits(max_keepalive_connections=0),
        headers={
            "accept-encoding": "identity",
            "connection": "close",
            "user-agent": f"holysheep-desktop/{__version__}",
        },
    )
