"""Saving reports from the window: every kind, another place after a failure, and words that say the cause."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes.stores import MemoryReports
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from storage.report_samples import full_report

from holysheep_desktop.core.stores import REPORT_ENDING, ReportKind
from holysheep_desktop.errors import FileFault, ReportFault, ReportFormatError, ReportWriteError
from holysheep_desktop.ui.reports import ReportDesk
from holysheep_desktop.ui.words.errors import Action, describe

pytestmark = pytest.mark.usefixtures("qt_loop")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def dialog_of(window: QWidget, qtbot: QtBot) -> QFileDialog:
    qtbot.waitUntil(lambda: bool(window.findChildren(QFileDialog)))
    dialog = window.findChildren(QFileDialog)[0]
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def answer(window: QWidget, qtbot: QtBot, path: Path) -> None:
    dialog = dialog_of(window, qtbot)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    field.setText(str(path))
    dialog.accept()


def test_that_all_five_kinds_are_offered(window: QWidget, qtbot: QtBot) -> None:
    desk = ReportDesk(MemoryReports(), window)

    desk.save(full_report().record, "ko")
    dialog = dialog_of(window, qtbot)

    endings = [words.rpartition("(*.")[2].rstrip(")") for words in dialog.nameFilters()]
    assert [ReportKind.of_path(Path(f"a.{ending}")) for ending in endings] == list(ReportKind)
    assert f".{endings[0]}" == REPORT_ENDING
    dialog.reject()
    qtbot.waitUntil(lambda: not window.findChildren(QFileDialog))


def test_that_a_report_that_could_not_be_saved_can_be_saved_elsewhere(
    window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    files = MemoryReports()
    desk = ReportDesk(files, window)
    (tmp_path / "full").mkdir()
    with qtbot.waitSignal(desk.failed):
        desk.save(full_report().record, "ko")
        answer(window, qtbot, tmp_path / "full" / "a.json")
    qtbot.waitUntil(lambda: not window.findChildren(QFileDialog))

    with qtbot.waitSignal(desk.saved):
        desk.save_again()
        answer(window, qtbot, tmp_path / "b.json")

    assert files.files[tmp_path / "b.json"].record == full_report().record


def test_that_every_cause_of_a_failed_save_has_its_own_sentence_and_another_place_is_offered() -> None:
    notices = [describe(ReportWriteError(Path("/a/b.pdf"), "why", fault)) for fault in FileFault]

    assert len({notice.advice for notice in notices}) == len(FileFault)
    assert {notice.action for notice in notices} == {Action.SAVE_ELSEWHERE}
    assert all("/a/b.pdf" in notice.title for notice in notices)


def test_that_every_fault_of_a_file_has_its_own_sentence() -> None:
    notices = [describe(ReportFormatError(Path("/a/b.json"), "why", fault)) for fault in ReportFault]

    assert len({notice.advice for notice in notices}) == len(ReportFault)


@pytest.mark.parametrize("name", ["b.html", "b.PDF"])
def test_that_a_copy_for_reading_leads_to_the_report_itself(name: str) -> None:
    notice = describe(ReportFormatError(Path("/a") / name, "why", ReportFault.NO_JSON))

    assert ".holysheep.json" in notice.advice


def test_that_a_hostile_file_name_is_shown_as_text() -> None:
    notice = describe(ReportFormatError(Path("/a/\u202e<b>.json"), "a\u202eb", ReportFault.DAMAGED))

    assert "\u202e" not in notice.title + notice.advice
    assert "⟨U+202E⟩" in notice.title
