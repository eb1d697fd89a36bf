from __future__ import annotations

from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from holysheep_desktop.ui.window.menus import Menus


def test_that_about_is_the_last_entry_of_help_and_stands_apart(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)

    entries = Menus(window.menuBar(), window).help.actions()

    last = ["" if entry.isSeparator() else entry.objectName() for entry in entries[-3:]]
    assert last == ["", "terms", "about"]
