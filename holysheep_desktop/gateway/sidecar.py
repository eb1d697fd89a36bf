"""The local engine's process, started by the desktop program, watched, started again, and ended with it."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import secrets
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, cast

from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.core.sidecar import SidecarPhase, SidecarState
from holysheep_desktop.errors import SidecarError
from holysheep_desktop.gateway.child_process import ChildProcess, launch

log = logging.getLogger(__name__)

RESTART_DELAYS_S: Final = (0.5, 1.0, 2.0)
STEADY_AFTER_S: Final = 60.0
STOP_GRACE_S: Final = 0.5
_FINAL_EXIT_CODES: Final = frozenset({2, 3})
"""The gateway's own refusals: trying again would bring the same."""
_KEPT_LINES = 20
_REASON_LIMIT = 500
_NOT_FOR_THE_CHILD = ("HOLYSHEEP_API_KEY", "HOLYSHEEP_GATEWAY_TOKEN")


def command() -> list[str]:
    """How this program starts its gateway; a frozen build has only the one executable."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--gateway"]
    return [sys.executable, "-m", "holysheep_desktop.gateway"]


class Sidecar:
    """Owns the gateway's process. All methods belong to the event loop's thread.

    The access token is new for every process, 256 bits, and goes through standard input only. A crash is
    followed by up to three new starts in a row, after 0.5, 1 and 2 s; a minute of life begins a new row.
    """

    def __init__(
        self,
        arguments: Sequence[str] = (),
        *,
        program: Sequence[str] | None = None,
        restart_delays_s: Sequence[float] = RESTART_DELAYS_S,
    ) -> None:
        self._command = [*(program or command()), "serve", "--port", "0", "--token-stdin", *arguments]
        self._restart_delays_s = tuple(restart_delays_s)
        self._state = SidecarState(SidecarPhase.STOPPED)
        self._report: Callable[[SidecarState], None] = _report_nothing
        self._token = ""
        self._child: ChildProcess | None = None
        self._watching: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()
        self._changed = asyncio.Event()
        self._ready_at: float | None = None
        self._last_lines: deque[str] = deque(maxlen=_KEPT_LINES)

    @property
    def state(self) -> SidecarState:
        """What is known of the process."""
        return self._state

    @property
    def base_url(self) -> str:
        """Where it answers; empty until it is ready."""
        return self._state.base_url

    @property
    def token(self) -> str:
        """The access token of the process that runs now."""
        return self._token

    @property
    def pid(self) -> int | None:
        """The number of the process, while one runs."""
        return None if self._child is None else self._child.pid

    async def start(self, report: Callable[[SidecarState], None]) -> None:
        """Start the process and watch it; `report` hears every change of state. Returns at once."""
        await self.stop()
        self._report = report
        self._stopping = asyncio.Event()
        self._set(SidecarState(SidecarPhase.STARTING))
        self._watching = asyncio.create_task(self._watch(), name="sidecar")

    async def until_ready(self) -> str:
        """The base URL, once it answers; raises SidecarError where it failed or was stopped."""
        while self._state.phase is not SidecarPhase.READY:
            if self._state.phase in {SidecarPhase.FAILED, SidecarPhase.STOPPED}:
                raise SidecarError(
                    self._state.reason or "the local engine was stopped", self._state.exit_code
                )
            await self.changed()
        return self._state.base_url

    async def changed(self) -> None:
        """Wait for the next change of state."""
        self._changed.clear()
        await self._changed.wait()

    async def stop(self) -> None:
        """End the process: close its input, after 0.5 s terminate it, after 0.5 s more kill it."""
        watching, self._watching = self._watching, None
        if watching is None:
            return
        self._stopping.set()
        await asyncio.wait({watching})
        watching.result()

    async def _watch(self) -> None:
        restarts = 0
        while not self._stopping.is_set():
            exit_code, lasted_s = await self._run_once()
            if self._stopping.is_set():
                break
            log.warning("the gateway ended with exit code %s", exit_code)
            restarts = 0 if lasted_s >= STEADY_AFTER_S else restarts
            ended = SidecarState(
                SidecarPhase.FAILED, reason=self._reason(exit_code), exit_code=exit_code, restarts=restarts
            )
            if exit_code in _FINAL_EXIT_CODES or restarts == len(self._restart_delays_s):
                self._set(ended)
                return
            delay_s = self._restart_delays_s[restarts]
            restarts += 1
            self._set(replace(ended, phase=SidecarPhase.STARTING, restarts=restarts))
            await self._pause(delay_s)
        self._set(SidecarState(SidecarPhase.STOPPED))

    async def _run_once(self) -> tuple[int | None, float]:
        """Run one process to its end; returns its exit code and how long it was ready, in seconds."""
        self._token = secrets.token_hex(32)
        self._ready_at = None
        self._last_lines.clear()
        try:
            process = await asyncio.to_thread(launch, self._command, child_environment(), self._token)
        except OSError as error:
            self._last_lines.append(f"cannot be started: {error.strerror}")
            return None, 0.0
        self._child = ChildProcess(process, self._on_output, self._on_error)
        try:
            exit_code = await self._ended_or_stopped(self._child)
        finally:
            self._child = None
        return exit_code, 0.0 if self._ready_at is None else time.monotonic() - self._ready_at

    async def _ended_or_stopped(self, child: ChildProcess) -> int:
        ended = asyncio.ensure_future(child.ended())
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({ended, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return ended.result() if ended.done() else await child.stop(STOP_GRACE_S)
        finally:
            ended.cancel()
            stopping.cancel()

    async def _pause(self, delay_s: float) -> None:
        stopping = asyncio.ensure_future(self._stopping.wait())
        await asyncio.wait({stopping}, timeout=delay_s)
        stopping.cancel()

    def _on_output(self, line: str) -> None:
        """Read one line of the gateway's standard output; what is none of its JSON lines is left alone."""
        try:
            value: object = json.loads(line)
        except ValueError:
            return
        if not isinstance(value, dict):
            return
        fields = cast("dict[str, object]", value)
        preparing, base_url = fields.get("preparing"), fields.get("base_url")
        if isinstance(base_url, str):
            self._ready_at = time.monotonic()
            self._set(SidecarState(SidecarPhase.READY, base_url=base_url, restarts=self._state.restarts))
        elif isinstance(preparing, dict):
            self._set(_prepared(self._state, cast("dict[str, object]", preparing)))

    def _on_error(self, line: str) -> None:
        shown = line.replace(self._token, "…")
        self._last_lines.append(shown)
        log.debug("gateway: %s", shown)

    def _reason(self, exit_code: int | None) -> str:
        lines = [line for line in self._last_lines if line.strip()]
        if lines:
            return plain_text(lines[-1].removeprefix("holysheep-gateway: "), _REASON_LIMIT)
        return "the local engine ended without a word" if exit_code is not None else "cannot be started"

    def _set(self, state: SidecarState) -> None:
        self._state = state
        self._changed.set()
        self._report(state)


def child_environment() -> dict[str, str]:
    """This process's environment without the keys that the gateway has no need of."""
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_FOR_THE_CHILD}
    return {**kept, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}


def _prepared(state: SidecarState, preparing: dict[str, object]) -> SidecarState:
    stage, done, total = preparing.get("stage"), preparing.get("done"), preparing.get("total")
    return replace(
        state,
        phase=SidecarPhase.PREPARING,
        stage=stage if isinstance(stage, str) else "",
        done=done if isinstance(done, int) else 0,
        total=total if isinstance(total, int) else 0,
    )


def _report_nothing(state: SidecarState) -> None:
    """Before `start` nobody listens."""
