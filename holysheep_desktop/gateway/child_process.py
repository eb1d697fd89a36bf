"""A child process whose lines arrive in an event loop, on any loop and any system.

asyncio's own subprocesses need a child watcher or a proactor of the loop; under Qt's loop that is another
thing on every system. Two threads that read pipes are the same everywhere.
"""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import IO, Final, TypeAlias

OnLine: TypeAlias = Callable[[str], None]

_LONGEST_LINE = 4096
_CREATION_FLAGS: Final = (
    subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP if sys.platform == "win32" else 0
)


class ChildProcess:
    """A running process. `stdin` stays open until `close_input`; its end tells the child to end."""

    def __init__(self, process: subprocess.Popen[bytes], on_output: OnLine, on_error: OnLine) -> None:
        self._process = process
        self._loop = asyncio.get_running_loop()
        self._ended: asyncio.Future[int] = self._loop.create_future()
        assert process.stdout is not None
        assert process.stderr is not None
        readers = [
            _reader(process.stdout, partial(self._in_loop, on_output)),
            _reader(process.stderr, partial(self._in_loop, on_error)),
        ]
        threading.Thread(target=self._wait, args=(readers,), name="gateway-end", daemon=True).start()

    @property
    def pid(self) -> int:
        """The operating system's number of the process."""
        return self._process.pid

    async def ended(self) -> int:
        """Wait until the process has ended and all its lines were heard; returns its exit code."""
        return await asyncio.shield(self._ended)

    def write_line(self, line: str) -> None:
        """Say one more line to the child; one that has ended does not hear it."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            self._process.stdin.write(line.encode() + b"\n")
            self._process.stdin.flush()

    async def stop(self, grace_s: float) -> int:
        """Close its input, then terminate it, then kill it, with `grace_s` between; returns its exit code."""
        for step in (self._close_input, self._process.terminate, self._process.kill):
            if self._ended.done():
                break
            step()
            await asyncio.wait({self._ended}, timeout=grace_s)
        return await self.ended()

    def _close_input(self) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()

    def _wait(self, readers: Sequence[threading.Thread]) -> None:
        for reader in readers:
            reader.join()
        exit_code = self._process.wait()
        self._in_loop(self._set_ended, exit_code)

    def _set_ended(self, exit_code: int) -> None:
        self._close_input()
        if not self._ended.done():
            self._ended.set_result(exit_code)

    def _in_loop(self, call: Callable[..., None], *values: object) -> None:
        # The loop may be closed before the child is gone; then nobody wants to hear of it.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(call, *values)


def launch(
    command: Sequence[str], environment: Mapping[str, str], first_line: str
) -> subprocess.Popen[bytes]:
    """Start a process without a console, out of the terminal's reach, and write its first line of input.

    Raises OSError where it cannot be started.
    """
    process = subprocess.Popen(  # noqa: S603 - the command is this program itself
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(environment),
        creationflags=_CREATION_FLAGS,
        start_new_session=sys.platform != "win32",
    )
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(first_line.encode() + b"\n")
        process.stdin.flush()
    return process


def _reader(pipe: IO[bytes], on_line: OnLine) -> threading.Thread:
    thread = threading.Thread(target=_read_lines, args=(pipe, on_line), name="gateway-pipe", daemon=True)
    thread.start()
    return thread


def _read_lines(pipe: IO[bytes], on_line: OnLine) -> None:
    with pipe:
        while line := pipe.readline(_LONGEST_LINE):
            on_line(line.decode("utf-8", "replace").rstrip())
