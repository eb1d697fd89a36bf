"""The right side of the Batch tab: the queue above, the matrix below."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.batches.batch import Batch, BatchItem
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, PAGE_MARGIN, Theme
from holysheep_desktop.ui.batch.bar import BatchBar
from holysheep_desktop.ui.batch.queue_table import (
    FEATURE_COLUMNS,
    PAIR_COLUMNS,
    QueueTable,
    queue_explanations,
    queue_titles,
)
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.strip import NoticeStrip
from holysheep_desktop.ui.widgets.empty_state import EmptyState
from holysheep_desktop.ui.widgets.inputs import upright_scroll
from holysheep_desktop.ui.widgets.tables import RowView

if TYPE_CHECKING:
    from holysheep_desktop.core.batches.feature_matrix import FeatureMatrix
    from holysheep_desktop.ui.batch.matrix_page import MatrixPage

DRAWN_AT_ONCE = 1000
"""Items of a batch whose matrix takes no time to notice; that of a longer one is made in a thread."""
_MATRIX_PAUSE_MS = 500
"""The matrix of a batch that runs is drawn anew at most so often."""


class BatchFinding(Translated, QWidget):
    """Signals: run_requested(BatchItem); row_chosen(BatchItem | None)."""

    run_requested = Signal(object)
    row_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("batchFinding")
        self._theme = theme
        self.notices = NoticeStrip()
        self.bar = BatchBar()
        self.table = QueueTable(self)
        self.queue = RowView(self.table, "batchQueue")
        self.empty = EmptyState(theme, "batch", 1, "batch")
        self.matrix: MatrixPage | None = None
        self._parts = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self._pages = QStackedWidget()
        self._batch: Batch | None = None
        self._drawing = QTimer(self)
        self._drawing.setSingleShot(True)
        self._drawing.setInterval(_MATRIX_PAUSE_MS)
        self._counting = Job(self)
        self._counting.succeeded.connect(self._on_counted)
        self._build()
        self.queue.row_chosen.connect(self.row_chosen)
        self.queue.activated.connect(self._on_row_activated)
        self._drawing.timeout.connect(self.draw_matrix)
        self._retranslate()

    def _build(self) -> None:
        self.queue.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._parts.setObjectName("batchParts")
        self._parts.addWidget(self.queue)
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(PAGE_MARGIN - GAP_GROUP, 0, PAGE_MARGIN - GAP_GROUP, 0)
        inner.setSpacing(GAP)
        inner.addWidget(self.bar)
        inner.addWidget(self._parts, 1)
        # A low window scrolls them: they must not push the window beyond the screen.
        self._pages.addWidget(upright_scroll("batchEmptyScroll", self.empty))
        self._pages.addWidget(upright_scroll("batchScroll", page))
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP)
        column.setSpacing(GAP)
        column.addWidget(self.notices)
        column.addWidget(self._pages, 1)

    @property
    def chosen(self) -> BatchItem | None:
        """The item whose row is current."""
        index = self.queue.currentIndex()
        return self.table.row_at(index) if index.isValid() else None

    def show_batch(self, batch: Batch | None) -> None:
        """Replace everything that is shown; None: there is no batch."""
        self._batch = batch
        self._pages.setCurrentIndex(0 if batch is None else 1)
        if batch is not None:
            self.table.show_items(batch.items, batch.labels)
            for column in PAIR_COLUMNS:
                self.queue.setColumnHidden(column, batch.settings.patching is None)
            for column in FEATURE_COLUMNS:
                self.queue.setColumnHidden(column, batch.settings.features is None)
            if self.matrix is not None:
                self.matrix.setVisible(batch.settings.features is not None)
            self.draw_matrix()
        self.row_chosen.emit(None)

    def show_item(self, batch: Batch, item: BatchItem) -> None:
        """One item has changed; `batch` holds it already."""
        self._batch = batch
        self.table.add_labels(batch.labels)
        self.table.replace_row(item.place, item)
        if item.finding is not None and self.matrix is None:
            self.draw_matrix()
        elif item.finding is not None and not self._drawing.isActive():
            self._drawing.start()
        if (chosen := self.chosen) is not None and chosen.place == item.place:
            self.row_chosen.emit(item)

    @override
    def _retranslate(self) -> None:
        self.queue.setAccessibleName(self.tr("Queue"))
        self.table.set_titles(queue_titles(), queue_explanations())
        self.empty.set_texts(
            self.tr("Which features do many prompts share?"),
            self.tr(
                "Ask a list of prompts in one go, then compare them in a table and a matrix of features."
            ),
            (self.tr("Run an example list"),),
        )

    @Slot()
    def draw_matrix(self) -> None:
        """Bring the matrix up to date; it is made once there is something to show: numpy imports slowly."""
        batch = self._batch
        if batch is None or batch.settings.features is None:
            return
        if self.matrix is None and all(item.finding is None for item in batch.items):
            return
        if len(batch.items) > DRAWN_AT_ONCE:
            self._counting.start(asyncio.to_thread(_counted, batch), name="feature matrix")
            return
        self._show_matrix(batch, None)

    @Slot(object)
    def _on_counted(self, counted: tuple[Batch, FeatureMatrix]) -> None:
        batch, matrix = counted
        if self._batch is not None and self._batch.summary.id == batch.summary.id:
            self._show_matrix(batch, matrix)

    def _show_matrix(self, batch: Batch, matrix: FeatureMatrix | None) -> None:
        if self.matrix is None:
            from holysheep_desktop.ui.batch.matrix_page import MatrixPage

            self.matrix = MatrixPage(self._theme)
            self.matrix.run_requested.connect(self.run_requested)
            self._parts.addWidget(self.matrix)
            self._parts.setSizes([1, 1])
        self.matrix.table.show_items(batch.items, batch.labels, matrix)
        self.matrix.show_facts()

    @Slot(QModelIndex)
    def _on_row_activated(self, index: QModelIndex) -> None:
        self.run_requested.emit(self.table.row_at(index))


def _counted(batch: Batch) -> tuple[Batch, FeatureMatrix]:
    from holysheep_desktop.ui.batch.matrix_table import matrix_of

    return batch, matrix_of(batch.items)
