"""What can be copied where the pointer stands: a cell, a token, a bar's value, a sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QTableView, QWidget

from holysheep_desktop.ui.charts.row_plot import RowPlot
from holysheep_desktop.ui.widgets.shown_text import one_line
from holysheep_desktop.ui.widgets.tables import RowView, full_text
from holysheep_desktop.ui.widgets.token_chips import TokenChips

translate = QCoreApplication.translate


class CopyMenu(QMenu):
    """Begins with what is at a place; who opens it may add to it."""

    def __init__(self, at: QWidget | None, place: QPoint, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("copyMenu")
        self._fill(at, place)
        self.triggered.connect(self._on_triggered)
        self.aboutToHide.connect(self.deleteLater)

    def _fill(self, at: QWidget | None, place: QPoint) -> None:
        """`place` in screen coordinates."""
        while at is not None and not at.isWindow():
            if isinstance(at, QTableView):
                self._offer_cell(at, place)
                return
            if isinstance(at, TokenChips):
                self._offer_tokens(at, place)
                return
            if isinstance(at, RowPlot):
                self._offer_bar(at, place)
                return
            if isinstance(at, QLabel) and at.text():
                self._offer("copyText", translate("CopyMenu", "Copy the text"), at.text())
                return
            at = at.parentWidget()

    def _offer(self, name: str, words: str, text: str) -> None:
        action = self.addAction(words)
        action.setObjectName(name)
        action.setData(text)

    def _offer_cell(self, view: QTableView, place: QPoint) -> None:
        index = view.indexAt(view.viewport().mapFromGlobal(place))
        if index.isValid():
            text = view.cell_text(index) if isinstance(view, RowView) else str(index.data() or "")
            self._offer("copyCell", translate("CopyMenu", "Copy the cell"), text)
        if isinstance(view, RowView) and view.selectionModel().hasSelection():
            rows = self.addAction(translate("Takeaways", "Copy the chosen rows"))
            rows.setObjectName("copyRows")
            rows.triggered.connect(view.copy_selection)
        if isinstance(view, RowView):
            self.addMenu(view.order_menu(self)).setObjectName("sortBy")
            self.addMenu(view.column_menu()).setObjectName("columns")

    def _offer_tokens(self, chips: TokenChips, place: QPoint) -> None:
        index = chips.indexAt(chips.viewport().mapFromGlobal(place))
        if index.isValid():
            chip = chips.chips[index.row()]
            self._offer("copyToken", translate("CopyMenu", "Copy the token"), chip.text)
            if chip.value is not None:
                self._offer("copyValue", translate("CopyMenu", "Copy the value"), full_text(chip.value))
        whole = "".join(chip.text for chip in chips.chips if not chip.is_special)
        self._offer("copyTokens", translate("CopyMenu", "Copy the whole text"), whole)

    def _offer_bar(self, plot: RowPlot, place: QPoint) -> None:
        row = plot.row_at(plot.canvas.viewport.mapFromGlobal(place)) if plot.rows else -1
        if row >= 0:
            values = ["" if value is None else full_text(value) for value in plot.rows[row].values]
            text = "\t".join((one_line(plot.rows[row].label), *values))
            self._offer("copyBar", translate("CopyMenu", "Copy the bar’s value"), text)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        if isinstance(text := action.data(), str):
            QGuiApplication.clipboard().setText(text)
