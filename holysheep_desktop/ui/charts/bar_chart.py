"""The strongest features of a prompt as horizontal bars, label beside the bar, value at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import GAP_LABEL, Role, Theme, TypeSize
from holysheep_desktop.ui.charts.plot_rows import PlotRow, PlotScale
from holysheep_desktop.ui.charts.row_plot import RowPlot
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.widgets.shown_text import one_line

_LEAST_COLOUR = 0.65
"""Every bar stands out from the surface; its length, not its colour, says how strong it is."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `key` comes back when it is chosen."""

    key: int
    label: str
    value: float
    description: str = ""


class BarChart(QWidget):
    """Shows bars in the order given; computes nothing.

    Signals: bar_chosen(int) with the bar's key.
    """

    bar_chosen = Signal(int)

    def __init__(self, theme: Theme, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: tuple[Bar, ...] = ()
        self._largest = 1.0
        self._plot = RowPlot(theme, self._colour_of, f"{object_name}Plot", self)
        self._reading = plain_label(f"{object_name}Reading", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
        self.setObjectName(object_name)
        self.setFocusProxy(self._plot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addWidget(self._plot, stretch=1)
        column.addWidget(self._reading)
        self._plot.row_chosen.connect(self._on_row_chosen)
        self._plot.row_hovered.connect(self._on_row_hovered)
        self._retranslate()

    @property
    def plot(self) -> RowPlot:
        """The picture itself."""
        return self._plot

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    @property
    def reading(self) -> str:
        """The line under the picture."""
        return self._reading.text()

    def show_bars(self, bars: Sequence[Bar], axis_title: str) -> None:
        """Replace all bars."""
        self._bars = tuple(bars)
        values = [bar.value for bar in bars]
        self._largest = max((abs(value) for value in values), default=0.0) or 1.0
        low = min(0.0, *values, 0.0) if values else 0.0
        high = max(0.0, *values, 0.0) if values else 1.0
        rows = [PlotRow(bar.label, (bar.value,), bar.description or bar.label) for bar in bars]
        self._plot.show_rows(rows, ("",), PlotScale(low, high if high > low else low + 1.0), axis_title)
        self._on_row_hovered(-1)

    def choose(self, key: int) -> None:
        """Mark the bar of this key, if there is one."""
        keys = [bar.key for bar in self._bars]
        self._plot.choose(keys.index(key) if key in keys else -1)
        self._on_row_hovered(-1)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._plot.setAccessibleName(self.tr("Strongest features"))
        self._on_row_hovered(-1)

    def _colour_of(self, value: float) -> QColor:
        share = abs(value) / self._largest
        return self._theme.sequential(_LEAST_COLOUR + (1 - _LEAST_COLOUR) * share)

    @Slot(int)
    def _on_row_chosen(self, row: int) -> None:
        self._on_row_hovered(-1)
        self.bar_chosen.emit(self._bars[row].key)

    @Slot(int)
    def _on_row_hovered(self, row: int) -> None:
        shown = row if row >= 0 else self._plot.chosen
        if 0 <= shown < len(self._bars):
            self._reading.setText(one_line(self._bars[shown].description))
        else:
            self._reading.setText(self.tr("Choose a bar to see where in the prompt its feature fires."))
