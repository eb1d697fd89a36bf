"""Tokens that a feature makes more and less likely, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from holysheep_desktop.core.dashboards import TokenWeight
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, Theme, tabular
from holysheep_desktop.ui.charts.chart import Chart, ChartTable, draw_ring
from holysheep_desktop.ui.charts.plot_rows import signed
from holysheep_desktop.ui.widgets.shown_text import one_line, tooltip

_MAX_TOKENS = 10
_LINE_GAP = 2
_N_SPOKEN = 3


class TokenWeights(Chart):
    """Two painted columns: forty labels would take longer to lay out than all the rest of a page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("featureTokens")
        self._columns: tuple[tuple[TokenWeight, ...], ...] = ((), ())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def columns(self) -> tuple[tuple[TokenWeight, ...], ...]:
        """The tokens that are shown, promoted and suppressed."""
        return self._columns

    def show_tokens(self, promoted: Sequence[TokenWeight], suppressed: Sequence[TokenWeight]) -> None:
        """Replace both columns."""
        self._columns = tuple(tuple(weights[:_MAX_TOKENS]) for weights in (promoted, suppressed))
        self.tell()
        self.updateGeometry()
        self.update()

    @override
    def chart_table(self) -> ChartTable:
        rows = tuple((_words(weight), weight.weight) for column in self._columns for weight in column)
        return ChartTable((self.tr("Token"), self.tr("Change of its logit")), rows)

    @override
    def chart_summary(self) -> str:
        up, down = (", ".join(_words(weight) for weight in column[:_N_SPOKEN]) for column in self._columns)
        more, less = self.tr("More likely: {tokens}."), self.tr("Less likely: {tokens}.")
        said = [words.format(tokens=tokens) for words, tokens in ((more, up), (less, down)) if tokens]
        return " ".join((self.tr("%Ln token(s).", "", sum(map(len, self._columns))), *said))

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, max(len(column) for column in self._columns) * self._line_height())

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            weight = self.weight_at(event.pos())
            QToolTip.showText(event.globalPos(), "" if weight is None else tooltip(weight.token), self)
            return True
        return super().event(event)

    def weight_at(self, point: QPoint) -> TokenWeight | None:
        """The token under a point of the widget."""
        row, column = point.y() // self._line_height(), 0 if point.x() < self.width() / 2 else 1
        return self._columns[column][row] if 0 <= row < len(self._columns[column]) else None

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width = (self.width() - GAP_GROUP) // 2
        for row, weights in enumerate(zip_longest(*self._columns)):
            for column, weight in enumerate(weights):
                if weight is not None:
                    room = QRect(column * (width + GAP_GROUP), row * self._line_height(), width, 0)
                    room.setHeight(self._line_height())
                    self._draw(painter, room, weight)
        draw_ring(painter, self, self._theme)
        painter.end()

    def _draw(self, painter: QPainter, room: QRect, weight: TokenWeight) -> None:
        number, numbers = _number(weight), tabular(QFont(self.font()))
        number_width = QFontMetrics(numbers).horizontalAdvance(number)
        painter.setFont(numbers)
        painter.setPen(self._theme.colour(Role.TEXT_MUTED))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), number)
        painter.setFont(self.font())
        painter.setPen(self._theme.colour(Role.TEXT))
        # a long token is cut: the number beside it must stay in sight
        room = room.adjusted(0, 0, -number_width - GAP, 0)
        text = self.fontMetrics().elidedText(_words(weight), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)

    def _line_height(self) -> int:
        return self.fontMetrics().height() + _LINE_GAP


def _words(weight: TokenWeight) -> str:
    return one_line(weight.token.strip(" ") or weight.token)


def _number(weight: TokenWeight) -> str:
    return signed(weight.weight, "+.2f")
