"""The proxy's process, started by the desktop program when it is switched on and ended with it."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Final, cast

from holysheep_desktop.core.connections.proxy import ProxyPhase, ProxySettings, ProxyState
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.gateway.child_process import ChildProcess, launch
from holysheep_desktop.gateway.proxy.upstreams import Upstream
from holysheep_desktop.gateway.sidecar import child_environment, command

STOP_GRACE_S: Final = 0.5
_KEPT_LINES = 20
_REASON_LIMIT = 500


class ProxyProcess:
    """Owns the process. All methods belong to the event loop's thread; `report` hears every change."""

    def __init__(self, report: Callable[[ProxyState], None], program: Sequence[str] | None = None) -> None:
        self._report = report
        self._program = program or command()
        self._child: ChildProcess | None = None
        self._upstreams: Mapping[str, Upstream] = {}
        self._last_lines: deque[str] = deque(maxlen=_KEPT_LINES)

    async def run(self, settings: ProxySettings, token: str) -> None:
        """Serve until this is cancelled or the process ends by itself, which is a failure."""
        self._last_lines.clear()
        self._report(ProxyState(ProxyPhase.STARTING))
        origins = [word for origin in settings.origins for word in ("--allow-origin", origin)]
        arguments = [*self._program, "proxy", "--port", str(settings.port), *origins]
        try:
            process = await asyncio.to_thread(launch, arguments, child_environment(), token)
        except OSError as error:
            self._report(ProxyState(ProxyPhase.FAILED, reason=str(error.strerror)))
            return
        self._child = child = ChildProcess(process, self._on_output, self._last_lines.append)
        self._tell()
        try:
            await child.ended()
        except asyncio.CancelledError:
            self._child = None
            await child.stop(STOP_GRACE_S)
            self._report(ProxyState(ProxyPhase.OFF))
            raise
        self._child = None
        self._report(ProxyState(ProxyPhase.FAILED, reason=self._reason()))

    def use(self, upstreams: Mapping[str, Upstream]) -> None:
        """Where the endpoints are now, and their keys."""
        self._upstreams = dict(upstreams)
        self._tell()

    def _tell(self) -> None:
        if self._child is None:
            return
        value = {name: {"base_url": up.base_url, "key": up.key} for name, up in self._upstreams.items()}
        self._child.write_line(json.dumps(value))

    def _on_output(self, line: str) -> None:
        try:
            value: object = json.loads(line)
        except ValueError:
            return
        address = cast("dict[str, object]", value).get("base_url") if isinstance(value, dict) else None
        if isinstance(address, str) and self._child is not None:
            self._report(ProxyState(ProxyPhase.READY, address))

    def _reason(self) -> str:
        lines = [line for line in self._last_lines if line.strip()]
        return plain_text(lines[-1].removeprefix("holysheep-gateway: "), _REASON_LIMIT) if lines else ""
