"""What the SAE tab asks: a prompt, the layer to read, and how much of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget
from typing_extensions import override

from holysheep_desktop.core.models import SaeInfo, Support
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
from holysheep_desktop.core.sae_import import OWN_PREFIX
from holysheep_desktop.errors import InputError, InputReason
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.draft import decimal, whole_number
from holysheep_desktop.ui.widgets.field import Field
from holysheep_desktop.ui.widgets.help_mark import Term
from holysheep_desktop.ui.widgets.inputs import choice_box, decimal_box, number_box
from holysheep_desktop.ui.widgets.prompt_edit import PromptEdit
from holysheep_desktop.ui.widgets.question_panel import QuestionPanel
from holysheep_desktop.ui.widgets.shown_text import one_line

USUAL_LAYER = 12
"""What the tutorial asks for; only a first value where an endpoint does not say which layers it has."""
MOST_LAYERS = 1000
SEED_LIMIT = 2**31 - 1


class LayerChoice(QStackedWidget):
    """The SAEs that a model has, or any layer number where the endpoint does not say."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.saes = choice_box("saeChoice")
        self.number = number_box("saeLayer", 0, MOST_LAYERS, USUAL_LAYER)
        self.addWidget(self.saes)
        self.addWidget(self.number)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.saes)
        self.saes.activated.connect(self._on_sae_activated)
        session.model_changed.connect(self.refresh)
        session.sae_changed.connect(self.refresh)
        self.refresh()

    @property
    def knows_saes(self) -> bool:
        """Whether the chosen model names its SAEs."""
        return self.currentWidget() is self.saes

    def options(self, top_k: int) -> FeatureOptions:
        """What to ask for."""
        sae = self._session.sae
        if self.knows_saes and sae is not None:
            return FeatureOptions(sae.layer, top_k, sae.sae_id)
        return FeatureOptions(self.number.value(), top_k)

    def choose_layer(self, layer: int, sae_id: str | None) -> None:
        """Choose a layer again, as a draft or a report names it."""
        self.number.setValue(layer)
        if sae_id is not None:
            self._session.choose_sae(sae_id)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

    @Slot()
    def refresh(self) -> None:
        """Offer what the chosen model has."""
        model, chosen = self._session.model, self._session.sae
        self.saes.clear()
        for sae in model.capabilities.saes if model else ():
            self.saes.addItem(self._name_of(sae), sae.sae_id)
            self.saes.setItemData(
                self.saes.count() - 1, f"{sae.sae_id} · {sae.hook_point}", 3
            )  # tooltip role
        if chosen is not None:
            self.saes.setCurrentIndex(self.saes.findData(chosen.sae_id))
        n_layers = model.capabilities.n_layers if model else None
        self.number.setMaximum(MOST_LAYERS if n_layers is None else n_layers - 1)
        shown = self.saes if self.saes.count() else self.number
        self.setCurrentWidget(shown)
        self.setFocusProxy(shown)

    def _name_of(self, sae: SaeInfo) -> str:
        if sae.is_own:
            name = one_line(sae.sae_id.removeprefix(OWN_PREFIX))
            return self.tr("Own SAE {name} · layer {layer}").format(name=name, layer=sae.layer)
        words = self.tr("Layer {layer} · {width} features")
        return words.format(layer=sae.layer, width=f"{sae.width:,}")

    @Slot(int)
    def _on_sae_activated(self, place: int) -> None:
        self._session.choose_sae(str(self.saes.itemData(place)))


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
        self.seed = number_box("saeSeed", 0, SEED_LIMIT, 0)
        self.pooling = choice_box("saePooling")
        for pooling in Pooling:
            self.pooling.addItem("", pooling)
        self._prompt_field = Field("prompt", self.prompt)
        self._layer_field = Field("sae_layer", self.layer, term=Term.LAYER)
        self._top_k_field = Field("sae_top_k", self.top_k, term=Term.TOP_K)
        self._max_tokens_field = Field("max_tokens", self.max_tokens, term=Term.MAX_TOKENS)
        self._temperature_field = Field("temperature", self.temperature, term=Term.TEMPERATURE)
        self._seed_field = Field("seed", self.seed, term=Term.SEED)
        self._pooling_field = Field("pooling", self.pooling, term=Term.POOLING)
        self.form.add(self._prompt_field)
        self.form.add(self._layer_field)
        self.form.add(self._top_k_field, self._max_tokens_field)
        self.form.add_more(self._pooling_field)
        self.form.add_more(self._temperature_field, self._seed_field)
        session.model_changed.connect(self._on_model_changed)
        self._retranslate()

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
            "prompt": self.prompt.prompt(),
            "layer": str(self.layer.number.value()),
            "top_k": str(self.top_k.value()),
            "max_tokens": str(self.max_tokens.value()),
            "temperature": str(self.temperature.value()),
            "seed": str(self.seed.value()),
            "pooling": str(self.pooling.currentData()),
            "folded": str(int(self.is_folded)),
        }

    @override
    def restore_draft(self, draft: Mapping[str, str]) -> None:
        self.prompt.set_prompt(draft.get("prompt", ""))
        for name, box in (
            ("layer", self.layer.number),
            ("top_k", self.top_k),
            ("max_tokens", self.max_tokens),
            ("seed", self.seed),
        ):
            box.setValue(whole_number(draft, name, box.value()))
        self.temperature.setValue(decimal(draft, "temperature", self.temperature.value()))
        self._choose_pooling(draft.get("pooling", ""))
        self.fold(draft.get("folded") == "1")

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._prompt_field.set_label(self.tr("Prompt"))
        self.prompt.setPlaceholderText(self.tr("Type any text; the model reads it as it stands here."))
        self._layer_field.set_label(self.tr("Layer to read"))
        self.layer.saes.setAccessibleName(self.tr("Layer to read"))
        self.layer.number.setAccessibleName(self.tr("Layer to read"))
        self._top_k_field.set_label(self.tr("Features listed"))
        self._max_tokens_field.set_label(self.tr("Answer tokens"))
        self._temperature_field.set_label(self.tr("Temperature"))
        self._seed_field.set_label(self.tr("Seed"))
        self._pooling_field.set_label(self.tr("One number per feature"))
        names = (self.tr("Maximum over the prompt"), self.tr("Mean over the prompt"), self.tr("Last token"))
        for place, name in enumerate(names):
            self.pooling.setItemText(place, name)
        self._on_model_changed()

    @Slot()
    def _on_model_changed(self) -> None:
        model = self._session.model
        if model is None or self.layer.knows_saes:
            self._layer_field.show_hint("")
        elif model.capabilities.sae is Support.NO:
            self._layer_field.show_hint(self.tr("The endpoint has no SAE for this model."))
        else:
            self._layer_field.show_hint(self.tr("This endpoint does not say which layers it can read."))
