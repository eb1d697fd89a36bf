"""The endpoint's models as rows of a table."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from typing_extensions import override

from holysheep_desktop.core.models import ModelInfo, Support
from holysheep_desktop.ui.appearance.theme import Role, Theme
from holysheep_desktop.ui.widgets.shown_text import tooltip

AnyIndex = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """Columns from left to right."""

    NAME = 0
    OWNER = 1
    SAE = 2
    PATCHING = 3
    LAYERS = 4
    CONTEXT = 5


_NUMBERS = {Column.LAYERS, Column.CONTEXT}
_SUPPORT_ORDER = {Support.YES: 0, Support.UNKNOWN: 1, Support.NO: 2}


class ModelTable(QAbstractTableModel):
    """Rows are immutable, and sorted here: a proxy would ask Python 170,000 times for 10,000 models."""

    MODEL_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._models: tuple[ModelInfo, ...] = ()
        self._column = Column.NAME
        self._is_falling = False

    def show_models(self, models: tuple[ModelInfo, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._models = self._sorted(models)
        self.endResetModel()

    def model_at(self, row: int) -> ModelInfo:
        """The model of a row."""
        return self._models[row]

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column < 0:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._models[index.row()].id for index in before]
        self._column, self._is_falling = Column(column), order is Qt.SortOrder.DescendingOrder
        self._models = self._sorted(self._models)
        if before:
            rows = {model.id: row for row, model in enumerate(self._models)}
            after = [self.index(rows[name], index.column()) for name, index in zip(ids, before, strict=True)]
            self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _sorted(self, models: tuple[ModelInfo, ...]) -> tuple[ModelInfo, ...]:
        key = _SORT_KEYS[self._column]
        return tuple(sorted(models, key=key, reverse=self._is_falling))

    def retranslate(self) -> None:
        """Ask the views to read every text again."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        if self._models:
            last = self.index(len(self._models) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row_of(self, model_id: str) -> int | None:
        """The row of a model, or None."""
        return next((row for row, model in enumerate(self._models) if model.id == model_id), None)

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._models)

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(Column)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(Column(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        return None

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        model, column = self._models[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(model, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.colour(_ink(model, column))
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.NAME:
            return tooltip(model.id)
        return model if role == self.MODEL_ROLE else None

    def _heading(self, column: Column) -> str:
        return {
            Column.NAME: self.tr("Name"),
            Column.OWNER: self.tr("Owner"),
            Column.SAE: self.tr("SAE"),
            Column.PATCHING: self.tr("Patching"),
            Column.LAYERS: self.tr("Layers"),
            Column.CONTEXT: self.tr("Context"),
        }[column]

    def _text(self, model: ModelInfo, column: Column) -> str:
        abilities = model.capabilities
        return {
            Column.NAME: model.id,
            Column.OWNER: model.owned_by or self.tr("unknown"),
            Column.SAE: self.support_word(abilities.sae),
            Column.PATCHING: self.support_word(abilities.activation_patching),
            Column.LAYERS: self._number(abilities.n_layers),
            Column.CONTEXT: self._number(abilities.context_length),
        }[column]

    def support_word(self, support: Support) -> str:
        """The word for what a model can do, with a mark so that it is not told by colour alone."""
        return {
            Support.YES: self.tr("✓ yes"),
            Support.NO: self.tr("✗ no"),
            Support.UNKNOWN: self.tr("unknown"),
        }[support]

    def _number(self, value: int | None) -> str:
        return self.tr("unknown") if value is None else f"{value:,}"


class ModelFilter(QSortFilterProxyModel):
    """Filters by words in the name or owner, and by SAE support."""

    def __init__(self, source: ModelTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._needs_sae = False
        self._source = source
        self.setSourceModel(source)

    def show_matching(self, text: str, *, needs_sae: bool) -> None:
        """Show the models whose name or owner contains every word, whatever the case."""
        self.beginFilterChange()
        self._words = tuple(text.casefold().split())
        self._needs_sae = needs_sae
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._source.sort(column, order)

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: AnyIndex) -> bool:
        if not self._words and not self._needs_sae:
            return True
        model = self._source.model_at(source_row)
        if self._needs_sae and model.capabilities.sae is not Support.YES:
            return False
        haystack = f"{model.id} {model.owned_by or ''}".casefold()
        return all(word in haystack for word in self._words)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _ink(model: ModelInfo, column: Column) -> Role:
    abilities = model.capabilities
    if column is Column.SAE or column is Column.PATCHING:
        support = abilities.sae if column is Column.SAE else abilities.activation_patching
        return Role.GOOD if support is Support.YES else Role.TEXT_MUTED
    is_unknown = {
        Column.NAME: False,
        Column.OWNER: model.owned_by is None,
        Column.LAYERS: abilities.n_layers is None,
        Column.CONTEXT: abilities.context_length is None,
    }[column]
    return Role.TEXT_MUTED if is_unknown else Role.TEXT


def _unknown_first(value: int | None) -> int:
    return -1 if value is None else value


_SORT_KEYS: dict[Column, Callable[[ModelInfo], str | int]] = {
    Column.NAME: lambda model: model.id.casefold(),
    Column.OWNER: lambda model: (model.owned_by or "").casefold(),
    Column.SAE: lambda model: _SUPPORT_ORDER[model.capabilities.sae],
    Column.PATCHING: lambda model: _SUPPORT_ORDER[model.capabilities.activation_patching],
    Column.LAYERS: lambda model: _unknown_first(model.capabilities.n_layers),
    Column.CONTEXT: lambda model: _unknown_first(model.capabilities.context_length),
}
