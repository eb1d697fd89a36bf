"""Where a window was and how large, kept and taken back, whatever screen there is now."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtWidgets import QWidget

TITLE_HEIGHT = 40
"""Room for the title bar, which some window managers have not made yet when it is asked for."""


def place_of(window: QWidget) -> str:
    """Size, place, and whether it fills the screen."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")


def put_back(window: QWidget, place: str) -> None:
    """Take back what `place_of` gave; a window that would reach over the screen's edge moves and shrinks."""
    window.restoreGeometry(QByteArray.fromBase64(place.encode("ascii", "ignore")))
    if not window.isMaximized() and not window.isFullScreen():
        keep_on_screen(window)


def keep_on_screen(window: QWidget) -> None:
    """Move and shrink a window until all of it can be seen."""
    room = window.screen().availableGeometry().adjusted(0, TITLE_HEIGHT, 0, 0)
    wanted = window.geometry()
    if not room.contains(wanted):
        window.setGeometry(fitted(wanted, room))


def fitted(wanted: QRect, room: QRect) -> QRect:
    """The nearest rectangle of that size, or of the room's, inside of the room."""
    size = QSize(min(wanted.width(), room.width()), min(wanted.height(), room.height()))
    left = max(room.left(), min(wanted.left(), room.left() + room.width() - size.width()))
    top = max(room.top(), min(wanted.top(), room.top() + room.height() - size.height()))
    return QRect(left, top, size.width(), size.height())
