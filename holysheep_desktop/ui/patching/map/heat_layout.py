"""Where everything of the two maps stands, in pixels; the columns in sight are a window that zooms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF

LABEL_GAP = 6
MAP_GAP = 16
BAR_WIDTH = 12
_BAR_ROOM = 64
_LEAST_CELLS = 4


@dataclass(frozen=True, slots=True)
class Window:
    """The columns in sight: `count` from `first` on, of `total`."""

    total: int
    first: int = 0
    count: int = 0

    @classmethod
    def whole(cls, total: int) -> Window:
        """All columns."""
        return cls(total, 0, total)

    @property
    def is_whole(self) -> bool:
        """Whether every column is in sight."""
        return self.count == self.total

    def zoomed(self, factor: float, about: int) -> Window:
        """More or fewer columns, so that column `about` keeps its place as well as it can."""
        count = min(self.total, max(min(_LEAST_CELLS, self.total), round(self.count / factor)))
        if count == self.count and factor > 1 and self.count > _LEAST_CELLS:
            count -= 1
        share = (about - self.first) / self.count if self.count else 0.0
        return self._at(round(about - share * count), count)

    def showing(self, column: int) -> Window:
        """Moved as little as needed to have a column in sight."""
        if column < self.first:
            return self._at(column, self.count)
        if column >= self.first + self.count:
            return self._at(column - self.count + 1, self.count)
        return self

    def from_column(self, first: int) -> Window:
        """Moved to begin at a column."""
        return self._at(first, self.count)

    def _at(self, first: int, count: int) -> Window:
        return replace(self, first=max(0, min(first, self.total - count)), count=count)


@dataclass(frozen=True, slots=True)
class HeatLayout:
    """Both maps side by side with the row names left, tokens below, and the colour bar right."""

    width: float
    height: float
    n_rows: int
    n_maps: int
    window: Window
    label_width: float
    title_height: float
    token_height: float

    @property
    def map_width(self) -> float:
        """The width of one map."""
        inner = self.width - self.label_width - LABEL_GAP - _BAR_ROOM - MAP_GAP * self.n_maps
        return max(1.0, inner / max(1, self.n_maps))

    @property
    def map_height(self) -> float:
        """The height of the cells of a map."""
        return max(1.0, self.height - self.title_height - self.token_height - LABEL_GAP)

    @property
    def cell_width(self) -> float:
        """The width of one cell."""
        return self.map_width / max(1, self.window.count)

    @property
    def cell_height(self) -> float:
        """The height of one cell."""
        return self.map_height / max(1, self.n_rows)

    def map_rect(self, nth: int) -> QRectF:
        """The cells of a map."""
        left = self.label_width + LABEL_GAP + nth * (self.map_width + MAP_GAP)
        return QRectF(left, self.title_height, self.map_width, self.map_height)

    def bar_rect(self) -> QRectF:
        """The colour bar."""
        left = self.map_rect(self.n_maps - 1).right() + MAP_GAP
        return QRectF(left, self.title_height, BAR_WIDTH, self.map_height)

    def cell_rect(self, nth: int, row: int, column: int) -> QRectF:
        """One cell; row 0 is the lowest."""
        box = self.map_rect(nth)
        return QRectF(
            box.left() + (column - self.window.first) * self.cell_width,
            box.bottom() - (row + 1) * self.cell_height,
            self.cell_width,
            self.cell_height,
        )

    def cell_at(self, place: QPointF) -> tuple[int, int] | None:
        """Row and column under a point, in either map; None beside them."""
        for nth in range(self.n_maps):
            box = self.map_rect(nth)
            if box.contains(place):
                column = self.window.first + int((place.x() - box.left()) / self.cell_width)
                row = int((box.bottom() - place.y()) / self.cell_height)
                last = self.window.first + self.window.count - 1
                return min(row, self.n_rows - 1), min(column, last)
        return None

    def column_below(self, place: QPointF) -> int | None:
        """The column whose token stands under a point below either map."""
        for nth in range(self.n_maps):
            box = self.map_rect(nth)
            if place.y() > box.bottom() and box.left() <= place.x() < box.right():
                return self.window.first + int((place.x() - box.left()) / self.cell_width)
        return None

    def has_room_for(self, text_width: float) -> bool:
        """Whether a text of this width stands below its cell without touching the next one's."""
        return text_width + LABEL_GAP <= self.cell_width

    def labelled_columns(self, least: float, telling: Sequence[int]) -> list[int]:
        """Columns in sight whose labels of this width do not touch: first the telling ones, then evenly."""
        stride = max(1, -int(-least // self.cell_width))
        in_sight = range(self.window.first, self.window.first + self.window.count)
        chosen: list[int] = []
        for column in (*telling, *in_sight[::stride], *in_sight):
            if column in in_sight and all(abs(column - other) >= stride for other in chosen):
                chosen.append(column)
        return sorted(chosen)

    def row_stride(self, least: float) -> int:
        """Every how many rows a name of this height fits."""
        return max(1, -int(-least // self.cell_height))
