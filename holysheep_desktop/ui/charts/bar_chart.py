"""The strongest features of a prompt as horizontal bars, label beside the bar, value at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.charts.plot_rows import PlotRow, PlotScale
from holysheep_desktop.ui.charts.row_chart import RowChart

_LEAST_COLOUR = 0.65
"""Every bar stands out from the surface; its length, not its colour, says how strong it is."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `key` comes back when it is chosen."""

    key: int
    label: str
    value: float
    description: str = ""


class BarChart(RowChart):
    """Shows bars in the order given, each under its key."""

    def __init__(self, theme: Theme, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, object_name, parent)
        self._bars: tuple[Bar, ...] = ()
        self._largest = 1.0
        self._retranslate()

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def show_bars(self, bars: Sequence[Bar], axis_title: str) -> None:
        """Replace all bars."""
        self._bars = tuple(bars)
        values = [bar.value for bar in bars]
        self._largest = max((abs(value) for value in values), default=0.0) or 1.0
        low = min(0.0, *values, 0.0) if values else 0.0
        high = max(0.0, *values, 0.0) if values else 1.0
        rows = [PlotRow(bar.label, (bar.value,), bar.description or bar.label) for bar in bars]
        self._plot.show_rows(rows, ("",), PlotScale(low, high if high > low else low + 1.0), axis_title)
        self._read_out()

    @override
    def _retranslate(self) -> None:
        self._plot.setAccessibleName(self.tr("Strongest features"))
        self._read_out()

    @override
    def _keys(self) -> Sequence[int]:
        return [bar.key for bar in self._bars]

    @override
    def _sentence(self, row: int) -> str:
        return self._bars[row].description

    @override
    def _guide(self) -> str:
        return self.tr("Choose a bar to see where in the prompt its feature fires.")

    @override
    def _colour_of(self, value: float) -> QColor:
        share = abs(value) / self._largest
        return self._theme.sequential(_LEAST_COLOUR + (1 - _LEAST_COLOUR) * share)
