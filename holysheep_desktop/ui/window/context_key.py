"""Shift+F10 opens the context menu, as the menu key does, which many keyboards do not have."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override


class ContextKey(QObject):
    """Qt itself knows the key on Windows and where a desktop's own theme is loaded."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key that no widget took for itself comes up to the window."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_wish(event):
            widget = QApplication.focusWidget()
            if isinstance(widget, QWidget):
                _open_menu(widget)
                return True
        return super().eventFilter(watched, event)


def _is_wish(event: QKeyEvent) -> bool:
    is_shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_F10 and is_shifted


def _open_menu(widget: QWidget) -> None:
    """Where the caret or the current row is, as Qt does for the menu key."""
    rect = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    place = rect.center() if isinstance(rect, QRect) else widget.rect().center()
    if not widget.rect().contains(place):
        place = widget.rect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(widget, QContextMenuEvent(reason, place, widget.mapToGlobal(place)))
