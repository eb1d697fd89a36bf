"""A part of a page that takes the room that is left."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

_NARROWEST = 200


class Pane(QWidget):
    """Never asks for more than its least height.

    A page that scrolls gives its parts the height they prefer, and charts and tables prefer much; without
    this it would scroll long before it must.
    """

    def __init__(self, content: QWidget, least_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(least_height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(content)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    @override
    def minimumSizeHint(self) -> QSize:
        # A table in a tab must not make the whole page wider than its place: it scrolls by itself.
        return QSize(_NARROWEST, self.minimumHeight())

    @override
    def hasHeightForWidth(self) -> bool:
        return False
