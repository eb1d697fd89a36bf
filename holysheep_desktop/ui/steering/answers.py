"""Two answers to one prompt side by side, as they stream: without steering and with it."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget
from typing_extensions import override

from holysheep_desktop.core.report import RunRole
from holysheep_desktop.ui.appearance.theme import GAP_GROUP, GAP_LABEL, Role, TypeSize
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.answer_text import add_answer, show_answer
from holysheep_desktop.ui.widgets.inputs import read_only_text

_LEAST_HEIGHT = 96
_SIDES = (RunRole.UNSTEERED, RunRole.STEERED)


class SteeredAnswers(Translated, QWidget):
    """Left what the model says by itself, right what it says when it is steered."""

    def __init__(self, parent: QWidget | None = None, *, asks_both: bool = True) -> None:
        """`asks_both`: the answer without steering comes first; otherwise it is known already."""
        super().__init__(parent)
        self._asks_both = asks_both
        self.setObjectName("steeredAnswers")
        self._streaming = RunRole.UNSTEERED
        self._titles = [
            plain_label(name, size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
            for name in ("unsteeredTitle", "steeredTitle")
        ]
        self._texts = [read_only_text(name) for name in ("unsteeredAnswer", "steeredAnswer")]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP_GROUP)
        grid.setVerticalSpacing(GAP_LABEL)
        for column, (title, text) in enumerate(zip(self._titles, self._texts, strict=True)):
            grid.addWidget(title, 0, column)
            grid.addWidget(text, 1, column)
            grid.setColumnStretch(column, 1)
            text.setMinimumHeight(_LEAST_HEIGHT)
        grid.setRowStretch(1, 1)
        self._retranslate()

    def begin(self, role: RunRole) -> None:
        """The pieces that come now belong to the answer of this role; the first clears both."""
        self._streaming = role
        if role is RunRole.UNSTEERED:
            for text in self._texts:
                text.clear()
        self._retranslate()

    def add_text(self, text: str) -> None:
        """Take a piece of the answer as it streams."""
        add_answer(self._edit(self._streaming), text)

    def show_texts(self, before: str | None, after: str | None) -> None:
        """Show both answers whole; None where there is none."""
        for edit, text in zip(self._texts, (before, after), strict=True):
            show_answer(edit, text or "")

    def text_of(self, role: RunRole) -> str:
        """What is shown of one answer."""
        return self._edit(role).toPlainText()

    def _edit(self, role: RunRole) -> QPlainTextEdit:
        return self._texts[_SIDES.index(role)]

    @override
    def _retranslate(self) -> None:
        names = (self.tr("Without steering"), self.tr("With steering"))
        for title, edit, name in zip(self._titles, self._texts, names, strict=True):
            title.setText(name)
            edit.setAccessibleName(name)
        self._texts[0].setPlaceholderText(self.tr("What the model says by itself appears here."))
        if self._asks_both:
            self._texts[1].setPlaceholderText(self.tr("Comes when the answer without steering is complete."))
