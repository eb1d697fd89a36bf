"""Writes an attempt down for the request inspector while it goes over the wire."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import UTC, datetime
from typing import Final, Protocol, TypeAlias, cast

import httpx
from typing_extensions import override

from holysheep_desktop.core.connections.exchange_log import Body, Exchanged, Headers, Phase
from holysheep_desktop.core.connections.key_echo import KeyEcho
from holysheep_desktop.core.endpoints import EndpointKind

Record: TypeAlias = Callable[[Exchanged], None]

KEPT_BYTES: Final = 256 * 1024
HIDDEN: Final = "•••"
_CONNECTED: Final = "connection.connect_tcp.complete"
_SECRET_HEADERS = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie"})
_PHASES: Final = {
    "connection.connect_tcp": "connect",
    "connection.start_tls": "tls",
    "http11.send_request_headers": "send",
    "http11.send_request_body": "send",
    "http11.receive_response_headers": "wait",
    "http11.receive_response_body": "receive",
}


class _Connection(Protocol):
    """httpcore's stream."""

    async def aclose(self) -> None: ...


class Recording:
    """One attempt. `trace` is httpx's extension of that name, which tells when each phase begins and ends."""

    def __init__(
        self, kind: EndpointKind, operation: str, attempt: int, headers: Mapping[str, str], body: bytes
    ) -> None:
        self._kind, self._operation, self._attempt = kind, operation, attempt
        self._call_id = headers.get("Idempotency-Key", "")
        self._echo = KeyEcho(headers.get("Authorization", "").removeprefix("Bearer "))
        self._sent = self._body(body[:KEPT_BYTES], len(body))
        self._started_at = datetime.now(UTC)
        self._start = time.perf_counter()
        self._connection: _Connection | None = None
        self._began: dict[str, float] = {}
        self._phases: dict[str, float] = {}
        # Those that httpx adds are known with the reply.
        self._request_headers = self._shown(httpx.Headers(dict(headers)))
        self._reply: httpx.Response | None = None
        self._tee: _Tee | None = None

    async def trace(self, event: str, info: Mapping[str, object]) -> None:
        """Take note of a phase; httpcore calls this."""
        name, _, moment = event.rpartition(".")
        if event == _CONNECTED:
            self._connection = cast(_Connection, info["return_value"])
        phase = _PHASES.get(name)
        if phase is None:
            return
        now = time.perf_counter()
        if moment == "started":
            self._began[name] = now
        elif name in self._began:
            elapsed_ms = 1000 * (now - self._began.pop(name))
            self._phases[phase] = self._phases.get(phase, 0.0) + elapsed_ms

    async def hang_up(self) -> None:
        """Close the connection of an attempt that was stopped.

        httpcore 1.0.9 forgets one that is cancelled between its connecting and its first byte: the socket
        stayed open until the server closed it.
        """
        if self._connection is not None:
            await self._connection.aclose()

    def listen(self, response: httpx.Response) -> None:
        """Keep the beginning of the body while somebody else reads it."""
        assert isinstance(response.stream, httpx.AsyncByteStream)
        self._reply = response
        self._tee = response.stream = _Tee(response.stream)
        self._request_headers = self._shown(response.request.headers)

    def ended(self, method: str, url: str, error: Exception | None) -> Exchanged:
        """What is kept of this attempt."""
        reply, tee = self._reply, self._tee
        kept, n_bytes = (bytes(tee.kept), tee.n_bytes) if tee is not None else (b"", 0)
        return Exchanged(
            started_at=self._started_at,
            kind=self._kind,
            operation=self._operation,
            call_id=self._call_id,
            attempt=self._attempt,
            method=method,
            url=url,
            request_headers=self._request_headers,
            request_body=self._sent,
            status=reply.status_code if reply is not None else None,
            reply_headers=self._shown(reply.headers) if reply is not None else (),
            reply_body=self._body(kept, n_bytes),
            phases=tuple(Phase(name, ms) for name, ms in self._phases.items()),
            elapsed_ms=1000 * (time.perf_counter() - self._start),
            error=error,
        )

    def _shown(self, headers: httpx.Headers) -> Headers:
        return tuple((name, self._without_key(name, value)) for name, value in headers.multi_items())

    def _without_key(self, name: str, value: str) -> str:
        return HIDDEN if name.lower() in _SECRET_HEADERS else self._echo.erased_text(value, HIDDEN)

    def _body(self, kept: bytes, n_bytes: int) -> Body:
        is_cut = n_bytes > len(kept)
        shown = self._echo.erased(kept, HIDDEN.encode())
        if is_cut:
            # The cut may have left the first half of a key.
            shown = shown[: len(shown) - self._echo.n_begun(shown)]
        return Body(shown.decode("utf-8", "replace"), n_bytes, is_cut=is_cut)


class _Tee(httpx.AsyncByteStream):
    """Passes a body on and keeps its beginning."""

    def __init__(self, stream: httpx.AsyncByteStream) -> None:
        self._stream = stream
        self.kept = bytearray()
        self.n_bytes = 0

    @override
    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            self.n_bytes += len(chunk)
            self.kept += chunk[: KEPT_BYTES - len(self.kept)]
            yield chunk

    @override
    async def aclose(self) -> None:
        await self._stream.aclose()
