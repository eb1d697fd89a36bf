"""A small light that says by colour and by shape how the endpoint is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import Role, Theme
from holysheep_desktop.ui.session import EndpointState

_DIAMETER = 10
_ROLES = {
    EndpointState.ASKING: Role.WARN,
    EndpointState.READY: Role.GOOD,
    EndpointState.FAILED: Role.BAD,
}


class StatusLight(QWidget):
    """Filled when ready, half while asking, a hollow ring when failed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLight")
        self._theme = theme
        self._state = EndpointState.ASKING
        self.setFixedSize(self.sizeHint())
        theme.changed.connect(self.update)

    def show_state(self, state: EndpointState) -> None:
        """Paint another state; the words beside the light are its owner's."""
        self._state = state
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_DIAMETER + 2, _DIAMETER + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._theme.colour(_ROLES[self._state])
        centre, radius = QPointF(self.width() / 2, self.height() / 2), _DIAMETER / 2
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if self._state is EndpointState.READY else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, radius - 0.75, radius - 0.75)
        if self._state is EndpointState.ASKING:
            painter.setBrush(colour)
            painter.drawPie(self.rect().adjusted(1, 1, -1, -1), 90 * 16, 180 * 16)
        painter.end()
