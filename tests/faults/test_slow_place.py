"""Saving to a place that takes its time, as a network drive does: row FS02 of the fault table."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.source import FakeSource
from fakes.stores import MemoryKeys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from storage.reports.plain_printer import PlainPrinter
from typing_extensions import override
from ui.children import child

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.program_facts import ProgramFacts
from holysheep_desktop.core.report import Report
from holysheep_desktop.core.settings import Language, Settings, ThemeChoice
from holysheep_desktop.core.stores import ReportKind
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.storage.reports.files import DiskReportFiles
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.session import EndpointState, Session
from holysheep_desktop.ui.window.frame import Frame, Stores

PROMPT = "a prompt that is worth keeping"


class SlowDrive(DiskReportFiles):
    """The real files; the thread that writes waits in the middle until the drive has caught up."""

    def __init__(self) -> None:
        super().__init__(resource_path("report_templates"), PlainPrinter())
        self.has_begun, self.may_go_on = threading.Event(), threading.Event()
        self.threads = set[int]()

    def stall(self) -> None:
        self.has_begun.clear()
        self.may_go_on.clear()

    @override
    def save_now(self, report: Report, path: Path) -> None:
        self.threads.add(threading.get_ident())
        self.has_begun.set()
        assert self.may_go_on.wait(60)
        super().save_now(report, path)


class Program:
    """One window with a finding in front, and a slow drive to save it on."""

    def __init__(self, qtbot: QtBot, theme: Theme, languages: Languages) -> None:
        self.qtbot, self.drive, self.source = qtbot, SlowDrive(), FakeSource()
        self.session = Session(lambda _: self.source, Endpoint(EndpointKind.LOCAL))
        settings = Settings(theme=ThemeChoice.LIGHT, language=Language.ENGLISH)
        stores = Stores(MemoryKeys(), self.drive, ProgramFacts())
        self.frame = Frame(self.session, theme, languages, stores, settings)
        self.window = self.frame.window
        self.window.show()
        qtbot.waitUntil(lambda: self.frame.is_complete)
        self.session.refresh_models()
        qtbot.waitUntil(lambda: self.session.state is EndpointState.READY)
        (self.tab,) = [tab for tab in self.window.tabs.all() if isinstance(tab, SaeTab)]
        self.window.bring_to_front(self.tab)
        self.tab.question.prompt.set_prompt(PROMPT)
        self.window.menus.run.trigger()
        qtbot.waitUntil(lambda: self.tab.record() is not None)

    def save(self, path: Path) -> None:
        self.window.menus.save_report.trigger()
        self.qtbot.waitUntil(lambda: bool(self.window.findChildren(QFileDialog)))
        dialog = self.window.findChildren(QFileDialog)[0]
        child(dialog, QLineEdit, "fileNameEdit").setText(str(path))
        dialog.accept()
        self.qtbot.waitUntil(self.drive.has_begun.is_set)
        self.qtbot.waitUntil(lambda: not self.window.findChildren(QFileDialog))

    def said(self) -> str:
        return child(self.window, QLabel, "noticeTitle").text()

    def wait_for_words(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in self.said(), timeout=20_000)

    def end(self) -> None:
        self.drive.may_go_on.set()
        self.frame.stop()
        self.window.hide()
        self.window.deleteLater()


@pytest.fixture
def program(qtbot: QtBot, qt_loop: EventLoop, theme: Theme, languages: Languages) -> Iterator[Program]:
    program = Program(qtbot, theme, languages)
    yield program
    program.end()


def test_that_a_slow_place_holds_neither_the_window_nor_the_prompt_and_is_told(
    program: Program, tmp_path: Path
) -> None:
    """Five cases: each kind of report."""
    for kind in ReportKind:
        path = tmp_path / kind / f"a.{kind}"
        path.parent.mkdir()
        program.save(path)
        _check_busy(program, path)
        program.drive.may_go_on.set()
        program.wait_for_words(f"Report saved: {path}")
        assert path.stat().st_size > 0
        program.drive.stall()


def _check_busy(program: Program, path: Path) -> None:
    """The loop goes round, as no thread of its own writes; a second save is refused with the reason."""
    program.wait_for_words(f"still being saved: {path}")
    program.window.notices.clear()

    program.window.menus.save_report.trigger()
    program.qtbot.wait(20)  # a dialog would have come

    assert f"still being saved: {path}" in program.said()
    assert program.window.findChildren(QFileDialog) == []
    assert threading.get_ident() not in program.drive.threads
    assert program.tab.question.request().prompt == PROMPT
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("case", [pytest.param("closed meanwhile", id="FS02-slow-and-closed")])
def test_that_the_program_asks_before_it_ends_while_a_report_is_being_saved(
    case: str, program: Program, tmp_path: Path
) -> None:
    program.save(tmp_path / "a.json")

    program.window.close()

    dialog = child(program.window, QDialog, "endDialog")
    program.qtbot.waitUntil(dialog.isVisible)
    program.qtbot.mouseClick(child(dialog, QPushButton, "endNo"), Qt.MouseButton.LeftButton)
    program.qtbot.waitUntil(lambda: not program.window.findChildren(QDialog, "endDialog"))
    program.drive.may_go_on.set()
    program.wait_for_words("Report saved")
    assert (tmp_path / "a.json").stat().st_size > 0, case
