"""The wheel belongs to the page: a chart or table under the pointer must not stop it from scrolling."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QPlainTextEdit, QWidget
from typing_extensions import override


class PageWheel(QObject):
    """Hands wheel events of everything that scrolls inside a page on to the page.

    A table or text that has the keyboard's focus keeps them, and so does whatever zooms with Ctrl.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page

    def watch(self) -> None:
        """Take hold of what scrolls in the page by now; a chart is made with its first result."""
        for area in self._page.findChildren(QAbstractScrollArea):
            area.viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QWheelEvent) or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        area = watched.parent()
        if isinstance(area, QAbstractItemView | QPlainTextEdit) and area.hasFocus():
            return False
        event.ignore()
        return True
