"""What steering asks: a prompt, the features to change, and how the answers are decoded."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.core.requests import MAX_TOKENS_LIMIT, AnalysisRequest, Generation, user_message
from holysheep_desktop.core.steering import SteeringStart, steered
from holysheep_desktop.errors import InputError, InputReason
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.steering.drafts import dump_steps, parse_steps
from holysheep_desktop.ui.steering.steps_editor import StepsEditor
from holysheep_desktop.ui.widgets.field import Field
from holysheep_desktop.ui.widgets.growing_prompt import GrowingPrompt
from holysheep_desktop.ui.widgets.help_mark import Term
from holysheep_desktop.ui.widgets.inputs import decimal_box, number_box, seed_box
from holysheep_desktop.ui.widgets.question_panel import QuestionPanel


class SteeringQuestion(QuestionPanel):
    """The fields of a steering pane."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.prompt = GrowingPrompt("steeringPrompt")
        self.steps = StepsEditor(session)
        self.max_tokens = number_box("steeringMaxTokens", 1, MAX_TOKENS_LIMIT, 40)
        self.temperature = decimal_box("steeringTemperature", 2.0, 0.1)
        self.seed = seed_box("steeringSeed")
        self.keep_numbers(max_tokens=self.max_tokens, temperature=self.temperature, seed=self.seed)
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
            **super().draft(),
            "prompt": self.prompt.prompt(),
            "steps": dump_steps(self.steps.steps()),
        }

    @override
    def restore_draft(self, draft: Mapping[str, str]) -> None:
        super().restore_draft(draft)
        self.prompt.set_prompt(draft.get("prompt", ""))
        self.steps.show_steps(parse_steps(draft.get("steps", "")))

    @override
    def _retranslate(self) -> None:
        super()._retranslate()
        self.form.set_labels(
            {
                "prompt": self.tr("Prompt"),
                "steering": self.tr("Features to steer"),
                "max_tokens": self.tr("Answer tokens"),
                "temperature": self.tr("Temperature"),
                "seed": self.tr("Seed"),
            }
        )
        self.prompt.setPlaceholderText(self.tr("The model continues this text, without and with steering."))
