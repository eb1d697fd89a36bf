"""Try the cure: silence or hold features on the problematic prompt, and see the new answer beside the old."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.debugging.case import DebugCase, Obstacle
from holysheep_desktop.core.debugging.comparison import Comparison
from holysheep_desktop.core.debugging.cure import Cure, steering
from holysheep_desktop.core.debugging.steps import Step
from holysheep_desktop.core.report import RunRole
from holysheep_desktop.core.requests import Steering, SteeringMode
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, TypeSize
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.debug.step_box import StepBox
from holysheep_desktop.ui.debug.words import DebugWords
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.sae.pane import Pane
from holysheep_desktop.ui.steering.answers import SteeredAnswers
from holysheep_desktop.ui.steering.steps_editor import MOST_STEPS
from holysheep_desktop.ui.widgets.help_mark import Term
from holysheep_desktop.ui.widgets.inputs import choice_box
from holysheep_desktop.ui.widgets.shown_text import tooltip

_ANSWERS_HEIGHT = 132
_MOST_NAMED = 6


class CureBox(Translated, StepBox):
    """Signals: cure_requested(tuple[Steering, ...]); sliders_requested(tuple[Steering, ...])."""

    cure_requested = Signal(object)
    sliders_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("cureStep", (Term.STEERING,), parent)
        self._words = DebugWords(self)
        self._case, self._comparison = DebugCase(), Comparison.nothing()
        self._is_busy = False
        self._names = [
            plain_label(name, size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
            for name in ("cureFeaturesName", "cureWayName")
        ]
        self._features = choice_box("cureFeatures")
        self._way = choice_box("cureWay")
        for number in range(2):
            self._features.addItem("", number)
        for cure in Cure:
            self._way.addItem("", cure.value)
        self._button = push_button("tryCure", is_primary=True)
        self._sliders = push_button("openSliders")
        self._plan = plain_label("curePlan", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self.answers = SteeredAnswers(asks_both=False)
        self._tried = plain_label("cureTried", wraps=True)
        self._fill()
        self._features.currentIndexChanged.connect(self._show_plan)
        self._way.currentIndexChanged.connect(self._show_plan)
        self._button.clicked.connect(self._on_clicked)
        self._sliders.clicked.connect(self._on_sliders_clicked)
        self._retranslate()

    def _fill(self) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(GAP)
        fields.setVerticalSpacing(GAP_LABEL)
        for column, (name, box) in enumerate(zip(self._names, (self._features, self._way), strict=True)):
            fields.addWidget(name, 0, column)
            fields.addWidget(box, 1, column)
        head, buttons = QHBoxLayout(), QHBoxLayout()
        head.addLayout(fields)
        head.addStretch()
        buttons.setSpacing(GAP)
        buttons.addWidget(self._button)
        buttons.addWidget(self._sliders)
        buttons.addStretch()
        self.body.addLayout(head)
        self.body.addWidget(self._plan)
        self.body.addLayout(buttons)
        self.body.addWidget(Pane(self.answers, _ANSWERS_HEIGHT))
        self.body.addWidget(self._tried)

    def show_case(self, case: DebugCase, comparison: Comparison | None) -> None:
        """Offer what the case found; a cure that was tried is shown."""
        if case.test is not self._case.test:
            self._features.setCurrentIndex(0 if case.guilty() else 1)
        self._case = case
        self._comparison = comparison or Comparison.nothing()
        can_try = case.together is not None and case.sae_id is not None
        self.setVisible(case.together is not None)
        self.show_body(is_shown=can_try)
        self.show_sentence("" if can_try else self._words.obstacle(Obstacle.NO_SAE_NAME))
        self._tried.setText(self._tried_words())
        before = case.problematic.result.answer if case.problematic else None
        after = case.steered.result.answer if case.steered else None
        self.answers.show_texts(before.text if before else None, after.text if after else None)
        self._show_plan()

    def begin(self) -> None:
        """The pieces that come now are the cured answer; the old one stays beside it."""
        before = self._case.problematic.result.answer if self._case.problematic else None
        self.answers.show_texts(before.text if before else None, None)
        self.answers.begin(RunRole.STEERED)
        self._tried.setText("")

    def show_busy(self, *, is_busy: bool) -> None:
        """Nothing can be tried while something runs."""
        self._is_busy = is_busy
        self._show_plan()

    def _chosen(self) -> tuple[int, ...]:
        """The features that something is to be done to."""
        if self._case.together is None:
            return ()
        guilty = tuple(effect.feature for effect in self._case.guilty())
        return guilty if self._features.currentData() == 0 else self._case.together.features

    def _steps(self) -> tuple[Steering, ...]:
        if self._case.sae_id is None:
            return ()
        return steering(self._case.sae_id, self._comparison, self._chosen(), Cure(self._way.currentData()))

    def _tried_words(self) -> str:
        """What was done for the answer that is shown, and whether it helped."""
        steered, problematic = self._case.steered, self._case.problematic
        if steered is None or problematic is None:
            return ""
        after, before = steered.result.answer, problematic.result.answer
        if after is None or before is None:
            return ""
        words = (
            self.tr("With {features} the model says the same as before.")
            if after.text == before.text
            else self.tr("With {features} the model says something else.")
        )
        return words.format(features=self._named_steps(steered.request.steering))

    @override
    def _retranslate(self) -> None:
        self.set_title(f"{len(Step) + 1}  {self.tr('Try the cure')}")
        names = (self.tr("Features"), self.tr("What is done to them"))
        for name, box, words in zip(self._names, (self._features, self._way), names, strict=True):
            name.setText(words)
            box.setAccessibleName(words)
        self._features.setItemText(0, self.tr("those that stand out alone"))
        self._features.setItemText(1, self.tr("all candidates"))
        self._way.setItemText(0, self.tr("silence them (ablate)"))
        self._way.setItemText(1, self.tr("hold them at the normal value (clamp)"))
        self._button.setText(self.tr("Try the cure"))
        self._button.setAccessibleName(self.tr("Try the cure"))
        self._sliders.setText(self.tr("Adjust by slider…"))
        self._sliders.setAccessibleName(self.tr("Open these features in a Steering tab"))
        self._tried.setText(self._tried_words())
        self._show_plan()

    @Slot()
    def _show_plan(self) -> None:
        steps = self._steps()
        self._button.setEnabled(bool(steps) and not self._is_busy)
        has_room = len(steps) <= MOST_STEPS
        self._sliders.setEnabled(bool(steps) and has_room)
        too_many = self.tr("The Steering tab takes up to {n} features.").format(n=MOST_STEPS)
        self._sliders.setToolTip("" if has_room else tooltip(too_many))
        self._plan.setText(self._plan_words(steps))

    def _plan_words(self, steps: tuple[Steering, ...]) -> str:
        n_left = len(self._chosen()) - len(steps)
        if not steps and not n_left:
            return self.tr("There is no feature to change.")
        words = self.tr("On every token of the problematic prompt and of its answer: {features}.")
        sentences = [words.format(features=self._named_steps(steps))] if steps else []
        if n_left:
            left = self.tr(
                "Left as they are, because the problematic prompt has less of them: {n}. Hold them at the "
                "normal value to change them too."
            )
            sentences.append(left.format(n=n_left))
        return " ".join(sentences)

    def _named_steps(self, steps: tuple[Steering, ...]) -> str:
        named = ", ".join(self._named(step) for step in steps[:_MOST_NAMED])
        return f"{named}, …" if len(steps) > _MOST_NAMED else named

    def _named(self, step: Steering) -> str:
        value = 0.0 if step.mode is SteeringMode.ABLATE else step.strength
        return f"{step.feature} → {value:,.0f}"

    @Slot()
    def _on_clicked(self) -> None:
        steps = self._steps()
        if steps:
            self.cure_requested.emit(steps)

    @Slot()
    def _on_sliders_clicked(self) -> None:
        self.sliders_requested.emit(self._steps())
