"""A loopback server that answers what a test has written down, also what no HTTP library would send.

It runs in a thread with a loop of its own, so that it also serves clients on the test's loop and on Qt's.
"""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
import struct
import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import unquote

_PATIENCE_S = 20.0
_TURNS = 10
"""A connection is taken in within four turns of the loop, and let go within two."""


@dataclass(frozen=True, slots=True)
class Drip:
    """Bytes that arrive one at a time."""

    data: bytes
    interval_s: float


@dataclass(frozen=True, slots=True)
class Stall:
    """Say nothing until the client goes away."""


@dataclass(frozen=True, slots=True)
class Reset:
    """End the connection with RST instead of FIN."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Wait for the test."""

    until: threading.Event


Step = bytes | Drip | Stall | Reset | Hold
Script = Sequence[Step]


@dataclass(frozen=True, slots=True)
class Received:
    """One request as it came over the wire; header names in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def path(self) -> str:
        """The path without the query."""
        return unquote(self.target.partition("?")[0])

    def json(self) -> object:
        """The parsed body."""
        return json.loads(self.body)


Handler = Callable[[Received], Awaitable[Script]]


def reply(body: bytes = b"", status: int = 200, headers: Mapping[str, str] | None = None) -> bytes:
    """A whole HTTP/1.1 reply."""
    fields = {"Content-Type": "application/json", "Content-Length": str(len(body)), **(headers or {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"HTTP/1.1 {status} Scripted\r\n{lines}\r\n".encode() + body


def json_reply(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> bytes:
    """A whole reply with a JSON body."""
    return reply(json.dumps(value).encode(), status, headers)


class ScriptedServer:
    """Each request takes the next script; once none is left, the handler answers, else 500."""

    def __init__(
        self, *scripts: Script, handler: Handler | None = None, tls: ssl.SSLContext | None = None
    ) -> None:
        self.requests: list[Received] = []
        self.n_connections = 0
        self.asked = threading.Event()
        """Set when the first request has come in."""
        self.client_left = threading.Event()
        """Set when a client closes a connection on which the server was still busy."""
        self._scripts = list(scripts)
        self._handler = handler
        self._tls = tls
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="scripted server", daemon=True)
        self._port = 0
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()

    @property
    def base_url(self) -> str:
        """Where the server listens."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self._port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def add(self, *steps: Step) -> None:
        """Answer one more request so."""
        self._scripts.append(steps)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls)
        self._port = self._server.sockets[0].getsockname()[1]

    async def _end(self) -> None:
        assert self._server is not None
        await end_all(self._server)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        self.n_connections += 1
        try:
            await self._answer(await _received(reader), reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.client_left.set()
        except asyncio.CancelledError:
            writer.transport.abort()  # who does not read would never let it be closed
            raise
        finally:
            await _closed(writer)
            self._connections.discard(task)

    async def _answer(
        self, request: Received, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.requests.append(request)
        self.asked.set()
        work = asyncio.ensure_future(self._play(request, writer))
        gone = asyncio.ensure_future(reader.read())  # a client sends nothing after its request
        try:
            await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                self.client_left.set()
            else:
                work.result()
        finally:
            work.cancel()
            gone.cancel()
            await asyncio.gather(work, gone, return_exceptions=True)

    async def _play(self, request: Received, writer: asyncio.StreamWriter) -> None:
        for step in await self._script(request):
            match step:
                case bytes():
                    writer.write(step)
                    await writer.drain()
                case Drip(data, interval_s):
                    for byte in data:
                        writer.write(bytes([byte]))
                        await writer.drain()
                        await asyncio.sleep(interval_s)
                case Stall():
                    await asyncio.Event().wait()
                case Hold(until):
                    await asyncio.to_thread(until.wait, _PATIENCE_S)
                case Reset():
                    connection = writer.get_extra_info("socket")
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    writer.transport.abort()

    async def _script(self, request: Received) -> Script:
        if self._scripts:
            return self._scripts.pop(0)
        if self._handler is not None:
            return await self._handler(request)
        return [json_reply({"error": {"message": "nothing is scripted"}}, 500)]


async def end_all(server: asyncio.Server) -> None:
    """Close a server and every connection of this loop, which is the server's own; all is let go then."""
    server.close()
    await _turns()  # who has just come in is not served yet, and could not be told to go
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await _turns()


async def _turns() -> None:
    for _ in range(_TURNS):
        await asyncio.sleep(0)


async def _closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    try:
        await writer.wait_closed()
    except OSError:  # the client has gone, with or without a word
        pass
    except asyncio.CancelledError:
        writer.transport.abort()
        raise


async def _received(reader: asyncio.StreamReader) -> Received:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.rstrip("\r\n").split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.strip().lower(): value.strip() for name, _, value in (s.partition(":") for s in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Received(method, target, headers, body)
