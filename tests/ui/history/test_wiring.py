from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.source import SAE_MODEL, FakeSource
from fakes.stores import MemoryKeys, MemoryReports
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTabWidget, QWidget
from pytestqt.qtbot import QtBot
from ui.history.conftest import Shelf

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.history import Begun, Opening, RunFilter, new_run_key
from holysheep_desktop.core.program_facts import ProgramFacts
from holysheep_desktop.core.report import RecordKind
from holysheep_desktop.core.requests import AnalysisRequest, FeatureOptions, user_message
from holysheep_desktop.core.settings import Language, Settings, ThemeChoice
from holysheep_desktop.errors import DatabaseError, DatabaseFault, HistoryFileError, SettingsNotSavedError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.history.fault_texts import opening_notice
from holysheep_desktop.ui.history.tab import HistoryTab
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.session import EndpointState, Session
from holysheep_desktop.ui.window.frame import Frame, Stores
from holysheep_desktop.ui.words.errors import describe


@pytest.fixture
def frame(shelf: Shelf, theme: Theme, qtbot: QtBot) -> Iterator[Frame]:
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    session = Session(lambda _endpoint: FakeSource(), Endpoint(EndpointKind.LOCAL))
    stores = Stores(MemoryKeys(), MemoryReports(), ProgramFacts(), history=shelf.store)
    settings = Settings(theme=ThemeChoice.LIGHT, language=Language.ENGLISH)
    frame = Frame(session, theme, Languages(app, Language.ENGLISH), stores, settings)
    frame.window.show()
    session.refresh_models()
    qtbot.waitUntil(lambda: frame.is_complete and session.state is EndpointState.READY)
    session.choose_model(SAE_MODEL.id)
    yield frame
    assert frame.history is not None
    shelf.do(frame.history.flush())
    frame.window.hide()
    frame.window.deleteLater()


def tab_of(frame: Frame, kind: type[QWidget]) -> QWidget:
    found = frame.window.findChild(kind)
    assert found is not None
    return found


def test_that_a_run_of_a_tab_is_found_in_the_history_and_opened_as_it_was(
    frame: Frame, shelf: Shelf, qtbot: QtBot
) -> None:
    sae, history = tab_of(frame, SaeTab), tab_of(frame, HistoryTab)
    assert isinstance(sae, SaeTab)
    assert isinstance(history, HistoryTab)
    tabs = frame.window.findChild(QTabWidget, "tabs")
    assert tabs is not None
    n_tabs = tabs.count()
    frame.window.bring_to_front(sae)
    sae.show_example(0)
    sae.run()
    qtbot.waitUntil(lambda: sae.record() is not None and not sae.is_running())

    frame.window.bring_to_front(history)
    qtbot.waitUntil(lambda: history.panel.table.rowCount() == 1)
    qtbot.waitUntil(lambda: "done" in str(history.panel.table.index(0, 4).data()))
    history.panel.view.selectRow(0)
    qtbot.keyClick(history.panel.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tabs.count() == n_tabs + 1)

    assert frame.window.current_tab.record() == sae.record()


def test_that_the_question_of_an_interrupted_run_opens_in_a_tab_of_its_own(
    frame: Frame, shelf: Shelf, qtbot: QtBot
) -> None:
    request = AnalysisRequest(SAE_MODEL.id, user_message("왜 하늘은"), features=FeatureOptions(12))
    begun = Begun(new_run_key(), RecordKind.SAE, request, "")
    shelf.do(shelf.store.begin(begun))
    shelf.do(shelf.store.cancel(begun.key))
    history = tab_of(frame, HistoryTab)
    assert isinstance(history, HistoryTab)
    frame.window.bring_to_front(history)
    qtbot.waitUntil(lambda: history.panel.table.rowCount() == 1)

    history.panel.view.selectRow(0)
    button = history.findChild(QPushButton, "openRun")
    assert button is not None
    qtbot.waitUntil(button.isVisible)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(frame.window.current_tab, SaeTab))

    shown = frame.window.current_tab
    shown.run()
    qtbot.waitUntil(lambda: shown.record() is not None and not shown.is_running())
    record = shown.record()
    assert record is not None
    assert record.main.request.prompt == "왜 하늘은"
    assert frame.history is not None
    shelf.do(frame.history.flush())
    assert shelf.do(shelf.store.page(RunFilter())).n_matching == 2


def test_that_trouble_at_the_start_is_told_in_the_window(frame: Frame) -> None:
    history = tab_of(frame, HistoryTab)
    assert isinstance(history, HistoryTab)

    history.trouble_found.emit(Opening(DatabaseFault.NEWER))

    title = frame.window.notices.findChild(QLabel, "noticeTitle")
    assert title is not None
    assert title.text() == "The history can be read, but not changed."
    assert history.notices.notice.title == title.text()


@pytest.mark.parametrize("fault", DatabaseFault)
def test_that_every_fault_says_what_to_do_and_nothing_of_its_path(fault: DatabaseFault) -> None:
    notice = describe(DatabaseError(fault, Path("/home-of/secret")))

    assert notice.advice
    assert "secret" not in notice.title + notice.advice


def test_that_a_refused_file_is_named_with_its_cause_as_plain_text() -> None:
    notice = describe(HistoryFileError(Path("a\u202eb.zip"), "not a \u202e history"))

    assert "\u202e" not in notice.title + notice.advice
    assert "⟨U+202E⟩" in notice.title
    assert "history" not in notice.advice


@pytest.mark.parametrize(
    ("opening", "words"),
    [
        (Opening(DatabaseFault.DAMAGED, Path("x.corrupt"), 7), "x.corrupt"),
        (Opening(DatabaseFault.UNUSABLE, lasts=False), "until you quit"),
        (Opening(DatabaseFault.NEWER), "newer version"),
        (Opening(DatabaseFault.READ_ONLY), "cannot be written"),
    ],
)
def test_that_each_kind_of_opening_is_told(opening: Opening, words: str) -> None:
    assert words in opening_notice(opening).advice


def test_that_a_run_that_was_not_kept_is_told_in_the_history_too_until_one_is(
    frame: Frame, qtbot: QtBot
) -> None:
    """A full disk refuses the settings as well, and the window's strip says one thing at a time."""
    history = tab_of(frame, HistoryTab)
    assert isinstance(history, HistoryTab)
    assert frame.history is not None
    recorder = frame.history._recorder

    recorder.failed.emit(DatabaseError(DatabaseFault.FULL, None))
    frame.show_error(SettingsNotSavedError(Path("settings.json"), "No space left on device"))
    told = history.notices.notice
    recorder.changed.emit()

    assert "The disk is full" in told.advice
    assert history.notices.notice.title == ""
