"""The endpoint's models as rows of a table."""

from __future__ import annotations

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
from holysheep_desktop.ui.theme import Role, Theme

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
    """Rows are immutable; `SORT_ROLE` answers numbers as numbers."""

    SORT_ROLE = Qt.ItemDataRole.UserRole
    MODEL_ROLE = Qt.ItemDataRole.UserRole + 1

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._models: tuple[ModelInfo, ...] = ()

    def show_models(self, models: tuple[ModelInfo, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._models = models
        self.endResetModel()

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
            return model.id
        if role == self.SORT_ROLE:
            return _sort_key(model, column)
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
    """Sorts by the sort role; filters by words in the name or owner, and by SAE support."""

    def __init__(self, source: ModelTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._needs_sae = False
        self.setSourceModel(source)
        self.setSortRole(ModelTable.SORT_ROLE)

    def show_matching(self, text: str, *, needs_sae: bool) -> None:
        """Show the models whose name or owner contains every word, whatever the case."""
        self.beginFilterChange()
        self._words = tuple(text.casefold().split())
        self._needs_sae = needs_sae
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: AnyIndex) -> bool:
        model = self.sourceModel().index(source_row, 0, source_parent).data(ModelTable.MODEL_ROLE)
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


def _sort_key(model: ModelInfo, column: Column) -> object:
    abilities = model.capabilities
    return {
        Column.NAME: model.id.casefold(),
        Column.OWNER: (model.owned_by or "").casefold(),
        Column.SAE: _SUPPORT_ORDER[abilities.sae],
        Column.PATCHING: _SUPPORT_ORDER[abilities.activation_patching],
        Column.LAYERS: -1 if abilities.n_layers is None else abilities.n_layers,
        Column.CONTEXT: -1 if abilities.context_length is None else abilities.context_length,
    }[column]
