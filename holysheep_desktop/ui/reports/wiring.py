"""Reports in the window: the commands of its menus, and the tabs of opened reports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from holysheep_desktop.core.report import RecordKind, Report
from holysheep_desktop.core.stores import ExportFiles, ReportFiles
from holysheep_desktop.errors import ReportFormatError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.reports.chart_tables import ChartTables
from holysheep_desktop.ui.reports.desk import ReportDesk
from holysheep_desktop.ui.reports.takeaways import Takeaways
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.tabs.tab import Tab
from holysheep_desktop.ui.window.main_window import MainWindow


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
        self._files_of: dict[Tab, tuple[Path, Report]] = {}
        self._to_reopen = ""
        self._front_before: Tab | None = None
        self.desk = ReportDesk(files, window)
        self.takeaways = Takeaways(window, theme, exports)
        self._chart_tables = ChartTables(window)
        self._connect()

    def _connect(self) -> None:
        menus = self._window.menus
        menus.save_report.triggered.connect(self._on_save)
        menus.open_report.triggered.connect(self.desk.ask_and_open)
        menus.verify.triggered.connect(self._on_verify)
        self._window.tabs.front_changed.connect(self._on_front_changed)
        self._on_front_changed()
        self.desk.saved.connect(self._on_saved)
        self.desk.busy.connect(self._on_busy)
        self._window.work.ask_also(lambda: self.desk.is_writing)
        self.desk.opened.connect(self._on_opened)
        self.desk.reopened.connect(self._on_reopened)
        self._window.tab_closed.connect(self._on_tab_closed)
        self.desk.failed.connect(self.failed)
        self.takeaways.told.connect(self._window.notices.show_note)
        self.takeaways.failed.connect(self.failed)

    def open_files(self) -> str:
        """The files of the reports that are open, one a line, after the number of the one in front."""
        if self._to_reopen or not self._files_of:
            return self._to_reopen
        tabs = list(self._files_of)
        front = self._window.current_tab
        number = str(tabs.index(front)) if front in tabs else ""
        return "\n".join((number, *(str(path) for path, _ in self._files_of.values())))

    def plan_to_reopen(self, files: str) -> None:
        """Take what `open_files` gave; `reopen` opens them once the window has its tabs."""
        self._to_reopen = files

    @Slot()
    def reopen(self) -> None:
        """Open what was planned."""
        _, *paths = self._to_reopen.split("\n")
        self._front_before = self._window.current_tab
        if paths:
            self.desk.reopen([Path(path) for path in paths])

    @Slot(object)
    def show_report(self, report: Report) -> None:
        """Show a report in a tab of its own, where it can be verified."""
        inner = self._new_tab(report.record.kind)
        self._window.notices.clear_error(ReportFormatError)
        from holysheep_desktop.ui.reports.report_tab import ReportTab

        tab = ReportTab(report, inner, self._session, self._exports)
        tab.show_record(report.record)
        self._window.add_report_tab(tab, tab.title())

    @Slot(object)
    def _on_opened(self, report: Report) -> None:
        path = self.desk.opened_path
        if (shown := self._tab_with(path, report)) is not None:
            self._window.bring_to_front(shown)
            return
        self.show_report(report)
        if path is not None:
            self._files_of[self._window.current_tab] = (path, report)

    def _tab_with(self, path: Path | None, report: Report) -> Tab | None:
        """The tab that already shows this file, where it has not changed since."""
        found = (tab for tab, opened in self._files_of.items() if opened == (path, report))
        return next(found, None)

    @Slot()
    def _on_reopened(self) -> None:
        number = self._to_reopen.partition("\n")[0]
        self._to_reopen = ""
        tabs = list(self._files_of)
        front = tabs[int(number)] if number.isdecimal() and int(number) < len(tabs) else self._front_before
        if front is not None:
            self._window.bring_to_front(front)

    @Slot(object)
    def _on_tab_closed(self, tab: Tab) -> None:
        self._files_of.pop(tab, None)

    @Slot()
    def _on_save(self) -> None:
        record = self._window.current_tab.record()
        if record is not None:
            self.desk.save(record, language=self._languages.current)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self._window.notices.show_note(self.tr("Report saved: {path}").format(path=path))

    @Slot(object)
    def _on_busy(self, path: Path) -> None:
        self._window.notices.show_note(
            self.tr("The report is still being saved: {path}").format(path=path),
            self.tr("That place is slow. Go on meanwhile; another report can be saved after this one."),
        )

    @Slot()
    def _on_verify(self) -> None:
        self._window.current_tab.verify()

    @Slot()
    def _on_front_changed(self) -> None:
        self._window.menus.verify.setEnabled(self._window.current_tab.can_verify())
