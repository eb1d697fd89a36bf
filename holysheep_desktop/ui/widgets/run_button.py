"""Run, which turns into Stop at the same place and width."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.buttons import PushButton


class RunButton(Translated, PushButton):
    """A double click is one wish: its second press would otherwise hit Stop."""

    run_requested = Signal()
    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_running = False
        self.setObjectName("runButton")
        self.setProperty("primary", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        self._retranslate()

    @property
    def is_running(self) -> bool:
        """Whether the button says Stop."""
        return self._is_running

    def show_running(self, is_running: bool) -> None:
        """Say Stop while something runs, and Run otherwise."""
        self._is_running = is_running
        self.setProperty("primary", not is_running)
        self.style().unpolish(self)
        self.style().polish(self)
        self._retranslate()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the second press would stop what the first one started

    @override
    def _retranslate(self) -> None:
        if self._is_running:
            self.setText(self.tr("Stop    Esc"))
            self.setAccessibleName(self.tr("Stop"))
        else:
            self.setText(self.tr("Run    Ctrl+Enter"))
            self.setAccessibleName(self.tr("Run"))

    @Slot()
    def _on_clicked(self) -> None:
        if self._is_running:
            self.stop_requested.emit()
        else:
            self.run_requested.emit()
