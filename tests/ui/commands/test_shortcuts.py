from __future__ import annotations

import pytest
from fakes.source import CHAT_MODEL
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QKeySequenceEdit, QPushButton
from ui.commands.conftest import Program, child

from holysheep_desktop.ui.commands.palette import Palette
from holysheep_desktop.ui.commands.shortcuts_window import ShortcutsWindow
from holysheep_desktop.ui.tabs.fixed_tabs import TabName
from holysheep_desktop.ui.widgets.prompt_edit import PromptEdit
from holysheep_desktop.ui.widgets.search_field import SearchField
from holysheep_desktop.ui.widgets.tables import RowView

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def palette(program: Program) -> Palette:
    window = program.frame.window
    program.wait(window.isActiveWindow)
    program.qtbot.keyClick(window, Qt.Key.Key_P, CONTROL_SHIFT)
    palette = child(window, Palette, "palette")
    program.wait(palette.isVisible)
    return palette


def test_that_the_palette_goes_to_a_tab_by_two_letters_and_escape_stops_nothing(
    program: Program, palette: Palette
) -> None:
    words = child(palette, SearchField, "paletteWords")
    names = {offer.text for offer in palette.shown_offers}
    assert {"Settings", "New window", "Keyboard shortcuts", "Film review · English"} <= names
    assert "Save report" not in names, "there is nothing to save"

    program.qtbot.keyClicks(words, "sae")
    assert palette.shown_offers[0].text == "SAE"
    program.qtbot.keyClick(words, Qt.Key.Key_Return)

    tab = program.frame.window.current_tab
    assert tab.objectName() == "saeTab"
    field = child(tab, PromptEdit, "saePrompt")
    assert QApplication.focusWidget() is field

    program.source.hold()
    field.set_prompt("sort a list")
    tab.run()
    program.wait(lambda: program.source.calls.count("analyse") == 1)
    program.qtbot.keyClick(field, Qt.Key.Key_P, CONTROL_SHIFT)
    program.qtbot.keyClick(words, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert tab.is_running()
    program.qtbot.keyClick(field, Qt.Key.Key_Escape)
    program.wait(lambda: not tab.is_running())


def test_that_the_palette_chooses_whom_to_ask(program: Program, palette: Palette) -> None:
    words = child(palette, SearchField, "paletteWords")
    program.qtbot.keyClicks(words, "gpt")
    offer = palette.shown_offers[0]
    assert (offer.text, offer.group) == (CHAT_MODEL.id, "Model")

    program.qtbot.keyClick(words, Qt.Key.Key_Return)

    program.wait(lambda: program.session.model == CHAT_MODEL)


def test_that_a_composed_syllable_filters_and_recent_runs_and_presets_can_be_chosen(program: Program) -> None:
    tab = program.show(program.frame, TabName.SAE)
    program.ask(tab, "리스트를 정렬")
    palette = child(program.frame.window, Palette, "palette")
    program.frame.window.menus.palette.trigger()
    program.wait(lambda: any(offer.group == "Recent run" for offer in palette.shown_offers))
    words = child(palette, SearchField, "paletteWords")

    QApplication.sendEvent(words, QInputMethodEvent("ㄹㅅㅌ", []))
    (offer,) = palette.shown_offers
    assert offer.text == "리스트를 정렬"
    program.qtbot.keyClick(words, Qt.Key.Key_Return)

    tabs = program.frame.window.tabs
    program.wait(lambda: tabs.can_close_front)
    shown = program.frame.window.current_tab.record()
    assert shown is not None
    assert shown.main.request.prompt == "리스트를 정렬"
    program.frame.window.menus.palette.trigger()
    words.clear()
    program.qtbot.keyClicks(words, "capital japan")
    assert not any(offer.group == "Example" for offer in palette.shown_offers)
    words.clear()
    program.qtbot.keyClicks(words, "capital eng")
    assert [(offer.group, offer.text) for offer in palette.shown_offers] == [("Example", "Capital · English")]
    program.qtbot.keyClick(words, Qt.Key.Key_Return)

    full = program.frame.window.current_tab
    assert full.objectName() == "fullTab"
    assert child(full, PromptEdit, "fullPrompt").prompt() == "The capital city of Italy is called"
    full.stop()
    program.wait(lambda: not full.is_running())


def test_that_a_key_is_changed_with_its_conflict_said_and_reset(program: Program) -> None:
    window = program.frame.window
    menus = window.menus
    menus.shortcuts.trigger()
    sheet = child(window, ShortcutsWindow, "shortcuts")
    view = child(sheet, RowView, "shortcutTable")
    rows = {str(row[1]): row for row in view.values()}
    assert rows["Run"][2] == "Ctrl+Enter; Ctrl+Return"
    assert rows["Undo"][2] == QKeySequence(QKeySequence.StandardKey.Undo).toString()
    assert "Recent prompts" in rows

    program.qtbot.keyClicks(child(sheet, SearchField, "shortcutSearch"), "fold the")
    edit = child(sheet, QKeySequenceEdit, "shortcutEdit")
    use = child(sheet, QPushButton, "shortcutUse")
    program.qtbot.keyClick(view, Qt.Key.Key_Return)
    assert sheet.focusWidget() is edit, "Enter on a row goes to where its key is pressed"
    edit.setKeySequence(QKeySequence("Ctrl+C"))
    assert not use.isEnabled(), "fields need it"
    edit.setKeySequence(QKeySequence("Ctrl+N"))
    assert sheet.said == "“New window” has this key now and would lose it."
    program.qtbot.mouseClick(use, Qt.MouseButton.LeftButton)
    assert sheet.focusWidget() is view, "a second press takes no key away"

    assert program.saved[-1].shortcuts == {"foldQuestion": "Ctrl+N", "newWindow": ""}
    assert menus.fold.shortcut() == QKeySequence("Ctrl+N")
    assert menus.window.new_window.shortcut().isEmpty()
    program.windows.open_new()
    other = program.windows.frames[1].window.menus
    assert other.fold.shortcut() == QKeySequence("Ctrl+N"), "every window has them"

    program.qtbot.mouseClick(child(sheet, QPushButton, "shortcutResetAll"), Qt.MouseButton.LeftButton)
    assert program.saved[-1].shortcuts == {}
    for one in (menus, other):
        assert one.fold.shortcut() == QKeySequence("Ctrl+B")
        assert one.window.new_window.shortcut() == QKeySequence("Ctrl+N")
    sheet.close()
    program.wait(lambda: program.windows.frames[1].is_complete)
