"""How much room labels, bars and numbers of a row plot have, in pixels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from holysheep_desktop.ui.charts.plot_rows import PlotRow, PlotScale
from holysheep_desktop.ui.widgets.shown_text import one_line

COLUMN_GAP = 12
_LABEL_WIDTH = 190
_LABEL_SHARE = 0.4
_MARGIN = 10
_LEAST_INNER = 60


@dataclass(frozen=True, slots=True)
class PlotRoom:
    """The width of a plot, its font, and how many series stand side by side."""

    width: int
    font: QFont
    n_series: int

    def labels(self, rows: Sequence[PlotRow], window: range) -> list[tuple[int, str]]:
        """The rows' labels on one line each, elided to at most two fifths of the width."""
        metrics = QFontMetrics(self.font)
        room = min(_LABEL_WIDTH, round(self.width * _LABEL_SHARE))
        texts = [one_line(rows[row].label) for row in window]
        elided = [metrics.elidedText(text, Qt.TextElideMode.ElideRight, room) for text in texts]
        return list(zip(window, elided, strict=True))

    def inner_width(self, labels: Sequence[tuple[int, str]]) -> int:
        """What the bars of one series have."""
        metrics = QFontMetrics(self.font)
        beside = max((metrics.horizontalAdvance(text) for _, text in labels), default=0) + 2 * _MARGIN
        gaps = COLUMN_GAP * (self.n_series - 1)
        return max(_LEAST_INNER, (self.width - beside - gaps) // max(1, self.n_series))

    def number_places(
        self, rows: Sequence[tuple[int, float | None, float | None]], scale: PlotScale, inner: int
    ) -> list[tuple[int, float, float]]:
        """Row, value, and where its number begins, of rows with their values and what chance reaches there.

        At the end of the bar, or beyond the line of chance where that would run through the number.
        """
        metrics, per_pixel = QFontMetrics(self.font), (scale.high - scale.low) / max(1, inner)
        found: list[tuple[int, float, float]] = []
        for row, value, chance in rows:
            if value is None:
                continue
            size = abs(value)
            reach = size + (metrics.horizontalAdvance(scale.text(value)) + 2 * _MARGIN) * per_pixel
            begin = chance if chance is not None and size <= chance <= reach else size
            found.append((row, value, begin if value >= 0 else -begin))
        return found

    def with_room_for_numbers(self, scale: PlotScale, values: Iterable[float], inner: int) -> PlotScale:
        """The scale, made so much wider that the number at the longest bar is not cut."""
        metrics = QFontMetrics(self.font)
        widest = max((metrics.horizontalAdvance(scale.text(v)) for v in values), default=0) + _MARGIN
        sides = 2 if scale.low < 0 < scale.high else 1
        room = (scale.high - scale.low) * widest / max(_LEAST_INNER, inner - widest * sides)
        return PlotScale(
            scale.low - room if scale.low < 0 else scale.low,
            scale.high + room if scale.high > 0 else scale.high,
            scale.number_format,
        )
