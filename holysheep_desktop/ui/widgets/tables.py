"""A table over immutable rows: each column says what it sorts by and what it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView, QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import tabular
from holysheep_desktop.ui.widgets.column_choice import ColumnChoice
from holysheep_desktop.ui.widgets.quiet_focus import nothing_chosen
from holysheep_desktop.ui.widgets.shown_text import one_line, tooltip

Row = TypeVar("Row")
MISSING = "—"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: `value` is what it sorts by (None stands last), `text` what it shows."""

    name: str
    value: Callable[[Row], float | str | None]
    text: Callable[[Row], str]
    is_number: bool = False
    width: int = 96


def _key(keyed: tuple[Any, int]) -> Any:  # noqa: ANN401 - one column holds numbers or texts, never both
    return keyed[0]


class RowTable(QAbstractTableModel, Generic[Row]):
    """Rows of a frozen dataclass; sorting moves an order, never the rows.

    A model in Python behind a sort proxy compares cell by cell (11 s for 100,000 rows); sorting keys here
    takes milliseconds.
    """

    SORT_ROLE = Qt.ItemDataRole.UserRole
    ROW_ROLE = Qt.ItemDataRole.UserRole + 1

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._titles = tuple(column.name for column in columns)
        self._explanations: tuple[str, ...] = ("",) * len(columns)
        self._rows: tuple[Row, ...] = ()
        self._order: list[int] = []
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    @property
    def columns(self) -> tuple[Column[Row], ...]:
        """What is shown of each row."""
        return self._columns

    def set_titles(self, titles: Sequence[str], explanations: Sequence[str] = ()) -> None:
        """The translated words above the columns, and what they mean."""
        self._titles = tuple(titles)
        self._explanations = tuple(explanations) or ("",) * len(titles)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace all rows; the chosen sorting stays."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._order = list(range(len(self._rows)))
        if self._sorted_by is not None:
            self._order = self._sorted_order(*self._sorted_by)
        self.endResetModel()

    def replace_row(self, number: int, row: Row) -> None:
        """Change one of the rows, counted as `show_rows` was given them; it stays where it stands."""
        rows = list(self._rows)
        rows[number] = row
        self._rows = tuple(rows)
        place = self._order.index(number)
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(self._columns) - 1))

    def row_at(self, index: _Index) -> Row:
        """The row that an index shows."""
        return self._rows[self._order[index.row()]]

    def place_of(self, row: Row) -> int | None:
        """Where a row stands now; None where it is not in the table."""
        try:
            return self._order.index(self._rows.index(row))
        except ValueError:
            return None

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column, row = self._columns[index.column()], self.row_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(column.text(row))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._number_words(index.column(), row) if column.is_number else column.text(row))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == self.SORT_ROLE:
            return column.value(row)
        return row if role == self.ROW_ROLE else None

    def _number_words(self, place: int, row: Row) -> str:
        """What a number is, all its digits, and in what it is measured."""
        value = self._columns[place].value(row)
        named = f"{self._titles[place]}: {MISSING if value is None else full_text(value)}"
        return f"{named}\n{self._explanations[place]}".strip()

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._explanations[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_number = self._columns[section].is_number
            side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self._columns):
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        shown = [self._order[index.row()] for index in old]
        self._sorted_by = (column, order)
        self._order = self._sorted_order(column, order)
        place = {row: place for place, row in enumerate(self._order)}
        new = [self.index(place[row], index.column()) for row, index in zip(shown, old, strict=True)]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _sorted_order(self, column: int, order: Qt.SortOrder) -> list[int]:
        value = self._columns[column].value
        keys = [value(row) for row in self._rows]
        known = [(key, place) for place, key in enumerate(keys) if key is not None]
        known.sort(key=_key, reverse=order is Qt.SortOrder.DescendingOrder)
        return [place for _, place in known] + [place for place, key in enumerate(keys) if key is None]


def full_text(value: float | str) -> str:
    """A value with all its digits, so that it can be read back as the same number.

    >>> full_text(0.1 + 0.2), full_text(8192), full_text(3.0)
    ('0.30000000000000004', '8192', '3')
    """
    return value if isinstance(value, str) else repr(float(value)).removesuffix(".0")


def show_as_rows(view: QTableView, *, room: int) -> None:
    """Give a table the look of a list: whole rows without a grid, `room` pixels higher than their text."""
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.setWordWrap(False)
    view.setShowGrid(False)
    view.setTabKeyNavigation(False)
    view.setFont(tabular(view.font()))
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + room)
    view.horizontalHeader().setHighlightSections(False)


class RowView(QTableView):
    """Shows a RowTable: whole rows, sortable, copied as tab-separated text with every digit of a number.

    Signals: row_chosen(Row) when another row becomes current; row_activated(Row) on a click or Enter.
    """

    row_chosen = Signal(object)
    row_activated = Signal(object)

    def __init__(self, table: RowTable[Any], object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._selected_row = 0
        self.setObjectName(object_name)
        self.setModel(table)
        self._build()
        self._choice = ColumnChoice(self, [column.name for column in table.columns], self._show_column)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.activated.connect(self._on_activated)
        self.clicked.connect(self._on_activated)

    def _build(self) -> None:
        show_as_rows(self, room=8)
        header = self.horizontalHeader()
        header.setStretchLastSection(not self._table.columns[-1].is_number)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for place, column in enumerate(self._table.columns):
            self.setColumnWidth(place, column.width)
        header.setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_the_rest()

    def _give_the_rest(self) -> None:
        """Room beyond the columns goes to the last text where a number ends the row."""
        columns = self._table.columns
        texts = [place for place, column in enumerate(columns) if not column.is_number]
        if texts and columns[-1].is_number:
            taken = self.horizontalHeader().length() - self.columnWidth(texts[-1])
            self.setColumnWidth(texts[-1], max(columns[texts[-1]].width, self.viewport().width() - taken))

    def setColumnHidden(self, column: int, hide: bool) -> None:
        """Leave out a column that has nothing to show, whatever the user has chosen of the others."""
        self._choice.set_unfit(column, hide)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._choice.apply()
        super().showEvent(event)

    def choose(self, row: object) -> None:
        """Make a row current and scroll to it."""
        place = self._table.place_of(row)
        if place is not None and place != self.currentIndex().row():
            self.setCurrentIndex(self._table.index(place, 0))

    def order_menu(self, parent: QWidget) -> QMenu:
        """What a click on a column's title does, for those who use keys."""
        menu = QMenu(self.tr("Sort by"), parent)
        menu.setObjectName("orderMenu")
        for column in self._columns():
            action = menu.addAction(str(self._table.headerData(column, Qt.Orientation.Horizontal)))
            action.setData(column)
        menu.triggered.connect(self._on_order_chosen)
        return menu

    def column_menu(self) -> QMenu:
        """Which columns are shown."""
        menu = self._choice.menu()
        menu.setTitle(self.tr("Columns"))
        return menu

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        with nothing_chosen(self):
            super().focusInEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        else:
            super().keyPressEvent(event)

    @Slot()
    def copy_selection(self) -> None:
        """Put the selected rows on the clipboard, with their titles, as a spreadsheet takes them."""
        self._copy(sorted(index.row() for index in self.selectionModel().selectedRows()))

    @Slot()
    def copy_table(self) -> None:
        """Put all rows on the clipboard, in the order they stand in."""
        self._copy(range(self._table.rowCount()))

    def titles(self) -> list[str]:
        """The words above the columns."""
        return [str(self._table.headerData(c, Qt.Orientation.Horizontal)) for c in self._columns()]

    def values(self) -> list[list[str | float | None]]:
        """All rows in the order they stand in: numbers as numbers, texts as shown."""
        rows, columns = range(self._table.rowCount()), self._columns()
        return [[self._value(row, column) for column in columns] for row in rows]

    def _value(self, row: int, column: int) -> str | float | None:
        index = self._table.index(row, column)
        if self._table.columns[column].is_number:
            return cast(float | None, index.data(RowTable.SORT_ROLE))
        return str(index.data())

    def _copy(self, rows: Sequence[int]) -> None:
        lines = ["\t".join(self.titles())]
        lines += ["\t".join(self._cell(row, column) for column in self._columns()) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _columns(self) -> list[int]:
        return [place for place in range(len(self._table.columns)) if not self.isColumnHidden(place)]

    def _show_column(self, column: int, is_shown: bool) -> None:
        super().setColumnHidden(column, not is_shown)

    def cell_text(self, index: QModelIndex) -> str:
        """A cell as it is copied: a number with every digit."""
        return self._cell(index.row(), index.column())

    def _cell(self, row: int, column: int) -> str:
        index = self._table.index(row, column)
        text = str(index.data()).replace("\t", " ")
        if self._table.columns[column].is_number:
            value = index.data(RowTable.SORT_ROLE)
            return "" if value is None else full_text(value)
        # A spreadsheet would run what begins like a formula.
        return f"'{text}" if text.startswith(_FORMULA_STARTS) else text

    @Slot(QAction)
    def _on_order_chosen(self, action: QAction) -> None:
        header, column = self.horizontalHeader(), action.data()
        is_falling = header.sortIndicatorSection() == column and (
            header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        )
        first = Qt.SortOrder.AscendingOrder if is_falling else Qt.SortOrder.DescendingOrder
        self.sortByColumn(column, first)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.row_chosen.emit(self._table.row_at(current))

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, selected: QItemSelection, _deselected: QItemSelection) -> None:
        rows = {index.row() for index in selected.indexes()}
        if len(rows) == 1:
            # Keys and mouse move the current row right after this; a screen reader only selects.
            self._selected_row = rows.pop()
            QTimer.singleShot(0, self, self._follow_selection)

    @Slot()
    def _follow_selection(self) -> None:
        index = self._table.index(self._selected_row, 0)
        if index.row() != self.currentIndex().row() and self.selectionModel().isSelected(index):
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.row_activated.emit(self._table.row_at(index))
