"""The endpoint's models as a table with search and filter, or what stands in its place."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from holysheep_desktop.core.models import ModelInfo
from holysheep_desktop.ui.appearance.icons import icon
from holysheep_desktop.ui.appearance.theme import GAP, Theme
from holysheep_desktop.ui.controls import push_button
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.models.model_table import Column, ModelFilter, ModelTable
from holysheep_desktop.ui.models.state_page import StatePage
from holysheep_desktop.ui.widgets.column_choice import ColumnChoice

_ROW_HEIGHT = 32
_WIDTHS = {
    Column.OWNER: 120,
    Column.SAE: 90,
    Column.PATCHING: 90,
    Column.LAYERS: 80,
    Column.CONTEXT: 90,
}


class ModelList(Translated, QWidget):
    """Signals: selected() when another row is, activated(str) with the id on Enter or a double click,
    refresh_requested(), state_button_clicked() of the page that stands in for the table.
    """

    selected = Signal()
    activated = Signal(str)
    refresh_requested = Signal()
    state_button_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelList")
        self._theme = theme
        self._rows = ModelTable(theme, self)
        self._filter = ModelFilter(self._rows, self)
        self._search = QLineEdit()
        self._search.setObjectName("modelSearch")
        self._search.setClearButtonEnabled(True)
        self._sae_only = QCheckBox()
        self._sae_only.setObjectName("saeOnly")
        self._refresh = push_button("refreshModels")
        self._table = QTableView()
        self._state = StatePage("modelsState", theme)
        self._stack = QStackedWidget()
        self._build()
        self._build_table()
        self._connect()
        self._repaint_icons()
        self._retranslate()

    @property
    def n_shown(self) -> int:
        """Rows that the search and the filter leave."""
        return self._filter.rowCount()

    @property
    def selected_model(self) -> ModelInfo | None:
        """The model of the selected row."""
        rows = self._table.selectionModel().selectedRows()
        return rows[0].data(ModelTable.MODEL_ROLE) if rows else None

    def show_models(self, models: tuple[ModelInfo, ...]) -> None:
        """Show other rows."""
        self._rows.show_models(models)

    def select(self, model: ModelInfo | None) -> None:
        """Select the row of a model, where it has one."""
        row = self._rows.row_of(model.id) if model else None
        if row is not None:
            self._table.selectRow(self._filter.mapFromSource(self._rows.index(row, 0)).row())

    def show_table(self) -> None:
        """Show the rows."""
        self._stack.setCurrentWidget(self._table)

    def show_state(self, icon_name: str, title: str, text: str = "", button: str = "") -> None:
        """Show a page with translated texts instead of the rows."""
        self._state.show_texts(icon_name, title, text, button)
        self._stack.setCurrentWidget(self._state)

    def focus_search(self) -> None:
        """Let the user type what to search for."""
        self._search.setFocus()
        self._search.selectAll()

    def show_all(self) -> None:
        """Drop the search and the filter."""
        self._search.clear()
        self._sae_only.setChecked(False)

    def set_refreshable(self, can_refresh: bool) -> None:
        """Whether asking again makes sense now."""
        self._refresh.setEnabled(can_refresh)

    def _build(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(GAP)
        tools.addWidget(self._search, stretch=1)
        tools.addWidget(self._sae_only)
        tools.addWidget(self._refresh)
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(tools)
        column.addWidget(self._stack, stretch=1)

    def _build_table(self) -> None:
        table = self._table
        table.setObjectName("modelTable")
        table.setModel(self._filter)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        ColumnChoice(table, [column.name.lower() for column in Column], self._show_column)
        table.setSortingEnabled(True)
        table.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)

    def _show_column(self, column: int, is_shown: bool) -> None:
        self._table.setColumnHidden(column, not is_shown)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._on_filter_changed)
        self._sae_only.toggled.connect(self._on_filter_changed)
        self._refresh.clicked.connect(self._on_refresh_clicked)
        self._table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._table.activated.connect(self._on_row_activated)
        self._state.button_clicked.connect(self.state_button_clicked)
        self._theme.changed.connect(self._repaint_icons)

    @override
    def _retranslate(self) -> None:
        self._search.setPlaceholderText(self.tr("Search models"))
        self._search.setAccessibleName(self.tr("Search models"))
        self._sae_only.setText(self.tr("SAE only"))
        self._sae_only.setAccessibleName(self.tr("Show only models with SAE features"))
        self._refresh.setText(self.tr("Refresh"))
        self._refresh.setAccessibleName(self.tr("Ask for the models again"))
        self._table.setAccessibleName(self.tr("Models"))
        self._rows.retranslate()

    @Slot()
    def _repaint_icons(self) -> None:
        self._refresh.setIcon(icon("refresh", self._theme))

    @Slot()
    def _on_filter_changed(self) -> None:
        self._filter.show_matching(self._search.text(), needs_sae=self._sae_only.isChecked())
        self.selected.emit()

    @Slot()
    def _on_refresh_clicked(self) -> None:
        self.refresh_requested.emit()

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        self.selected.emit()

    @Slot(QModelIndex)
    def _on_row_activated(self, index: QModelIndex) -> None:
        self.activated.emit(index.data(ModelTable.MODEL_ROLE).id)
