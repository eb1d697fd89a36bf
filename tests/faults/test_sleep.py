"""A computer that slept in the middle of a reply: row TR09 of the fault table.

Every limit is counted by the loop's clock, which never goes back. While a computer sleeps it stands still on
Linux and macOS and goes on on Windows, so that both are tried. Only the window's loop is shown the jump:
other loops of this process would set their timers by it, and wait for ten minutes when it is taken back.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from client.clients import CHAT
from fakes.scripted_server import Received, Script, ScriptedServer, Stall, json_reply
from faults.fault_bench import FaultBench
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from ui.children import child

from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.settings import Language
from holysheep_desktop.errors import ApiTimeoutError
from holysheep_desktop.startup.warm_up import warm_up
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.notices.notice import Action

SLEPT_S = 600.0
PATIENCE_MS = 660_000
"""The sleep and a minute: the clock by which pytest-qt is patient jumps too."""
HALF_A_REPLY = (
    b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"choices": ['
)
LIMITS = NetworkLimits(read_timeout_s=1.0, total_timeout_s=60.0)


class Clocks:
    """The system's clocks, which jump when the computer wakes."""

    def __init__(self) -> None:
        self._slept_s = 0.0

    def watch(self, patch: pytest.MonkeyPatch, loop: EventLoop, *, loop_goes_on: bool) -> None:
        patch.setattr(time, "time", self._shifted(time.time))
        if loop_goes_on:
            patch.setattr(loop, "time", self._shifted(loop.time))

    def wake(self) -> None:
        self._slept_s = SLEPT_S

    def _shifted(self, clock: Callable[[], float]) -> Callable[[], float]:
        return lambda: clock() + self._slept_s


@pytest.fixture
def bench(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme, languages: Languages, tmp_path: Path
) -> Iterator[tuple[FaultBench, Clocks, list[Script]]]:
    warm_up()
    languages.choose(Language.KOREAN)
    clocks, scripts = Clocks(), list[Script]()

    async def answer(_: Received) -> Script:
        clocks.wake()
        return scripts[0]

    with ScriptedServer() as canary, ScriptedServer(handler=answer) as server:
        bench = FaultBench(qtbot, theme, server, canary, LIMITS, is_patching=False, folder=tmp_path)
        yield bench, clocks, scripts
        qtbot.waitUntil(asyncio.ensure_future(bench.close()).done)


@pytest.mark.parametrize(
    ("loop_goes_on", "n_requests"),
    [
        pytest.param(False, 2, id="TR09-sleep-on-linux"),
        pytest.param(True, 1, id="TR09-sleep-on-windows"),
    ],
)
def test_that_a_reply_that_fell_silent_is_one_error_and_can_be_asked_for_again(
    loop_goes_on: bool,
    n_requests: int,
    qt_loop: EventLoop,
    bench: tuple[FaultBench, Clocks, list[Script]],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither FIN nor RST comes: the connection is dead, and only the program's own limits end it."""
    caplog.set_level(logging.DEBUG)
    window, clocks, scripts = bench
    scripts.append([HALF_A_REPLY, Stall()])
    with monkeypatch.context() as patch:
        clocks.watch(patch, qt_loop, loop_goes_on=loop_goes_on)
        window.press()
        window.qtbot.waitUntil(lambda: not window.tab.is_running(), timeout=PATIENCE_MS)

    assert isinstance(window.error, ApiTimeoutError)
    window.check_invariants(caplog.records, n_requests=n_requests, is_error=True)
    assert window.notices.notice.action is Action.RETRY
    again = child(window.notices, QPushButton, "noticeAction")
    assert again.text() == "다시 시도"
    scripts[:] = [[json_reply(CHAT)]]
    window.qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    window.qtbot.waitUntil(lambda: window.tab.record() is not None)
