"""The sentences that begin the report, to be read and copied as text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import GAP, Role, TypeSize
from holysheep_desktop.ui.controls import plain_label, push_button, selectable
from holysheep_desktop.ui.languages import Translated

_BULLET = "·"


class Summary(Translated, QWidget):
    """One line for each sentence, and a button that copies them with what they are about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("summary")
        self._lines: list[QLabel] = []
        self._text = ""
        self._copy = push_button("copySummary")
        self._copied = plain_label("summaryCopied", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
        self._column = QVBoxLayout()
        self._column.setSpacing(GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(self._column)
        column.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._copied)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._retranslate()

    def show_sentences(self, sentences: Sequence[str], text: str) -> None:
        """Replace all; `text` is what the button copies."""
        for old in self._lines:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = [self._line(sentence) for sentence in sentences]
        self._text = text
        self._copied.setText("")

    def sentences(self) -> tuple[str, ...]:
        """What is said, from top to bottom."""
        return tuple(line.text().removeprefix(_BULLET).strip() for line in self._lines)

    def _line(self, sentence: str) -> QLabel:
        label = selectable(plain_label("summarySentence", wraps=True))
        label.setText(f"{_BULLET} {sentence}")
        self._column.addWidget(label)
        return label

    @override
    def _retranslate(self) -> None:
        self._copy.setText(self.tr("Copy the summary"))
        self._copy.setAccessibleName(self.tr("Copy the summary as text"))
        self._copied.setText("")

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self._copied.setText(self.tr("Copied."))
