"""What runs in the tabs of one window: told in its status bar, and outside of it where nobody looks."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from holysheep_desktop.core.history import RunState
from holysheep_desktop.core.source import Progress
from holysheep_desktop.ui.tabs.tab import Tab
from holysheep_desktop.ui.window.status_line import StatusLine

LONG_S = 3.0
"""Work that took less is not told to somebody who looks elsewhere."""


@dataclass(slots=True)
class _Running:
    """One tab's work."""

    started_at: float = field(default_factory=time.monotonic)
    progress: Progress | None = None


class Work(QObject):
    """Signals: changed() when work starts or ends; ended_unseen(str, RunState) with the tab's title when long
    work ended while another program was in front.
    """

    changed = Signal()
    ended_unseen = Signal(str, object)

    def __init__(self, window: QWidget, status: StatusLine) -> None:
        super().__init__(window)
        self._window, self._status = window, status
        self._front: Tab | None = None
        self._running: dict[Tab, _Running] = {}
        self._ends: dict[Tab, RunState] = {}
        self._beside: list[Callable[[], bool]] = []
        status.stop_requested.connect(self.stop)

    def watch(self, tab: Tab) -> None:
        """Follow a tab."""
        tab.run_state_changed.connect(self._on_state_changed)
        tab.progressed.connect(self._on_progressed)
        tab.run_ended.connect(self._on_run_ended)

    def forget(self, tab: Tab) -> None:
        """A tab is closed."""
        self._running.pop(tab, None)
        self._ends.pop(tab, None)
        self._show()

    def ask_also(self, is_busy: Callable[[], bool]) -> None:
        """Count other work of the window where it is asked whether something runs."""
        self._beside.append(is_busy)

    def show_front(self, tab: Tab) -> None:
        """Another tab is in front: its work is what is told first."""
        self._front = tab
        self._show()

    @property
    def is_any_running(self) -> bool:
        """Whether something runs in some tab, or beside the tabs."""
        return bool(self._running) or any(is_busy() for is_busy in self._beside)

    @property
    def shown(self) -> Tab | None:
        """Whose work is told: that of the tab in front, else what began last."""
        return self._front if self._front in self._running else next(reversed(self._running), None)

    @Slot()
    def stop(self) -> None:
        """Stop the work that is told."""
        if (tab := self.shown) is not None:
            tab.stop()

    def _show(self) -> None:
        tab = self.shown
        running = self._running[tab] if tab is not None else None
        where = tab.title() if tab is not None and tab is not self._front else ""
        self._status.show_working(running is not None, where, running.started_at if running else None)
        if running is not None and running.progress is not None:
            self._status.show_progress(running.progress)

    @Slot(bool)
    def _on_state_changed(self, _is_running: bool) -> None:
        tab = self.sender()
        assert isinstance(tab, Tab)
        if tab.is_running():
            self._running.setdefault(tab, _Running())
        elif (done := self._running.pop(tab, None)) is not None:
            self._tell_unseen(tab, time.monotonic() - done.started_at)
        self._show()
        self.changed.emit()

    def _tell_unseen(self, tab: Tab, elapsed_s: float) -> None:
        end = self._ends.pop(tab, RunState.OK)
        active = QApplication.activeWindow()
        is_seen = active is not None and (active is self._window or self._window.isAncestorOf(active))
        if elapsed_s >= LONG_S and not is_seen and end is not RunState.CANCELLED:
            self.ended_unseen.emit(tab.title(), end)

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        tab = self.sender()
        if isinstance(tab, Tab) and tab in self._running:
            self._running[tab].progress = progress
            if tab is self.shown:
                self._status.show_progress(progress)

    @Slot(object, object)
    def _on_run_ended(self, state: RunState, _error: BaseException | None) -> None:
        tab = self.sender()
        if isinstance(tab, Tab):
            self._ends[tab] = state
