"""Bodies of replies, read in pieces and never beyond a cap of decoded bytes.

httpx decodes a compressed body in pieces as large as it inflates to, so 194 KB can become 200 MB at once.
Therefore identity is asked for, the raw bytes are taken, and a gzip that comes anyway is inflated in steps.
"""

from __future__ import annotations

import zlib
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from typing import Protocol

import httpx

from holysheep_desktop.client.recording import HIDDEN
from holysheep_desktop.core.connections.key_echo import KeyEcho
from holysheep_desktop.errors import ApiResponseError, ResponseTooLargeError

BODY_CAP = 16 * 2**20
_STEP = 2**16
_GZIP = 16 + zlib.MAX_WBITS
_GZIP_START = b"\x1f\x8b"
_WINDOWS = {"gzip": _GZIP, "x-gzip": _GZIP, "deflate": zlib.MAX_WBITS}


class _Inflater(Protocol):
    """What `zlib.decompressobj` returns."""

    @property
    def eof(self) -> bool: ...

    @property
    def unconsumed_tail(self) -> bytes: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


async def decoded_chunks(
    response: httpx.Response, operation: str, cap: int = BODY_CAP
) -> AsyncGenerator[bytes, None]:
    """The decoded body in pieces; raises ApiResponseError above the cap or where it cannot be decoded."""
    announced = response.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and int(announced[:20]) > cap:
        raise _too_big(operation, cap)
    inflation = _inflation(response.headers.get("content-encoding", ""), operation)
    n_bytes = 0
    async for raw in response.aiter_raw():
        for chunk in (raw,) if inflation is None else inflation.of(raw):
            n_bytes += len(chunk)
            if n_bytes > cap:
                raise _too_big(operation, cap)
            yield chunk
    if inflation is not None and not inflation.is_whole:
        raise ApiResponseError(operation, "the compressed body ends too early")


async def whole_body(response: httpx.Response, operation: str, cap: int = BODY_CAP) -> bytes:
    """The decoded body without the key that was sent; raises like `decoded_chunks`."""
    body = b"".join([chunk async for chunk in decoded_chunks(response, operation, cap)])
    return _echo_to(response).erased(body, HIDDEN.encode())


async def beginning_of_body(response: httpx.Response, operation: str, n_bytes: int) -> bytes:
    """At most so many bytes of an error's body, without the key that was sent; b"" where it breaks off."""
    body = b""
    try:
        async with aclosing(decoded_chunks(response, operation)) as chunks:
            async for chunk in chunks:
                body += chunk
                if len(body) > n_bytes:
                    break
    except (httpx.HTTPError, ApiResponseError):
        return b""  # the status alone says enough
    echo = _echo_to(response)
    kept = echo.erased(body[:n_bytes], HIDDEN.encode())
    return kept[: len(kept) - echo.n_begun(kept)] if len(body) > n_bytes else kept


def without_key(text: str, response: httpx.Response) -> str:
    """What a server says in a header, without the key that was sent: some servers repeat it."""
    return _echo_to(response).erased_text(text, HIDDEN)


def _echo_to(response: httpx.Response) -> KeyEcho:
    return KeyEcho(response.request.headers.get("authorization", "").removeprefix("Bearer "))


def _inflation(encoding: str, operation: str) -> _Inflation | None:
    name = encoding.strip().casefold()
    if name in {"", "identity"}:
        return None
    if name not in _WINDOWS:
        raise ApiResponseError(operation, "the body has an encoding that was not asked for")
    return _Inflation(_WINDOWS[name], operation)


class _Inflation:
    """Inflates a body in steps; a gzip may follow another (RFC 1952, 2.2), and what else follows is left."""

    def __init__(self, window: int, operation: str) -> None:
        self._window, self._operation = window, operation
        self._inflate: _Inflater = zlib.decompressobj(window)
        self._beyond = b""

    @property
    def is_whole(self) -> bool:
        return self._inflate.eof

    def of(self, raw: bytes) -> Iterator[bytes]:
        try:
            while raw:
                if self._inflate.eof:
                    self._beyond += raw
                    if self._window != _GZIP or not self._beyond.startswith(_GZIP_START):
                        self._beyond = self._beyond[: len(_GZIP_START)]
                        return
                    self._inflate, raw, self._beyond = zlib.decompressobj(self._window), self._beyond, b""
                yield self._inflate.decompress(raw, _STEP)
                raw = self._inflate.unconsumed_tail or self._inflate.unused_data
        except zlib.error as error:
            raise ApiResponseError(self._operation, "the compressed body is damaged") from error


def _too_big(operation: str, cap: int) -> ApiResponseError:
    return ResponseTooLargeError(operation, f"the body is larger than {cap // 2**20} MiB")
