"""Serve an application until a signal, the end of standard input, or an engine that cannot be opened."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import threading
from collections.abc import Callable, Generator
from typing import Final

import uvicorn
from starlette.types import ASGIApp
from typing_extensions import override

from holysheep_desktop.gateway.connection import GuardedProtocol
from holysheep_desktop.gateway.worker import EngineWorker

STOP_WITHIN_S: Final = 1.8
_SIGNALS = ("SIGINT", "SIGTERM", "SIGBREAK")


class GatewayServer(uvicorn.Server):
    """uvicorn with guarded connections, which leaves signals to its owner and stops work when told."""

    def __init__(
        self,
        app: ASGIApp,
        worker: EngineWorker | None = None,
        protocol: type[GuardedProtocol] = GuardedProtocol,
    ) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=protocol,
                ws="none",
                lifespan="off",
                loop="asyncio",
                access_log=False,
                log_config=None,
                server_header=False,
                proxy_headers=False,
                timeout_keep_alive=60,
                timeout_graceful_shutdown=1,
            )
        )
        self._worker = worker

    def stop(self) -> None:
        """Stop the engine's work, where there is one, and then the server; belongs to the loop's thread."""
        if self._worker is not None:
            self._worker.stop()
        self.should_exit = True

    @override
    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


async def serve(
    server: GatewayServer, worker: EngineWorker, listener: socket.socket, ready: Callable[[], None]
) -> None:
    """Serve until stopped; `ready` is called once requests are answered and the engine is open.

    Raises EngineError where the engine cannot be opened.
    """
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    opening = asyncio.create_task(worker.open())
    try:
        await asyncio.wait({serving, opening}, return_when=asyncio.FIRST_COMPLETED)
        if not server.should_exit:
            opening.result()
            ready()
        await serving
    finally:
        server.stop()
        opening.cancel()
        await asyncio.wait({serving, opening})


def stop_at_end_of_input(
    descriptor: int, stop: Callable[[], None], on_line: Callable[[str], None] | None = None
) -> None:
    """Call `stop` in this loop when the pipe's other end is closed, as happens when the parent is killed.

    `on_line` hears, in this loop, of every line until then.
    """
    loop = asyncio.get_running_loop()

    def wait_for_the_end() -> None:
        with contextlib.suppress(OSError, RuntimeError), os.fdopen(descriptor, "rb", closefd=False) as lines:
            for line in lines:
                if on_line is not None:
                    loop.call_soon_threadsafe(on_line, line.decode("utf-8", "replace"))
        end_at_the_latest()
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(stop)

    threading.Thread(target=wait_for_the_end, name="end-of-input", daemon=True).start()


def end_at_the_latest(exit_code: int = 0) -> None:
    """End the process in 1.8 s whatever its threads do: native code that hangs cannot be asked to stop."""
    timer = threading.Timer(STOP_WITHIN_S, os._exit, (exit_code,))
    timer.daemon = True
    timer.start()


@contextlib.contextmanager
def stopped_by_signals(stop: Callable[[], None]) -> Generator[None]:
    """Call `stop` in this loop on Ctrl-C and on a polite kill; belongs to the main thread."""
    loop = asyncio.get_running_loop()

    def on_signal(*_: object) -> None:
        end_at_the_latest()
        loop.call_soon_threadsafe(stop)

    numbers = [signal.Signals[name] for name in _SIGNALS if name in signal.Signals.__members__]
    before = {number: signal.signal(number, on_signal) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
