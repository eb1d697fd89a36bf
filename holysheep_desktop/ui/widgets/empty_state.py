"""What a tab shows before the first question: what it answers, and a button that runs a real example."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.theme import GAP, GAP_GROUP, PAGE_MARGIN, Role, Theme, TypeSize

_PICTURE_SIZE = QSize(160, 96)
_WIDEST_TEXT = 460


class Pictogram(QWidget):
    """A few bars in the colour of lines: quiet, and not to be mistaken for data."""

    def __init__(self, theme: Theme, shares: tuple[float, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shares = shares
        self.setFixedSize(_PICTURE_SIZE)
        theme.changed.connect(self._on_theme_changed)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(Role.LINE))
        step = self.height() / len(self._shares)
        middle = 0.0 if min(self._shares) >= 0 else self.width() / 2
        for row, share in enumerate(self._shares):
            length = share * (self.width() - middle)
            box = QRectF(middle, row * step + step * 0.2, length, step * 0.6).normalized()
            painter.drawRoundedRect(box, 2, 2)
        painter.end()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()


class EmptyState(QWidget):
    """A picture, a sentence, and buttons for examples.

    Signals: example_requested(int) with the number of the button.
    """

    example_requested = Signal(int)

    def __init__(
        self, theme: Theme, shares: tuple[float, ...], n_examples: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("emptyState")
        self._picture = Pictogram(theme, shares, self)
        self._question = plain_label("emptyQuestion", size=TypeSize.HEADING, bold=True, wraps=True)
        self._sentence = plain_label("emptySentence", ink=Role.TEXT_MUTED, wraps=True)
        self._buttons = [push_button(f"exampleButton{i}", is_primary=i == 0) for i in range(n_examples)]
        self._build()
        for button in self._buttons:
            button.clicked.connect(self._on_clicked)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(GAP_GROUP)
        column.addStretch(2)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._question, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setMaximumWidth(_WIDEST_TEXT)
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(label, 20)
            row.addStretch(1)
            column.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addStretch()
        for button in self._buttons:
            buttons.addWidget(button)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addStretch(3)

    def set_texts(self, question: str, sentence: str, examples: tuple[str, ...]) -> None:
        """The translated words."""
        self._question.setText(question)
        self._sentence.setText(sentence)
        for button, text in zip(self._buttons, examples, strict=True):
            button.setText(text)
            button.setAccessibleName(text)

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.example_requested.emit(self._buttons.index(button))
