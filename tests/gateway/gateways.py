"""Start and stop gateways in tests."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx
from fakes.engine import MODEL, FakeEngine

from holysheep_desktop.gateway.application import gateway_application
from holysheep_desktop.gateway.connection import GuardedProtocol
from holysheep_desktop.gateway.door import DoorRules
from holysheep_desktop.gateway.engine_interface import OpenEngine
from holysheep_desktop.gateway.label_store import LabelStore
from holysheep_desktop.gateway.listening import base_url_of, listen
from holysheep_desktop.gateway.places import CACHE_VARIABLE
from holysheep_desktop.gateway.server import GatewayServer, serve
from holysheep_desktop.gateway.worker import EngineWorker

TOKEN = "a1b2c3d4e5f60718293a4b5c6d7e8f90"
WAIT_S = 60.0
COMMAND = (sys.executable, "-m", "holysheep_desktop.gateway", "serve")


def shared_cache_dir() -> Path:
    """Converted weights that all runs of the tests share, so that they are converted once."""
    return Path(os.environ[CACHE_VARIABLE])


def client_of(base_url: str, token: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.Client(base_url=base_url, headers=headers, timeout=WAIT_S, trust_env=False)


def chat_body(prompt: str, **fields: object) -> dict[str, object]:
    return {"model": MODEL, "messages": [{"role": "user", "content": prompt}], **fields}


class ThreadGateway:
    """A gateway over an engine of the test's own, in a thread of this process."""

    def __init__(
        self,
        engine: FakeEngine,
        *,
        protocol: type[GuardedProtocol] = GuardedProtocol,
        waiting_limit: int = 8,
        open_engine: OpenEngine | None = None,
        rules: DoorRules | None = None,
        labels_dir: Path | None = None,
        takes_saes: bool = False,
    ) -> None:
        self.engine = engine
        self._takes_saes = takes_saes
        self._protocol = protocol
        self._waiting_limit = waiting_limit
        self._open_engine = open_engine or (lambda _report, _stop: engine)
        self._rules = rules or DoorRules(TOKEN)
        self._temporary = tempfile.TemporaryDirectory()
        self._labels = LabelStore(labels_dir or Path(self._temporary.name))
        self._listener = listen("127.0.0.1", 0)
        self._ready = threading.Event()
        self._started = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))

    @property
    def base_url(self) -> str:
        return base_url_of(self._listener)

    @property
    def port(self) -> int:
        port: int = self._listener.getsockname()[1]
        return port

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._started.wait(WAIT_S)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.engine.may_go_on.set()
        self._loop.call_soon_threadsafe(self._server.stop)
        self._thread.join(WAIT_S)
        assert not self._thread.is_alive(), self._what_it_does()
        self._listener.close()
        self._temporary.cleanup()

    def wait_until_ready(self) -> None:
        assert self._ready.wait(WAIT_S)

    def no_delay_of(self, client: object) -> bool:
        """Whether the server's end of a client's connection sends small pieces at once."""
        sockets = [c.transport.get_extra_info("socket") for c in self._server.server_state.connections]
        (connection,) = [s for s in sockets if s.getpeername() == client]
        return bool(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    def _what_it_does(self) -> str:
        stack = traceback.format_stack(sys._current_frames()[self._thread.ident or 0])
        return "".join([*stack, *(f"{task}\n" for task in asyncio.all_tasks(self._loop))])

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        worker = EngineWorker(self._open_engine, waiting_limit=self._waiting_limit)
        app = gateway_application(worker, self._rules, self._labels, takes_saes=self._takes_saes)
        self._server = GatewayServer(app, worker, self._protocol)
        self._started.set()
        await serve(self._server, worker, self._listener, self._ready.set)


class ProcessGateway:
    """A real gateway process, started as a person or the desktop program starts it."""

    def __init__(
        self,
        arguments: Sequence[str] = (),
        *,
        environment: Mapping[str, str] | None = None,
        first_line: str = TOKEN,
    ) -> None:
        self.process = subprocess.Popen(
            [*COMMAND, "--token-stdin", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **(environment or {})},
        )
        self.lines: list[dict[str, object]] = []
        self.base_url = ""
        assert self.process.stdin is not None
        self.process.stdin.write(first_line.encode() + b"\n")
        self.process.stdin.flush()

    @property
    def port(self) -> int:
        return httpx.URL(self.base_url).port or 0

    def __enter__(self) -> Self:
        assert self.process.stdout is not None
        while not self.base_url:
            line = self.process.stdout.readline()
            if not line:
                raise AssertionError(f"the gateway did not start: {self.end()[1]}")
            self.lines.append(json.loads(line))
            self.base_url = str(self.lines[-1].get("base_url", ""))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> tuple[str, str]:
        """Close its input and wait; returns the rest of its output and its errors."""
        if self.process.poll() is not None and self.process.stdin is not None and self.process.stdin.closed:
            return "", ""
        out, err = self.process.communicate(timeout=WAIT_S)
        return out.decode(), err.decode()


def raw_exchange(port: int, request: bytes, *, timeout_s: float = WAIT_S) -> bytes:
    """Send bytes as they are and read until the other side closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=timeout_s) as connection:
        connection.sendall(request)
        return read_to_end(connection)


def read_to_end(connection: socket.socket) -> bytes:
    received = b""
    while chunk := _received(connection):
        received += chunk
    return received


def _received(connection: socket.socket) -> bytes:
    try:
        return connection.recv(65536)
    except ConnectionResetError:
        return b""
