"""Horizontal bars in rows, one column for each series; the picture under both kinds of charts.

Only the rows in sight are drawn, so a chart of 4,096 features costs as much as one of 20.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from holysheep_desktop.core.reporting.picture import Picture
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.charts.chart import RING, Chart, ChartTable, draw_ring
from holysheep_desktop.ui.charts.plot_canvas import PlotCanvas
from holysheep_desktop.ui.charts.plot_column import FURNITURE_HEIGHT
from holysheep_desktop.ui.charts.plot_rows import PlotRow, PlotScale
from holysheep_desktop.ui.widgets.shown_text import one_line, tooltip

ROW_HEIGHT = 22
_TALLEST_ROW = 30
_WHEEL_STEP = 40


class RowPlot(Chart):
    """Bars in rows with labels left of them; scrolls with the wheel, and is chosen from by mouse or keys.

    Signals: row_chosen(int), row_hovered(int) with -1 for none.
    """

    row_chosen = Signal(int)
    row_hovered = Signal(int)

    def __init__(
        self,
        theme: Theme,
        colour_of: Callable[[float], QColor],
        object_name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._rows: tuple[PlotRow, ...] = ()
        self._titles: tuple[str, ...] = ()
        self._axis_title = ""
        self._scale = PlotScale(0.0, 1.0)
        self._chosen = -1
        self._hovered = -1
        self._wanted: int | None = None
        self.canvas = PlotCanvas(theme, colour_of, self)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(RING, RING, RING, RING)
        row.setSpacing(0)
        row.addWidget(self.canvas, stretch=1)
        row.addWidget(self._bar)
        self._bar.hide()
        self.setObjectName(object_name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._bar.valueChanged.connect(self._draw)
        self._bar.actionTriggered.connect(self._on_scrolled_by_hand)
        self.canvas.installEventFilter(self)
        theme.changed.connect(self._draw)

    @property
    def rows(self) -> tuple[PlotRow, ...]:
        """What is shown."""
        return self._rows

    @property
    def chosen(self) -> int:
        """The chosen row; -1 for none."""
        return self._chosen

    def show_rows(
        self, rows: Sequence[PlotRow], titles: Sequence[str], scale: PlotScale, axis_title: str
    ) -> None:
        """Replace everything; no row is chosen."""
        self._rows, self._scale = tuple(rows), scale
        self._titles, self._axis_title = tuple(titles), axis_title
        self._chosen = self._hovered = -1
        self._wanted = None
        if self.canvas.prepare(titles, scale, axis_title):
            self.canvas.viewport.installEventFilter(self)
        self._bar.setValue(0)
        self._lay_out()
        self.tell()

    def chart_picture(self) -> Picture:
        """All rows, also those out of sight, as a picture to take away."""
        return self.canvas.picture_of(self._rows, self.accessibleName())

    @override
    def chart_table(self) -> ChartTable:
        rows = tuple((one_line(row.label), *row.values) for row in self._rows)
        titles = (one_line(title or self._axis_title) for title in self._titles)
        return ChartTable((self.tr("Row"), *titles), rows)

    @override
    def chart_summary(self) -> str:
        parts = [self.tr("%Ln bar(s).", "", len(self._rows))]
        for place, title in enumerate(self._titles):
            if (largest := _largest(self._rows, place)) is not None:
                value, label = largest
                words = self.tr("{series}: the largest is “{label}” with {value}.")
                series = one_line(title or self._axis_title)
                parts.append(words.format(series=series, label=label, value=self._scale.text(value)))
        return " ".join(parts)

    def choose(self, row: int) -> None:
        """Mark a row and bring it into sight, without telling anybody."""
        self._chosen = row if 0 <= row < len(self._rows) else -1
        if self._chosen >= 0:
            self.bring_into_sight(row)
        self._draw()

    def bring_into_sight(self, row: int) -> None:
        """Scroll so that a row is seen, where it is not; it stays so when the size changes."""
        self._wanted = row
        first, n = self._bar.value(), self._n_in_sight()
        if row < first or row >= first + n:
            self._bar.setValue(row - n // 2)

    def row_at(self, place: QPoint) -> int:
        """The row under a point of the canvas' viewport; -1 where there is none."""
        row = self.canvas.row_at(place)
        return row if row is not None and 0 <= row < len(self._rows) else -1

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 260)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event:
            case QResizeEvent() if watched is self.canvas:
                self._lay_out()
            case QHelpEvent() if event.type() is QEvent.Type.ToolTip:
                row = self.row_at(event.pos())
                QToolTip.showText(
                    event.globalPos(), tooltip(self._rows[row].description if row >= 0 else ""), self
                )
                return True
            case QWheelEvent():
                before, self._wanted = self._bar.value(), None
                self._bar.setValue(before - round(event.angleDelta().y() / _WHEEL_STEP))
                event.setAccepted(self._bar.value() != before)  # at its end the page scrolls on
                return True
            case QMouseEvent() if event.type() is QEvent.Type.MouseMove:
                self._hover(self.row_at(event.position().toPoint()))
            case QMouseEvent() if event.type() is QEvent.Type.MouseButtonPress:
                self._press(event)
                return True
            case _:
                if event.type() is QEvent.Type.Leave:
                    self._hover(-1)
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_ring(painter, self, self._theme)
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = max(1, self._n_in_sight() - 1)
        target = {
            Qt.Key.Key_Down: self._chosen + 1,
            Qt.Key.Key_Up: max(0, self._chosen - 1),
            Qt.Key.Key_PageDown: self._chosen + page,
            Qt.Key.Key_PageUp: max(0, self._chosen - page),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._rows) - 1,
        }.get(Qt.Key(event.key()))
        if target is None or not self._rows:
            super().keyPressEvent(event)
            return
        self._choose_and_tell(min(target, len(self._rows) - 1))

    @override
    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        """The chosen bar is where the menu key opens the menu."""
        if query is Qt.InputMethodQuery.ImCursorRectangle and self._chosen >= 0:
            place = self.canvas.viewport.mapTo(self, self.canvas.place_of(self._chosen))
            return QRect(place, QSize(1, 1))
        return super().inputMethodQuery(query)

    def _press(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        row = self.row_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and row >= 0:
            self._choose_and_tell(row)

    def _choose_and_tell(self, row: int) -> None:
        # A click on the row that is marked already still asks for what a click opens.
        self.choose(row)
        self.row_chosen.emit(row)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.row_hovered.emit(row)

    def _n_in_sight(self) -> int:
        height = self.canvas.height() - FURNITURE_HEIGHT
        fitting = max(1, height // ROW_HEIGHT)
        return fitting if len(self._rows) >= fitting else max(len(self._rows), height // _TALLEST_ROW, 1)

    def _lay_out(self) -> None:
        hidden = max(0, len(self._rows) - self._n_in_sight())
        self._bar.setRange(0, hidden)
        self._bar.setPageStep(self._n_in_sight())
        self._bar.setVisible(hidden > 0)
        if self._wanted is not None:
            self.bring_into_sight(self._wanted)
        self._draw()

    @Slot()
    def _draw(self) -> None:
        self.canvas.draw(self._rows, self._bar.value(), self._n_in_sight(), self._chosen)

    @Slot(int)
    def _on_scrolled_by_hand(self, _action: int) -> None:
        self._wanted = None


def _largest(rows: Sequence[PlotRow], place: int) -> tuple[float, str] | None:
    """The value furthest from 0 of a series, with its label."""
    known = [(value, one_line(row.label)) for row in rows if (value := row.values[place]) is not None]
    return max(known, key=_size, default=None)


def _size(known: tuple[float, str]) -> float:
    return abs(known[0])
