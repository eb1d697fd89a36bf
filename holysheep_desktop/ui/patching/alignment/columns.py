"""Where the chips of two aligned prompts lie: partners share a column, columns wrap like text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QPoint, QRect, QSize

from holysheep_desktop.core.alignment import Alignment, Pair

CHIP_GAP = 4
LINE_HEIGHT = 36
"""The room for lines between the two rows of a band."""
BAND_GAP = 20
LINE_REACH = 6
"""How far beside a line a click still means it."""


class Side(IntEnum):
    """Which prompt a token belongs to."""

    ORIGINAL = 0
    COMPARISON = 1

    @property
    def other(self) -> Side:
        """The prompt that is across."""
        return Side(1 - self)


@dataclass(frozen=True, slots=True)
class Place:
    """One token of one prompt."""

    side: Side
    index: int


@dataclass(frozen=True, slots=True)
class Column:
    """Two partners, or one token that has none; None stands for no token."""

    original: int | None
    comparison: int | None

    @property
    def pair(self) -> Pair | None:
        """The partners, if there are two."""
        if self.original is None or self.comparison is None:
            return None
        return self.original, self.comparison

    def index(self, side: Side) -> int | None:
        """The token of one prompt."""
        return self.original if side is Side.ORIGINAL else self.comparison


def columns_of(alignment: Alignment) -> tuple[Column, ...]:
    """Tokens in order; between two pairs first the original's tokens without partner, then the other's.

    >>> [column.pair for column in columns_of(Alignment(((0, 0), (1, 2)), (), (1,)))]
    [(0, 0), None, (1, 2)]
    """
    return tuple(_columns(alignment))


def _columns(alignment: Alignment) -> Iterator[Column]:
    next_i = next_j = 0
    for i, j in (*alignment.pairs, (alignment.n_original, alignment.n_comparison)):
        for index in range(next_i, i):
            yield Column(index, None)
        for index in range(next_j, j):
            yield Column(None, index)
        if i < alignment.n_original:
            yield Column(i, j)
        next_i, next_j = i + 1, j + 1


@dataclass(frozen=True, slots=True)
class ChipLayout:
    """Rectangles of chips and lines in a drawing of the given width."""

    chips: dict[Place, QRect]
    lines: dict[Pair, QRect]
    bands: tuple[tuple[int, int], ...]
    """The tops of the two rows of each band."""
    height: int

    def place_at(self, point: QPoint) -> Place | None:
        """The chip under a point."""
        return next((place for place, rect in self.chips.items() if rect.contains(point)), None)

    def line_at(self, point: QPoint) -> Pair | None:
        """The line under a point, or close to it."""
        reach = LINE_REACH
        return next(
            (p for p, r in self.lines.items() if r.adjusted(-reach, 0, reach, 0).contains(point)), None
        )


def lay_out(
    columns: Sequence[Column], sizes: tuple[Sequence[QSize], Sequence[QSize]], left: int, width: int
) -> ChipLayout:
    """Put the columns between `left` and `width`, in as many bands as they need."""
    chip_height = max((size.height() for row in sizes for size in row), default=0)
    chips: dict[Place, QRect] = {}
    lines: dict[Pair, QRect] = {}
    x, top = left, 0
    bands = [(0, chip_height + LINE_HEIGHT)]
    for column in columns:
        here = [(side, index) for side in Side if (index := column.index(side)) is not None]
        column_width = max(sizes[side][index].width() for side, index in here)
        if x > left and x + column_width > width:
            x, top = left, top + 2 * chip_height + LINE_HEIGHT + BAND_GAP
            bands.append((top, top + chip_height + LINE_HEIGHT))
        for side, index in here:
            chip_width = sizes[side][index].width()
            middle = x + (column_width - chip_width) // 2
            chips[Place(side, index)] = QRect(middle, bands[-1][side], chip_width, chip_height)
        if column.pair is not None:
            lines[column.pair] = QRect(x + column_width // 2, top + chip_height, 1, LINE_HEIGHT)
        x += column_width + CHIP_GAP
    return ChipLayout(chips, lines, tuple(bands), top + 2 * chip_height + LINE_HEIGHT)
