"""A small histogram: how often a feature fires how strongly."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from holysheep_desktop.core.dashboards import Histogram
from holysheep_desktop.ui.appearance.theme import Role, Theme, TypeSize, set_type, tabular
from holysheep_desktop.ui.charts.chart import Chart, ChartTable, draw_ring
from holysheep_desktop.ui.widgets.shown_text import short_number, tooltip

_HEIGHT = 84
_LABEL_HEIGHT = 18
_GAP = 1.0


class HistogramBars(Chart):
    """Counts by activation, of the bins that this feature reaches; hovering reads a bin out.

    The bins are as wide as they come: those of the packaged SAEs are logarithmic and common to all features,
    so that most of them are empty for any one.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._histogram = Histogram((0.0, 1.0), (0,))
        self.setObjectName("featureHistogram")
        set_type(self, TypeSize.SECONDARY)
        self.setFont(tabular(self.font()))
        theme.changed.connect(self._on_theme_changed)

    def show_histogram(self, histogram: Histogram) -> None:
        """Replace the bars."""
        self._histogram = _reached(histogram)
        self.tell()
        self.update()

    @override
    def chart_table(self) -> ChartTable:
        edges, counts = self._histogram.edges, self._histogram.counts
        rows = tuple((low, high, float(n)) for low, high, n in zip(edges, edges[1:], counts, strict=False))
        return ChartTable((self.tr("From activation"), self.tr("To"), self.tr("Tokens")), rows)

    @override
    def chart_summary(self) -> str:
        counts = self._histogram.counts
        total = self.tr("%Ln token(s) in all.", "", sum(counts))
        if not sum(counts):
            return total
        most = self._bin_words(counts.index(max(counts)))
        where = self.tr("Most of them: {step}.")
        return f"{total} {where.format(step=most)}"

    @override
    def sizeHint(self) -> QSize:
        return QSize(220, _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(Role.ACCENT))
        for place in range(len(self._histogram.counts)):
            painter.drawRect(self._bar_rect(place))
        painter.setPen(self._theme.colour(Role.TEXT_MUTED))
        base = QRectF(0, self.height() - _LABEL_HEIGHT, self.width(), _LABEL_HEIGHT)
        edges = self._histogram.edges
        painter.drawText(
            base, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), short_number(edges[0])
        )
        painter.drawText(
            base, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), short_number(edges[-1])
        )
        draw_ring(painter, self, self._theme)
        painter.end()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            place = int(event.pos().x() / max(1.0, self._bin_width()))
            if 0 <= place < len(self._histogram.counts):
                QToolTip.showText(event.globalPos(), tooltip(self._bin_words(place)), self)
            return True
        return super().event(event)

    def _bin_width(self) -> float:
        return self.width() / max(1, len(self._histogram.counts))

    def _bar_rect(self, place: int) -> QRectF:
        room = self.height() - _LABEL_HEIGHT
        count = self._histogram.counts[place]
        height = room * count / max(1, *self._histogram.counts)
        if count:
            height = max(1.0, height)
        width = self._bin_width()
        return QRectF(place * width, room - height, max(1.0, width - _GAP), height)

    def _bin_words(self, place: int) -> str:
        low, high = self._histogram.edges[place : place + 2]
        words = self.tr("{low} to {high}: %Ln token(s)", "", self._histogram.counts[place])
        return words.format(low=short_number(low), high=short_number(high))

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()


def _reached(histogram: Histogram) -> Histogram:
    """Without the empty bins before the first token and after the last."""
    filled = [place for place, count in enumerate(histogram.counts) if count]
    if not filled:
        return histogram
    first, end = filled[0], filled[-1] + 1
    return Histogram(histogram.edges[first : end + 1], histogram.counts[first:end])
