"""What the SAE tab asks: a prompt, the layer to read, and how much of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.core.models import Support
from holysheep_desktop.core.requests import (
    MAX_TOKENS_LIMIT,
    TOP_K_LIMIT,
    AnalysisRequest,
    FeatureOptions,
    Generation,
    Pooling,
    checked_whole_number,
    user_message,
)
from holysheep_desktop.errors import InputError, InputReason
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.field import Field
from holysheep_desktop.ui.widgets.help_mark import Term
from holysheep_desktop.ui.widgets.inputs import choice_box, decimal_box, number_box, seed_box
from holysheep_desktop.ui.widgets.layer_choice import LayerChoice
from holysheep_desktop.ui.widgets.prompt_edit import PromptEdit
from holysheep_desktop.ui.widgets.question_panel import QuestionPanel


class SaeQuestion(QuestionPanel):
    """The fields of the SAE tab."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.prompt = PromptEdit("saePrompt", lines=5)
        self.layer = LayerChoice(session)
        self.top_k = number_box("saeTopK", 1, TOP_K_LIMIT, 20)
        self.max_tokens = number_box("saeMaxTokens", 1, MAX_TOKENS_LIMIT, 64)
        self.temperature = decimal_box("saeTemperature", 2.0, 0.1)
        self.seed = seed_box("saeSeed")
        self.pooling = choice_box("saePooling")
        for pooling in Pooling:
            self.pooling.addItem("", pooling)
        self.keep_numbers(
            layer=self.layer.number,
            top_k=self.top_k,
            max_tokens=self.max_tokens,
            temperature=self.temperature,
            seed=self.seed,
        )
        self._add_fields()
        session.model_changed.connect(self._on_model_changed)
        self._retranslate()

    def _add_fields(self) -> None:
        self.form.add(Field("prompt", self.prompt))
        self.form.add(Field("sae_layer", self.layer, term=Term.LAYER))
        self.form.add(
            Field("sae_top_k", self.top_k, term=Term.TOP_K),
            Field("max_tokens", self.max_tokens, term=Term.MAX_TOKENS),
        )
        self.form.add_more(Field("pooling", self.pooling, term=Term.POOLING))
        self.form.add_more(
            Field("temperature", self.temperature, term=Term.TEMPERATURE),
            Field("seed", self.seed, term=Term.SEED),
        )

    @override
    def request(self) -> AnalysisRequest:
        model = self._session.model
        messages = user_message(self.prompt.prompt())
        if model is None:
            raise InputError("model", InputReason.EMPTY)
        top_k = checked_whole_number("sae_top_k", self.top_k.value(), 1, TOP_K_LIMIT)
        generation = Generation(
            max_tokens=checked_whole_number("max_tokens", self.max_tokens.value(), 1, MAX_TOKENS_LIMIT),
            temperature=self.temperature.value(),
            seed=self.seed.value(),
        )
        return AnalysisRequest(model.id, messages, generation, features=self._features(top_k))

    def _features(self, top_k: int) -> FeatureOptions:
        return replace(self.layer.options(top_k), pooling=Pooling(self.pooling.currentData()))

    def _choose_pooling(self, pooling: str) -> None:
        place = self.pooling.findData(pooling)
        if place >= 0:
            self.pooling.setCurrentIndex(place)

    @override
    def show_request(self, request: AnalysisRequest) -> None:
        self.prompt.set_prompt(request.prompt)
        self.max_tokens.setValue(request.generation.max_tokens)
        self.temperature.setValue(request.generation.temperature)
        self.seed.setValue(request.generation.seed)
        if request.features is not None:
            self.top_k.setValue(request.features.top_k)
            self.layer.choose_layer(request.features.layer, request.features.sae_id)
            self._choose_pooling(request.features.pooling)

    @override
    def draft(self) -> dict[str, str]:
        return {
            **super().draft(),
            "prompt": self.prompt.prompt(),
            "pooling": str(self.pooling.currentData()),
        }

    @override
    def restore_draft(self, draft: Mapping[str, str]) -> None:
        super().restore_draft(draft)
        self.prompt.set_prompt(draft.get("prompt", ""))
        self._choose_pooling(draft.get("pooling", ""))

    @override
    def _retranslate(self) -> None:
        super()._retranslate()
        self.form.set_labels(
            {
                "prompt": self.tr("Prompt"),
                "sae_layer": self.tr("Layer to read"),
                "sae_top_k": self.tr("Features listed"),
                "max_tokens": self.tr("Answer tokens"),
                "temperature": self.tr("Temperature"),
                "seed": self.tr("Seed"),
                "pooling": self.tr("One number per feature"),
            }
        )
        self.prompt.setPlaceholderText(self.tr("Type any text; the model reads it as it stands here."))
        self.layer.saes.setAccessibleName(self.tr("Layer to read"))
        self.layer.number.setAccessibleName(self.tr("Layer to read"))
        names = (self.tr("Maximum over the prompt"), self.tr("Mean over the prompt"), self.tr("Last token"))
        for place, name in enumerate(names):
            self.pooling.setItemText(place, name)
        self._on_model_changed()

    @Slot()
    def _on_model_changed(self) -> None:
        model = self._session.model
        field = self.field("sae_layer")
        if model is None or self.layer.knows_saes:
            field.show_hint("")
        elif model.capabilities.sae is Support.NO:
            field.show_hint(self.tr("The endpoint has no SAE for this model."))
        else:
            field.show_hint(self.tr("This endpoint does not say which layers it can read."))
