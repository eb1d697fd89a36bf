"""Buttons that Enter presses as the space bar does: Qt asks the desktop about Enter, and some say no."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton
from typing_extensions import override


class PushButton(QPushButton):
    """A button with words."""

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if _is_enter(e):
            self.click()
        else:
            super().keyPressEvent(e)


class ToolButton(QToolButton):
    """A quiet button; one that opens a menu opens it."""

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if not _is_enter(e):
            super().keyPressEvent(e)
        elif self.popupMode() is QToolButton.ToolButtonPopupMode.InstantPopup:
            self.showMenu()
        else:
            self.click()


def _is_enter(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and held == Qt.KeyboardModifier.NoModifier and not event.isAutoRepeat()
