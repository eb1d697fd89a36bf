"""A prompt's box that is as high as its text, within limits."""

from __future__ import annotations

import math

from PySide6.QtCore import QSizeF, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.ui.widgets.prompt_edit import PromptEdit

FEWEST_LINES = 2
MOST_LINES = 8
_PADDING = 12
"""What the style puts around the text, top and bottom together: border and padding."""


class GrowingPrompt(PromptEdit):
    """From 2 to 8 lines, then it scrolls."""

    def __init__(self, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(object_name, lines=FEWEST_LINES, parent=parent)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        self._fit(FEWEST_LINES)

    def _fit(self, lines: float) -> None:
        shown = min(max(math.ceil(lines), FEWEST_LINES), MOST_LINES)
        text_height = shown * self.fontMetrics().lineSpacing() + 2 * self.document().documentMargin()
        self.setFixedHeight(math.ceil(text_height) + _PADDING)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        # A text that came while nobody saw it has the lines of another width.
        super().resizeEvent(event)
        self._fit(self.document().size().height())

    @Slot(QSizeF)
    def _on_size_changed(self, size: QSizeF) -> None:
        # The layout of plain text counts its height in lines.
        self._fit(size.height())
