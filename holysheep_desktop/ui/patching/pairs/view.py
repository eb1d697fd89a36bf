"""The table of pairs on the screen: typed into, pasted into, dropped on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget
from typing_extensions import override

from holysheep_desktop.core.pairs.pair_file import dump_pairs, parse_pairs
from holysheep_desktop.errors import PromptListError
from holysheep_desktop.ui.patching.pairs.rows import PairTable
from holysheep_desktop.ui.widgets.quiet_focus import nothing_chosen

_WIDTHS = (170, 170, 84, 96, 92, 200)
_LEAST_HEIGHT = 124
"""The header and two rows above a scroll bar: less is no table."""


class PairView(QTableView):
    """Ctrl+V pastes rows of a spreadsheet, Delete takes rows out, a file can be dropped.

    Signals: pair_chosen(int) for another row or a click; refused(PromptListError); file_dropped(Path).
    """

    pair_chosen = Signal(int)
    refused = Signal(object)
    file_dropped = Signal(object)

    def __init__(self, table: PairTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.setObjectName("pairTable")
        self.setModel(table)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setAcceptDrops(True)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.setCornerButtonEnabled(False)
        self.setMinimumHeight(_LEAST_HEIGHT)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        self.clicked.connect(self._on_row_changed)
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        with nothing_chosen(self):
            super().focusInEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_selected()
        else:
            super().keyPressEvent(event)

    def paste(self) -> None:
        """Add the pairs on the clipboard."""
        if self._table.is_locked:
            return
        try:
            self._table.add_pairs(parse_pairs(QGuiApplication.clipboard().text()))
        except PromptListError as error:
            self.refused.emit(error)

    def copy(self) -> None:
        """Put the chosen pairs on the clipboard as CSV."""
        rows = self._table.rows
        chosen = [rows[place].pair for place in self._chosen() if place < len(rows)]
        QGuiApplication.clipboard().setText(dump_pairs(chosen))

    def remove_selected(self) -> None:
        """Take the chosen rows out."""
        if not self._table.is_locked:
            self._table.remove(self._chosen())

    def _chosen(self) -> list[int]:
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.file_dropped.emit(files[0])

    @Slot(QModelIndex)
    @Slot(QModelIndex, QModelIndex)
    def _on_row_changed(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        if self._table.row_at(index) is not None:
            self.pair_chosen.emit(index.row())
