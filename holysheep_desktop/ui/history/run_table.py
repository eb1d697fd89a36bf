"""Runs as rows of a table that is filled page by page, as far as somebody scrolls."""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from holysheep_desktop.core.history import RunKey, RunPage, RunRow, RunState
from holysheep_desktop.ui.appearance.theme import Role, Theme
from holysheep_desktop.ui.history.words import HistoryWords
from holysheep_desktop.ui.widgets.shown_text import one_line, tooltip

AnyIndex = QModelIndex | QPersistentModelIndex
PIN_MARK = "★"
_STATE_MARKS = {
    RunState.RUNNING: "…",
    RunState.OK: "✓",
    RunState.ERROR: "✗",
    RunState.CANCELLED: "■",
    RunState.INTERRUPTED: "↯",
}
_STATE_INKS = {
    RunState.OK: Role.GOOD,
    RunState.ERROR: Role.BAD,
    RunState.INTERRUPTED: Role.WARN,
}


class RunColumn(IntEnum):
    """Columns from left to right."""

    TITLE = 0
    KIND = 1
    MODEL = 2
    TIME = 3
    STATE = 4


class RunTable(QAbstractTableModel):
    """Signals: more_requested(int) with the number of rows that are here, when somebody scrolls on."""

    more_requested = Signal(int)
    ROW_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = HistoryWords(self)
        self._rows: list[RunRow] = []
        self._n_matching = 0

    @property
    def n_matching(self) -> int:
        """How long the list is, with what is not here yet."""
        return self._n_matching

    def show_page(self, page: RunPage) -> None:
        """Replace all rows; the same rows change nothing."""
        self._n_matching = page.n_matching
        if list(page.rows) == self._rows:
            return
        self.beginResetModel()
        self._rows = list(page.rows)
        self.endResetModel()

    def add_page(self, page: RunPage) -> None:
        """Add rows at the end; those that are here already are left out."""
        known = {row.key for row in self._rows}
        new = [row for row in page.rows if row.key not in known]
        self._n_matching = page.n_matching if new else len(self._rows)
        if new:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(new) - 1)
            self._rows += new
            self.endInsertRows()

    def row_at(self, index: AnyIndex) -> RunRow:
        """The run that an index shows."""
        return self._rows[index.row()]

    def places_of(self, keys: Collection[RunKey]) -> list[int]:
        """Where runs stand, as far as they are here."""
        return [place for place, row in enumerate(self._rows) if row.key in keys]

    def retranslate(self) -> None:
        """Ask the views to read every text again."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(RunColumn) - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(RunColumn) - 1))

    @override
    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(RunColumn)

    @override
    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and len(self._rows) < self._n_matching

    @override
    def fetchMore(self, parent: AnyIndex) -> None:
        self.more_requested.emit(len(self._rows))

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            RunColumn.TITLE: self.tr("Run"),
            RunColumn.KIND: self.tr("Kind"),
            RunColumn.MODEL: self.tr("Model"),
            RunColumn.TIME: self.tr("When"),
            RunColumn.STATE: self.tr("State"),
        }[RunColumn(section)]

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], RunColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._whole_text(row, column))
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.colour(_ink(row, column))
        return row if role == self.ROW_ROLE else None

    def _text(self, row: RunRow, column: RunColumn) -> str:
        if column is RunColumn.TITLE:
            title = one_line(self._words.title(row))
            return f"{PIN_MARK} {title}" if row.is_pinned else title
        if column is RunColumn.KIND:
            return self._words.kind(row.kind)
        if column is RunColumn.MODEL:
            return one_line(row.model)
        if column is RunColumn.TIME:
            return self._words.time(row.started_at)
        return f"{_STATE_MARKS[row.state]} {self._words.state(row.state)}"

    def _whole_text(self, row: RunRow, column: RunColumn) -> str:
        if column is not RunColumn.TITLE:
            return self._text(row, column)
        parts = [row.name, row.prompt, row.note, " ".join(f"#{tag}" for tag in row.tags)]
        return "\n".join(part for part in parts if part)


def _ink(row: RunRow, column: RunColumn) -> Role:
    if column is RunColumn.STATE:
        return _STATE_INKS.get(row.state, Role.TEXT_MUTED)
    return Role.TEXT if column is RunColumn.TITLE else Role.TEXT_MUTED
