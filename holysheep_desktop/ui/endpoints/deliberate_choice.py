"""A choice that changes only where its list was opened first: it decides whom the whole program asks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox
from typing_extensions import override

_MOVES = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)
_IN_TEXT = frozenset({Qt.Key.Key_Home, Qt.Key.Key_End})


class DeliberateChoice(QComboBox):
    """Keys that would choose at once open the list, and the wheel passes it by."""

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        letter = "" if self.isEditable() or not e.text().isprintable() else e.text().strip()
        if letter:
            self.showPopup()
            self.view().keyboardSearch(letter)
        elif Qt.Key(e.key()) in _MOVES - (_IN_TEXT if self.isEditable() else frozenset()):
            self.showPopup()
        else:
            super().keyPressEvent(e)

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()
