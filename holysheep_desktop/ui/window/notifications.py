"""Tells the desktop when long work has ended while another program is in front."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from holysheep_desktop.core.history import RunState
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.window.main_window import MainWindow

Notify: TypeAlias = Callable[[str, str], Awaitable[bool]]
"""Shows a title and a text; False where the desktop has no such service."""


class Notifications(QObject):
    """Names the tab and how the work ended, never what was asked. The window's entry in the task bar is
    marked too, where there is one.
    """

    def __init__(self, window: MainWindow, notify: Notify | None) -> None:
        super().__init__(window)
        self._window, self._notify = window, notify
        self._job = Job(self)
        window.work.ended_unseen.connect(self._on_ended_unseen)

    @Slot(str, object)
    def _on_ended_unseen(self, tab: str, end: RunState) -> None:
        if not self._window.menus.notifies.isChecked():
            return
        QApplication.alert(self._window)
        if self._notify is not None:
            words = self.tr("{tab}: failed") if end is RunState.ERROR else self.tr("{tab}: finished")
            self._job.start(self._told(self._notify, words.format(tab=tab)), name="notify")

    @staticmethod
    async def _told(notify: Notify, text: str) -> None:
        await notify("HolySheep Desktop", text)
