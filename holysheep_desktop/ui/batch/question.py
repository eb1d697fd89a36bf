"""What a batch asks: the list of prompts, and the settings that all of them share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from PySide6.QtCore import Slot
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from holysheep_desktop.core.batches.batch import NAME_LENGTH, BatchSettings
from holysheep_desktop.core.batches.prompt_list import PromptPair
from holysheep_desktop.core.endpoints import EndpointKind
from holysheep_desktop.core.models import Metric, Support
from holysheep_desktop.core.requests import MAX_TOKENS_LIMIT, TOP_K_LIMIT, Generation, PatchOptions
from holysheep_desktop.errors import InputError, InputReason, PromptListError
from holysheep_desktop.ui.batch.prompts_field import PromptsField
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.field import Field
from holysheep_desktop.ui.widgets.help_mark import Term
from holysheep_desktop.ui.widgets.inputs import choice_box, number_box
from holysheep_desktop.ui.widgets.layer_choice import MOST_LAYERS, USUAL_LAYER, LayerChoice
from holysheep_desktop.ui.widgets.question_panel import QuestionPanel
from holysheep_desktop.ui.words.lists import list_sentence

USUAL_TOP_K = 50
USUAL_ANSWER = 16


class Wanted(StrEnum):
    """What is asked of every prompt."""

    FEATURES = "sae"
    FULL = "full"
    PATCHING = "patching"
    ANSWERS = "answers"


_PATCHING = {Wanted.FULL, Wanted.PATCHING}
_WITHOUT_SAE = {Wanted.FEATURES: Wanted.ANSWERS, Wanted.FULL: Wanted.PATCHING}
"""What is left to ask of a model that has no SAE."""


@dataclass(frozen=True, slots=True)
class BatchWish:
    """A batch that is to be made."""

    name: str
    settings: BatchSettings
    pairs: tuple[PromptPair, ...]


class BatchQuestion(QuestionPanel):
    """The fields of the Batch tab."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.prompts = PromptsField()
        self.kind = choice_box("batchKind")
        for wanted in Wanted:
            self.kind.addItem("", wanted.value)
        self._wanted = Wanted.FEATURES
        self.layer = LayerChoice(session)
        self.top_k = number_box("batchTopK", 1, TOP_K_LIMIT, USUAL_TOP_K)
        self.answers = QCheckBox()
        self.answers.setObjectName("batchAnswers")
        self.answers.setChecked(True)
        self.max_tokens = number_box("batchMaxTokens", 1, MAX_TOKENS_LIMIT, USUAL_ANSWER)
        self.patch_layer = number_box("batchPatchLayer", 0, MOST_LAYERS, USUAL_LAYER)
        self.metric_choice = choice_box("batchMetric")
        for metric in Metric:
            self.metric_choice.addItem("", metric.value)
        self.keep_numbers(
            layer=self.layer.number,
            top_k=self.top_k,
            max_tokens=self.max_tokens,
            patch_layer=self.patch_layer,
        )
        self._add_fields()
        self.kind.currentIndexChanged.connect(self._on_kind_changed)
        self.answers.toggled.connect(self._on_choice_changed)
        session.model_changed.connect(self._on_model_changed)
        self._retranslate()

    def _add_fields(self) -> None:
        self.form.add(Field("prompts", self.prompts))
        self.form.add(Field("kind", self.kind))
        self.form.add(Field("sae_layer", self.layer, term=Term.LAYER))
        self.form.add(
            Field("target_layer", self.patch_layer, term=Term.PATCHING),
            Field("patching_metric", self.metric_choice, term=Term.METRIC),
        )
        self.form.add(Field("sae_top_k", self.top_k, term=Term.TOP_K))
        self.form.add(
            Field("answers", self.answers), Field("max_tokens", self.max_tokens, term=Term.MAX_TOKENS)
        )

    def wish(self) -> BatchWish:
        """The batch as it stands; raises InputError that names a field, after saying what is wrong."""
        try:
            pairs = self.prompts.pairs()
        except PromptListError as error:
            self.form.clear_errors()
            self.form.show_error("prompts", list_sentence(error))
            raise InputError("prompts", InputReason.NOT_ALLOWED) from error
        model = self._session.model
        if model is None:
            raise InputError("model", InputReason.EMPTY)
        settings = BatchSettings(
            self._session.endpoint,
            model.id,
            self.layer.options(self.top_k.value()) if self._asks_features() else None,
            Generation(self._answer_tokens()),
            self._patching(pairs),
        )
        return BatchWish(self._name(pairs), settings, pairs)

    def _answer_tokens(self) -> int:
        if self.answers.isChecked() or self._kind() is Wanted.ANSWERS:
            return self.max_tokens.value()
        # Other servers refuse 0; one token is the shortest answer that all of them give.
        return 0 if self._session.endpoint.kind is EndpointKind.LOCAL else 1

    def _patching(self, pairs: tuple[PromptPair, ...]) -> PatchOptions | None:
        if self._kind() not in _PATCHING:
            return None
        if all(pair.comparison is None for pair in pairs):
            self.form.clear_errors()
            words = self.tr("Patching needs a comparison: after a tab, or as a second column.")
            self.form.show_error("prompts", words)
            raise InputError("prompts", InputReason.NOT_ALLOWED)
        return PatchOptions("", self.patch_layer.value(), Metric(self.metric_choice.currentData()))

    def _kind(self) -> Wanted:
        return Wanted(self.kind.currentData())

    def _asks_features(self) -> bool:
        return self._kind() not in _WITHOUT_SAE.values()

    def _name(self, pairs: tuple[PromptPair, ...]) -> str:
        return (self.prompts.file_name or " ".join(pairs[0].prompt.split()))[:NAME_LENGTH]

    @override
    def show_input_error(self, error: InputError) -> None:
        """What is wrong with the list stands there already, with its row."""
        if error.field != "prompts":
            super().show_input_error(error)

    @override
    def draft(self) -> dict[str, str]:
        return {
            **super().draft(),
            "prompts": self.prompts.edit.prompt(),
            "kind": str(self._wanted),
            "answers": str(int(self.answers.isChecked())),
            "metric": str(self.metric_choice.currentData()),
        }

    @override
    def restore_draft(self, draft: Mapping[str, str]) -> None:
        super().restore_draft(draft)
        self.prompts.edit.set_prompt(draft.get("prompts", ""))
        for box, name in ((self.kind, "kind"), (self.metric_choice, "metric")):
            box.setCurrentIndex(max(0, box.findData(draft.get(name, ""))))
        self.answers.setChecked(draft.get("answers", "1") == "1")
        self._on_model_changed()

    @override
    def _retranslate(self) -> None:
        super()._retranslate()
        self.form.set_labels(
            {
                "prompts": self.tr("Prompts"),
                "kind": self.tr("Ask for"),
                "sae_layer": self.tr("Layer to read"),
                "target_layer": self.tr("Layer to patch"),
                "patching_metric": self.tr("Measured by"),
                "sae_top_k": self.tr("Features listed"),
                "answers": self.tr("Answers"),
                "max_tokens": self.tr("Answer tokens"),
            }
        )
        self.prompts.edit.setAccessibleName(self.tr("Prompts"))
        for box in (self.layer.saes, self.layer.number):
            box.setAccessibleName(self.tr("Layer to read"))
        self.answers.setText(self.tr("Write answers"))
        self.kind.setItemText(0, self.tr("SAE features"))
        self.kind.setItemText(1, self.tr("Full analysis: features and patching"))
        self.kind.setItemText(2, self.tr("Patching alone"))
        self.kind.setItemText(3, self.tr("Answers alone"))
        self.metric_choice.setItemText(0, self.tr("Logit difference"))
        self.metric_choice.setItemText(1, self.tr("Semantic similarity"))
        self._on_choice_changed()
        self._on_model_changed()

    @Slot()
    def _on_kind_changed(self) -> None:
        self._wanted = self._kind()
        self._on_choice_changed()

    @Slot()
    def _on_choice_changed(self) -> None:
        kind = self._kind()
        for name in ("target_layer", "patching_metric"):
            self.field(name).setVisible(kind in _PATCHING)
        for name in ("sae_layer", "sae_top_k"):
            self.field(name).setVisible(self._asks_features())
        self.field("answers").setVisible(kind is not Wanted.ANSWERS)
        self.max_tokens.setEnabled(self.answers.isChecked() or kind is Wanted.ANSWERS)

    @Slot()
    def _on_model_changed(self) -> None:
        model = self._session.model
        n_layers = model.capabilities.n_layers if model else None
        self.patch_layer.setMaximum(MOST_LAYERS if n_layers is None else n_layers - 1)
        self._offer_kinds(has_sae=model is None or model.capabilities.sae is not Support.NO)

    def _offer_kinds(self, *, has_sae: bool) -> None:
        """What was wanted comes back with a model that can do it."""
        wanted, items = self._wanted, cast("QStandardItemModel", self.kind.model())
        for place, kind in enumerate(Wanted):
            items.item(place).setEnabled(has_sae or kind not in _WITHOUT_SAE)
        possible = wanted if has_sae else _WITHOUT_SAE.get(wanted, wanted)
        self.kind.setCurrentIndex(self.kind.findData(possible.value))
        self._wanted = wanted
        no_sae = self.tr("The endpoint has no SAE for this model.")
        self.field("kind").show_hint("" if has_sae else no_sae)
