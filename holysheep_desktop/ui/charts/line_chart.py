"""One line or two over whole numbers, painted by hand: no plotting library is loaded for so little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import Role, Theme, TypeSize, tabular
from holysheep_desktop.ui.charts.chart import Chart, ChartTable, draw_ring
from holysheep_desktop.ui.charts.plot_rows import signed

_GAP = 8
_DOT = 2.5
_LEAST_SPAN = 1e-9


@dataclass(frozen=True, slots=True)
class Line:
    """One series, with a value at each place."""

    name: str
    values: Sequence[float]
    is_dashed: bool = False


class LineChart(Chart):
    """Lines about 0 with their names at the top; a table beside it holds the same numbers."""

    def __init__(self, theme: Theme, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._places: tuple[int, ...] = ()
        self._lines: tuple[Line, ...] = ()
        self._titles = ("", "")
        self._marked: int | None = None
        self.setObjectName(object_name)
        self.setMinimumSize(220, 160)
        theme.changed.connect(self._on_theme_changed)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is drawn."""
        return self._lines

    @property
    def marked(self) -> int | None:
        """The place with the upright line."""
        return self._marked

    def show_lines(self, places: Sequence[int], lines: Sequence[Line], x_title: str, y_title: str) -> None:
        """Replace everything."""
        self._places, self._lines = tuple(places), tuple(lines)
        self._titles = (x_title, y_title)
        self._marked = None
        self.tell()
        self.update()

    def mark(self, place: int) -> None:
        """Draw an upright line at a place."""
        self._marked = place
        self.update()

    @override
    def chart_table(self) -> ChartTable:
        columns = [line.values for line in self._lines]
        rows = tuple(zip(map(float, self._places), *columns, strict=True))
        return ChartTable((self._titles[0], *(line.name for line in self._lines)), rows)

    @override
    def chart_summary(self) -> str:
        words = self.tr("{name}: {first} at {start}, {last} at {end}, highest {high} at {top}.")
        parts = [self._titles[1]] if self._lines else []
        for line in self._lines:
            high = max(line.values, default=0.0)
            top = self._places[list(line.values).index(high)] if line.values else 0
            if line.values:
                ends = {"start": self._places[0], "end": self._places[-1], "top": top}
                values = {"first": signed(line.values[0]), "last": signed(line.values[-1])}
                parts.append(words.format(name=line.name, high=signed(high), **values, **ends))
        return " ".join(parts)

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 260)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._places or not self._lines:
            return
        painter = QPainter(self)
        draw_ring(painter, self, self._theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(TypeSize.SECONDARY)
        painter.setFont(tabular(font))
        self._paint(painter, QFontMetricsF(painter.font()))
        painter.end()

    def _paint(self, painter: QPainter, metrics: QFontMetricsF) -> None:
        values = [value for line in self._lines for value in line.values]
        low, high = min(0.0, *values), max(0.0, *values)
        room = max(metrics.horizontalAdvance(signed(value, ".1f")) for value in (low, high)) + _GAP
        top = metrics.height() * (len(self._lines) + 1) + _GAP
        box = QRectF(room, top, self.width() - room - _GAP, self.height() - top - 2 * metrics.height() - _GAP)
        self._axes(painter, metrics, box, (low, high))
        for nth, line in enumerate(self._lines):
            self._line(painter, metrics, box, (low, high), nth, line)

    def _x(self, box: QRectF, place: int) -> float:
        span = max(1, self._places[-1] - self._places[0])
        return box.left() + (place - self._places[0]) / span * box.width()

    @staticmethod
    def _y(box: QRectF, scale: tuple[float, float], value: float) -> float:
        low, high = scale
        return box.bottom() - (value - low) / max(_LEAST_SPAN, high - low) * box.height()

    def _axes(
        self, painter: QPainter, metrics: QFontMetricsF, box: QRectF, scale: tuple[float, float]
    ) -> None:
        muted, line = self._theme.colour(Role.TEXT_MUTED), self._theme.colour(Role.LINE)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        middle = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        for value in sorted({scale[0], 0.0, scale[1]}):
            y = self._y(box, scale, value)
            painter.setPen(QPen(muted if value == 0 else line, 1.0))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(muted)
            place = QRectF(0, y - metrics.height() / 2, box.left() - _GAP / 2, metrics.height())
            painter.drawText(place, right, signed(value, ".1f"))
        widest = metrics.horizontalAdvance(str(self._places[-1])) + _GAP
        step = max(1, -int(-widest // max(1.0, box.width() / max(1, len(self._places) - 1))))
        for at in self._places[::step]:
            place = QRectF(self._x(box, at) - widest / 2, box.bottom() + 2, widest, metrics.height())
            painter.drawText(place, middle, str(at))
        x_title = QRectF(box.left(), self.height() - metrics.height(), box.width(), metrics.height())
        painter.drawText(x_title, middle, self._titles[0])
        painter.drawText(QRectF(0, 0, self.width(), metrics.height()), self._titles[1])
        if self._marked is not None:
            painter.setPen(QPen(self._theme.colour(Role.ACCENT), 1.5))
            x = self._x(box, self._marked)
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))

    def _line(
        self,
        painter: QPainter,
        metrics: QFontMetricsF,
        box: QRectF,
        scale: tuple[float, float],
        nth: int,
        line: Line,
    ) -> None:
        colour = self._theme.diverging(1.0 if nth == 0 else -1.0)
        style = Qt.PenStyle.DashLine if line.is_dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 2.0, style))
        points = [
            QPointF(self._x(box, place), self._y(box, scale, value))
            for place, value in zip(self._places, line.values, strict=True)
        ]
        painter.drawPolyline(QPolygonF(points))
        y = metrics.height() * (nth + 1.5)
        painter.drawLine(QPointF(0, y), QPointF(24, y))
        painter.setBrush(colour)
        for point in points:
            painter.drawEllipse(point, _DOT, _DOT)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._theme.colour(Role.TEXT))
        painter.drawText(QPointF(32, y + metrics.ascent() / 2 - 1), line.name)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()
