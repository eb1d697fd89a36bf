"""Stop at every stage of a run, and what many runs leave behind: rows LC01 and LC05 of the fault table."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from client.clients import CHAT, REQUEST, Waits, client_of, run
from fakes.scripted_server import Received, Script, ScriptedServer, Stall, json_reply, reply
from faults.fault_bench import FaultBench
from pytestqt.qtbot import QtBot

from holysheep_desktop.client.retry import Pace
from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.history import RunState
from holysheep_desktop.core.source import Progress
from holysheep_desktop.startup.warm_up import warm_up
from holysheep_desktop.ui.appearance.theme import Theme

MOST_CLOSING_S = 0.2
MOST_GROWTH_BYTES = 20 * 2**20
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
MIB = 2**20
_READING = "_result"
"""The thread that reads a whole reply apart is called after what it does."""


@pytest.fixture(scope="module", autouse=True)
def _warm(qapp: object) -> None:
    warm_up()


@pytest.fixture
def canary(qt_loop: object) -> Iterator[ScriptedServer]:
    with ScriptedServer() as listener:
        yield listener


class Silent:
    """Listens and never accepts: a second connection is not even made."""

    def __init__(self) -> None:
        self.requests: list[Received] = []
        self.client_left = threading.Event()
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self._socket.listen(0)
        self._port = self._socket.getsockname()[1]
        self._first = socket.create_connection(("127.0.0.1", self._port))
        self.base_url = f"http://127.0.0.1:{self._port}/v1"

    def close(self) -> None:
        self._first.close()
        self._socket.close()

    def n_waiting(self) -> int:
        """Sockets of this machine that still knock at the port."""
        wanted = f":{self._port:04X}"
        lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
        return sum(line.split()[2].endswith(wanted) and line.split()[3] == "02" for line in lines)


@pytest.fixture
def silent() -> Iterator[Silent]:
    listener = Silent()
    yield listener
    listener.close()


def large_reply() -> bytes:
    features = {str(number): 1.0 for number in range(400_000)}
    return reply(json.dumps({**CHAT, "sae_features": features}).encode())


STAGES = {
    "waiting": [Stall()],
    "reading": [HEAD + b"Content-Length: 500\r\n\r\n{", Stall()],
    "reading-chunks": [HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n", Stall()],
}


@pytest.mark.parametrize("stage", [pytest.param(stage, id=f"LC01-{stage}-in-the-window") for stage in STAGES])
def test_that_stop_closes_the_socket_and_keeps_the_prompt(
    stage: str, qtbot: QtBot, theme: Theme, canary: ScriptedServer, tmp_path: Path
) -> None:
    async def answer(_: Received) -> Script:
        return STAGES[stage]

    with ScriptedServer(handler=answer) as server:
        bench = FaultBench(qtbot, theme, server, canary, NetworkLimits(), is_patching=False, folder=tmp_path)
        closing = min(_seconds_to_close(bench, server) for _ in range(3))
        _check_stopped(bench, 3)

    assert closing <= MOST_CLOSING_S


def _seconds_to_close(bench: FaultBench, server: ScriptedServer) -> float:
    """The best of some, because another process may hold the machine for a moment."""
    n_before = len(server.requests)
    server.client_left.clear()
    bench.press()
    bench.qtbot.waitUntil(lambda: len(server.requests) == n_before + 1)
    bench.qtbot.wait(20)
    started = time.perf_counter()
    bench.tab.stop()
    bench.qtbot.waitUntil(lambda: not bench.tab.is_running())
    assert server.client_left.wait(10)
    return time.perf_counter() - started


def _check_stopped(bench: FaultBench, n_runs: int) -> None:
    assert bench.tab.record() is None
    assert bench.tab.save_state() == bench.draft
    assert bench._wait_for(bench.kept()) == [RunState.CANCELLED] * n_runs
    bench.qtbot.waitUntil(asyncio.ensure_future(bench.close()).done)


@pytest.mark.parametrize("stage", [pytest.param("connecting", id="LC01-connecting")])
def test_that_stop_gives_up_knocking(
    stage: str, qtbot: QtBot, theme: Theme, canary: ScriptedServer, tmp_path: Path, silent: Silent
) -> None:
    bench = FaultBench(
        qtbot,
        theme,
        silent,
        canary,
        NetworkLimits(),
        is_patching=False,
        folder=tmp_path,  # type: ignore[arg-type]
    )
    bench.press()
    qtbot.waitUntil(lambda: silent.n_waiting() == 1)

    bench.tab.stop()

    qtbot.waitUntil(lambda: silent.n_waiting() == 0 and not bench.tab.is_running())
    _check_stopped(bench, 1)


@pytest.mark.parametrize("stage", [pytest.param("backoff", id="LC01-backoff")])
def test_that_stop_ends_the_wait_for_another_attempt(
    stage: str, qtbot: QtBot, theme: Theme, canary: ScriptedServer, tmp_path: Path
) -> None:
    with ScriptedServer([json_reply({}, 429, {"Retry-After": "90"})]) as server:
        bench = FaultBench(
            qtbot, theme, server, canary, NetworkLimits(), is_patching=False, folder=tmp_path, pace=Pace()
        )
        with qtbot.waitSignal(bench.tab.progressed, check_params_cb=_is_a_wait):
            bench.press()

        bench.tab.stop()

        qtbot.waitUntil(lambda: not bench.tab.is_running())
        _check_stopped(bench, 1)
        assert len(server.requests) == 1


def _is_a_wait(progress: Progress) -> bool:
    return progress.waiting is not None


@pytest.mark.parametrize("stage", [pytest.param("parsing", id="LC01-parsing")])
def test_that_a_reply_that_is_being_read_apart_is_dropped(
    stage: str, qtbot: QtBot, theme: Theme, canary: ScriptedServer, tmp_path: Path
) -> None:
    """The parsing goes on in its thread until it ends; nobody takes its result."""
    with ScriptedServer([large_reply()]) as server:
        bench = FaultBench(qtbot, theme, server, canary, NetworkLimits(), is_patching=False, folder=tmp_path)
        bench.press()
        # the reply is whole and written down; what is left of the run is the reading apart of its features
        found: list[threading.Thread] = []
        qtbot.waitUntil(lambda: bool(found.extend(_reading()) or found))
        reading = found[0]
        assert bench.tab.is_running()

        bench.tab.stop()

        qtbot.waitUntil(lambda: not bench.tab.is_running())
        assert reading.is_alive()
        qtbot.waitUntil(lambda: not reading.is_alive())
        _check_stopped(bench, 1)


def _reading() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == _READING]


def _resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _n_sockets() -> int:
    links = (_target(link) for link in Path("/proc/self/fd").iterdir())
    return sum(target.startswith("socket:") for target in links)


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except FileNotFoundError:  # the folder's own handle
        return ""


@pytest.mark.parametrize("n", [pytest.param(200, id="LC05-200-runs")])
def test_that_many_runs_leave_nothing_behind(
    n: int, qtbot: QtBot, theme: Theme, canary: ScriptedServer, tmp_path: Path
) -> None:
    async def answer(_: Received) -> Script:
        return [json_reply({**CHAT, "sae_features": {"7": 1.5, "8": 0.5}})]

    with ScriptedServer(handler=answer) as server:
        bench = FaultBench(qtbot, theme, server, canary, NetworkLimits(), is_patching=False, folder=tmp_path)
        before, n_tasks_before = _after(bench, 20)
        _, n_tasks = _after(bench, n)
        qtbot.waitUntil(lambda: not _growth(before), timeout=10_000)
        n_bytes = _resident_bytes()
        qtbot.waitUntil(asyncio.ensure_future(bench.close()).done)

    assert len(server.requests) == n + 20
    assert n_tasks <= n_tasks_before
    assert n_bytes - before.n_bytes < MOST_GROWTH_BYTES


@dataclass(frozen=True)
class Left:
    """What this process holds at one moment."""

    n_sockets: int
    n_threads: int
    n_bytes: int


def _left() -> Left:
    gc.collect()
    return Left(_n_sockets(), threading.active_count(), _resident_bytes())


def _growth(before: Left) -> list[str]:
    """What is more than before; what is just about to end may still be counted, so ask for a while."""
    now = _left()
    return [name for name in ("n_sockets", "n_threads") if getattr(now, name) > getattr(before, name)]


def _after(bench: FaultBench, n: int) -> tuple[Left, int]:
    for _ in range(n):
        bench.tab.run()
        bench.qtbot.waitUntil(_is_idle(bench), timeout=20_000)
    bench._wait_for(bench.kept())
    return _left(), len(asyncio.all_tasks(asyncio.get_event_loop()))


def _is_idle(bench: FaultBench) -> Callable[[], bool]:
    return lambda: not bench.tab.is_running()


@pytest.mark.parametrize("n", [pytest.param(1000, id="LC05-1000-stopped")])
def test_that_many_stopped_runs_leave_nothing_behind(n: int) -> None:
    async def stall(_: Received) -> Script:
        return [Stall()]

    with ScriptedServer(handler=stall) as server:

        async def work() -> tuple[list[str], int, int]:
            # A pool that may grow takes a second worker when the first has not yet said that it is free.
            asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(max_workers=1))
            async with client_of(server.base_url, waits=Waits()) as client:
                await _stopped(client.analyse, 20, server)
                await asyncio.to_thread(_until, lambda: not server._connections)
                before = _left()
                await _stopped(client.analyse, n, server)
                await asyncio.to_thread(_until, lambda: not _growth(before))
                return _growth(before), _resident_bytes() - before.n_bytes, len(asyncio.all_tasks())

        growth, n_bytes, n_tasks = run(work())

    assert growth == []
    assert n_bytes < MOST_GROWTH_BYTES
    assert n_tasks == 1


async def _stopped(analyse: Callable[..., object], n: int, server: ScriptedServer) -> None:
    for number in range(n):
        work = analyse(REQUEST)
        assert asyncio.iscoroutine(work)
        task = asyncio.create_task(work)
        for _ in range(number % 60):  # anywhere between its first step and the wait for the reply
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not is_so() and time.monotonic() < deadline:
        threading.Event().wait(0.01)
