"""The window's analysis tabs over the real client, with every invariant of the fault table watched."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from pathlib import Path

from client.clients import Waits, key_source
from fakes.scripted_server import ScriptedServer
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from holysheep_desktop.client.endpoint_client import EndpointClient
from holysheep_desktop.client.retry import Pace
from holysheep_desktop.core.connections.exchange_log import ExchangeLog
from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.history import RunFilter, RunState
from holysheep_desktop.core.models import Capabilities, ModelInfo, Support
from holysheep_desktop.core.source import AnalysisSource
from holysheep_desktop.storage.database.database import Database
from holysheep_desktop.storage.history.store import SqliteHistory
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.history.recorder import Recorder
from holysheep_desktop.ui.notices.notice import Action
from holysheep_desktop.ui.notices.strip import NoticeStrip
from holysheep_desktop.ui.patching.tab import PatchingTab
from holysheep_desktop.ui.reports import software
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.analysis_tab import AnalysisTab

CANARY_KEY = "hs-canary-71c4e0d2"
PROMPT = "canary prompt 정렬 ⟨1⟩"
OTHER = "canary prompt 무작위 ⟨2⟩"
MODEL = ModelInfo("gemma", None, Capabilities(Support.YES, Support.YES, n_layers=18))
MOST_GUI_MS = 100.0
"""On the machine that the yardstick was taken on, with nothing else running."""
_TICK_MS = 5
_YARDSTICK_MS = 1.5
_YARDSTICK_ROUNDS = 3
_YARDSTICK_WORDS = 5_000


def yardstick_ms() -> float:
    """Processor time of a fixed piece of Python, in milliseconds."""
    started = time.thread_time()
    words = {str(number): f"{number * 0.37:.4g}" for number in range(_YARDSTICK_WORDS)}
    assert len(words) == _YARDSTICK_WORDS
    return 1000 * (time.thread_time() - started)


def slowdown() -> float:
    """How much slower than on a quiet machine this thread computes just now; 1 where it is faster.

    A hyperthread whose twin is busy takes up to twice the processor time for the same work.
    """
    return max(1.0, max(yardstick_ms() for _ in range(_YARDSTICK_ROUNDS)) / _YARDSTICK_MS)


class Pulse:
    """How long the interface's thread computed without letting events in, at worst.

    Its own processor time is measured, so that another busy process on the machine is not blamed on it.
    """

    def __init__(self) -> None:
        self.worst_ms = 0.0
        self.slowdown = slowdown()
        self._last = time.thread_time()
        self._timer = QTimer(interval=_TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def stop(self) -> float:
        self._timer.stop()
        return self.worst_ms

    def _on_tick(self) -> None:
        now = time.thread_time()
        self.worst_ms = max(self.worst_ms, 1000 * (now - self._last))
        self._last = now


class FaultBench:
    """One analysis tab on the screen in Korean, a server that misbehaves, and a listener nobody may call."""

    def __init__(
        self,
        qtbot: QtBot,
        theme: Theme,
        server: ScriptedServer,
        canary: ScriptedServer,
        limits: NetworkLimits,
        *,
        is_patching: bool,
        folder: Path,
        pace: Pace | None = None,
    ) -> None:
        self.qtbot, self.server, self.canary = qtbot, server, canary
        self.exchanges = ExchangeLog()
        self.waits = Waits()
        self._pace = pace or self.waits.pace()
        self._limits = limits
        self.session = Session(self._connect, Endpoint(EndpointKind.CUSTOM, server.base_url))
        self.session.show_models((MODEL,))
        self._folder = folder
        self._database = Database(folder / "history.sqlite")
        self.history = SqliteHistory(self._database, software)
        self.recorder = Recorder(self.history, self.session)
        self.tab: AnalysisTab = (
            PatchingTab(self.session, theme) if is_patching else SaeTab(self.session, theme)
        )
        self.recorder.watch(self.tab)
        self.error: BaseException | None = None
        self.tab.run_ended.connect(self._on_run_ended)
        self.window = QWidget()
        theme.dress(self.window)
        qtbot.addWidget(self.window)
        QVBoxLayout(self.window).addWidget(self.tab)
        self.window.resize(1200, 700)
        self.window.show()
        self.pulse = Pulse()
        self._type_prompts(is_patching=is_patching)

    def _connect(self, endpoint: Endpoint) -> AnalysisSource:
        return EndpointClient(
            endpoint, key_source(CANARY_KEY), self._limits, pace=self._pace, record=self.exchanges.add
        )

    def _type_prompts(self, *, is_patching: bool) -> None:
        if is_patching:
            assert isinstance(self.tab, PatchingTab)
            self.tab.question.original.set_prompt(PROMPT)
            self.tab.question.comparison.set_prompt(OTHER)
        else:
            assert isinstance(self.tab, SaeTab)
            self.tab.question.prompt.set_prompt(PROMPT)
        self.draft = self.tab.save_state()

    def _on_run_ended(self, _state: RunState, error: BaseException | None) -> None:
        self.error = error

    def press(self) -> None:
        """Click the button that is Run, and Stop while something runs."""
        button = self.tab.findChild(QPushButton, "runButton")
        assert button is not None
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def run(self) -> None:
        """Press Run and wait until it has ended and is kept."""
        self.press()
        self.qtbot.waitUntil(lambda: not self.tab.is_running(), timeout=20_000)

    async def kept(self) -> list[RunState]:
        """The states of the history's rows."""
        await self.recorder.flush()
        page = await self.history.page(RunFilter())
        return [row.state for row in page.rows]

    async def close(self) -> None:
        """End the database's thread."""
        await self._database.aclose()

    @property
    def notices(self) -> NoticeStrip:
        return self.tab._finding.notices

    def check_invariants(self, log: list[logging.LogRecord], *, n_requests: int, is_error: bool) -> None:
        """All that must hold whatever went wrong; 1, no unhandled error, is checked by the loop's fixture."""
        self._check_no_key(log)
        # the words of a comparison are cut into tokens beside the run, once nobody has typed for a moment
        asked = [request for request in self.server.requests if not request.path.endswith("/tokenize")]
        assert len(asked) == n_requests
        assert self.tab.save_state() == self.draft
        worst_ms = self.pulse.stop()
        slower = max(self.pulse.slowdown, slowdown())
        assert worst_ms <= MOST_GUI_MS * slower, f"{worst_ms:.0f} ms, at {slower:.1f} times the usual time"
        states = self._wait_for(self.kept())
        assert states == [RunState.ERROR if is_error else RunState.OK]
        self._check_what_is_said(is_error=is_error)

    def _check_no_key(self, log: list[logging.LogRecord]) -> None:
        texts = [
            record.getMessage() + str(record.exc_info)
            for record in log
            if not record.name.startswith("asyncio")
        ]
        for widget in self.window.findChildren(QWidget):
            texts += [widget.toolTip(), widget.accessibleDescription(), widget.accessibleName()]
            if isinstance(widget, QLabel | QLineEdit):
                texts.append(widget.text())
            elif isinstance(widget, QPlainTextEdit):
                texts.append(widget.toPlainText())
        texts.append(repr(self.exchanges.exchanges))
        assert not any(CANARY_KEY in text for text in texts)
        for path in self._folder.rglob("*"):
            # the database's journal comes and goes
            with contextlib.suppress(FileNotFoundError, IsADirectoryError):
                assert CANARY_KEY.encode() not in path.read_bytes()

    def _check_what_is_said(self, *, is_error: bool) -> None:
        notice = self.notices.notice
        if is_error:
            assert any("가" <= character <= "힣" for character in notice.title)
            assert notice.advice or notice.action is not Action.NONE
        for name in ("noticeTitle", "noticeAdvice"):
            label = self.notices.findChild(QLabel, name)
            assert label is not None
            assert label.textFormat() is Qt.TextFormat.PlainText
            assert "\u202e" not in label.text()
        assert self.canary.requests == []
        assert self.canary.n_connections == 0

    def _wait_for(self, work: object) -> list[RunState]:
        assert asyncio.iscoroutine(work)
        task = asyncio.ensure_future(work)
        self.qtbot.waitUntil(task.done)
        states: list[RunState] = task.result()
        return states
