"""The matrix of prompts and features as an item model: numbers on a ramp of colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush
from typing_extensions import override

from holysheep_desktop.core.batches.batch import BatchItem
from holysheep_desktop.core.batches.feature_matrix import Criterion, FeatureMatrix, Floats
from holysheep_desktop.core.results import Label
from holysheep_desktop.core.table_export import ColumnKind, ExportColumn, ExportTable
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.widgets.label_words import label_words
from holysheep_desktop.ui.widgets.shown_text import one_line, read_number, short_number, tooltip

_Index = QModelIndex | QPersistentModelIndex
_SHOWN_PROMPT = 200


@dataclass(frozen=True, slots=True)
class MatrixWish:
    """Which features have a column, and which prompts a row."""

    criterion: Criterion = Criterion.VARIANCE
    n_features: int = 50
    prompt_words: str = ""
    feature_words: str = ""
    """Words of a label, or a number."""
    minimum: float = 0.0


def matrix_of(items: Sequence[BatchItem]) -> FeatureMatrix:
    """The activations of the finished items; a tenth of a second for ten thousand prompts."""
    return FeatureMatrix(
        [(item.finding.activations, item.finding.is_complete) for item in items if item.finding]
    )


class MatrixTable(QAbstractTableModel):
    """Rows are prompts that have an answer; a cell without a number is not known to be 0."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._matrix = FeatureMatrix([])
        self._items: tuple[BatchItem, ...] = ()
        self._labels: dict[int, Label] = {}
        self._features: tuple[int, ...] = ()
        self._values: Floats = np.empty((0, 0))
        self._rows: list[int] = []
        self._wish = MatrixWish()
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._largest = 1.0

    @property
    def features(self) -> tuple[int, ...]:
        """The columns."""
        return self._features

    @property
    def sorting(self) -> tuple[int, Qt.SortOrder] | None:
        """The column that orders the rows, and how; None: they stand by their place."""
        return self._sorted_by

    @property
    def n_features(self) -> int:
        """How many features some prompt lists, shown or not."""
        return len(self._matrix.features)

    @property
    def n_items(self) -> int:
        """Prompts with an answer, shown or not."""
        return len(self._items)

    def show_items(
        self, items: Sequence[BatchItem], labels: Mapping[int, Label], matrix: FeatureMatrix | None = None
    ) -> None:
        """Take the finished items of a batch, and their matrix if it is made; choices and sorting stay."""
        self._items = tuple(item for item in items if item.finding is not None)
        self._labels = dict(labels)
        self._matrix = matrix_of(items) if matrix is None else matrix
        self.choose(self._wish)

    def choose(self, wish: MatrixWish) -> None:
        """Show what is wished for; a column that stays keeps the order that it gave."""
        self.beginResetModel()
        sorted_feature = self._sorted_feature()
        self._wish = wish
        self._features = self._matrix.top(
            wish.criterion, wish.n_features, among=self._named(wish.feature_words), minimum=wish.minimum
        )
        self._values = self._matrix.dense(self._features)
        words = wish.prompt_words.casefold().split()
        self._rows = [
            row
            for row, item in enumerate(self._items)
            if not words or all(word in item.pair.prompt.casefold() for word in words)
        ]
        self._largest = float(np.nanmax(self._values, initial=0.0)) or 1.0
        self._keep_sorting(sorted_feature)
        self.endResetModel()

    def item_at(self, index: _Index) -> BatchItem:
        """The prompt of a row."""
        return self._items[self._rows[index.row()]]

    def words(self, index: _Index) -> str:
        """What a cell says, in a sentence."""
        feature, value = self._features[index.column()], self._value(index)
        number = self.tr("not listed") if value is None else read_number(value)
        words = self.tr("Feature {id} on “{prompt}”: {value}").format(
            id=feature, prompt=one_line(self.item_at(index).pair.prompt[:_SHOWN_PROMPT]), value=number
        )
        label = label_words(self._labels.get(feature))
        return f"{words} · {one_line(label)}" if label else words

    def copied(self, indexes: Sequence[_Index]) -> str:
        """Cells as a spreadsheet takes them: numbers only, so that nothing can be a formula."""
        rows = sorted({index.row() for index in indexes})
        columns = sorted({index.column() for index in indexes})
        lines = ["\t".join(str(self._features[column]) for column in columns)]
        for row in rows:
            values = [self._value(self.index(row, column)) for column in columns]
            lines.append("\t".join("" if value is None else f"{value:.9g}" for value in values))
        return "\n".join(lines)

    def export(self) -> ExportTable:
        """What is shown, in its order and in full precision; a feature's column is named by its number."""
        items = [self._items[row] for row in self._rows]
        values = self._values[self._rows] if self._rows else self._values[:0]
        columns = [
            ExportColumn("place", ColumnKind.INTEGER, [item.place + 1 for item in items]),
            ExportColumn("prompt", ColumnKind.TEXT, [item.pair.prompt for item in items]),
        ]
        for place, feature in enumerate(self._features):
            cells = [None if np.isnan(value) else float(value) for value in values[:, place]]
            columns.append(ExportColumn(f"feature_{feature}", ColumnKind.NUMBER, cells))
        return ExportTable(tuple(columns))

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._features)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.words(index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        value = self._value(index)
        if value is None or value < self._wish.minimum:
            return None
        background = self._theme.sequential(value / self._largest)
        if role == Qt.ItemDataRole.DisplayRole:
            return short_number(value) if value else ""
        if role == Qt.ItemDataRole.BackgroundRole:
            return QBrush(background)
        return QBrush(self._theme.ink_on(background)) if role == Qt.ItemDataRole.ForegroundRole else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        is_column = orientation is Qt.Orientation.Horizontal
        if not 0 <= section < (len(self._features) if is_column else len(self._rows)):
            return None
        if not is_column:
            item = self._items[self._rows[section]]
            text = f"{item.place + 1}  {item.pair.prompt[:_SHOWN_PROMPT]}"
            return one_line(text) if role == Qt.ItemDataRole.DisplayRole else tooltip(text)
        feature = self._features[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return str(feature)
        return tooltip(f"{feature} {label_words(self._labels.get(feature))}".strip())

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.beginResetModel()
        self._sorted_by = (column, order) if 0 <= column < len(self._features) else None
        self._order_rows()
        self.endResetModel()

    def repaint(self) -> None:
        """Colours changed."""
        if self._rows and self._features:
            last = self.index(len(self._rows) - 1, len(self._features) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _value(self, index: _Index) -> float | None:
        value = float(self._values[self._rows[index.row()], index.column()])
        return None if np.isnan(value) else value

    def _named(self, words: str) -> set[int] | None:
        wanted = words.casefold().split()
        if not wanted:
            return None
        return {
            feature
            for feature in self._matrix.features
            if all(
                word == str(feature) or word in label_words(self._labels.get(feature)).casefold()
                for word in wanted
            )
        }

    def _sorted_feature(self) -> int | None:
        return self._features[self._sorted_by[0]] if self._sorted_by else None

    def _keep_sorting(self, feature: int | None) -> None:
        if self._sorted_by is None:
            return
        if feature not in self._features:
            self._sorted_by = None
            return
        self._sorted_by = (self._features.index(feature), self._sorted_by[1])
        self._order_rows()

    def _order_rows(self) -> None:
        """What is not known stands last in either order."""
        if self._sorted_by is None:
            self._rows.sort()
            return
        column, order = self._sorted_by
        keys = self._values[self._rows, column]
        if order is Qt.SortOrder.DescendingOrder:
            keys = -keys
        self._rows = [self._rows[place] for place in np.argsort(keys, kind="stable")]
