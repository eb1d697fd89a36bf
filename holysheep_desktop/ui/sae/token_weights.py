"""Tokens that a feature makes more and less likely, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from holysheep_desktop.core.dashboards import TokenWeight
from holysheep_desktop.ui.theme import GAP, GAP_GROUP, Role, Theme, tabular
from holysheep_desktop.ui.widgets.shown_text import one_line, tooltip

_MAX_TOKENS = 10
_LINE_GAP = 2


class TokenWeights(QWidget):
    """Two painted columns: forty labels would take longer to lay out than all the rest of a page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("featureTokens")
        self._theme = theme
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
        spoken = [f"{_words(weight)} {_number(weight)}" for column in self._columns for weight in column]
        self.setAccessibleDescription("; ".join(spoken))
        self.updateGeometry()
        self.update()

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
    return f"{weight.weight:+.2f}"
