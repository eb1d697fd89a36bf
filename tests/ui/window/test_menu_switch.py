from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.stores import MenuEntry
from holysheep_desktop.errors import ExportWriteError
from holysheep_desktop.ui.notices.strip import NoticeStrip
from holysheep_desktop.ui.window.menu_switch import MenuSwitch

pytestmark = pytest.mark.usefixtures("qt_loop")


class Entry:
    """A menu of applications in memory."""

    def __init__(self, *, missing: tuple[str, ...] = (), fault: ExportWriteError | None = None) -> None:
        self.is_put, self.missing, self.fault = False, missing, fault

    def is_there(self) -> bool:
        return self.is_put

    async def put(self) -> tuple[str, ...]:
        return self._change(is_put=True)

    async def take_away(self) -> tuple[str, ...]:
        return self._change(is_put=False)

    def _change(self, *, is_put: bool) -> tuple[str, ...]:
        if self.fault is not None:
            raise self.fault
        self.is_put = is_put
        return self.missing


class Scene:
    """A menu with the switch, and the strip where it speaks."""

    def __init__(self, qtbot: QtBot, entry: MenuEntry | None) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.menu = QMenu(self.window)
        self.action = QAction(self.window)
        self.menu.addAction(self.action)
        self.strip = NoticeStrip(self.window)
        self.switch = MenuSwitch(self.menu, self.action, entry, self.strip, self.window)

    def words(self) -> str:
        return " ".join(label.text() for label in self.strip.findChildren(QLabel))


def test_that_it_switches_the_entry_on_and_off(qtbot: QtBot) -> None:
    entry = Entry()
    scene = Scene(qtbot, entry)

    scene.action.trigger()
    qtbot.waitUntil(lambda: "is in the menu" in scene.words())
    assert (entry.is_put, scene.action.isChecked()) == (True, True)

    scene.action.trigger()
    qtbot.waitUntil(lambda: "taken out" in scene.words())
    assert (entry.is_put, scene.action.isChecked()) == (False, False)


def test_that_the_tick_tells_what_is_there_when_the_menu_opens(qtbot: QtBot) -> None:
    entry = Entry()
    scene = Scene(qtbot, entry)
    entry.is_put = True  # another window, or the command line

    scene.menu.aboutToShow.emit()

    assert scene.action.isChecked()


def test_that_packages_without_which_a_double_click_does_nothing_are_named(qtbot: QtBot) -> None:
    scene = Scene(qtbot, Entry(missing=("shared-mime-info",)))

    scene.action.trigger()

    qtbot.waitUntil(lambda: "shared-mime-info" in scene.words())


def test_that_a_refusal_of_the_disk_is_said_and_the_tick_stays_off(qtbot: QtBot) -> None:
    fault = ExportWriteError(Path("/there"), "no space")
    scene = Scene(qtbot, Entry(fault=fault))

    with qtbot.waitSignal(scene.switch.failed) as failed:
        scene.action.trigger()

    assert failed.args == [fault]
    assert not scene.action.isChecked()


def test_that_a_system_without_such_a_menu_is_not_offered_it(qtbot: QtBot) -> None:
    assert not Scene(qtbot, None).action.isVisible()
