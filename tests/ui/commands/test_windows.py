from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import shiboken6
from fakes.stores import MemoryReports
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QPushButton, QSplitter, QToolButton
from ui.commands.conftest import Program, child

from holysheep_desktop.core.report import Report
from holysheep_desktop.core.settings import Language
from holysheep_desktop.ui.reports import software
from holysheep_desktop.ui.tabs.fixed_tabs import TabName
from holysheep_desktop.ui.tabs.tab import Tab
from holysheep_desktop.ui.widgets.prompt_edit import PromptEdit
from holysheep_desktop.ui.window import work
from holysheep_desktop.ui.window.main_window import MainWindow
from holysheep_desktop.ui.window.window_place import fitted


def prompt_of(tab: Tab) -> PromptEdit:
    return child(tab, PromptEdit, "saePrompt")


def test_that_each_window_has_its_own_tabs_and_the_last_one_ends_the_program(program: Program) -> None:
    windows = program.windows
    windows.first.window.menus.window.new_window.trigger()
    first, second = windows.frames
    program.wait(lambda: second.is_complete)
    mine, other = program.show(first, TabName.SAE), program.show(second, TabName.SAE)
    prompt_of(mine).set_prompt("in the first")
    prompt_of(other).set_prompt("in the second")
    child(other, QSplitter, "questionSplitter").setSizes([300, 700])
    settings = windows.settings
    assert "2/sae" in settings.state

    program.source.hold()
    other.run()
    program.wait(lambda: program.source.calls.count("analyse") == 1)
    second.window.close()
    dialog = child(second.window, QDialog, "endDialog")
    program.wait(dialog.isVisible)
    assert child(dialog, QLabel, "endTitle").text().endswith("Close the window anyway?")
    with program.qtbot.assertNotEmitted(windows.exit_requested):
        program.qtbot.mouseClick(child(dialog, QPushButton, "endYes"), Qt.MouseButton.LeftButton)
        program.wait(lambda: not shiboken6.isValid(second.window))
    assert windows.frames == (first,)
    assert program.source.n_cancelled == 1
    assert "2/sae" not in windows.settings.state
    assert prompt_of(mine).prompt() == "in the first"
    with program.qtbot.waitSignal(windows.exit_requested):
        first.window.close()

    again = program.started_again(settings)
    program.wait(lambda: len(again.frames) == 2 and again.frames[1].is_complete)
    tabs = [frame.window.current_tab for frame in again.frames]
    assert [prompt_of(tab).prompt() for tab in tabs] == ["in the first", "in the second"]
    sizes = child(tabs[1], QSplitter, "questionSplitter").sizes()
    assert abs(sizes[0] - 300) <= 20


def test_that_an_opened_report_is_open_again_and_a_lost_one_is_left_out(program: Program) -> None:
    window = program.frame.window
    program.ask(program.show(program.frame, TabName.SAE), "sort a list")
    record = window.current_tab.record()
    assert record is not None
    when = datetime(2026, 11, 23, tzinfo=UTC)
    here, lost = Path("/reports/here.json"), Path("/reports/lost.json")
    files = program.stores.reports
    assert isinstance(files, MemoryReports)
    for path in (here, lost):
        files.files[path] = Report(when, software(), record, "en")
        program.windows.open_report(path)
        program.wait(lambda: window.tabs.can_close_front)
        program.show(program.frame, TabName.SAE)
    window.tabs.setCurrentIndex(len(TabName) - 1)
    settings = program.windows.settings
    del files.files[lost]
    window.menus.language_chosen.emit(Language.KOREAN)
    program.wait(lambda: window.tabs.titles()[2] == "패칭")
    assert window.tabs.titles()[-1].startswith("SAE · ")
    window.menus.language_chosen.emit(Language.ENGLISH)
    program.wait(lambda: window.tabs.titles()[2] == "Patching")

    again = program.started_again(settings).first.window

    program.wait(lambda: again.tabs.can_close_front)
    assert again.tabs.count() == len(TabName)
    shown = again.current_tab.record()
    assert shown is not None
    assert shown.main.request.prompt == "sort a list"


def test_that_quitting_asks_for_the_work_of_another_window(program: Program) -> None:
    program.windows.open_new()
    first, second = program.windows.frames
    program.wait(lambda: second.is_complete)
    tab = program.show(first, TabName.SAE)
    prompt_of(tab).set_prompt("sort a list")
    program.source.hold()
    tab.run()
    program.wait(lambda: program.source.calls.count("analyse") == 1)

    second.window.menus.quit.trigger()
    dialog = child(first.window, QDialog, "endDialog")
    program.wait(dialog.isVisible)
    with program.qtbot.waitSignal(program.windows.exit_requested):
        program.qtbot.mouseClick(child(dialog, QPushButton, "endYes"), Qt.MouseButton.LeftButton)
    tab.stop()
    program.wait(lambda: not tab.is_running())


def test_that_earlier_findings_of_a_tab_come_back_and_what_was_typed_is_not_lost(program: Program) -> None:
    window = program.frame.window
    tab = program.show(program.frame, TabName.SAE)
    back, forward = (child(window, QToolButton, name) for name in ("findingBack", "findingForward"))
    for prompt in ("first", "second", "third"):
        program.ask(tab, prompt)
    prompt_of(tab).set_prompt("not asked yet")
    assert not forward.isEnabled()

    program.qtbot.keyClick(prompt_of(tab), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    program.qtbot.mouseClick(back, Qt.MouseButton.LeftButton)

    record = tab.record()
    assert record is not None
    assert record.main.request.prompt == prompt_of(tab).prompt() == "first"
    assert not back.isEnabled()
    for _ in range(2):
        program.qtbot.keyClick(prompt_of(tab), Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    last = tab.record()
    assert last is not None
    assert last.main.request.prompt == "third"
    assert prompt_of(tab).prompt() == "not asked yet"
    assert program.source.calls.count("analyse") == 3, "nothing is asked again"

    prompt_of(tab).setFocus()
    program.qtbot.keyClick(prompt_of(tab), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    program.wait(lambda: prompt_of(tab).findChild(QMenu, "recentPrompts") is not None)
    menu = child(prompt_of(tab), QMenu, "recentPrompts")
    assert [action.data() for action in menu.actions()] == ["third", "second", "first"]
    menu.actions()[1].trigger()
    menu.close()
    assert prompt_of(tab).prompt() == "second"
    program.qtbot.keyClick(prompt_of(tab), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert prompt_of(tab).prompt() == "not asked yet"


def test_that_long_work_is_told_where_nobody_looks_and_never_with_its_prompt(program: Program) -> None:
    window = program.frame.window
    tab = program.show(program.frame, TabName.SAE)
    prompt_of(tab).set_prompt("a secret question")
    program.source.hold()
    tab.run()
    program.wait(lambda: program.source.calls.count("analyse") == 1)
    program.show(program.frame, TabName.PATCHING)
    assert child(window, QLabel, "workWords").text().startswith("SAE: ")
    for running in window.work._running.values():
        running.started_at -= work.LONG_S
    other = QLabel("another window")
    program.qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    program.wait(lambda: QApplication.activeWindow() is other)

    program.source.release()
    program.wait(lambda: program.told != [])

    assert program.told == [("HolySheep Desktop", "SAE: finished")]
    window.menus.notifies.trigger()
    assert program.saved[-1].notifies is False


def test_that_a_window_of_a_larger_screen_fits_the_smaller_one() -> None:
    room = QRect(0, 40, 1024, 660)

    assert fitted(QRect(1500, 900, 1280, 800), room) == QRect(0, 40, 1024, 660)
    assert fitted(QRect(900, 500, 800, 400), room) == QRect(224, 300, 800, 400)
    assert fitted(QRect(-300, 100, 800, 400), room) == QRect(0, 100, 800, 400)


def test_that_a_window_left_beyond_the_screen_comes_back_onto_it(program: Program) -> None:
    window: MainWindow = program.frame.window
    window.move(5_000, 5_000)

    window.restore_state(window.save_state())

    assert window.screen().availableGeometry().contains(window.geometry())
