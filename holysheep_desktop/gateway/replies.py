"""JSON replies, and replies that stop working when nobody waits for them any more."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive

from holysheep_desktop.errors import RequestError
from holysheep_desktop.gateway.faults import fault_of

T = TypeVar("T")

BODY_LIMIT = 4 * 1024 * 1024
BODY_DEADLINE_S = 30.0


def json_reply(body: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A reply of finished JSON, which nobody may keep or read as anything else."""
    extra = {"cache-control": "no-store", "x-content-type-options": "nosniff", **(headers or {})}
    return Response(body, status, extra, media_type="application/json")


def fault_reply(error: BaseException, request_id: str) -> Response:
    """The reply to an error."""
    fault = fault_of(error, request_id)
    return json_reply(fault.body, fault.status, fault.headers)


async def read_body(request: Request, limit: int = BODY_LIMIT) -> bytes:
    """The whole body; raises RequestError above `limit` bytes or after 30 s, ClientDisconnect at its end.

    What is too large is not read further here: the connection throws the rest away until its deadline, so
    that a client that sends first and reads later still sees the reply.
    """
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise _too_large(limit)
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_DEADLINE_S):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limit:
                    raise _too_large(limit)
    except TimeoutError as error:
        raise RequestError(None, "the request body did not arrive in time", "request_timeout") from error
    return bytes(body)


def _too_large(limit: int) -> RequestError:
    return RequestError(None, f"the request body is larger than {limit // 1024**2} MiB", "request_too_large")


async def unless_gone(receive: Receive, work: Coroutine[Any, Any, T]) -> T:
    """The outcome of `work`, which is cancelled when the client goes; then raises ClientDisconnect.

    The request body must have been read, so that all `receive` can still say is that.
    """
    working = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(receive))
    try:
        await asyncio.wait({working, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        return working.result()
    finally:
        working.cancel()
        gone.cancel()
        await asyncio.wait({working, gone})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
