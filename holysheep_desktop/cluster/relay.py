"""One HTTP request on its way between two processes: the ASGI messages of its reply, one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import cast

import anyio
from starlette.types import ASGIApp, Message, Scope

_AHEAD = 16
"""Messages that an application may be ahead of whoever reads them."""
_PASSED = (
    "type", "asgi", "http_version", "server", "client", "scheme", "root_path", "method", "path", "raw_path",
    "query_string",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Call:
    """A request with its whole body. It holds no credentials: the door has seen them."""

    scope: dict[str, object]
    body: bytes


def call_of(scope: Scope, body: bytes) -> Call:
    """What is passed on of a request."""
    headers = cast("list[tuple[bytes, bytes]]", scope["headers"])
    passed: dict[str, object] = {name: scope[name] for name in _PASSED if name in scope}
    passed["headers"] = [
        (name, value) for name, value in headers if name not in {b"authorization", b"cookie"}
    ]
    passed["state"] = {"request_id": scope["state"]["request_id"]}
    return Call(passed, body)


async def reply_of(app: ASGIApp, call: Call) -> AsyncGenerator[Message]:
    """The messages with which `app` answers; closing the generator ends the work.

    What the application raises it has answered before, and its log says what it was.
    """
    sending, receiving = anyio.create_memory_object_stream[Message](_AHEAD)
    has_been_read = False

    async def receive() -> Message:
        nonlocal has_been_read
        if has_been_read:
            await asyncio.Event().wait()
        has_been_read = True
        return {"type": "http.request", "body": call.body, "more_body": False}

    async def answer() -> None:
        async with sending:
            scope = {**call.scope, "state": dict(cast("dict[str, object]", call.scope["state"]))}
            await app(scope, receive, sending.send)

    answering = asyncio.create_task(answer())
    try:
        async with receiving:
            async for message in receiving:
                yield message
    finally:
        answering.cancel()
        await asyncio.wait({answering})
        if not answering.cancelled():
            answering.exception()
