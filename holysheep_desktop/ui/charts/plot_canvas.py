"""Draws the rows in sight of a row plot; it knows nothing of mouse, keyboard and scrolling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from holysheep_desktop.core.reporting.charts import ChartRow, bar_picture
from holysheep_desktop.core.reporting.picture import Picture
from holysheep_desktop.ui.appearance.theme import Role, Theme, TypeSize
from holysheep_desktop.ui.charts.plot_column import PlotColumn
from holysheep_desktop.ui.charts.plot_room import COLUMN_GAP, PlotRoom
from holysheep_desktop.ui.charts.plot_rows import PlotRow, PlotScale


class PlotCanvas(QWidget):
    """Columns of bars side by side, equally wide, so that bars of one length mean one value."""

    def __init__(
        self, theme: Theme, colour_of: Callable[[float], QColor], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._colour_of = colour_of
        self._view: Any = None  # pyqtgraph has no stubs, and its layout delegates at run time
        self._columns: list[PlotColumn] = []
        self._titles: tuple[str, ...] = ()
        self._axis_title = ""
        self._scale = PlotScale(0.0, 1.0)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    @property
    def columns(self) -> tuple[PlotColumn, ...]:
        """The series; none before the first data."""
        return tuple(self._columns)

    @property
    def viewport(self) -> QWidget:
        """What the mouse is over; only after the first data."""
        return self._view.viewport()

    def prepare(self, titles: Sequence[str], scale: PlotScale, axis_title: str) -> bool:
        """Take what all rows share; True if a new viewport was made for another number of series."""
        self._titles, self._scale, self._axis_title = tuple(titles), scale, axis_title
        if len(self._columns) == len(self._titles):
            return False
        self._rebuild()
        return True

    def _rebuild(self) -> None:
        import pyqtgraph as pg

        if self._view is not None:
            self._box.removeWidget(self._view)
            self._view.deleteLater()
        self._view = pg.GraphicsLayoutWidget(self)
        self._view.ci.setContentsMargins(0, 0, 0, 0)
        self._view.ci.layout.setHorizontalSpacing(COLUMN_GAP)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # pyqtgraph would keep a right click to itself; the window offers what can be taken away.
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._box.addWidget(self._view)
        self._columns = [
            PlotColumn(self._view, place, has_labels=place == 0) for place in range(len(self._titles))
        ]

    def draw(self, rows: Sequence[PlotRow], first: int, n: int, chosen: int) -> None:
        """Draw `n` rows from `first` on, and the band of the chosen one if it is among them."""
        if self._view is None:
            return
        self._view.setBackground(self._theme.colour(Role.SURFACE))
        font = QFont(self.font())
        font.setPixelSize(TypeSize.SECONDARY)
        window = range(first, min(first + n, len(rows)))
        room = PlotRoom(self.width(), font, len(self._columns))
        labels = room.labels(rows, window)
        inner = room.inner_width(labels)
        known = [value for row in window for value in rows[row].values if value is not None]
        scale = room.with_room_for_numbers(self._scale, known, inner)
        for place, column in enumerate(self._columns):
            column.look(self._theme, font, self._titles[place], self._axis_title, inner)
            values = [(row, rows[row].values[place]) for row in window]
            marked = [(row, value, rows[row].chance) for row, value in values]
            numbers = room.number_places(marked, scale, inner)
            column.show_bars(values, numbers, scale, self._colour_of, self._theme)
            limits = [(row, limit) for row in window if (limit := rows[row].chance) is not None]
            column.show_chance(limits)
            column.show_window(first, n, scale, chosen if chosen in window else None)
        for place in range(1, len(self._columns)):
            self._view.ci.layout.setColumnFixedWidth(place, inner)
        self._columns[0].show_labels(labels)

    def picture_of(self, rows: Sequence[PlotRow], title: str) -> Picture:
        """Rows as a picture to take away, with the titles and the axis of those that are drawn."""
        chart = [ChartRow(row.label, row.values) for row in rows]
        return bar_picture(title, chart, self._titles, self._axis_title)

    def row_at(self, place: QPoint) -> int | None:
        """The row under a point of the viewport, whether or not there is such a row."""
        box = self._columns[0].plot.vb
        bounds = box.sceneBoundingRect()
        if not bounds.top() <= place.y() <= bounds.bottom():
            return None
        return round(box.mapSceneToView(self._view.mapToScene(place)).y())

    def place_of(self, row: int) -> QPoint:
        """The middle of a row, as a point of the viewport."""
        box = self._columns[0].plot.vb
        middle = QPointF((self._scale.low + self._scale.high) / 2, row)
        return self._view.mapFromScene(box.mapViewToScene(middle))
