"""What steering asks: a prompt, the features to change, and how the answers are decoded."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.core.requests import MAX_TOKENS_LIMIT, AnalysisRequest, Generation, user_message
from holysheep_desktop.core.steering import SteeringStart, steered
from holysheep_desktop.errors import InputError, InputReason
from holysheep_desktop.ui.patching.question_prompt import GrowingPrompt
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.steering.drafts import dump_steps, parse_steps
from holysheep_desktop.ui.steering.steps_editor import StepsEditor
from holysheep_desktop.ui.widgets.draft import decimal, whole_number
from holysheep_desktop.ui.widgets.field import Field
from holysheep_desktop.ui.widgets.help_mark import Term
from holysheep_desktop.ui.widgets.inputs import decimal_box, number_box
from holysheep_desktop.ui.widgets.question_panel import QuestionPanel

SEED_LIMIT = 2**31 - 1


class SteeringQuestion(QuestionPanel):
    """The fields of a steering pane."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.prompt = GrowingPrompt("steeringPrompt")
        self.steps = StepsEditor(session)
        self.max_tokens = number_box("steeringMaxTokens", 1, MAX_TOKENS_LIMIT, 40)
        self.temperature = decimal_box("steeringTemperature", 2.0, 0.1)
        self.seed = number_box("steeringSeed", 0, SEED_LIMIT, 0)
        self.form.add(Field("prompt", self.prompt))
        self.form.add(Field("steering", self.steps, term=Term.STEERING))
        self.steps.setMinimumHeight(0)  # its rows know better than a field's usual height
        self.form.add(
            Field("max_tokens", self.max_tokens, term=Term.MAX_TOKENS),
            Field("seed", self.seed, term=Term.SEED),
        )
        self.form.add_more(Field("temperature", self.temperature, term=Term.TEMPERATURE))
        self._retranslate()

    def begin_with(self, start: SteeringStart) -> None:
        """Fill in what somebody wants to steer."""
        self.prompt.set_prompt(start.prompt)
        self.steps.show_steps(start.steps)

    @override
    def request(self) -> AnalysisRequest:
        self.steps.take_typed()
        messages = user_message(self.prompt.prompt())
        if self._session.model is None:
            raise InputError("model", InputReason.EMPTY)
        generation = Generation(
            max_tokens=self.max_tokens.value(), temperature=self.temperature.value(), seed=self.seed.value()
        )
        return steered(AnalysisRequest(self._session.model.id, messages, generation), self.steps.steps())

    @override
    def show_request(self, request: AnalysisRequest) -> None:
        self.begin_with(SteeringStart(request.prompt, request.steering))
        self.max_tokens.setValue(request.generation.max_tokens)
        self.temperature.setValue(request.generation.temperature)
        self.seed.setValue(request.generation.seed)

    @override
    def draft(self) -> dict[str, str]:
        return {
            "prompt": self.prompt.prompt(),
            "steps": dump_steps(self.steps.steps()),
            "max_tokens": str(self.max_tokens.value()),
            "temperature": str(self.temperature.value()),
            "seed": str(self.seed.value()),
            "folded": str(int(self.is_folded)),
        }

    @override
    def restore_draft(self, draft: Mapping[str, str]) -> None:
        self.prompt.set_prompt(draft.get("prompt", ""))
        self.steps.show_steps(parse_steps(draft.get("steps", "")))
        for name, box in (("max_tokens", self.max_tokens), ("seed", self.seed)):
            box.setValue(whole_number(draft, name, box.value()))
        self.temperature.setValue(decimal(draft, "temperature", self.temperature.value()))
        self.fold(draft.get("folded") == "1")

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        for name, label in {
            "prompt": self.tr("Prompt"),
            "steering": self.tr("Features to steer"),
            "max_tokens": self.tr("Answer tokens"),
            "temperature": self.tr("Temperature"),
            "seed": self.tr("Seed"),
        }.items():
            self.field(name).set_label(label)
        self.prompt.setPlaceholderText(self.tr("The model continues this text, without and with steering."))
