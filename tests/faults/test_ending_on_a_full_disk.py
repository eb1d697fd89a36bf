"""Quitting while the disk takes no drafts: row LC10 of the fault table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.source import FakeSource
from fakes.stores import MemoryKeys, MemoryReports
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from ui.children import child

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.program_facts import ProgramFacts
from holysheep_desktop.core.settings import Language, Settings, ThemeChoice
from holysheep_desktop.storage.settings_file import SettingsFile
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.autosave import Autosave
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.notices.consent_dialog import ConsentDialog
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.prompt_edit import PromptEdit
from holysheep_desktop.ui.window.frame import Stores
from holysheep_desktop.ui.window.windows import Windows

TYPED = "typed while the disk was full"


class Program:
    """The windows, and the settings file in a folder that cannot be made yet."""

    def __init__(
        self, qtbot: QtBot, theme: Theme, languages: Languages, folder: Path, source: FakeSource
    ) -> None:
        self.qtbot, self.source = qtbot, source
        self.obstacle = folder / "config"
        self.obstacle.write_bytes(b"")  # a file, where the folder is to be
        self.path = self.obstacle / "settings.json"
        session = Session(lambda _: source, Endpoint(EndpointKind.LOCAL))
        settings = Settings(theme=ThemeChoice.LIGHT, language=Language.ENGLISH)
        stores = Stores(MemoryKeys(), MemoryReports(), ProgramFacts())
        self.windows = Windows(session, theme, languages, stores, settings)
        self.window = self.windows.first.window
        self.window.show()
        qtbot.waitUntil(lambda: self.windows.first.is_complete)
        self.autosave = Autosave(SettingsFile(self.path), lambda: self.windows.settings)
        self.windows.save_by(self.autosave)
        self.autosave.start()
        (self.tab,) = [tab for tab in self.window.tabs.all() if isinstance(tab, SaeTab)]
        self.tab.question.prompt.set_prompt(TYPED)

    def asked(self) -> ConsentDialog:
        self.window.close()
        dialog = child(self.window, ConsentDialog, "unsavedDialog")
        self.qtbot.waitUntil(dialog.isVisible)
        return dialog

    def answer(self, dialog: ConsentDialog, button: str) -> None:
        self.qtbot.mouseClick(child(dialog, QPushButton, button), Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: not self.window.findChildren(ConsentDialog, "unsavedDialog"))

    def end(self) -> None:
        self.autosave.stop()
        self.windows.first.stop()
        self.window.hide()
        self.window.deleteLater()


@pytest.fixture
def program(
    qtbot: QtBot, qapp: QApplication, qt_loop: EventLoop, theme: Theme, languages: Languages, tmp_path: Path
) -> Iterator[Program]:
    program = Program(qtbot, theme, languages, tmp_path, FakeSource())
    yield program
    program.end()


@pytest.mark.parametrize("case", [pytest.param("stay", id="LC10-full-disk-stay")])
def test_that_who_quits_on_a_full_disk_can_stay_and_quit_once_it_takes_the_draft(
    case: str, program: Program
) -> None:
    with program.qtbot.assertNotEmitted(program.windows.exit_requested):
        program.answer(program.asked(), "unsavedNo")
    assert program.window.isVisible(), case
    assert child(program.tab, PromptEdit, "saePrompt").prompt() == TYPED

    program.obstacle.unlink()
    with program.qtbot.waitSignal(program.windows.exit_requested):
        program.window.close()

    assert program.tab.save_state() in SettingsFile(program.path).load().settings.state.values()


@pytest.mark.parametrize("case", [pytest.param("quit", id="LC10-full-disk-quit")])
def test_that_who_quits_on_a_full_disk_all_the_same_is_asked_once(case: str, program: Program) -> None:
    dialog = program.asked()
    program.window.menus.quit.trigger()
    assert len(program.window.findChildren(ConsentDialog)) == 1, case

    with program.qtbot.waitSignal(program.windows.exit_requested):
        program.answer(dialog, "unsavedYes")

    assert program.window.isHidden()
