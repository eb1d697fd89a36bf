"""A page of tabs that takes height only while it is in front."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_LEAST_HEIGHT = 60


class FrontPage(QWidget):
    """A map is taller than the other details; while it is behind them it must not make them taller."""

    @override
    def sizeHint(self) -> QSize:
        return self._while_in_front(super().sizeHint())

    @override
    def minimumSizeHint(self) -> QSize:
        return self._while_in_front(super().minimumSizeHint())

    @override
    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width) if self.isVisible() else _LEAST_HEIGHT

    def _while_in_front(self, size: QSize) -> QSize:
        return size if self.isVisible() else QSize(size.width(), _LEAST_HEIGHT)
