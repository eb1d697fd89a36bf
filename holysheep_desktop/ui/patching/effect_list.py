"""Neurons or SAE features of a finding: a warning where the two orders disagree, bars with what chance
reaches, and the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import GAP_LABEL, Role, Theme
from holysheep_desktop.ui.charts.plot_rows import PlotRow, PlotScale, signed
from holysheep_desktop.ui.charts.row_plot import RowPlot
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.patching.effect_tables import EffectRow, EffectTable
from holysheep_desktop.ui.patching.words import WEAK_AGREEMENT
from holysheep_desktop.ui.widgets.help_mark import HelpMark, Term
from holysheep_desktop.ui.widgets.tables import RowView

_SMALLEST_SCALE = 0.02
_CHART_SHARE, _TABLE_SHARE = 3, 2


class EffectList(Translated, QWidget):
    """Choosing a bar chooses its row in the table, and the other way round."""

    def __init__(
        self, theme: Theme, table: EffectTable, view: RowView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._table = table
        self.view = view
        self._rows: tuple[EffectRow, ...] = ()
        self._agreement: float | None = None
        self._limit = 1.0
        self._warning = plain_label("orderWarning", ink=Role.WARN, wraps=True)
        self._mark = HelpMark(Term.ATTRIBUTION)
        self._plot = RowPlot(theme, self._colour_of, f"{view.objectName()}Plot")
        split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        split.setObjectName("effectSplitter")
        split.addWidget(self._plot)
        split.addWidget(view)
        split.setStretchFactor(0, _CHART_SHARE)
        split.setStretchFactor(1, _TABLE_SHARE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP_LABEL, 0, 0)
        column.setSpacing(GAP_LABEL)
        head = QHBoxLayout()
        head.setSpacing(GAP_LABEL)
        head.addWidget(self._warning, stretch=1)
        head.addWidget(self._mark)
        column.addLayout(head)
        column.addWidget(split, stretch=1)
        self._plot.row_chosen.connect(self._on_bar_chosen)
        view.row_chosen.connect(self._on_row_chosen)

    @property
    def warning(self) -> str:
        """What is said about the order, or an empty text."""
        return self._warning.text()

    @property
    def plot(self) -> RowPlot:
        """The bars."""
        return self._plot

    def show_rows(self, rows: Sequence[EffectRow], agreement: float | None) -> None:
        """Replace everything; `agreement` is the rank correlation of attribution and exact effect."""
        self._rows, self._agreement = tuple(rows), agreement
        self._table.show_rows(rows)
        self._show()

    @override
    def _retranslate(self) -> None:
        self._show()

    def _show(self) -> None:
        self._warning.setText(self._warning_words())
        for widget in (self._warning, self._mark):
            widget.setVisible(bool(self._warning.text()))
        known = [abs(row.impact) for row in self._rows if row.impact is not None]
        limits = [row.limit for row in self._rows if row.limit is not None]
        self._limit = max(_SMALLEST_SCALE, *known, *limits) if known else 1.0
        bars = [PlotRow(row.name, (row.impact,), self._description(row), row.limit) for row in self._rows]
        axis = self.tr("effect of patching it alone")
        if limits:
            axis = self.tr("effect of patching it alone; dashed: 95% of random controls reach at most this")
        self._plot.show_rows(bars, ("",), PlotScale(-self._limit, self._limit, ".3f"), axis)
        self._plot.setAccessibleName(self.tr("Effects as bars"))

    def _warning_words(self) -> str:
        if self._agreement is None or self._agreement >= WEAK_AGREEMENT:
            return ""
        return self.tr(
            "The order by attribution and the order of the exact effects disagree (rank correlation {rho}): "
            "others that were not chosen may matter more."
        ).format(rho=signed(self._agreement, ".2f"))

    def _description(self, row: EffectRow) -> str:
        impact = "—" if row.impact is None else signed(row.impact, ".4f")
        return f"{row.name}: {impact} {row.label}".rstrip()

    def _colour_of(self, value: float) -> QColor:
        return self._theme.diverging(max(-1.0, min(1.0, value / self._limit)))

    @Slot(int)
    def _on_bar_chosen(self, number: int) -> None:
        self.view.choose(self._rows[number])

    @Slot(object)
    def _on_row_chosen(self, row: EffectRow) -> None:
        if row in self._rows:
            self._plot.choose(self._rows.index(row))
