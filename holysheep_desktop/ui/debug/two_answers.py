"""The answers to the problematic and to the normal prompt, side by side, as they stream."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget
from typing_extensions import override

from holysheep_desktop.core.debugging.case import DebugCase
from holysheep_desktop.core.report import Run, RunRole
from holysheep_desktop.ui.appearance.theme import GAP_GROUP, GAP_LABEL, Role, TypeSize
from holysheep_desktop.ui.controls import explain, plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.answer_text import add_answer, show_answer
from holysheep_desktop.ui.widgets.inputs import read_only_text
from holysheep_desktop.ui.widgets.shown_text import one_line

_SIDES = (RunRole.PROBLEMATIC, RunRole.NORMAL)
_HEIGHT = 112
_SHORT_PROMPT = 80


class TwoAnswers(Translated, QWidget):
    """Left the problematic prompt's answer, right the normal one's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("twoAnswers")
        self._prompts = ("", "")
        self._titles = [
            plain_label(name, size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
            for name in ("problematicTitle", "normalTitle")
        ]
        self._texts = [read_only_text(name) for name in ("problematicAnswer", "normalAnswer")]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP_GROUP)
        grid.setVerticalSpacing(GAP_LABEL)
        for column, (title, text) in enumerate(zip(self._titles, self._texts, strict=True)):
            grid.addWidget(title, 0, column, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(text, 1, column)
            grid.setColumnStretch(column, 1)
            text.setFixedHeight(_HEIGHT)
        self._retranslate()

    def begin(self, problematic: str, normal: str) -> None:
        """Both prompts are about to be answered."""
        for text in self._texts:
            text.clear()
        self._prompts = (problematic, normal)
        self._retranslate()

    def add_text(self, role: RunRole, text: str) -> None:
        """Take a piece of one answer as it streams."""
        add_answer(self._edit(role), text)

    def show_case(self, case: DebugCase) -> None:
        """Show the answers that there are, whole."""
        runs = (case.problematic, case.normal)
        for edit, run in zip(self._texts, runs, strict=True):
            show_answer(edit, _answer(run))
        before = self._prompts
        prompts = [run.request.prompt if run else known for run, known in zip(runs, before, strict=True)]
        self._prompts = (prompts[0], prompts[1])
        self._retranslate()

    def text_of(self, role: RunRole) -> str:
        """What is shown of one answer."""
        return self._edit(role).toPlainText()

    def _edit(self, role: RunRole) -> QPlainTextEdit:
        return self._texts[_SIDES.index(role)]

    @override
    def _retranslate(self) -> None:
        names = (self.tr("Problematic: {prompt}"), self.tr("Normal: {prompt}"))
        for title, edit, name, prompt in zip(self._titles, self._texts, names, self._prompts, strict=True):
            shown = one_line(prompt)
            short = shown if len(shown) <= _SHORT_PROMPT else f"{shown[: _SHORT_PROMPT - 1]}…"
            title.setText(name.format(prompt=short))
            explain(title, prompt)
            edit.setAccessibleName(title.text())


def _answer(run: Run | None) -> str:
    answer = None if run is None else run.result.answer
    return "" if answer is None else answer.text
