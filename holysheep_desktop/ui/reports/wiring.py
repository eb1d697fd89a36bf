"""Reports in the window: the commands of its menus, and the tabs of opened reports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from holysheep_desktop.core.report import RecordKind, Report
from holysheep_desktop.core.stores import ExportFiles, ReportFiles
from holysheep_desktop.errors import ReportFormatError
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.main_window import MainWindow
from holysheep_desktop.ui.reports.desk import ReportDesk
from holysheep_desktop.ui.reports.report_tab import ReportTab
from holysheep_desktop.ui.reports.takeaways import Takeaways
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.tab import Tab
from holysheep_desktop.ui.theme import Theme


class Reports(QObject):
    """Signals: failed(exception)."""

    failed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        languages: Languages,
        theme: Theme,
        files: ReportFiles,
        exports: ExportFiles | None,
        new_tab: Callable[[RecordKind], Tab],
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._languages = window, session, languages
        self._exports, self._new_tab = exports, new_tab
        self.desk = ReportDesk(files, window)
        self.takeaways = Takeaways(window, theme, exports)
        self._connect()

    def _connect(self) -> None:
        menus = self._window.menus
        menus.save_report.triggered.connect(self._on_save)
        menus.open_report.triggered.connect(self.desk.ask_and_open)
        menus.verify.triggered.connect(self._on_verify)
        menus.run_menu.aboutToShow.connect(self._on_run_menu_opened)
        menus.run_menu.aboutToHide.connect(self._on_run_menu_closed)
        self.desk.saved.connect(self._on_saved)
        self.desk.opened.connect(self.show_report)
        self.desk.failed.connect(self.failed)
        self.takeaways.told.connect(self._window.notices.show_note)
        self.takeaways.failed.connect(self.failed)

    @Slot(object)
    def show_report(self, report: Report) -> None:
        """Show a report in a tab of its own, where it can be verified."""
        inner = self._new_tab(report.record.kind)
        self._window.notices.clear_error(ReportFormatError)
        tab = ReportTab(report, inner, self._session, self._exports)
        tab.show_record(report.record)
        when = f"{report.created_at.astimezone():%Y-%m-%d %H:%M}"
        self._window.add_report_tab(tab, f"{tab.title()} · {when}")

    @Slot()
    def _on_save(self) -> None:
        record = self._window.current_tab.record()
        if record is not None:
            self.desk.save(record, language=self._languages.current)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self._window.notices.show_note(self.tr("Report saved: {path}").format(path=path))

    @Slot()
    def _on_verify(self) -> None:
        self._window.current_tab.verify()

    @Slot()
    def _on_run_menu_opened(self) -> None:
        self._window.menus.verify.setEnabled(self._window.current_tab.can_verify())

    @Slot()
    def _on_run_menu_closed(self) -> None:
        # A disabled action would keep its key to itself in the tab of the next report.
        self._window.menus.verify.setEnabled(True)
