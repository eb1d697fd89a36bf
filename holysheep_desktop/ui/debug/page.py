"""The steps of a case one below the other, from both answers to the cure."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.debugging.asking import DebugQuestion
from holysheep_desktop.core.debugging.case import DebugCase
from holysheep_desktop.core.debugging.comparison import Comparison
from holysheep_desktop.core.debugging.steps import Step, StepState, status
from holysheep_desktop.core.report import RunRole
from holysheep_desktop.ui.appearance.theme import GAP_GROUP, Theme
from holysheep_desktop.ui.debug.candidate_step import CandidateStep
from holysheep_desktop.ui.debug.control_step import ControlStep
from holysheep_desktop.ui.debug.cure_box import CureBox
from holysheep_desktop.ui.debug.difference_step import DifferenceStep
from holysheep_desktop.ui.debug.step_box import StepBox
from holysheep_desktop.ui.debug.two_answers import TwoAnswers
from holysheep_desktop.ui.debug.verdict_card import VerdictCard
from holysheep_desktop.ui.debug.words import DebugWords
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.help_mark import Term


class DebugPage(Translated, QWidget):
    """Shows a case as far as it has come, and text as it streams.

    Signals: feature_chosen(int); test_requested(tuple[int, ...]); cure_requested(tuple[Steering, ...]);
    sliders_requested(tuple[Steering, ...]).
    """

    feature_chosen = Signal(int)
    test_requested = Signal(object)
    cure_requested = Signal(object)
    sliders_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case = DebugCase()
        self._running: Step | None = None
        self._is_curing = False
        self._words = DebugWords(self)
        self._answers_step = StepBox("answersStep", (Term.ANSWER_TOKEN,))
        self.answers = TwoAnswers()
        self.differences = DifferenceStep()
        self._candidates = CandidateStep()
        self._controls = ControlStep(theme)
        self.verdict = VerdictCard()
        self.cure = CureBox()
        self._boxes: dict[Step, StepBox] = {
            Step.ANSWERS: self._answers_step,
            Step.FEATURES: self.differences,
            Step.CANDIDATES: self._candidates,
            Step.CONTROLS: self._controls,
            Step.VERDICT: self.verdict,
        }
        self._fill()
        self.differences.feature_chosen.connect(self.feature_chosen)
        self._candidates.feature_chosen.connect(self.feature_chosen)
        self.differences.test_requested.connect(self.test_requested)
        self.cure.cure_requested.connect(self.cure_requested)
        self.cure.sliders_requested.connect(self.sliders_requested)

    def _fill(self) -> None:
        self._answers_step.body.addWidget(self.answers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_GROUP)
        for box in (*self._boxes.values(), self.cure):
            column.addWidget(box)
        column.addStretch(1)

    @property
    def states(self) -> dict[Step, StepState]:
        """How far each step has come."""
        return {step: status(self._case, step, self._running).state for step in Step}

    def box(self, step: Step) -> StepBox:
        """The part of the page that a step has."""
        return self._boxes[step]

    def begin_question(self, question: DebugQuestion) -> None:
        """A new question is asked from its first step on."""
        self.answers.begin(question.problematic, question.normal)

    def begin_cure(self) -> None:
        """The answer that streams now is the cured one."""
        self._is_curing = True
        self.cure.begin()

    def add_answer_text(self, text: str) -> None:
        """Take a piece of the answer that streams, whichever it is."""
        if self._is_curing:
            self.cure.answers.add_text(text)
        elif self._running is Step.ANSWERS:
            is_first = self._case.problematic is None
            self.answers.add_text(RunRole.PROBLEMATIC if is_first else RunRole.NORMAL, text)

    def show_busy(self, *, is_busy: bool) -> None:
        """Nothing can be tested or cured while something runs."""
        self._is_curing = self._is_curing and is_busy
        self.differences.show_busy(is_busy=is_busy)
        self.cure.show_busy(is_busy=is_busy)

    def show_case(self, case: DebugCase, running: Step | None) -> None:
        """Show a case; `running` is the step in hand."""
        self._case, self._running = case, running
        comparison = case.comparison()
        if case.runs:
            self.answers.show_case(case)
        self._answers_step.show_body(is_shown=running is Step.ANSWERS or bool(case.runs))
        self.differences.show_case(case, comparison)
        self._candidates.show_case(case)
        self._controls.show_effect(case.together)
        self.verdict.show_case(case)
        self.cure.show_case(case, comparison)
        self._show_words(comparison)

    @override
    def _retranslate(self) -> None:
        self._show_words(self._case.comparison())

    def _show_words(self, comparison: Comparison | None) -> None:
        sentences = self._sentences(comparison)
        for step, box in self._boxes.items():
            found = status(self._case, step, self._running)
            box.set_title(f"{step.value}  {self._words.title(step)}")
            box.show_state(found.state, self._words.state(found.state))
            sentence = sentences.get(step, "")
            if found.obstacle is not None and not sentence:
                sentence = self._words.obstacle(found.obstacle)
            box.show_sentence(sentence)

    def _sentences(self, comparison: Comparison | None) -> dict[Step, str]:
        """What the steps found, where they found something."""
        found = {Step.ANSWERS: self._words.answers(self._case)}
        if comparison is not None:
            found[Step.FEATURES] = self._words.differences(comparison)
        if self._case.together is not None:
            found[Step.CANDIDATES] = self._words.test(self._case.together)
            found[Step.CONTROLS] = self._words.controls(self._case.together)
        return found
