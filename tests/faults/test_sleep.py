"""A computer that slept in the middle of a reply: row TR09 of the fault table.

Every limit is counted by `time.monotonic`, which never goes back. While a computer sleeps it stands still on
Linux and macOS and goes on on Windows, so that both are tried.
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
MOST_TURNS = 3_000
HALF_A_REPLY = (
    b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"choices": ['
)
LIMITS = NetworkLimits(read_timeout_s=1.0, total_timeout_s=60.0)


class Clocks:
    """The system's clocks, which jump when the computer wakes."""

    def __init__(self) -> None:
        self._slept_s = 0.0

    def watch(self, patch: pytest.MonkeyPatch, names: tuple[str, ...]) -> None:
        for name in names:
            patch.setattr(time, name, self._shifted(getattr(time, name)))

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
    ("names", "n_requests"),
    [
        pytest.param(("time",), 2, id="TR09-sleep-on-linux"),
        pytest.param(("time", "monotonic"), 1, id="TR09-sleep-on-windows"),
    ],
)
def test_that_a_reply_that_fell_silent_is_one_error_and_can_be_asked_for_again(
    names: tuple[str, ...],
    n_requests: int,
    bench: tuple[FaultBench, Clocks, list[Script]],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither FIN nor RST comes: the connection is dead, and only the program's own limits end it."""
    caplog.set_level(logging.DEBUG)
    window, clocks, scripts = bench
    scripts.append([HALF_A_REPLY, Stall()])
    with monkeypatch.context() as patch:
        clocks.watch(patch, names)
        window.press()
        _turn_until(window, lambda: not window.tab.is_running())

    assert isinstance(window.error, ApiTimeoutError)
    window.check_invariants(caplog.records, n_requests=n_requests, is_error=True)
    assert window.notices.notice.action is Action.RETRY
    again = child(window.notices, QPushButton, "noticeAction")
    assert again.text() == "다시 시도"
    scripts[:] = [[json_reply(CHAT)]]
    window.qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    window.qtbot.waitUntil(lambda: window.tab.record() is not None)


def _turn_until(window: FaultBench, is_so: Callable[[], bool]) -> None:
    """Counted in turns of the loop: pytest-qt's own patience is one of the clocks that jump."""
    for _ in range(MOST_TURNS):
        if is_so():
            return
        window.qtbot.wait(10)
    raise AssertionError("nothing came of it")
