"""File > In the menu of applications: ticked while this installation is there."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from holysheep_desktop.core.stores import MenuEntry
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.strip import NoticeStrip


class MenuSwitch(QObject):
    """Signals: failed(exception)."""

    failed = Signal(object)

    def __init__(
        self, menu: QMenu, action: QAction, entry: MenuEntry | None, notices: NoticeStrip, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._action, self._entry, self._notices = action, entry, notices
        self._is_wanted = False
        self._changing = Job(self)
        self._changing.succeeded.connect(self._on_changed)
        self._changing.failed.connect(self._on_failed)
        action.setCheckable(True)
        action.setVisible(entry is not None)
        action.triggered.connect(self._on_triggered)
        menu.aboutToShow.connect(self._show_state)

    @Slot()
    def _show_state(self) -> None:
        if self._entry is not None:
            self._action.setChecked(self._entry.is_there())

    @Slot()
    def _on_triggered(self) -> None:
        if self._entry is None:
            return
        # What is there counts: the tick may be old where the command palette was used.
        self._is_wanted = not self._entry.is_there()
        work = self._entry.put() if self._is_wanted else self._entry.take_away()
        self._changing.start(work, name="change the menu of applications")

    @Slot(object)
    def _on_changed(self, missing: tuple[str, ...]) -> None:
        self._show_state()
        title = self.tr("HolySheep Desktop was taken out of the menu of applications.")
        advice = ""
        if self._is_wanted:
            title = self.tr("HolySheep Desktop is in the menu of applications.")
            advice = self.tr("A double click on a saved report opens it here.")
        if missing:
            advice = self.tr(
                "A double click works once this is installed, and this switched off and on again: {packages}"
            )
            advice = advice.format(packages=", ".join(missing))
        self._notices.show_note(title, advice)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._show_state()
        self.failed.emit(error)
