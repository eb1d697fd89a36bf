"""What a full analysis asks: a prompt, on request a second one to compare, and where to look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from holysheep_desktop.core.full_analysis import Course
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.presets import Preset
from holysheep_desktop.core.requests import (
    MAX_TOKENS_LIMIT,
    TOP_K_LIMIT,
    AnalysisRequest,
    FeatureOptions,
    Generation,
    PatchOptions,
    user_message,
)
from holysheep_desktop.core.source import Progress
from holysheep_desktop.errors import InputError, InputReason
from holysheep_desktop.ui.full_analysis.presets import PresetRows
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.field import Field
from holysheep_desktop.ui.widgets.growing_prompt import GrowingPrompt
from holysheep_desktop.ui.widgets.help_mark import Term
from holysheep_desktop.ui.widgets.inputs import decimal_box, number_box, seed_box
from holysheep_desktop.ui.widgets.layer_choice import MOST_LAYERS, USUAL_LAYER, LayerChoice
from holysheep_desktop.ui.widgets.metric_box import MetricBox
from holysheep_desktop.ui.widgets.question_panel import QuestionPanel

_MAP_COMPONENT = Component.RESID_POST


class FullQuestion(QuestionPanel):
    """The fields of the full analysis tab."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._course = Course(has_patching=False)
        self.presets = PresetRows()
        self.prompt = GrowingPrompt("fullPrompt")
        self.comparison = GrowingPrompt("fullComparison")
        self.comparison.is_comparison = True
        self.layer = LayerChoice(session)
        self.patch_layer = number_box("fullPatchLayer", 0, MOST_LAYERS, USUAL_LAYER)
        self.metric_choice = MetricBox("fullMetric")
        self.with_map = QCheckBox()
        self.top_k = number_box("fullTopK", 1, TOP_K_LIMIT, 20)
        self.max_tokens = number_box("fullMaxTokens", 1, MAX_TOKENS_LIMIT, 48)
        self.temperature = decimal_box("fullTemperature", 2.0, 0.1)
        self.seed = seed_box("fullSeed")
        self.keep_numbers(
            layer=self.layer.number,
            patch_layer=self.patch_layer,
            top_k=self.top_k,
            max_tokens=self.max_tokens,
            temperature=self.temperature,
            seed=self.seed,
        )
        self._add_fields()
        session.model_changed.connect(self._on_model_changed)
        self._retranslate()

    def _add_fields(self) -> None:
        self.with_map.setObjectName("fullMap")
        self.with_map.setChecked(True)
        self.form.add(Field("presets", self.presets))
        self.presets.setMinimumHeight(0)  # its rows know better than a field's usual height
        self.form.add(Field("prompt", self.prompt))
        self.form.add(Field("comparison_prompt", self.comparison, term=Term.PATCHING))
        self.form.add(
            Field("sae_layer", self.layer, term=Term.FEATURE),
            Field("target_layer", self.patch_layer, term=Term.LAYER),
            shares=(2, 1),
        )
        self.form.add_more(
            Field("sweep", self.with_map), Field("patching_metric", self.metric_choice, term=Term.METRIC)
        )
        self.form.add_more(
            Field("sae_top_k", self.top_k, term=Term.TOP_K),
            Field("max_tokens", self.max_tokens, term=Term.MAX_TOKENS),
        )
        self.form.add_more(
            Field("temperature", self.temperature, term=Term.TEMPERATURE),
            Field("seed", self.seed, term=Term.SEED),
        )

    def show_preset(self, preset: Preset) -> None:
        """Fill in an example, and look at its layer."""
        self.prompt.set_prompt(preset.prompt)
        self.comparison.set_prompt(preset.comparison)
        self.patch_layer.setValue(preset.layer)
        model = self._session.model
        sae = model.sae_at(preset.layer) if model else None
        self.layer.choose_layer(preset.layer, sae.sae_id if sae else None)

    @override
    def request(self) -> AnalysisRequest:
        messages = user_message(self.prompt.prompt())
        if self._session.model is None:
            raise InputError("model", InputReason.EMPTY)
        generation = Generation(
            max_tokens=self.max_tokens.value(), temperature=self.temperature.value(), seed=self.seed.value()
        )
        features = self.layer.options(self.top_k.value())
        patching = self._patching(features) if self.comparison.prompt().strip() else None
        return AnalysisRequest(
            self._session.model.id, messages, generation, features=features, patching=patching
        )

    def _patching(self, features: FeatureOptions) -> PatchOptions:
        layer = self.patch_layer.value()
        is_swept = self.with_map.isChecked() and self._can_sweep()
        return PatchOptions(
            self.comparison.prompt(),
            layer,
            self.metric_choice.chosen,
            components=(_MAP_COMPONENT,) if is_swept else (),
            sweep=is_swept,
            sae_id=features.sae_id if features.layer == layer else None,
        )

    def _can_sweep(self) -> bool:
        model = self._session.model
        return model is not None and _MAP_COMPONENT.value in model.capabilities.patching_components

    def begin_course(self, request: AnalysisRequest, n_requests: int) -> None:
        """Fill the bar from the start, once, whatever the stages of the run are."""
        self._course = Course(
            has_patching=request.patching is not None,
            n_requests=n_requests,
            max_tokens=max(1, request.generation.max_tokens),
        )

    def begin_request(self, place: int) -> None:
        """Another of the run's requests begins."""
        self._course.begin_request(place)

    @override
    def show_running(self) -> None:
        super().show_running()
        self.presets.setEnabled(False)

    @override
    def show_idle(self, words: str = "") -> None:
        super().show_idle(words)
        self.presets.setEnabled(True)

    @override
    def show_progress(self, progress: Progress) -> Progress:
        return super().show_progress(replace(progress, share=self._course.follow(progress)))

    @override
    def show_request(self, request: AnalysisRequest) -> None:
        self.prompt.set_prompt(request.prompt)
        self.max_tokens.setValue(request.generation.max_tokens)
        self.temperature.setValue(request.generation.temperature)
        self.seed.setValue(request.generation.seed)
        if request.features is not None:
            self.top_k.setValue(request.features.top_k)
            self.layer.choose_layer(request.features.layer, request.features.sae_id)
        patching = request.patching
        self.comparison.set_prompt(patching.comparison_prompt if patching else "")
        if patching is not None:
            self.patch_layer.setValue(patching.layer)
            self.metric_choice.choose(patching.metric)
            self.with_map.setChecked(patching.sweep)

    @override
    def draft(self) -> dict[str, str]:
        return {
            **super().draft(),
            "prompt": self.prompt.prompt(),
            "comparison": self.comparison.prompt(),
            "metric": self.metric_choice.chosen.value,
            "map": str(int(self.with_map.isChecked())),
        }

    @override
    def restore_draft(self, draft: Mapping[str, str]) -> None:
        super().restore_draft(draft)
        self.prompt.set_prompt(draft.get("prompt", ""))
        self.comparison.set_prompt(draft.get("comparison", ""))
        self.metric_choice.choose(draft.get("metric", ""))
        self.with_map.setChecked(draft.get("map", "1") == "1")

    @override
    def _retranslate(self) -> None:
        super()._retranslate()
        self.form.set_labels(
            {
                "presets": self.tr("Examples, one click each"),
                "prompt": self.tr("Prompt"),
                "comparison_prompt": self.tr("Comparison prompt (optional)"),
                "sae_layer": self.tr("Features of"),
                "target_layer": self.tr("Layer to patch"),
                "sweep": self.tr("Patching map"),
                "patching_metric": self.tr("Measured by"),
                "sae_top_k": self.tr("Features listed"),
                "max_tokens": self.tr("Answer tokens"),
                "temperature": self.tr("Temperature"),
                "seed": self.tr("Seed"),
            }
        )
        self.layer.saes.setAccessibleName(self.tr("Features of"))
        self.layer.number.setAccessibleName(self.tr("Features of"))
        self.with_map.setText(self.tr("Every layer and position"))
        self.prompt.setPlaceholderText(self.tr("The prompt whose answer you want to explain."))
        self.comparison.setPlaceholderText(self.tr("Differs only in what you suspect. Empty: features only."))
        self._on_model_changed()

    @Slot()
    def _on_model_changed(self) -> None:
        model = self._session.model
        n_layers = model.capabilities.n_layers if model else None
        self.patch_layer.setMaximum(MOST_LAYERS if n_layers is None else n_layers - 1)
        self.metric_choice.offer(model.capabilities.patching_metrics if model else ())
        can_sweep = self._can_sweep()
        self.with_map.setEnabled(can_sweep)
        unknown = self.tr("This endpoint does not say that it can draw maps.")
        self.field("sweep").show_hint("" if model is None or can_sweep else unknown)
