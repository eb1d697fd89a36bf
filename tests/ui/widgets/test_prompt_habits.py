"""What people expect of a field for a prompt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.source import FakeSource
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.storage.prompt_files import DiskPromptFiles
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.session import EndpointState, Session
from holysheep_desktop.ui.widgets.prompt_edit import PromptEdit
from holysheep_desktop.ui.window.main_window import MainWindow
from holysheep_desktop.ui.window.prompt_drops import PromptDrops

CONTROL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """A window with one tab that asks a fake source."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.qtbot, self.source = qtbot, FakeSource()
        session = Session(lambda _endpoint: self.source, Endpoint(EndpointKind.LOCAL))
        self.tab = SaeTab(session, theme)
        self.window = MainWindow(session, theme, self.tab)
        self.drops = PromptDrops(self.window, DiskPromptFiles())
        self.window.show()
        session.refresh_models()
        qtbot.waitUntil(lambda: session.state is EndpointState.READY)
        field = self.tab.findChild(PromptEdit, "saePrompt")
        assert field is not None
        self.field = field
        self.field.setFocus()

    def drop(self, path: Path, target: QWidget) -> None:
        """As a file manager does it: what is under the pointer is asked first, then those around it."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        place = target.mapTo(self.window, target.rect().center())
        assert not self.field.canInsertFromMimeData(data), "the address of a file is no prompt"
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(place, copy, data, left, none)
        QApplication.sendEvent(self.window, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(self.window, QDropEvent(QPointF(place), copy, data, left, none))


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, qt_loop: object) -> Iterator[Desk]:
    desk = Desk(qtbot, theme)
    yield desk
    desk.window.hide()
    desk.window.deleteLater()


def test_that_ctrl_enter_runs_with_the_syllable_that_is_still_composed(desk: Desk) -> None:
    desk.field.insertPlainText("정")
    desk.qtbot.keyClick(desk.field, Qt.Key.Key_Return)
    QApplication.sendEvent(desk.field, QInputMethodEvent("렬", []))
    assert desk.field.toPlainText() == "정\n", (
        "Enter makes a new line, and the syllable is not in the text yet"
    )
    desk.source.hold()

    desk.qtbot.keyClick(desk.field, Qt.Key.Key_Return, CONTROL)
    desk.qtbot.waitUntil(lambda: desk.source.calls.count("analyse") == 1)

    assert desk.source.requests[-1].prompt == "정\n렬"
    assert desk.field.toPlainText() == "정\n렬", "it is committed once, not twice and not lost"
    desk.qtbot.keyClick(desk.field, Qt.Key.Key_Escape)
    desk.qtbot.waitUntil(lambda: not desk.tab.is_running())
    assert desk.source.n_cancelled == 1


def test_that_undo_does_not_empty_a_draft_that_came_back(desk: Desk) -> None:
    desk.tab.question.restore_draft({"prompt": "what was typed"})

    desk.qtbot.keyClick(desk.field, Qt.Key.Key_Z, CONTROL)

    assert desk.field.prompt() == "what was typed"


def test_that_an_example_can_be_undone(desk: Desk) -> None:
    desk.qtbot.keyClicks(desk.field, "mine")

    desk.tab.show_example(0)
    assert desk.field.prompt() not in {"", "mine"}
    desk.qtbot.keyClick(desk.field, Qt.Key.Key_Z, CONTROL)

    assert desk.field.prompt() == "mine"


def test_that_a_text_file_becomes_the_prompt_of_the_field_it_was_dropped_on(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "prompt.txt"
    path.write_bytes("두 줄\r\n의 글\n".encode("cp949"))

    desk.drop(path, desk.field)
    desk.qtbot.waitUntil(lambda: desk.field.prompt() != "")
    assert desk.field.prompt() == "두 줄\n의 글"
    path.write_text("another", encoding="utf-8")
    desk.drop(path, desk.window.endpoint_bar)
    desk.qtbot.waitUntil(lambda: desk.field.prompt() == "another")


def test_that_a_file_that_is_no_text_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"a" * 1_000_001)

    with desk.qtbot.waitSignal(desk.drops.failed) as failed:
        desk.drop(path, desk.field)

    assert failed.args is not None
    assert desk.field.prompt() == ""


def test_that_a_report_dropped_on_a_field_is_opened(desk: Desk, tmp_path: Path) -> None:
    dropped: list[Path] = []
    desk.window.drops.report_dropped.connect(dropped.append)

    desk.drop(tmp_path / "report.json", desk.field)

    assert dropped == [tmp_path / "report.json"]
    assert desk.window.findChild(QLabel, "noticeTitle") is not None
