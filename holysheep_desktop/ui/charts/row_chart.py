"""Rows of bars with one line below them that reads a row out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from holysheep_desktop.ui.appearance.theme import GAP_LABEL, Role, Theme, TypeSize
from holysheep_desktop.ui.charts.row_plot import RowPlot
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.shown_text import one_line


class RowChart(Translated, QWidget):
    """A chart of rows, each with a key of its own. It shows what it is given and computes nothing.

    Each kind gives `_keys`, `_sentence`, `_guide` and `_colour_of`.
    Signals: key_chosen(int) when the user chooses a row.
    """

    key_chosen = Signal(int)

    def __init__(
        self, theme: Theme, object_name: str, parent: QWidget | None = None, *, wraps: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plot = RowPlot(theme, self._colour_of, f"{object_name}Plot", self)
        self._reading = plain_label(
            f"{object_name}Reading", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=wraps
        )
        self.setObjectName(object_name)
        self.setFocusProxy(self._plot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addWidget(self._plot, stretch=1)
        column.addWidget(self._reading)
        self._plot.row_chosen.connect(self._on_row_chosen)
        self._plot.row_hovered.connect(self._read_out)

    @property
    def plot(self) -> RowPlot:
        """The picture itself."""
        return self._plot

    @property
    def reading(self) -> str:
        """The line under the picture."""
        return self._reading.text()

    def choose(self, key: int) -> None:
        """Mark the row of this key, if there is one."""
        keys = list(self._keys())
        self._plot.choose(keys.index(key) if key in keys else -1)
        self._read_out()

    def _keys(self) -> Sequence[int]:
        """The key of each row, from top to bottom."""
        raise NotImplementedError

    def _sentence(self, row: int) -> str:
        """What a row says."""
        raise NotImplementedError

    def _guide(self) -> str:
        """What stands in the line while there is no row to read."""
        raise NotImplementedError

    def _colour_of(self, value: float) -> QColor:
        """The colour of a bar of this value."""
        raise NotImplementedError

    @Slot(int)
    def _on_row_chosen(self, row: int) -> None:
        self._read_out()
        self.key_chosen.emit(self._keys()[row])

    @Slot(int)
    def _read_out(self, row: int = -1) -> None:
        """Read a row out, without one the chosen row."""
        shown = row if row >= 0 else self._plot.chosen
        there = 0 <= shown < len(self._keys())
        self._reading.setText(one_line(self._sentence(shown)) if there else self._guide())
