"""The History tab: the list of runs on the left, the selected run, or two compared, on the right."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.history import (
    HistoryFacts,
    HistoryStore,
    Opening,
    RunContent,
    RunKey,
    RunPage,
    RunRow,
    RunState,
)
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.history.comparison_view import ComparisonView
from holysheep_desktop.ui.history.desk import PAGE, HistoryDesk
from holysheep_desktop.ui.history.list_panel import ListPanel
from holysheep_desktop.ui.history.preview import RunPreview
from holysheep_desktop.ui.history.several import SeveralRuns
from holysheep_desktop.ui.history.wishes import Wishes
from holysheep_desktop.ui.notices.strip import Action, NoticeStrip
from holysheep_desktop.ui.tabs.tab import Tab

_WIDTHS = [720, 520]
_SHARES = (3, 2)
"""A narrow window takes room from both sides."""


class HistoryTab(Tab):
    """Signals: open_requested(RunRow, RunContent) when a run is to be shown in a tab of its own;
    trouble_found(Opening) when the database could not be opened as it should.
    """

    open_requested = Signal(object, object)
    trouble_found = Signal(object)

    def __init__(self, store: HistoryStore, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("historyTab")
        self.measures = False
        self._is_writable = True
        self._read: tuple[tuple[RunKey, RunState], ...] = ()
        self._is_opening = False
        self.desk = HistoryDesk(store, self)
        self.notices = NoticeStrip()
        self.panel = ListPanel(theme)
        self.preview, self.comparison, self.several = RunPreview(), ComparisonView(), SeveralRuns()
        self._wishes = Wishes(store, self.desk, self.panel, self.notices, self)
        self._right = QStackedWidget()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._build()
        self._connect()
        self._show_chosen()
        self.desk.open()

    @override
    def title(self) -> str:
        return self.tr("History")

    @override
    def search(self) -> bool:
        self.panel.filters.focus_search()
        return True

    @override
    def save_state(self) -> str:
        return bytes(self._splitter.saveState().toBase64().data()).decode("ascii")

    @override
    def restore_state(self, state: str) -> None:
        self._splitter.restoreState(QByteArray.fromBase64(state.encode("ascii", "ignore")))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()  # a batch or another window may have written runs

    @Slot()
    def refresh(self) -> None:
        """List the runs anew, when somebody sees them."""
        if not self.isVisible():
            return
        self.desk.list_runs(self.panel.filters.wanted, max(PAGE, self.panel.table.rowCount()))

    def _build(self) -> None:
        for page in (self.several, self.preview, self.comparison):
            self._right.addWidget(page)
        self._splitter.addWidget(self.panel)
        self._splitter.addWidget(self._right)
        for part, share in enumerate(_SHARES):
            self._splitter.setStretchFactor(part, share)
        self._splitter.setSizes(_WIDTHS)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self._splitter, stretch=1)

    def _connect(self) -> None:
        self.desk.opened.connect(self._on_opened)
        self.desk.listed.connect(self._on_listed)
        self.desk.more_listed.connect(self._on_more_listed)
        self.desk.read.connect(self._on_read)
        self.desk.changed.connect(self.refresh)
        self.panel.filters.changed.connect(self._on_filters_changed)
        self.panel.table.more_requested.connect(self._on_more_requested)
        self.panel.view.chosen.connect(self._show_chosen)
        self.panel.view.open_requested.connect(self._on_open_requested)
        self.panel.example_requested.connect(self._on_example_requested)
        self.panel.rename_requested.connect(self.preview.description.focus_name)
        self.preview.open_requested.connect(self._on_open_requested)
        self.preview.pin_requested.connect(self._wishes.pin_or_not)
        self.preview.trash_requested.connect(self._wishes.trash)
        self.preview.restore_requested.connect(self._wishes.trash)
        self.preview.description.described.connect(self.desk.describe)
        self.several.pin_requested.connect(self._wishes.pin)
        self.several.export_requested.connect(self._wishes.export_chosen)
        self.several.trash_requested.connect(self._wishes.trash)
        self._wishes.changed.connect(self.refresh)

    @Slot()
    def _show_chosen(self) -> None:
        rows = self.panel.view.chosen_rows()
        if len(rows) == 1:
            self.preview.show_run(rows[0], is_editable=self._is_writable)
            self._right.setCurrentWidget(self.preview)
            self._read_once(rows)
            return
        self.preview.forget()
        if len(rows) == 2:
            rows.sort(key=_started)
            self._right.setCurrentWidget(self.comparison)
            if self._read_once(rows):
                self.comparison.show_runs(*rows)
            return
        self._read = ()
        self.desk.forget_reading()
        self.several.show_number(
            len(rows), in_trash=self.panel.filters.wanted.in_trash, is_writable=self._is_writable
        )
        self._right.setCurrentWidget(self.several)

    def _read_once(self, rows: list[RunRow]) -> bool:
        """Ask for the contents of runs, unless they are the ones that are shown."""
        wanted = tuple((row.key, row.state) for row in rows)
        if wanted == self._read:
            return False
        self._read = wanted
        self.desk.read_runs([row.key for row in rows])
        return True

    @Slot(object)
    def _on_opened(self, opening: Opening) -> None:
        self._is_writable = opening.is_writable
        self.panel.set_writable(self._is_writable)
        self._show_chosen()
        if opening.fault is not None:
            self.trouble_found.emit(opening)
        self.refresh()

    @Slot(object, object)
    def _on_listed(self, page: RunPage, facts: HistoryFacts) -> None:
        self.panel.show_page(page, facts)
        self._show_chosen()

    @Slot(object)
    def _on_more_listed(self, page: RunPage) -> None:
        self.panel.table.add_page(page)

    @Slot(object)
    def _on_read(self, contents: tuple[RunContent, ...]) -> None:
        rows = self.panel.view.chosen_rows()
        if self._is_opening and len(contents) == 1 and len(rows) == 1:
            self._is_opening = False
            self.open_requested.emit(rows[0], contents[0])
        if len(contents) == 1:
            self.preview.show_content(contents[0])
        elif len(contents) == 2:
            self.comparison.show_contents(*contents)

    @Slot()
    def _on_example_requested(self) -> None:
        self.action_requested.emit(Action.RUN_EXAMPLE)

    @Slot()
    def _on_filters_changed(self) -> None:
        self.desk.list_runs(self.panel.filters.wanted, PAGE)

    @Slot(int)
    def _on_more_requested(self, n_here: int) -> None:
        self.desk.list_more(self.panel.filters.wanted, n_here)

    @Slot()
    def _on_open_requested(self) -> None:
        rows = self.panel.view.chosen_rows()
        if len(rows) == 1 and rows[0].state is not RunState.RUNNING:
            self._is_opening = True
            self._read = ((rows[0].key, rows[0].state),)
            self.desk.read_runs([rows[0].key])


def _started(row: RunRow) -> float:
    return row.started_at.timestamp()
