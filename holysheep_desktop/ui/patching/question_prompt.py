"""A prompt's box that is as high as its text, within limits."""

from __future__ import annotations

import math

from PySide6.QtCore import QSizeF, Slot
from PySide6.QtWidgets import QWidget

from holysheep_desktop.ui.widgets.prompt_edit import PromptEdit

FEWEST_LINES = 3
MOST_LINES = 8
_PADDING = 12
"""What the style puts around the text, top and bottom together: border and padding."""


class GrowingPrompt(PromptEdit):
    """From 3 to 8 lines, then it scrolls."""

    def __init__(self, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(object_name, lines=FEWEST_LINES, parent=parent)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        self._fit(FEWEST_LINES)

    def _fit(self, lines: float) -> None:
        shown = min(max(math.ceil(lines), FEWEST_LINES), MOST_LINES)
        text_height = shown * self.fontMetrics().lineSpacing() + 2 * self.document().documentMargin()
        self.setFixedHeight(math.ceil(text_height) + _PADDING)

    @Slot(QSizeF)
    def _on_size_changed(self, size: QSizeF) -> None:
        # The layout of plain text counts its height in lines.
        self._fit(size.height())
