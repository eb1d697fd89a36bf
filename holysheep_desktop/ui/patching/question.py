"""What the Patching tab asks: two prompts, the layer to patch, and how the effect is measured."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.core.requests import (
    CONTROLS_LIMIT,
    MAX_TOKENS_LIMIT,
    NEURON_TOP_K_LIMIT,
    AnalysisRequest,
    Generation,
    PatchOptions,
    user_message,
)
from holysheep_desktop.errors import InputError, InputReason
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.patching.alignment.alignment_field import AlignmentField
from holysheep_desktop.ui.patching.alignment.answer_field import AnswerField
from holysheep_desktop.ui.patching.question_choices import HandChoices
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.field import Field
from holysheep_desktop.ui.widgets.growing_prompt import GrowingPrompt
from holysheep_desktop.ui.widgets.help_mark import Term
from holysheep_desktop.ui.widgets.inputs import number_box, seed_box
from holysheep_desktop.ui.widgets.layer_choice import MOST_LAYERS, USUAL_LAYER
from holysheep_desktop.ui.widgets.metric_box import MetricBox
from holysheep_desktop.ui.widgets.question_panel import QuestionPanel


class PatchQuestion(QuestionPanel):
    """The fields of the Patching tab."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.original = GrowingPrompt("patchOriginal")
        self.comparison = GrowingPrompt("patchComparison")
        self.comparison.is_comparison = True
        self.alignment = AlignmentField(session, theme)
        self.answers = AnswerField(session)
        self._by_hand = HandChoices(
            session, self.alignment.pairs, self.alignment.place, self.answers.choice, self
        )
        self.layer = number_box("patchLayer", 0, MOST_LAYERS, USUAL_LAYER)
        self.metric_choice = MetricBox("patchMetric")
        self.max_tokens = number_box("patchMaxTokens", 1, MAX_TOKENS_LIMIT, 64)
        self.neuron_top_k = number_box("patchNeurons", 0, NEURON_TOP_K_LIMIT, 10)
        self.controls = number_box("patchControls", 0, CONTROLS_LIMIT, 20)
        self.seed = seed_box("patchSeed")
        self.keep_numbers(
            layer=self.layer,
            max_tokens=self.max_tokens,
            neuron_top_k=self.neuron_top_k,
            controls=self.controls,
            seed=self.seed,
        )
        self._add_fields()
        self.original.textChanged.connect(self._on_prompts_changed)
        self.comparison.textChanged.connect(self._on_prompts_changed)
        self.metric_choice.currentIndexChanged.connect(self._on_metric_changed)
        self.alignment.answers_requested.connect(self.answers.open)
        self.alignment.place.changed.connect(self._on_answer_place_changed)
        session.model_changed.connect(self._on_model_changed)
        self._retranslate()

    def _add_fields(self) -> None:
        self.form.add(Field("prompt", self.original))
        self.form.add(Field("comparison_prompt", self.comparison, term=Term.PATCHING))
        self.form.add(self.alignment)
        self.form.add(self.answers)
        self.form.add(
            Field("target_layer", self.layer, term=Term.LAYER),
            Field("patching_metric", self.metric_choice, term=Term.METRIC),
        )
        self.form.add_more(
            Field("max_tokens", self.max_tokens, term=Term.MAX_TOKENS),
            Field("neuron_top_k", self.neuron_top_k, term=Term.NEURON),
        )
        self.form.add_more(
            Field("controls", self.controls, term=Term.CONTROLS), Field("seed", self.seed, term=Term.SEED)
        )

    @override
    def request(self) -> AnalysisRequest:
        messages = user_message(self.original.prompt())
        comparison = self.comparison.prompt()
        if not comparison.strip():
            raise InputError("comparison_prompt", InputReason.EMPTY)
        if self._session.model is None:
            raise InputError("model", InputReason.EMPTY)
        options = PatchOptions(
            comparison,
            self.layer.value(),
            self.metric_choice.chosen,
            answers=self.answers.choice.option,
            alignment=self.alignment.pairs.option(messages[0].content, comparison),
            answer_position=self.alignment.place.option((messages[0].content, comparison)),
            neuron_top_k=self.neuron_top_k.value(),
            controls=self.controls.value(),
        )
        generation = Generation(max_tokens=self.max_tokens.value(), seed=self.seed.value())
        return AnalysisRequest(
            self._session.model.id, messages, generation, patching=options, logit_lens=True
        )

    @override
    def show_request(self, request: AnalysisRequest) -> None:
        self.original.set_prompt(request.prompt)
        self.max_tokens.setValue(request.generation.max_tokens)
        self.seed.setValue(request.generation.seed)
        if request.patching is not None:
            self.comparison.set_prompt(request.patching.comparison_prompt)
            self.layer.setValue(request.patching.layer)
            self.metric_choice.choose(request.patching.metric)
            self.neuron_top_k.setValue(request.patching.neuron_top_k)
            self.controls.setValue(request.patching.controls)
            self._by_hand.show_request(request, request.patching)

    @override
    def draft(self) -> dict[str, str]:
        texts = (self.original.prompt(), self.comparison.prompt())
        return {
            **super().draft(),
            "original": texts[0],
            "comparison": texts[1],
            "metric": self.metric_choice.chosen.value,
            **self._by_hand.draft(texts),
        }

    @override
    def restore_draft(self, draft: Mapping[str, str]) -> None:
        super().restore_draft(draft)
        self.original.set_prompt(draft.get("original", ""))
        self.comparison.set_prompt(draft.get("comparison", ""))
        self.metric_choice.choose(draft.get("metric", ""))
        self._by_hand.restore_draft(draft, (self.original.prompt(), self.comparison.prompt()))

    @override
    def _retranslate(self) -> None:
        super()._retranslate()
        self.form.set_labels(
            {
                "prompt": self.tr("Original prompt"),
                "comparison_prompt": self.tr("Comparison prompt"),
                "target_layer": self.tr("Layer to patch"),
                "patching_metric": self.tr("Measured by"),
                "max_tokens": self.tr("Answer tokens"),
                "neuron_top_k": self.tr("Neurons"),
                "controls": self.tr("Controls"),
                "seed": self.tr("Seed"),
            }
        )
        self.original.setPlaceholderText(self.tr("The prompt whose answer you want to explain."))
        self.comparison.setPlaceholderText(self.tr("A prompt that differs only in what you suspect."))
        self._on_metric_changed()
        self._on_model_changed()

    @Slot()
    def _on_prompts_changed(self) -> None:
        original, comparison = self.original.prompt(), self.comparison.prompt()
        self.alignment.follow(original, comparison)
        self._on_answer_place_changed()

    @Slot()
    def _on_answer_place_changed(self) -> None:
        """Likely answers are those to the prompts as far as the answer's place."""
        self.answers.follow(*self.alignment.texts_before_answer)

    @Slot()
    def _on_metric_changed(self) -> None:
        self.field("patching_metric").show_hint(self.metric_choice.hint)

    @Slot()
    def _on_model_changed(self) -> None:
        model = self._session.model
        n_layers = model.capabilities.n_layers if model else None
        self.metric_choice.offer(model.capabilities.patching_metrics if model else ())
        self.layer.setMaximum(MOST_LAYERS if n_layers is None else n_layers - 1)
        hint = "" if n_layers is None else self.tr("0 to {last}").format(last=n_layers - 1)
        self.field("target_layer").show_hint(hint)
