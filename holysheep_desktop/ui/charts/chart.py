"""A chart for those who do not see it: a sentence that is spoken, and all its numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeAlias, runtime_checkable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import Role, Theme
from holysheep_desktop.ui.languages import Translated

RING = 2
"""The frame that says where the keys go."""
Cell: TypeAlias = str | float | None


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The numbers of a chart: the words above the columns, and below them the rows. None: not measured."""

    titles: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@runtime_checkable
class TableChart(Protocol):
    """A widget that shows a chart."""

    def chart_table(self) -> ChartTable:
        """Everything that the chart shows, also what is scrolled out of sight."""
        ...


class Chart(Translated, QWidget):
    """A painted chart: it takes the focus, so that its table can be asked for by key."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def chart_table(self) -> ChartTable:
        """Everything that the chart shows, also what is scrolled out of sight."""
        raise NotImplementedError

    def chart_summary(self) -> str:
        """What the chart shows, in a sentence or two."""
        raise NotImplementedError

    def tell(self) -> None:
        """Let screen readers say what is shown now."""
        self.setAccessibleDescription(self.chart_summary())

    @override
    def _retranslate(self) -> None:
        self.tell()


def draw_ring(painter: QPainter, widget: QWidget, theme: Theme) -> None:
    """Frame a painted widget that has the focus."""
    if widget.hasFocus():
        painter.setPen(QPen(theme.colour(Role.ACCENT), RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRect(0, 0, widget.width(), widget.height()).adjusted(1, 1, -1, -1))
