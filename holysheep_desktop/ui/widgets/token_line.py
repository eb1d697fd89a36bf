"""One line of a text, its tokens coloured by activation, with the strongest token in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.widgets.chips import Chip, ChipPaint, Ramp
from holysheep_desktop.ui.widgets.shown_text import one_line, tooltip

_CONTEXT_SHARE = 0.6
"""How much of the line stands left of the peak at most."""


class TokenLine(QWidget):
    """An example passage; it is cut at both ends, never wrapped, and the tooltip has all of it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paint = ChipPaint(theme, Ramp.SEQUENTIAL)
        self._theme = theme
        self._chips: tuple[Chip, ...] = ()
        self._peak = 0
        self._sizes: list[QSize] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def show_tokens(self, tokens: Sequence[str], values: Sequence[float], peak: int, scale: float) -> None:
        """Show a passage; `scale` is the activation that gets the full colour."""
        self._chips = tuple(
            Chip(token, (index,), value=value)
            for index, (token, value) in enumerate(zip(tokens, values, strict=True))
        )
        self._peak = peak
        self._sizes = []
        self._paint = ChipPaint(self._theme, Ramp.SEQUENTIAL, scale)
        text = "".join(tokens)
        self.setToolTip(tooltip(text))
        self.setAccessibleDescription(one_line("".join(tokens[peak : peak + 1])))
        self.setAccessibleName(one_line(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One line of chips."""
        return QSize(200, self._paint.size(Chip("Xg", (0,)), self.font()).height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chips around the peak."""
        painter = QPainter(self)
        if not self._sizes:
            self._sizes = [self._paint.size(chip, self.font()) for chip in self._chips]
        x = self._first_x([size.width() for size in self._sizes])
        for chip, size in zip(self._chips, self._sizes, strict=True):
            if x + size.width() > 0 and x < self.width():
                self._paint.draw(painter, QRect(x, 1, size.width(), size.height()), chip, self.font())
            x += size.width()
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Measure the chips anew in another font."""
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._sizes = []
        super().changeEvent(event)

    def _first_x(self, widths: Sequence[int]) -> int:
        before = sum(widths[: self._peak])
        if sum(widths) <= self.width():
            return 0
        return min(0, round(self.width() * _CONTEXT_SHARE) - before)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()
