"""What the model says to both prompts, and how likely the two compared tokens are in both runs."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.results import AnalysisResult, AnswerToken, PatchAnalysis
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, GAP_LABEL, Role, TypeSize, tabular
from holysheep_desktop.ui.controls import explain, plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.answer_text import add_answer, show_answer
from holysheep_desktop.ui.widgets.help_mark import HelpMark, Term
from holysheep_desktop.ui.widgets.inputs import read_only_text
from holysheep_desktop.ui.widgets.shown_text import one_line
from holysheep_desktop.ui.widgets.tables import MISSING
from holysheep_desktop.ui.words.shares import in_percent

_N_TEXTS = 3
_LAST_COLUMN = 3


class AnswersView(Translated, QWidget):
    """Two or three texts side by side, and a small table of the answer tokens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answersView")
        self._result: AnalysisResult | None = None
        self._is_streaming = False
        self._titles = [
            plain_label("answerTitle", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED) for _ in range(_N_TEXTS)
        ]
        self._texts = [
            read_only_text(name) for name in ("originalAnswer", "comparisonAnswer", "patchedAnswer")
        ]
        self._tokens = QGridLayout()
        self._cells: list[QLabel] = []
        self._build()
        self._retranslate()

    def _build(self) -> None:
        texts = QGridLayout()
        texts.setHorizontalSpacing(GAP_GROUP)
        texts.setVerticalSpacing(GAP_LABEL)
        for column, (title, text) in enumerate(zip(self._titles, self._texts, strict=True)):
            texts.addWidget(title, 0, column)
            texts.addWidget(text, 1, column)
            text.setMinimumHeight(56)
        texts.setRowStretch(1, 1)
        self._tokens.setHorizontalSpacing(GAP_GROUP)
        self._tokens.setVerticalSpacing(2)
        self._tokens.setColumnStretch(3, 1)
        self._mark = HelpMark(Term.ANSWER_TOKEN, self)
        self._mark.hide()
        tokens = QHBoxLayout()
        tokens.addLayout(self._tokens, stretch=1)
        tokens.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, GAP, 0, 0)
        column_box.setSpacing(GAP)
        column_box.addLayout(tokens)
        column_box.addLayout(texts, stretch=1)
        self._show_patched(is_shown=False)

    def begin(self) -> None:
        """The next piece of text belongs to a new answer."""
        self._is_streaming = False

    def add_text(self, text: str) -> None:
        """Take a piece of the original prompt's answer as it streams."""
        if not self._is_streaming:
            self._is_streaming = True
            for edit in self._texts:
                edit.clear()
        add_answer(self._texts[0], text)

    def show_answers(self, result: AnalysisResult) -> None:
        """Replace texts and tokens."""
        self._result = result
        analysis = result.patching
        original = result.answer.text if result.answer else ""
        comparison = (analysis.comparison_answer if analysis else None) or ""
        patched = ""
        if analysis is not None and analysis.texts is not None:
            original, comparison, patched = (
                original or analysis.texts.original,
                comparison or analysis.texts.comparison,
                analysis.texts.patched,
            )
        self._show_patched(is_shown=bool(patched))
        for edit, text in zip(self._texts, (original, comparison, patched), strict=True):
            show_answer(edit, text)
        self._show_tokens(analysis)

    def token_texts(self) -> tuple[str, ...]:
        """The cells of the small table, row by row."""
        return tuple(cell.text() for cell in self._cells)

    def _show_patched(self, *, is_shown: bool) -> None:
        self._titles[2].setVisible(is_shown)
        self._texts[2].setVisible(is_shown)

    def _show_tokens(self, analysis: PatchAnalysis | None) -> None:
        for cell in self._cells:
            self._tokens.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = []
        self._mark.setVisible(analysis is not None and analysis.answers is not None)
        if analysis is None or analysis.answers is None:
            return
        answers = analysis.answers
        head = (self.tr("Compared token"), self.tr("in the original run"), self.tr("in the comparison run"))
        # The last column has no rows: it is a sentence beside the table, not one more heading.
        choice = self._choice_words(answers.chosen_by)
        chosen = self.tr("Chosen: {how}").format(how=choice) if choice else ""
        self._add_row(0, (*head, chosen), is_head=True)
        self._add_row(1, self._row(answers.original))
        self._add_row(2, self._row(answers.comparison))

    def _row(self, token: AnswerToken) -> tuple[str, str, str]:
        return (
            f"“{one_line(token.text.strip(' ') or token.text)}”",
            _probability(token.logprob_original),
            _probability(token.logprob_comparison),
        )

    def _add_row(self, row: int, texts: tuple[str, ...], *, is_head: bool = False) -> None:
        for column, text in enumerate(texts):
            ink = Role.TEXT_MUTED if is_head else None
            cell = plain_label(
                "answerToken",
                size=TypeSize.SECONDARY if is_head else TypeSize.BODY,
                ink=ink,
                wraps=column == _LAST_COLUMN,
            )
            cell.setText(text)
            explain(cell, text)
            cell.setFont(tabular(cell.font()))
            is_number = column in {1, 2}
            if is_number:
                self._tokens.addWidget(cell, row, column, Qt.AlignmentFlag.AlignRight)
            else:
                self._tokens.addWidget(cell, row, column)
            self._cells.append(cell)

    def _choice_words(self, chosen_by: str | None) -> str:
        return {
            "argmax": self.tr("the most likely next token of each run"),
            "largest_change": self.tr("both runs prefer the same token; these two change most"),
            "top_two": self.tr("the prompts do not differ; the two most likely tokens"),
            "user": self.tr("chosen by you"),
        }.get(chosen_by or "", "")

    @override
    def _retranslate(self) -> None:
        for title, edit, words in zip(
            self._titles,
            self._texts,
            (
                self.tr("Answer to the original prompt"),
                self.tr("Answer to the comparison prompt"),
                self.tr("Answer of the patched run"),
            ),
            strict=True,
        ):
            title.setText(words)
            edit.setAccessibleName(words)
        if self._result is not None:
            self._show_tokens(self._result.patching)


def _probability(logprob: float | None) -> str:
    if logprob is None:
        return MISSING
    share = 100 * math.exp(min(logprob, 0.0))
    return in_percent(f"{share:.1f}" if share >= 0.1 else f"{share:.2g}")
