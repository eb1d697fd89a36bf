"""Tokens of a prompt against its strongest features, as a table of colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QFocusEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from holysheep_desktop.core.reporting.charts import ChartRow
from holysheep_desktop.core.reporting.picture import Picture
from holysheep_desktop.core.reporting.token_heat import token_heat_picture
from holysheep_desktop.core.results import FeatureAnalysis
from holysheep_desktop.ui.appearance.theme import GAP_LABEL, Role, Theme, TypeSize
from holysheep_desktop.ui.charts.chart import ChartTable
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.chips import Chip, chips_of
from holysheep_desktop.ui.widgets.label_words import label_words
from holysheep_desktop.ui.widgets.quiet_focus import nothing_chosen
from holysheep_desktop.ui.widgets.shown_text import one_line, read_number, tooltip

MAX_FEATURES = 30
_ROW_HEIGHT = 24
_LABEL_WIDTH = 190
_NARROWEST_TOKEN = 26
_WIDEST_TOKEN = 120
_PADDING = 24
"""What a header section keeps free beside its text, at both sides together."""
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One feature: its label in words, and its activation on each chip."""

    feature: int
    label: str
    values: tuple[float, ...]


def heat_of(analysis: FeatureAnalysis, prompt: str) -> tuple[tuple[Chip, ...], tuple[HeatRow, ...]]:
    """Chips without special tokens, and the strongest features; empty where nothing is known by token.

    Pieces of one character are joined, and show the largest of their values.
    """
    cache = analysis.cache
    if cache is None:
        return (), ()
    chips = tuple(chip for chip in chips_of(cache.tokens, prompt) if not chip.is_special)
    rows: list[HeatRow] = []
    for entry in analysis.features[:MAX_FEATURES]:
        values = cache.of_feature(entry.feature)
        pooled = tuple(max(values[i] for i in chip.indices) for chip in chips)
        rows.append(HeatRow(entry.feature, label_words(entry.label), pooled))
    return chips, tuple(rows)


class HeatTable(QAbstractTableModel):
    """One row for each feature, one column for each chip."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chips: tuple[Chip, ...] = ()
        self.rows: tuple[HeatRow, ...] = ()
        self._scale = 1.0

    def show_rows(self, chips: Sequence[Chip], rows: Sequence[HeatRow]) -> None:
        """Replace everything; all cells share one scale."""
        self.beginResetModel()
        self.chips, self.rows = tuple(chips), tuple(rows)
        self._scale = max((max(row.values, default=0.0) for row in rows), default=0.0) or 1.0
        self.endResetModel()

    def repaint(self) -> None:
        """Take the colours of another theme."""
        if self.rows and self.chips:
            last = self.index(len(self.rows) - 1, len(self.chips) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.BackgroundRole])

    def words(self, row: int, column: int) -> str:
        """What a cell says."""
        entry, chip = self.rows[row], self.chips[column]
        words = self.tr("Feature {id} on “{token}”: {value}").format(
            id=entry.feature, token=one_line(chip.text), value=read_number(entry.values[column])
        )
        return f"{words} · {entry.label}" if entry.label else words

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.chips)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.BackgroundRole:
            value = self.rows[index.row()].values[index.column()]
            return QBrush(self._theme.sequential(value / self._scale))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.words(index.row(), index.column())
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        if orientation is Qt.Orientation.Horizontal:
            text = self.chips[section].face.text if section < len(self.chips) else ""
        else:
            row = self.rows[section] if section < len(self.rows) else HeatRow(0, "", ())
            text = one_line(f"{row.feature}  {row.label}")
        return tooltip(text) if role == Qt.ItemDataRole.ToolTipRole else text


class HeatCells(QStyledItemDelegate):
    """Cells in their own colour; the chosen one has a frame, for a tint would look like an activation."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.fillRect(option.rect, index.data(Qt.ItemDataRole.BackgroundRole))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(self._theme.colour(Role.ACCENT), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()


class HeatView(QTableView):
    """The grid; an arrow key chooses its first cell, not Tab."""

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        with nothing_chosen(self):
            super().focusInEvent(event)


class HeatMap(Translated, QWidget):
    """The table with a line below that reads out the cell under the mouse.

    Signals: cell_chosen(int, int): feature and position of the token.
    """

    cell_chosen = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("saeHeatMap")
        self._table = HeatTable(theme, self)
        self._view = HeatView(self)
        self._view.setItemDelegate(HeatCells(theme, self))
        self._reading = plain_label("heatReading", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
        self._build()
        self._view.selectionModel().currentChanged.connect(self._on_current_changed)
        theme.changed.connect(self._on_theme_changed)
        self._retranslate()

    def _build(self) -> None:
        view = self._view
        view.setObjectName("heatTable")
        view.setModel(self._table)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setMouseTracking(True)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.viewport().installEventFilter(self)
        view.viewport().setAutoFillBackground(False)
        view.setCornerButtonEnabled(False)
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        upper, side = view.horizontalHeader(), view.verticalHeader()
        for header in (upper, side):
            header.setHighlightSections(True)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        upper.setMinimumSectionSize(_NARROWEST_TOKEN)
        side.setMinimumSectionSize(_ROW_HEIGHT)
        side.setDefaultSectionSize(_ROW_HEIGHT)
        side.setFixedWidth(_LABEL_WIDTH)
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        side.setTextElideMode(Qt.TextElideMode.ElideRight)
        upper.setTextElideMode(Qt.TextElideMode.ElideRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addWidget(view, stretch=1)
        column.addWidget(self._reading)

    @property
    def reading(self) -> str:
        """The line below the table."""
        return self._reading.text()

    def chart_picture(self) -> Picture:
        """The whole map, also what is scrolled out of sight, as a picture to take away."""
        rows = [
            ChartRow(one_line(f"{row.feature}  {row.label}".strip()), row.values) for row in self._table.rows
        ]
        tokens = [chip.face.text for chip in self._table.chips]
        return token_heat_picture(self._view.accessibleName(), rows, tokens)

    def chart_table(self) -> ChartTable:
        """The same cells as numbers."""
        tokens = tuple(one_line(chip.text) for chip in self._table.chips)
        rows = tuple(
            (one_line(f"{row.feature}  {row.label}".strip()), *row.values) for row in self._table.rows
        )
        return ChartTable((self.tr("Feature"), *tokens), rows)

    def chart_summary(self) -> str:
        """How large the map is, and its largest value."""
        words = self.tr("{features} features on {tokens} tokens.").format(
            features=len(self._table.rows), tokens=len(self._table.chips)
        )
        cells = [
            (value, r, c) for r, row in enumerate(self._table.rows) for c, value in enumerate(row.values)
        ]
        if not cells:
            return words
        _, row, column = max(cells)
        largest = self.tr("The largest: {cell}.")
        return f"{words} {largest.format(cell=self._table.words(row, column))}"

    def show_features(self, analysis: FeatureAnalysis, prompt: str) -> None:
        """Replace the map."""
        chips, rows = heat_of(analysis, prompt)
        self._view.selectionModel().blockSignals(True)
        self._table.show_rows(chips, rows)
        self._view.selectionModel().blockSignals(False)
        metrics = self._view.horizontalHeader().fontMetrics()
        for place, chip in enumerate(chips):
            width = metrics.horizontalAdvance(chip.face.text) + _PADDING
            self._view.setColumnWidth(place, min(_WIDEST_TOKEN, max(_NARROWEST_TOKEN, width)))
        self._view.setAccessibleDescription(self.chart_summary())
        self._show_hint()

    def choose(self, feature: int | None, position: int | None) -> None:
        """Mark the cell of a feature and a token, if it is in the map, without telling anybody."""
        rows = [row.feature for row in self._table.rows]
        columns = [place for place, chip in enumerate(self._table.chips) if position in chip.indices]
        if feature not in rows:
            return
        current = max(self._view.currentIndex().column(), 0)
        index = self._table.index(rows.index(feature), columns[0] if columns else current)
        self._view.selectionModel().blockSignals(True)
        self._view.setCurrentIndex(index)
        self._view.selectionModel().blockSignals(False)
        self._view.viewport().update()

    @override
    def eventFilter(self, watched: object, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.Leave if watched is self._view.viewport():
                self._show_hint()
            case QEvent.Type.MouseMove if watched is self._view.viewport() and isinstance(event, QMouseEvent):
                self._read_out(self._view.indexAt(event.position().toPoint()))
            case _:
                pass
        return False

    @override
    def _retranslate(self) -> None:
        self._view.setAccessibleName(self.tr("Activations by feature and token"))
        self._view.setAccessibleDescription(self.chart_summary())
        self._show_hint()

    def _show_hint(self) -> None:
        current = self._view.currentIndex()
        if current.isValid():
            self._reading.setText(self._table.words(current.row(), current.column()))
        else:
            self._reading.setText(
                self.tr("Point at a cell, or go to it with the arrow keys, to read its value.")
            )

    def _read_out(self, index: QModelIndex) -> None:
        if index.isValid():
            self._reading.setText(self._table.words(index.row(), index.column()))
        else:
            self._show_hint()

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self._show_hint()
            chip = self._table.chips[current.column()]
            self.cell_chosen.emit(self._table.rows[current.row()].feature, chip.indices[0])

    @Slot()
    def _on_theme_changed(self) -> None:
        self._table.repaint()
