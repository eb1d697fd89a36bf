"""Step 5: the verdict, the conditions of its rule, what would change it, and the tutorial's own rule."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.debugging.case import DebugCase
from holysheep_desktop.core.debugging.verdict import Outcome, Verdict
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, GAP_LABEL, Role, TypeSize, set_ink, tabular
from holysheep_desktop.ui.controls import panel, plain_label, selectable
from holysheep_desktop.ui.debug.step_box import StepBox
from holysheep_desktop.ui.debug.verdict_words import DebugVerdictWords
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.help_mark import Term

_INKS = {
    Outcome.CONFIRMED: Role.GOOD,
    Outcome.NOT_CONFIRMED: Role.WARN,
    Outcome.CANNOT_TELL: Role.TEXT_MUTED,
}


class VerdictCard(Translated, StepBox):
    """Says nothing that is not in the case."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("verdictStep", (Term.VERDICT,), parent)
        self._words = DebugVerdictWords(self)
        self._case = DebugCase()
        self._outcome = plain_label("verdictOutcome", size=TypeSize.FINDING, bold=True)
        self._conditions = QGridLayout()
        self._cells: list[QLabel] = []
        self._guilty, self._change, self._rule, self._tutorial = (
            selectable(plain_label(name, wraps=True, ink=ink))
            for name, ink in (
                ("verdictGuilty", None),
                ("verdictChange", None),
                ("verdictRule", Role.TEXT_MUTED),
                ("verdictTutorial", Role.TEXT_MUTED),
            )
        )
        self._fill()

    def _fill(self) -> None:
        card = panel("verdictCard")
        column = QVBoxLayout(card)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        self._conditions.setHorizontalSpacing(GAP_GROUP)
        self._conditions.setVerticalSpacing(GAP_LABEL)
        self._conditions.setColumnStretch(1, 1)
        column.addWidget(self._outcome)
        column.addLayout(self._conditions)
        for label in (self._guilty, self._change, self._rule, self._tutorial):
            column.addWidget(label)
        self.body.addWidget(card)

    @property
    def outcome_words(self) -> str:
        """The outcome as it is shown."""
        return self._outcome.text()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every sentence of the card that is shown, the conditions first."""
        labels = (*self._cells, self._guilty, self._change, self._rule, self._tutorial)
        return tuple(label.text() for label in labels if label.text())

    def show_case(self, case: DebugCase) -> None:
        """Replace the verdict."""
        self._case = case
        verdict = case.verdict()
        self.show_body(is_shown=verdict is not None)
        if verdict is None:
            return
        self._outcome.setText(self._words.outcome(verdict.outcome))
        set_ink(self._outcome, _INKS[verdict.outcome])
        self._show_conditions(verdict)
        doubts = " ".join(self._words.doubt(doubt) for doubt in verdict.doubts)
        guilty = self._words.guilty(case.guilty()) if case.together is not None else ""
        self._say(self._guilty, doubts or guilty)
        self._say(self._change, self._words.change(verdict))
        self._say(self._rule, self._words.rule())
        self._say(self._tutorial, self._words.tutorial(verdict.tutorial) if verdict.tutorial else "")

    @override
    def _retranslate(self) -> None:
        self.show_case(self._case)

    def _say(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _show_conditions(self, verdict: Verdict) -> None:
        for cell in self._cells:
            self._conditions.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = []
        for row, finding in enumerate(verdict.findings):
            mark = "✓" if finding.is_met else "✕"
            texts = (mark, self._words.condition(finding.condition), self._words.measure(finding))
            for column, text in enumerate(texts):
                cell = plain_label("verdictCondition", wraps=column == 1)
                cell.setText(text)
                cell.setFont(tabular(cell.font()))
                if column != 1:
                    set_ink(cell, Role.GOOD if finding.is_met else Role.WARN)
                self._conditions.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
                self._cells.append(cell)
