"""An opened report: the tab of its kind, and above it what file it is and whether it comes out again."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.csv_text import csv_file
from holysheep_desktop.core.report import Record, Report
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.stores import ExportFiles
from holysheep_desktop.core.verification import Verification
from holysheep_desktop.ui.controls import line
from holysheep_desktop.ui.notices.saving import Saver
from holysheep_desktop.ui.notices.strip import NoticeStrip
from holysheep_desktop.ui.reports.verify_bar import VerifyBar
from holysheep_desktop.ui.reports.verify_table import VerifyTable, comparison_csv
from holysheep_desktop.ui.reports.verifying import Verifier
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.tabs.tab import Tab
from holysheep_desktop.ui.words.moments import moment_words


class ReportTab(Tab):
    """Does what the tab inside does, and verifies the report that it was opened with."""

    def __init__(self, report: Report, inner: Tab, session: Session, exports: ExportFiles | None) -> None:
        super().__init__()
        self.setObjectName("reportTab")
        self._report, self._inner, self._exports = report, inner, exports
        self._found: Verification | None = None
        self.verifier = Verifier(session, report, self)
        self.bar = VerifyBar(report, can_save=exports is not None)
        self.notices = NoticeStrip()
        self.numbers = VerifyTable()
        self._saver = Saver(self)
        self._pages = QStackedWidget()
        self._build()
        self._forward()
        self._connect()

    def _build(self) -> None:
        for page in (self._inner, self.numbers):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        widgets: tuple[QWidget, ...] = (self.bar, self.notices, line("reportLine"), self._pages)
        for widget in widgets:
            column.addWidget(widget, stretch=1 if widget is self._pages else 0)

    def _forward(self) -> None:
        self._inner.run_state_changed.connect(self.run_state_changed)
        self._inner.progressed.connect(self.progressed)
        self._inner.result_ready.connect(self.result_ready)
        self._inner.action_requested.connect(self.action_requested)
        self._inner.steering_requested.connect(self.steering_requested)
        self._inner.run_begun.connect(self.run_begun)
        self._inner.run_ended.connect(self.run_ended)

    def _connect(self) -> None:
        self.bar.verify_requested.connect(self.verify)
        self.bar.stop_requested.connect(self.verifier.stop)
        self.bar.numbers_toggled.connect(self._on_numbers_toggled)
        self.bar.save_requested.connect(self._on_save_requested)
        self.notices.action_requested.connect(self.action_requested)
        self.verifier.started.connect(self._on_started)
        self.verifier.asked.connect(self.bar.show_question)
        self.verifier.progressed.connect(self.bar.show_progress)
        self.verifier.progressed.connect(self.progressed)
        self.verifier.found.connect(self._on_found)
        self.verifier.failed.connect(self.notices.show_error)
        self.verifier.finished.connect(self._on_finished)
        self._saver.saved.connect(self._on_saved)
        self._saver.failed.connect(self.notices.show_error)

    @property
    def inner(self) -> Tab:
        """The tab of the report's kind."""
        return self._inner

    @property
    def report(self) -> Report:
        """What was opened, whatever is asked in the tab since."""
        return self._report

    @override
    def title(self) -> str:
        return f"{self._inner.title()} · {moment_words(self.report.created_at)}"

    @override
    def can_run(self) -> bool:
        return self._inner.can_run()

    @override
    def is_running(self) -> bool:
        return self._inner.is_running() or self.verifier.is_running

    @override
    def run(self) -> None:
        self._inner.run()

    @override
    def stop(self) -> None:
        self._inner.stop()
        self.verifier.stop()

    @override
    def can_verify(self) -> bool:
        return True

    @override
    @Slot()
    def verify(self) -> None:
        self.verifier.start()

    @override
    def fold_question(self, is_folded: bool) -> None:
        self._inner.fold_question(is_folded)

    @override
    def record(self) -> Record | None:
        return self._inner.record()

    @override
    def show_record(self, record: Record) -> None:
        self._inner.show_record(record)

    @override
    def show_request(self, request: AnalysisRequest) -> None:
        self._inner.show_request(request)

    @Slot()
    def _on_started(self) -> None:
        self.notices.clear()
        self.bar.show_running()
        self.run_state_changed.emit(True)

    @Slot(object)
    def _on_found(self, found: Verification) -> None:
        self._found = found
        self.numbers.show_found(found)
        self.bar.show_found(found)

    @Slot()
    def _on_finished(self) -> None:
        self.bar.show_idle()
        self.run_state_changed.emit(False)

    @Slot(bool)
    def _on_numbers_toggled(self, shows_numbers: bool) -> None:
        self._pages.setCurrentWidget(self.numbers if shows_numbers else self._inner)

    @Slot()
    def _on_save_requested(self) -> None:
        if self._found is not None and self._exports is not None:
            write = partial(self._exports.write, csv_file(comparison_csv(self._found)))
            filters = [self.tr("Table (*.csv)")]
            self._saver.ask(self.tr("Save the comparison"), "holysheep-verification.csv", filters, write)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self.notices.show_note(self.tr("Saved: {path}").format(path=path))
