"""Paints the two maps: cells as one small image each, hatching and greys for what holds no number.

A QImage of one pixel per cell, drawn with nearest-neighbour scaling, costs the same for 18 × 16 and
18 × 256 cells, and no plotting library has to be imported for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from holysheep_desktop.core.effect_maps import CellKind, MapCell
from holysheep_desktop.ui.appearance.theme import Role, Theme, tabular
from holysheep_desktop.ui.charts.chart import RING
from holysheep_desktop.ui.charts.plot_rows import signed
from holysheep_desktop.ui.patching.map.heat_layout import LABEL_GAP, HeatLayout, Window

_SHADES = 255
_BAR_STOPS = (1.0, 0.5, 0.0, -0.5, -1.0)
_MIN_HATCH = 3.0
_TOKEN_ROOM = 84
_TITLE_ROOM = 22


@dataclass(frozen=True, slots=True)
class HeatData:
    """What is painted: cells [row][column], names of rows and columns, titles of the maps."""

    cells: tuple[tuple[MapCell, ...], ...] = ()
    row_names: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    telling: tuple[int, ...] = ()
    """Columns whose names come first where there is no room for all."""
    titles: tuple[str, ...] = ()
    limit: float = 1.0
    """The absolute value that gets the full colour."""
    chance: float | None = None
    """What 95 % of random controls reach at most; two lines on the colour bar."""

    @property
    def strongest(self) -> tuple[int, int] | None:
        """Row and column of the cell with the largest effect."""
        places = [(row, k) for row, cells in enumerate(self.cells) for k in range(len(cells))]
        return max(places, key=lambda place: self.cells[place[0]][place[1]].size, default=None)

    @property
    def n_columns(self) -> int:
        """Columns of each map."""
        return len(self.cells[0]) if self.cells else 0


def value_of(cell: MapCell, nth: int, n_maps: int) -> float | None:
    """The number that the nth map shows; with one map it is whichever way was measured."""
    if n_maps == 1:
        return cell.noising if cell.noising is not None else cell.denoising
    return cell.noising if nth == 0 else cell.denoising


def layout_of(data: HeatData, window: Window, size: QSize, font: QFont) -> HeatLayout:
    """Where everything stands: names and tokens get the room they need, tokens upright if they must."""
    metrics = QFontMetricsF(font)
    names = [metrics.horizontalAdvance(name) for name in data.row_names]
    widest = max((metrics.horizontalAdvance(token) for token in data.tokens), default=0.0)
    layout = HeatLayout(
        width=size.width(),
        height=size.height(),
        n_rows=len(data.cells),
        n_maps=len(data.titles),
        window=window,
        label_width=max(names, default=0.0) + 2 * RING,
        title_height=_TITLE_ROOM,
        token_height=min(_TOKEN_ROOM, widest + LABEL_GAP + 4),
    )
    is_flat = layout.has_room_for(widest)
    return replace(layout, token_height=metrics.height() + 4) if is_flat else layout


class HeatImages:
    """The cells of each map as an image, made anew only when data or theme change."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._shades: list[int] = []
        self.images: tuple[QImage, ...] = ()
        self.use_theme()

    def use_theme(self) -> None:
        """Take the colours of the theme in use."""
        self._shades = [self._theme.diverging(2 * i / _SHADES - 1).rgba() for i in range(_SHADES + 1)]

    def shade(self, share: float) -> int:
        """The colour of a value as a share of the limit, in [-1, 1]."""
        return self._shades[round((min(1.0, max(-1.0, share)) + 1) / 2 * _SHADES)]

    def draw(self, data: HeatData) -> None:
        """Make the images."""
        n_maps = len(data.titles)
        self.images = tuple(self._image(data, nth, n_maps) for nth in range(n_maps))

    def _image(self, data: HeatData, nth: int, n_maps: int) -> QImage:
        n_rows = len(data.cells)
        image = QImage(max(1, data.n_columns), max(1, n_rows), QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        grey = self._theme.colour(Role.LINE).rgba()
        for row, cells in enumerate(data.cells):
            for column, cell in enumerate(cells):
                if cell.kind in {CellKind.IMPOSSIBLE, CellKind.NO_DICTIONARY}:
                    image.setPixel(column, n_rows - 1 - row, grey)
                elif cell.kind is CellKind.MEASURED:
                    value = value_of(cell, nth, n_maps)
                    if value is not None:
                        image.setPixel(column, n_rows - 1 - row, self.shade(value / data.limit))
        return image


@dataclass(frozen=True, slots=True)
class HeatPaint:
    """One painting of the maps."""

    theme: Theme
    data: HeatData
    images: HeatImages
    layout: HeatLayout
    font: QFont

    def draw(self, painter: QPainter, cursor: tuple[int, int] | None, *, has_focus: bool) -> None:
        """Paint everything; `cursor` is the row and column that is framed in both maps."""
        painter.setFont(tabular(self.font))
        for nth in range(len(self.data.titles)):
            self._map(painter, nth)
            self._tokens(painter, nth)
            if cursor is not None:
                self._cursor(painter, nth, cursor, has_focus=has_focus)
        self._row_names(painter)
        self._bar(painter)

    def _map(self, painter: QPainter, nth: int) -> None:
        box, window = self.layout.map_rect(nth), self.layout.window
        self._hatch(painter, box)
        source = QRectF(window.first, 0, window.count, len(self.data.cells))
        painter.drawImage(box, self.images.images[nth], source)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.theme.colour(Role.LINE), 1.0))
        painter.drawRect(box)
        painter.setPen(self.theme.colour(Role.TEXT))
        title = QRectF(box.left(), 0, box.width(), box.top())
        words = self._elided(self.data.titles[nth], box.width())
        painter.drawText(title, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), words)

    def _hatch(self, painter: QPainter, box: QRectF) -> None:
        """Dots where nothing is drawn yet, lines where a token has no partner."""
        painter.fillRect(box, QBrush(self.theme.colour(Role.TEXT_MUTED), Qt.BrushStyle.Dense7Pattern))
        for first, count in self._unpaired_runs():
            run = self.layout.cell_rect(0, 0, first)
            area = QRectF(
                run.left() + box.left() - self.layout.map_rect(0).left(), box.top(), 0, box.height()
            )
            area.setWidth(max(_MIN_HATCH, count * self.layout.cell_width))
            area = area.intersected(box)
            painter.fillRect(area, self.theme.colour(Role.SURFACE))
            painter.fillRect(area, QBrush(self.theme.colour(Role.TEXT_MUTED), Qt.BrushStyle.BDiagPattern))

    def _unpaired_runs(self) -> Sequence[tuple[int, int]]:
        """Neighbouring columns without partner: (first, count)."""
        lowest = self.data.cells[0] if self.data.cells else ()
        runs: list[tuple[int, int]] = []
        for column, cell in enumerate(lowest):
            if cell.kind is not CellKind.UNPAIRED:
                continue
            if runs and sum(runs[-1]) == column:
                runs[-1] = (runs[-1][0], runs[-1][1] + 1)
            else:
                runs.append((column, 1))
        return runs

    def _tokens(self, painter: QPainter, nth: int) -> None:
        metrics = QFontMetricsF(self.font)
        box, room = self.layout.map_rect(nth), self.layout.token_height
        widest = max((metrics.horizontalAdvance(token) for token in self.data.tokens), default=0.0)
        is_flat = self.layout.has_room_for(widest)
        least = widest if is_flat else metrics.height()
        painter.setPen(self.theme.colour(Role.TEXT))
        for column in self.layout.labelled_columns(least, self.data.telling):
            cell = self.layout.cell_rect(nth, 0, column)
            if is_flat:
                place = QRectF(cell.left(), box.bottom() + 2, cell.width(), room)
                flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
                painter.drawText(place, int(flags), self.data.tokens[column])
            else:
                words = metrics.elidedText(
                    self.data.tokens[column], Qt.TextElideMode.ElideRight, room - LABEL_GAP
                )
                self._upright(painter, QPointF(cell.center().x(), box.bottom() + 3), words, room, metrics)

    @staticmethod
    def _upright(painter: QPainter, top: QPointF, words: str, room: float, metrics: QFontMetricsF) -> None:
        painter.save()
        painter.translate(top)
        painter.rotate(-90)
        place = QRectF(-room, -metrics.height() / 2, room, metrics.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()

    def _row_names(self, painter: QPainter) -> None:
        metrics = QFontMetricsF(self.font)
        painter.setPen(self.theme.colour(Role.TEXT))
        flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for row in range(0, len(self.data.row_names), self.layout.row_stride(metrics.height())):
            middle = self.layout.cell_rect(0, row, self.layout.window.first).center().y()
            place = QRectF(0, middle - metrics.height() / 2, self.layout.label_width, metrics.height())
            painter.drawText(place, flags, self.data.row_names[row])

    def _bar(self, painter: QPainter) -> None:
        box = self.layout.bar_rect()
        n_steps = 64
        step = box.height() / n_steps
        for i in range(n_steps):
            strip = QRectF(box.left(), box.top() + i * step, box.width(), step + 0.5)
            painter.fillRect(strip, QColor.fromRgba(self.images.shade(1 - 2 * (i + 0.5) / n_steps)))
        painter.setPen(QPen(self.theme.colour(Role.LINE), 1.0))
        painter.drawRect(box)
        self._chance(painter, box)
        painter.setPen(self.theme.colour(Role.TEXT))
        height = QFontMetricsF(self.font).height()
        for stop in _BAR_STOPS:
            middle = box.top() + (1 - stop) / 2 * box.height()
            top = min(max(middle - height / 2, box.top() - 2), box.bottom() - height + 2)
            place = QRectF(box.right() + 4, top, self.layout.width - box.right() - 4, height)
            flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(place, flags, signed(stop * self.data.limit, ".2f"))

    def _chance(self, painter: QPainter, bar: QRectF) -> None:
        if self.data.chance is None or self.data.chance > self.data.limit:
            return
        painter.setPen(QPen(self.theme.colour(Role.TEXT), 1.5, Qt.PenStyle.DashLine))
        for sign in (-1, 1):
            y = bar.center().y() + sign * self.data.chance / self.data.limit * bar.height() / 2
            painter.drawLine(QPointF(bar.left() - 3, y), QPointF(bar.right() + 3, y))

    def _cursor(self, painter: QPainter, nth: int, cursor: tuple[int, int], *, has_focus: bool) -> None:
        row, column = cursor
        window = self.layout.window
        if not window.first <= column < window.first + window.count:
            return
        frame = self.layout.cell_rect(nth, row, column).adjusted(-1, -1, 1, 1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.theme.colour(Role.SURFACE), 4.0))
        painter.drawRect(frame)
        painter.setPen(QPen(self.theme.colour(Role.ACCENT if has_focus else Role.TEXT), 2.0))
        painter.drawRect(frame)

    def _elided(self, text: str, width: float) -> str:
        return QFontMetricsF(self.font).elidedText(text, Qt.TextElideMode.ElideRight, width)
