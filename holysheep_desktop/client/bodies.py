"""Bodies of replies, read in pieces and never beyond a cap of decoded bytes.

httpx decodes a compressed body in pieces as large as it inflates to, so 194 KB can become 200 MB at once.
Therefore identity is asked for, the raw bytes are taken, and a gzip that comes anyway is inflated in steps.
"""

from __future__ import annotations

import zlib
from collections.abc import AsyncGenerator, Iterator
from typing import Protocol

import httpx

from holysheep_desktop.client.recording import HIDDEN
from holysheep_desktop.errors import ApiResponseError

BODY_CAP = 16 * 2**20
_STEP = 2**16
_GZIP = 16 + zlib.MAX_WBITS
_SHORTEST_SECRET = 8
"""A key such as "x", typed because a server wants any, is a part of every text."""
_WINDOWS = {"gzip": _GZIP, "x-gzip": _GZIP, "deflate": zlib.MAX_WBITS}


class _Inflater(Protocol):
    """What `zlib.decompressobj` returns."""

    @property
    def eof(self) -> bool: ...

    @property
    def unconsumed_tail(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


async def decoded_chunks(
    response: httpx.Response, operation: str, cap: int = BODY_CAP
) -> AsyncGenerator[bytes, None]:
    """The decoded body in pieces; raises ApiResponseError above the cap or where it cannot be decoded."""
    announced = response.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and int(announced[:20]) > cap:
        raise _too_big(operation, cap)
    inflate = _inflater(response.headers.get("content-encoding", ""), operation)
    n_bytes = 0
    async for raw in response.aiter_raw():
        for chunk in (raw,) if inflate is None else _inflated(inflate, raw, operation):
            n_bytes += len(chunk)
            if n_bytes > cap:
                raise _too_big(operation, cap)
            yield chunk
    if inflate is not None and not inflate.eof:
        raise ApiResponseError(operation, "the compressed body ends too early")


async def whole_body(response: httpx.Response, operation: str, cap: int = BODY_CAP) -> bytes:
    """The decoded body without the key that was sent; raises like `decoded_chunks`."""
    body = b"".join([chunk async for chunk in decoded_chunks(response, operation, cap)])
    key = _key_of(response)
    return body.replace(key.encode(), HIDDEN.encode()) if key else body


def without_key(text: str, response: httpx.Response) -> str:
    """What a server says in a header, without the key that was sent: some servers repeat it."""
    key = _key_of(response)
    return text.replace(key, HIDDEN) if key else text


def _key_of(response: httpx.Response) -> str:
    key = response.request.headers.get("authorization", "").removeprefix("Bearer ")
    return key if len(key) >= _SHORTEST_SECRET else ""


def _inflater(encoding: str, operation: str) -> _Inflater | None:
    name = encoding.strip().casefold()
    if name in {"", "identity"}:
        return None
    if name not in _WINDOWS:
        raise ApiResponseError(operation, "the body has an encoding that was not asked for")
    return zlib.decompressobj(_WINDOWS[name])


def _inflated(inflate: _Inflater, raw: bytes, operation: str) -> Iterator[bytes]:
    try:
        while raw:
            yield inflate.decompress(raw, _STEP)
            raw = inflate.unconsumed_tail
    except zlib.error as error:
        raise ApiResponseError(operation, "the compressed body is damaged") from error


def _too_big(operation: str, cap: int) -> ApiResponseError:
    return ApiResponseError(operation, f"the body is larger than {cap // 2**20} MiB")
