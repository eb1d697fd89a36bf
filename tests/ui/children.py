"""The parts of a window, by the names that they have in it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

Kind = TypeVar("Kind", bound=QWidget)


def child(parent: QWidget, kind: type[Kind], name: str) -> Kind:
    """The part of this kind and name; there must be one."""
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def press(parent: QWidget, name: str, qtbot: QtBot) -> None:
    """Click the button of this name."""
    qtbot.mouseClick(child(parent, QPushButton, name), Qt.MouseButton.LeftButton)
