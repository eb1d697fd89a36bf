"""The matrix on the screen: which features, which prompts, and a line that reads out a cell."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from holysheep_desktop.core.batches.feature_matrix import Criterion
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, Theme, TypeSize, tabular
from holysheep_desktop.ui.batch.matrix_table import MatrixTable, MatrixWish
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.inputs import choice_box, decimal_box, number_box

_TYPING_MS = 250
_CELL_WIDTH = 64
_ROW_HEIGHT = 24
_PROMPT_WIDTH = 220
_MOST_FEATURES = 500
_USUAL_FEATURES = 50
_HIGHEST_MINIMUM = 1_000_000.0
_MINIMUM_WIDTH = 110


class MatrixView(QTableView):
    """Signals: row_activated(QModelIndex) on Enter or a double click; pointed(QModelIndex)."""

    row_activated = Signal(QModelIndex)
    pointed = Signal(QModelIndex)

    def __init__(self, table: MatrixTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.setObjectName("batchMatrix")
        self.setModel(table)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setFont(tabular(self.font()))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        upper, side = self.horizontalHeader(), self.verticalHeader()
        for header in (upper, side):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
        upper.setDefaultSectionSize(_CELL_WIDTH)
        upper.setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        side.setMinimumSectionSize(_ROW_HEIGHT)
        side.setDefaultSectionSize(_ROW_HEIGHT)
        side.setFixedWidth(_PROMPT_WIDTH)
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSortingEnabled(True)
        self.activated.connect(self.row_activated)
        table.modelReset.connect(self._on_model_reset)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._table.copied(self.selectedIndexes()))
        else:
            super().keyPressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.pointed.emit(self.indexAt(event.position().toPoint()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(QModelIndex())

    @override
    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        super().currentChanged(current, previous)
        self.pointed.emit(current)

    @Slot()
    def _on_model_reset(self) -> None:
        """The arrow stands over the feature that orders the rows, or nowhere once that has no column."""
        column, order = self._table.sorting or (-1, Qt.SortOrder.DescendingOrder)
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(column, order)
        header.blockSignals(False)


class MatrixPage(Translated, QWidget):
    """Signals: run_requested(BatchItem) for the prompt of a row."""

    run_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("batchMatrixPage")
        self._theme = theme
        self.table = MatrixTable(theme, self)
        self.view = MatrixView(self.table, self)
        self._title = plain_label("matrixTitle", size=TypeSize.HEADING, bold=True)
        self._criterion = choice_box("matrixCriterion")
        for criterion in Criterion:
            self._criterion.addItem("", criterion.value)
        self._criterion.setCurrentIndex(self._criterion.findData(Criterion.VARIANCE.value))
        self._n_features = number_box("matrixFeatures", 1, _MOST_FEATURES, _USUAL_FEATURES)
        self._minimum = decimal_box("matrixMinimum", _HIGHEST_MINIMUM, 1.0)
        self._prompt_words, self._feature_words = QLineEdit(), QLineEdit()
        self._reading = plain_label("matrixReading", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
        self._typing = QTimer(self, interval=_TYPING_MS, singleShot=True)  # pyright: ignore[reportCallIssue]
        self._build()
        self._connect()
        self._retranslate()

    def _build(self) -> None:
        self._prompt_words.setObjectName("matrixPromptWords")
        self._feature_words.setObjectName("matrixFeatureWords")
        controls = QHBoxLayout()
        controls.setSpacing(GAP)
        controls.addWidget(self._title)
        controls.addWidget(self._n_features)
        controls.addWidget(self._criterion)
        controls.addWidget(self._feature_words, 1)
        controls.addWidget(self._prompt_words, 1)
        controls.addWidget(self._minimum)
        for words in (self._prompt_words, self._feature_words):
            words.setClearButtonEnabled(True)
            words.setMinimumWidth(60)
        self._minimum.setMaximumWidth(_MINIMUM_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addLayout(controls)
        column.addWidget(self.view, 1)
        column.addWidget(self._reading)

    def _connect(self) -> None:
        self._criterion.currentIndexChanged.connect(self._on_choice_changed)
        self._n_features.valueChanged.connect(self._on_typed)
        self._minimum.valueChanged.connect(self._on_typed)
        self._prompt_words.textChanged.connect(self._on_typed)
        self._feature_words.textChanged.connect(self._on_typed)
        self._typing.timeout.connect(self._on_choice_changed)
        self.view.pointed.connect(self._on_pointed)
        self.view.row_activated.connect(self._on_row_activated)
        self._theme.changed.connect(self._on_theme_changed)

    @property
    def reading(self) -> str:
        """The line below the matrix."""
        return self._reading.text()

    def show_facts(self) -> None:
        """Say how much there is, while no cell is pointed at."""
        shown, known = len(self.table.features), self.table.n_features
        words = self.tr(
            "{shown} of {known} features, {rows} of {prompts} prompts; a click on a number sorts."
        )
        self._reading.setText(
            words.format(
                shown=f"{shown:,}",
                known=f"{known:,}",
                rows=f"{self.table.rowCount():,}",
                prompts=f"{self.table.n_items:,}",
            )
        )
        self.view.setAccessibleDescription(self._reading.text())

    @override
    def _retranslate(self) -> None:
        self._title.setText(self.tr("Features"))
        self._n_features.setAccessibleName(self.tr("Number of features"))
        self._criterion.setAccessibleName(self.tr("Features chosen by"))
        words = (
            self.tr("highest maximum"),
            self.tr("highest mean"),
            self.tr("highest variance"),
            self.tr("most prompts"),
        )
        for place, text in enumerate(words):
            self._criterion.setItemText(place, text)
        self._criterion.setToolTip(
            self.tr("A feature that a prompt does not list counts as 0 in mean and variance.")
        )
        self._feature_words.setPlaceholderText(self.tr("Label or number"))
        self._feature_words.setAccessibleName(self.tr("Filter features by label or number"))
        self._prompt_words.setPlaceholderText(self.tr("Words of the prompt"))
        self._prompt_words.setAccessibleName(self.tr("Filter prompts by words"))
        for words in (self._feature_words, self._prompt_words):
            words.setToolTip(words.accessibleName())
        self._minimum.setPrefix("≥ ")
        self._minimum.setAccessibleName(self.tr("Lowest activation shown"))
        self._minimum.setToolTip(
            self.tr("Lower activations are left blank; features that never reach it have no column.")
        )
        self.view.setAccessibleName(self.tr("Activations by prompt and feature"))
        self.show_facts()

    def _wish(self) -> MatrixWish:
        return MatrixWish(
            Criterion(self._criterion.currentData()),
            self._n_features.value(),
            self._prompt_words.text(),
            self._feature_words.text(),
            self._minimum.value(),
        )

    @Slot()
    def _on_typed(self) -> None:
        self._typing.start()

    @Slot()
    def _on_choice_changed(self) -> None:
        self._typing.stop()
        self.table.choose(self._wish())
        self.show_facts()

    @Slot(QModelIndex)
    def _on_pointed(self, index: QModelIndex) -> None:
        if index.isValid():
            self._reading.setText(self.table.words(index))
        else:
            self.show_facts()

    @Slot(QModelIndex)
    def _on_row_activated(self, index: QModelIndex) -> None:
        self.run_requested.emit(self.table.item_at(index))

    @Slot()
    def _on_theme_changed(self) -> None:
        self.table.repaint()
