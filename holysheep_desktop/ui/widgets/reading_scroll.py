"""A page that scrolls by the arrow keys where it does not fit, so that it can be read without a mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollArea, QWidget
from shiboken6 import isValid
from typing_extensions import override

QUIET = "quiet"
"""The style sheet's word for a page that has the focus by a click: a frame around it would surprise."""
TURN_MS = 400
"""Turns of the wheel that follow each other faster are one movement."""


class ReadingScroll(QScrollArea):
    """Takes the focus only while there is something out of sight; its frame shows the focus of the keyboard.

    A movement of the wheel that has begun on the page goes on with the page, also when a table or a text that
    scrolls by itself comes under the pointer.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner: list[QWidget] = []
        self._turning = QTimer(self)
        self._turning.setSingleShot(True)
        self._turning.setInterval(TURN_MS)
        self._turning.timeout.connect(self._let_go)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self._name_itself()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._name_itself()
        super().changeEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        if not self._turning.isActive():
            self._inner = [area.viewport() for area in self.findChildren(QAbstractScrollArea)]
            for viewport in self._inner:
                viewport.installEventFilter(self)
        self._turning.start()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent) and self._turning.isActive() and watched in self._inner:
            self.wheelEvent(event)
            return True
        return super().eventFilter(watched, event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._be_quiet(is_quiet=event.reason() is Qt.FocusReason.MouseFocusReason)
        super().focusInEvent(event)

    @Slot()
    def _let_go(self) -> None:
        for viewport in self._inner:
            if isValid(viewport):
                viewport.removeEventFilter(self)
        self._inner = []

    def _be_quiet(self, *, is_quiet: bool) -> None:
        if self.property(QUIET) != is_quiet:
            self.setProperty(QUIET, is_quiet)
            self.style().unpolish(self)
            self.style().polish(self)

    def _name_itself(self) -> None:
        self.setAccessibleName(self.tr("Page that scrolls by the arrow keys"))

    @Slot(int, int)
    def _on_range_changed(self, low: int, high: int) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if high > low else Qt.FocusPolicy.NoFocus)
