"""Noising and denoising of every layer and position, on one scale and with one cursor."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.core.effect_maps import MapCell
from holysheep_desktop.ui.appearance.theme import GAP, Role, Theme, TypeSize
from holysheep_desktop.ui.charts.chart import ChartTable, draw_ring
from holysheep_desktop.ui.patching.map.heat_layout import HeatLayout, Window
from holysheep_desktop.ui.patching.map.heat_paint import HeatData, HeatImages, HeatPaint, layout_of
from holysheep_desktop.ui.widgets.shown_text import tooltip

_ZOOM_STEP = 1.5
_PICTURE_SCALE = 2.0
_LEAST_HEIGHT = 220
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_TABBED = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}


class HeatMaps(QWidget):
    """Arrow keys and clicks move the cursor, Enter and clicks open its cell; + − 0 and Ctrl+wheel zoom.

    Signals: cell_pointed(MapCell | None) for the cell under the mouse, else that of the cursor;
    cell_opened(MapCell); window_changed(); menu_requested(QPoint) in global coordinates.
    """

    cell_pointed = Signal(object)
    cell_opened = Signal(object)
    window_changed = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._data = HeatData()
        self._images = HeatImages(theme)
        self._window = Window(0)
        self._cursor: tuple[int, int] | None = None
        self.setObjectName("heatMaps")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(_LEAST_HEIGHT)
        theme.changed.connect(self._on_theme_changed)

    @property
    def data(self) -> HeatData:
        """What is shown."""
        return self._data

    @property
    def window_of_columns(self) -> Window:
        """The columns in sight."""
        return self._window

    @property
    def cursor_cell(self) -> MapCell | None:
        """The framed cell."""
        if self._cursor is None:
            return None
        return self._data.cells[self._cursor[0]][self._cursor[1]]

    def show_data(self, data: HeatData) -> None:
        """Replace everything; cursor and zoom stay where the columns are the same and the cell is there."""
        kept = self.cursor_cell
        if data.n_columns != self._window.total or data.tokens != self._data.tokens:
            self._window = Window.whole(data.n_columns)
            kept = None
        self._data = data
        self._images.draw(data)
        self._cursor = None
        if kept is not None:
            self.choose(kept)
        self.update()
        self.window_changed.emit()

    def chart_table(self) -> ChartTable:
        """Every cell, lowest layer first."""
        titles = (self.tr("Layer"), self.tr("Token"), self.tr("Noising"), self.tr("Denoising"))
        rows = tuple(
            (name, token, cell.noising, cell.denoising)
            for name, cells in zip(self._data.row_names, self._data.cells, strict=True)
            for token, cell in zip(self._data.tokens, cells, strict=True)
        )
        return ChartTable(titles, rows)

    def choose(self, cell: MapCell) -> None:
        """Put the cursor on a site, if it is drawn."""
        for row, cells in enumerate(self._data.cells):
            for column, other in enumerate(cells):
                if (other.layer, other.head, other.position) == (cell.layer, cell.head, cell.position):
                    self._move_to(row, column)
                    return

    def zoom(self, factor: float) -> None:
        """Show fewer (factor > 1) or more columns about the cursor."""
        about = self._cursor[1] if self._cursor else self._window.first + self._window.count // 2
        self._show_window(self._window.zoomed(factor, about))

    def scroll_to(self, first: int) -> None:
        """Show the columns from `first` on."""
        self._show_window(self._window.from_column(first))

    def heat_layout(self) -> HeatLayout:
        """Where everything stands now."""
        return layout_of(self._data, self._window, self.size(), _small(self.font()))

    def picture(self) -> QImage:
        """The maps as an image of twice the size, on the theme's surface with a margin."""
        margins = QMargins(GAP, GAP, GAP, GAP)
        pixmap = QPixmap(self.size().grownBy(margins) * _PICTURE_SCALE)
        pixmap.setDevicePixelRatio(_PICTURE_SCALE)
        pixmap.fill(self._theme.colour(Role.SURFACE))
        painter = QPainter(pixmap)
        painter.translate(GAP, GAP)
        self._paint(painter, None)
        painter.end()
        return pixmap.toImage()

    def _paint(self, painter: QPainter, cursor: tuple[int, int] | None) -> None:
        if self._data.cells:
            paint = HeatPaint(self._theme, self._data, self._images, self.heat_layout(), _small(self.font()))
            paint.draw(painter, cursor, has_focus=self.hasFocus())

    def _move_to(self, row: int, column: int) -> None:
        self._cursor = (row, column)
        self._show_window(self._window.showing(column))
        self.cell_pointed.emit(self.cursor_cell)
        self.update()

    def _show_window(self, window: Window) -> None:
        if window != self._window:
            self._window = window
            self.window_changed.emit()
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint(painter, self._cursor)
        draw_ring(painter, self, self._theme)
        painter.end()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in _TABBED and self._cursor is None and self._data.strongest is not None:
            self._move_to(*self._data.strongest)
        super().focusInEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._data.cells or not self._handled(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _handled(self, key: Qt.Key) -> bool:
        last_row, last_column = len(self._data.cells) - 1, self._data.n_columns - 1
        target = _target(key, self._cursor, last_row, last_column)
        if target is not None:
            self._move_to(*target)
        elif key in _ENTER and self._cursor is not None:
            self.cell_opened.emit(self.cursor_cell)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom(_ZOOM_STEP)
        elif key is Qt.Key.Key_Minus:
            self.zoom(1 / _ZOOM_STEP)
        elif key is Qt.Key.Key_0:
            self._show_window(Window.whole(self._window.total))
        else:
            return False
        return True

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        layout = self.heat_layout()
        place = layout.cell_at(event.position()) if self._data.cells else None
        below = layout.column_below(event.position()) if self._data.cells else None
        self.setToolTip("" if below is None else tooltip(self._data.tokens[below]))
        cell = self.cursor_cell if place is None else self._data.cells[place[0]][place[1]]
        self.cell_pointed.emit(cell)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self._data.cells:
            return
        place = self.heat_layout().cell_at(event.position())
        if place is not None:
            self._move_to(*place)
            self.cell_opened.emit(self.cursor_cell)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.cell_pointed.emit(self.cursor_cell)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier or not self._data.cells:
            event.ignore()
            return
        place = self.heat_layout().cell_at(event.position())
        about = place[1] if place else self._window.first + self._window.count // 2
        factor = _ZOOM_STEP if event.angleDelta().y() > 0 else 1 / _ZOOM_STEP
        self._show_window(self._window.zoomed(factor, about))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())

    @Slot()
    def _on_theme_changed(self) -> None:
        self._images.use_theme()
        self._images.draw(self._data)
        self.update()


def _target(
    key: Qt.Key, cursor: tuple[int, int] | None, last_row: int, last_column: int
) -> tuple[int, int] | None:
    """Where a key moves the cursor; the first arrow key puts it on the answer in the lowest layer."""
    row, column = cursor or (0, last_column)
    if key in _MOVES:
        up, right = _MOVES[key] if cursor else (0, 0)
        return min(max(row + up, 0), last_row), min(max(column + right, 0), last_column)
    return {
        Qt.Key.Key_Home: (row, 0),
        Qt.Key.Key_End: (row, last_column),
        Qt.Key.Key_PageUp: (last_row, column),
        Qt.Key.Key_PageDown: (0, column),
    }.get(key)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(TypeSize.SECONDARY)
    return small
