"""How an alignment is painted."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from holysheep_desktop.core.alignment import Pair
from holysheep_desktop.ui.appearance.theme import Role, Theme
from holysheep_desktop.ui.patching.alignment.columns import ChipLayout, Place, Side
from holysheep_desktop.ui.widgets.chips import Chip, ChipPaint, Ramp


@dataclass(frozen=True, slots=True)
class PairPicture:
    """Chips, lines and names at the places of a layout; `paired` are the tokens that have a partner."""

    theme: Theme
    layout: ChipLayout
    chips: tuple[tuple[Chip, ...], tuple[Chip, ...]]
    paired: frozenset[Place]
    font: QFont

    def draw_names(self, painter: QPainter, names: tuple[str, str]) -> None:
        """Paint the words at the left of each row."""
        painter.setPen(self.theme.colour(Role.TEXT_MUTED))
        painter.setFont(self.font)
        height = next(iter(self.layout.chips.values()), QRect()).height()
        for band in self.layout.bands:
            for top, name in zip(band, names, strict=True):
                room = QRect(0, top, painter.viewport().width(), height)
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)

    def draw_lines(self, painter: QPainter) -> None:
        """Join partners."""
        for pair, rect in self.layout.lines.items():
            painter.setPen(self._line_pen(pair))
            painter.drawLine(rect.topLeft(), QPoint(rect.left(), rect.bottom() + 1))

    def _line_pen(self, pair: Pair) -> QPen:
        """Partners that are different tokens stand out: they are what patching moves."""
        if self.chips[Side.ORIGINAL][pair[0]].ids == self.chips[Side.COMPARISON][pair[1]].ids:
            return QPen(self.theme.colour(Role.TEXT_MUTED), 1.0)
        return QPen(self.theme.colour(Role.ACCENT), 2.0)

    def draw_chips(self, painter: QPainter, area: QRect, *marked: Place | None) -> None:
        """Paint the tokens that lie in the area; one without partner is hatched."""
        for place, rect in self.layout.chips.items():
            if not rect.intersects(area):
                continue
            chip, is_paired = self.chips[place.side][place.index], place in self.paired
            # The paint hatches what has no value on a ramp; a special token would stay plain.
            shown = chip if is_paired else replace(chip, is_special=False)
            paint = ChipPaint(self.theme, Ramp.NONE if is_paired else Ramp.DIVERGING)
            paint.draw(painter, rect, shown, self.font, is_current=place in marked)

    def draw_pairing(self, painter: QPainter, start: Place, end: QPoint) -> None:
        """Paint the line of a pair that is being made."""
        painter.setPen(QPen(self.theme.colour(Role.ACCENT), 2.0, Qt.PenStyle.DashLine))
        painter.drawLine(self.edge(start), end)

    def edge(self, place: Place) -> QPoint:
        """Where lines leave a chip."""
        rect = self.layout.chips[place]
        return QPoint(rect.center().x(), rect.bottom() if place.side is Side.ORIGINAL else rect.top())
