"""The two ways to read a reply's body: as one JSON text, or as a stream of events."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import aclosing
from typing import Protocol, TypeAlias

import httpx

from holysheep_desktop.client.bodies import decoded_chunks, whole_body
from holysheep_desktop.client.failures import status_error
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.errors import ApiResponseError, JsonTextError
from holysheep_desktop.errors.reasons import WEB_PAGE
from holysheep_desktop.protocol.error_body import ServerMessage, parse_error
from holysheep_desktop.protocol.json_text import loads_reply
from holysheep_desktop.protocol.stream import StreamReader

_EXCERPT_LIMIT = 200
_INLINE_BYTES = 2**17
_EVENT_STREAM = "text/event-stream"


Moved: TypeAlias = Callable[[], None]
"""Hears that the work behind a reply has got on."""


class Reading(Protocol):
    """Reads one body.

    `is_used` says that part of it has been passed on, so that asking again would repeat it.
    """

    is_used: bool

    async def read(self, response: httpx.Response, moved: Moved) -> object:
        """The reply as JSON; raises ApiResponseError and httpx's errors."""
        ...


class JsonBody:
    """A body that is read whole."""

    is_used = False

    def __init__(self, operation: str) -> None:
        self._operation = operation

    async def read(self, response: httpx.Response, moved: Moved) -> object:
        """The parsed body; raises ApiResponseError where it is empty, a web page, or no JSON."""
        body = await whole_body(response, self._operation)
        if len(body) <= _INLINE_BYTES:
            return _parsed(body, self._operation)
        return await asyncio.to_thread(_parsed, body, self._operation)


class EventReader(Protocol):
    """Makes one reply of the data of many events."""

    error: ServerMessage | None

    def feed(self, data: str) -> Progress | None:
        """Take one event; raises ApiResponseError."""
        ...

    def payload(self) -> dict[str, object]:
        """The reply; raises ApiResponseError where the stream broke off."""
        ...


class EventBody:
    """Server-sent events, reported as they come; a reply that is not streamed is taken too."""

    def __init__(self, operation: str, report: Report, reader: EventReader | None = None) -> None:
        self.is_used = False
        self._reader = reader or StreamReader()
        self._operation = operation
        self._report = report
        self._last: tuple[str, int, int] | None = None

    async def read(self, response: httpx.Response, moved: Moved) -> object:
        """The reply that the events add up to."""
        if not response.headers.get("content-type", "").casefold().startswith(_EVENT_STREAM):
            return await JsonBody(self._operation).read(response, moved)
        reader, events = self._reader, _EventData()
        async with aclosing(decoded_chunks(response, self._operation)) as chunks:
            # read to the end, also after [DONE]: httpcore's generators must not be left half-way
            async for chunk in chunks:
                for data in events.of(chunk):
                    await self._take(reader, data, moved)
        return reader.payload()

    async def _take(self, reader: EventReader, data: str, moved: Moved) -> None:
        is_small = len(data) <= _INLINE_BYTES
        progress = reader.feed(data) if is_small else await asyncio.to_thread(reader.feed, data)
        if reader.error is not None:
            raise status_error(reader.error.status or 500, reader.error, self._operation)
        if progress is None:
            return
        self.is_used = True
        place = (progress.stage, progress.done, progress.total)
        if place != self._last:  # saying the same again is no progress
            self._last = place
            moved()
        self._report(progress)


class _EventData:
    """Cuts a stream into the `data` of its events (WHATWG HTML, 9.2.6).

    Only LF and CR LF end a line here: JSON may hold U+2028, at which `str.splitlines` would cut.
    """

    def __init__(self) -> None:
        self._begun: list[bytes] = []
        self._data: list[bytes] = []

    def of(self, chunk: bytes) -> Iterator[str]:
        """The events that end in this chunk."""
        *whole, rest = chunk.split(b"\n")
        for end in whole:
            line = b"".join((*self._begun, end)).removesuffix(b"\r")
            self._begun = []
            if line.startswith(b"data:"):
                self._data.append(line[5:].removeprefix(b" "))
            elif not line and self._data:
                yield b"\n".join(self._data).decode("utf-8", "replace")
                self._data = []
        if rest:
            self._begun.append(rest)


def _parsed(body: bytes, operation: str) -> object:
    if not body.strip():
        raise ApiResponseError(operation, "the reply is empty")
    try:
        return loads_reply(body)
    except JsonTextError as error:
        text = body[: 4 * _EXCERPT_LIMIT].decode("utf-8", "replace")
        if text.lstrip()[:1] == "<":
            title = parse_error(body.decode("utf-8", "replace")).message
            excerpt = plain_text(title or text, _EXCERPT_LIMIT)
            raise ApiResponseError(operation, WEB_PAGE, excerpt) from error
        raise ApiResponseError(operation, f"not JSON: {error}", plain_text(text, _EXCERPT_LIMIT)) from error
