"""The list of runs: whole rows, several at a time, driven by mouse or keys."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget
from typing_extensions import override

from holysheep_desktop.core.history import RunKey, RunRow
from holysheep_desktop.ui.history.run_table import RunColumn, RunTable
from holysheep_desktop.ui.widgets.column_choice import ColumnChoice
from holysheep_desktop.ui.widgets.quiet_focus import nothing_chosen
from holysheep_desktop.ui.widgets.tables import show_as_rows

_WIDTHS = {
    RunColumn.TITLE: 226,
    RunColumn.KIND: 92,
    RunColumn.MODEL: 120,
    RunColumn.TIME: 148,
    RunColumn.STATE: 104,
}
_ROOM_FOR_MODEL = 660
"""In a narrower list the title needs the room more."""


class RunView(QTableView):
    """Signals: chosen() when other rows are selected, open_requested() on Enter or a double click,
    trash_requested() on Delete, menu_requested(QPoint) in screen coordinates.
    """

    chosen = Signal()
    open_requested = Signal()
    trash_requested = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, table: RunTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.setObjectName("runList")
        self.setModel(table)
        self._build()
        self._choice = ColumnChoice(self, [column.name.lower() for column in RunColumn], self._show_column)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        self.customContextMenuRequested.connect(self._on_menu_requested)

    def chosen_rows(self) -> list[RunRow]:
        """The selected runs from top to bottom."""
        indexes = sorted(self.selectionModel().selectedRows(), key=_place)
        return [self._table.row_at(index) for index in indexes]

    def choose(self, keys: Collection[RunKey]) -> None:
        """Select these runs, as far as they are listed, and nothing else."""
        selection = QItemSelection()
        places = self._table.places_of(keys)
        for place in places:
            index = self._table.index(place, 0)
            selection.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        model = self.selectionModel()
        if places:
            model.setCurrentIndex(self._table.index(places[0], 0), flags.NoUpdate)
        model.select(selection, flags.ClearAndSelect | flags.Rows)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choice.set_unfit(RunColumn.MODEL, self.viewport().width() < _ROOM_FOR_MODEL)

    def _show_column(self, column: int, is_shown: bool) -> None:
        self.setColumnHidden(column, not is_shown)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        with nothing_chosen(self):
            super().focusInEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.open_requested.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.trash_requested.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        show_as_rows(self, room=12)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(RunColumn.TITLE, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        self.chosen.emit()

    @Slot(QModelIndex)
    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.open_requested.emit()

    @Slot(QPoint)
    def _on_menu_requested(self, place: QPoint) -> None:
        if self.indexAt(place).isValid():
            self.menu_requested.emit(self.viewport().mapToGlobal(place))


def _place(index: QModelIndex) -> int:
    return index.row()
