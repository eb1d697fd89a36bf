"""One series of a row plot: a pyqtgraph plot with one item of bars, their numbers, and the chosen row's band.

pyqtgraph is imported with the first data: it takes 0.2 s that the start of the program should not wait for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics
from PySide6.QtWidgets import QGraphicsRectItem

from holysheep_desktop.ui.appearance.theme import Role, Theme, TypeSize, tabular
from holysheep_desktop.ui.charts.plot_rows import PlotScale

BAR_HEIGHT = 0.66
FURNITURE_HEIGHT = 54
"""Title above and axis below."""


class PlotColumn:
    """Draws the rows in sight; the row plot says which they are and how much room there is."""

    def __init__(self, view: Any, place: int, *, has_labels: bool) -> None:  # noqa: ANN401 - no stubs
        import pyqtgraph as pg

        self._pg = pg
        self.plot: Any = pg.PlotItem(enableMenu=False)
        view.addItem(self.plot, row=0, col=place)
        self.plot.hideButtons()
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.invertY(True)
        self.plot.vb.setDefaultPadding(0)
        self.plot.showAxis("left", has_labels)
        left = self.plot.getAxis("left")
        left.setStyle(tickLength=0, tickTextOffset=6, autoExpandTextSpace=False, hideOverlappingLabels=False)
        bottom = self.plot.getAxis("bottom")
        bottom.setStyle(tickLength=-4)
        bottom.enableAutoSIPrefix(False)
        bottom.tickStrings = _as_in_sentences(bottom.tickStrings)
        self._bars = pg.BarGraphItem(x0=[0.0], x1=[0.0], y=[0.0], height=BAR_HEIGHT, pen=None)
        self.plot.addItem(self._bars)
        self._band = QGraphicsRectItem()
        self._band.setZValue(-10)
        self.plot.addItem(self._band, ignoreBounds=True)
        self._zero = pg.InfiniteLine(0, angle=90)
        self._zero.setZValue(5)
        self.plot.addItem(self._zero, ignoreBounds=True)
        self._chance = pg.PlotCurveItem(connect="pairs")
        self._chance.setZValue(4)
        self.plot.addItem(self._chance, ignoreBounds=True)
        self._numbers: list[Any] = []

    def look(self, theme: Theme, font: QFont, title: str, axis_title: str, width: int) -> None:
        """Take colours, font and words; `width` is what the words may take."""
        muted, ink = theme.colour(Role.TEXT_MUTED), theme.colour(Role.TEXT)
        for name in ("left", "bottom"):
            axis = self.plot.getAxis(name)
            axis.setTickFont(font)
            axis.setTextPen(ink if name == "left" else muted)
            axis.setPen(None if name == "left" else self._pg.mkPen(theme.colour(Role.LINE)))
        metrics = QFontMetrics(font)
        right = Qt.TextElideMode.ElideRight
        self._axis_words(metrics.elidedText(axis_title, right, width), muted)
        size = f"{int(TypeSize.SECONDARY)}px"
        self.plot.setTitle(
            _escaped(metrics.elidedText(title, right, width)) or None, color=muted, size=size, justify="left"
        )
        self.plot.titleLabel.item.setFont(font)
        self.plot.getAxis("bottom").label.setFont(font)
        self._band.setBrush(QBrush(theme.colour(Role.SELECTION)))
        self._band.setPen(self._pg.mkPen(None))
        self._zero.setPen(self._pg.mkPen(theme.colour(Role.TEXT_MUTED), width=1))
        self._chance.setPen(self._pg.mkPen(theme.colour(Role.TEXT), width=1.5, style=Qt.PenStyle.DashLine))

    def _axis_words(self, axis_title: str, muted: QColor) -> None:
        bottom = self.plot.getAxis("bottom")
        style = {"color": muted.name(), "font-size": f"{int(TypeSize.SECONDARY)}px"}
        bottom.setLabel(_escaped(axis_title), **style)
        bottom.showLabel(bool(axis_title))

    def show_bars(
        self,
        values: Sequence[tuple[int, float | None]],
        numbers: Sequence[tuple[int, float, float]],
        scale: PlotScale,
        colour_of: Callable[[float], QColor],
        theme: Theme,
    ) -> None:
        """Draw the bars of the rows in sight; a missing value is a hatched row.

        `numbers` are row, value, and the place where the number begins.
        """
        hatch = QBrush(theme.colour(Role.TEXT_MUTED), Qt.BrushStyle.BDiagPattern)
        self._bars.setOpts(
            x0=[scale.low if value is None else 0.0 for _, value in values],
            x1=[scale.high if value is None else value for _, value in values],
            y=[float(row) for row, _ in values],
            height=BAR_HEIGHT,
            brushes=[hatch if value is None else QBrush(colour_of(value)) for _, value in values],
            pen=self._pg.mkPen(None),
        )
        self._show_numbers(numbers, scale, theme)

    def show_chance(self, limits: Sequence[tuple[int, float]]) -> None:
        """Draw what chance reaches beside 0: one unbroken line where neighbouring rows have the same."""
        lines: list[tuple[int, int, float]] = []
        for row, limit in limits:
            if lines and lines[-1][1:] == (row - 1, limit):
                lines[-1] = (lines[-1][0], row, limit)
            else:
                lines.append((row, row, limit))
        ends = [
            (side * limit, row)
            for first, last, limit in lines
            for side in (-1, 1)
            for row in (first - 0.5, last + 0.5)
        ]
        self._chance.setData([x for x, _ in ends], [y for _, y in ends])

    def _show_numbers(
        self, values: Sequence[tuple[int, float, float]], scale: PlotScale, theme: Theme
    ) -> None:
        while len(self._numbers) < len(values):
            number = self._pg.TextItem()
            self.plot.addItem(number, ignoreBounds=True)
            self._numbers.append(number)
        font = tabular(self.plot.getAxis("bottom").style["tickFont"])
        for number in self._numbers[len(values) :]:
            number.setVisible(False)
        for number, (row, value, place) in zip(self._numbers, values, strict=False):
            number.setText(scale.text(value), color=theme.colour(Role.TEXT))
            number.setFont(font)
            number.setAnchor((0.0, 0.5) if value >= 0 else (1.0, 0.5))
            number.setPos(place, row)
            number.setVisible(True)

    def show_labels(self, labels: Sequence[tuple[int, str]]) -> None:
        """Put words left of the rows."""
        left = self.plot.getAxis("left")
        left.setTicks([list(labels)])
        metrics = QFontMetrics(left.style["tickFont"])
        left.setWidth(max((metrics.horizontalAdvance(text) for _, text in labels), default=0) + 14)

    def show_window(self, first: int, n: int, scale: PlotScale, chosen: int | None) -> None:
        """Set what is in sight, and mark the chosen row."""
        self.plot.vb.setRange(
            xRange=(scale.low, scale.high),
            yRange=(first - 0.5, first + n - 0.5),
            padding=0,
            disableAutoRange=True,
        )
        self._band.setVisible(chosen is not None)
        if chosen is not None:
            self._band.setRect(scale.low, chosen - 0.5, scale.high - scale.low, 1.0)


def _escaped(text: str) -> str:
    # pyqtgraph gives titles and axis labels to setHtml.
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _as_in_sentences(written: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """The ticks of an axis, written as the numbers beside the bars are."""

    def ticks(*of: object) -> list[str]:
        return [_grouped(text).replace("-", "−") for text in written(*of)]

    return ticks


def _grouped(number: str) -> str:
    size = number.removeprefix("-")
    whole, point, rest = size.partition(".")
    sign = number[: len(number) - len(size)]
    return f"{sign}{int(whole):,}{point}{rest}" if whole.isdecimal() else number
