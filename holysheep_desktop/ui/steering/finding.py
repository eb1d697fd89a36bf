"""What steering did: the sentence, both answers side by side, and the next token's probabilities."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.report import RunRole
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.steering import token_shifts
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Theme
from holysheep_desktop.ui.controls import plain_label, selectable
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.sae.pane import Pane
from holysheep_desktop.ui.steering.answers import SteeredAnswers
from holysheep_desktop.ui.steering.next_tokens import NextTokenTable
from holysheep_desktop.ui.steering.words import SteeringWords
from holysheep_desktop.ui.widgets.empty_state import EmptyState
from holysheep_desktop.ui.widgets.finding import Finding
from holysheep_desktop.ui.widgets.help_mark import HelpMark, Term
from holysheep_desktop.ui.widgets.tables import RowView

_ANSWERS_HEIGHT, _TABLE_HEIGHT = 140, 180


class SteeringFinding(Translated, Finding):
    """Shows one pair of results at a time; the answers stream in while the last numbers stay, disabled."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._content = QWidget()
        super().__init__(theme, EmptyState(theme, "steering", 1, "steering"), self._content, parent)
        self._shown: tuple[AnalysisRequest, AnalysisResult] | None = None
        self._before: AnalysisResult | None = None
        self._words = SteeringWords(self)
        self.answers = SteeredAnswers()
        self._divergence = selectable(plain_label("steeringDivergence"))
        self._table = NextTokenTable(self)
        self._view = RowView(self._table, "nextTokens")
        self._numbers = QWidget()
        self._fill()
        self._retranslate()

    def _fill(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP_LABEL)
        head.addWidget(self._divergence)
        head.addWidget(HelpMark(Term.DIVERGENCE))
        head.addStretch()
        numbers = QVBoxLayout(self._numbers)
        numbers.setContentsMargins(0, 0, 0, 0)
        numbers.setSpacing(GAP_LABEL)
        numbers.addLayout(head)
        numbers.addWidget(Pane(self._view, _TABLE_HEIGHT), stretch=1)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(Pane(self.answers, _ANSWERS_HEIGHT), stretch=2)
        column.addWidget(self._numbers, stretch=3)

    @property
    def before(self) -> AnalysisResult | None:
        """The result without steering that belongs to what is shown."""
        return self._before

    def show_before(self, before: AnalysisResult | None) -> None:
        """Take the result without steering; it is shown together with the next one with steering."""
        self._before = before

    @override
    def begin(self) -> None:
        self.notices.clear()
        self._numbers.setEnabled(False)
        if self._shown is None:
            self._numbers.hide()
            self.show_sentences(self.tr("Asking twice: without steering, then with it …"))
        self.answers.begin(RunRole.UNSTEERED)

    @override
    def add_answer_text(self, text: str) -> None:
        self.answers.add_text(text)

    @override
    def end_without_result(self) -> None:
        self._numbers.setEnabled(True)
        if self._shown is None:
            self.show_empty()
        else:
            self._show_answers()

    @override
    def show_result(self, request: AnalysisRequest, result: AnalysisResult) -> None:
        self._shown = (request, result)
        self.cures.show_for(request, result)
        self._numbers.setEnabled(True)
        self._show()

    def _show_answers(self) -> None:
        results = (self._before, self._shown[1] if self._shown else None)
        texts = [result.answer.text if result and result.answer else None for result in results]
        self.answers.show_texts(*texts)

    def _show(self) -> None:
        assert self._shown is not None
        after = self._shown[1]
        self.show_sentences(self._words.headline(after), self._words.remarks(self._before, after))
        self._show_answers()
        self._numbers.setVisible(after.steering is not None)
        if after.steering is not None:
            self._divergence.setText(self._words.divergence(after))
            self._table.show_rows(token_shifts(after.steering))

    @override
    def _retranslate(self) -> None:
        self.empty.set_texts(
            self.tr("What does a feature do to the answer?"),
            self.tr(
                "Choose features of an SAE and raise, hold or silence them while the model answers. "
                "The same prompt and seed run twice, without steering and with it."
            ),
            (self.tr("Run with these features"),),
        )
        self._view.setAccessibleName(self.tr("Probabilities of the next token without and with steering"))
        self._table.retranslate()
        if self._shown is not None:
            self._show()
