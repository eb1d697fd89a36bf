"""What the Debug tab asks: a problematic and a normal prompt, and how they are compared."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.core.debugging.asking import DEFAULT_CANDIDATES, DebugQuestion, question_of
from holysheep_desktop.core.interpretation import MIN_CONTROLS
from holysheep_desktop.core.report import Record
from holysheep_desktop.core.requests import (
    CONTROLS_LIMIT,
    FEATURE_IDS_LIMIT,
    MAX_TOKENS_LIMIT,
    AnalysisRequest,
    user_message,
)
from holysheep_desktop.errors import InputError, InputReason
from holysheep_desktop.ui.patching.alignment.answer_field import AnswerField
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.field import Field
from holysheep_desktop.ui.widgets.growing_prompt import GrowingPrompt
from holysheep_desktop.ui.widgets.help_mark import Term
from holysheep_desktop.ui.widgets.inputs import number_box, seed_box
from holysheep_desktop.ui.widgets.layer_choice import LayerChoice
from holysheep_desktop.ui.widgets.question_panel import QuestionPanel

_USUAL_TOKENS = 32


class DebugQuestionPanel(QuestionPanel):
    """The fields of the Debug tab."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.problematic = GrowingPrompt("debugProblematic")
        self.normal = GrowingPrompt("debugNormal")
        self.normal.is_comparison = True
        self.answers = AnswerField(session)
        self.layer = LayerChoice(session)
        self.candidates = number_box("debugCandidates", 1, FEATURE_IDS_LIMIT, DEFAULT_CANDIDATES)
        self.controls = number_box("debugControls", 0, CONTROLS_LIMIT, MIN_CONTROLS)
        self.max_tokens = number_box("debugMaxTokens", 1, MAX_TOKENS_LIMIT, _USUAL_TOKENS)
        self.seed = seed_box("debugSeed")
        self.keep_numbers(
            layer=self.layer.number,
            candidates=self.candidates,
            controls=self.controls,
            max_tokens=self.max_tokens,
            seed=self.seed,
        )
        self._model_id = ""
        self.asked: DebugQuestion | None = None
        """The question of the last request, or of the record that is shown."""
        self._add_fields()
        self.problematic.textChanged.connect(self._on_prompts_changed)
        self.normal.textChanged.connect(self._on_prompts_changed)
        self.controls.valueChanged.connect(self._on_controls_changed)
        session.model_changed.connect(self._on_model_changed)
        self._on_model_changed()
        self._retranslate()

    def _add_fields(self) -> None:
        self.form.add(Field("prompt", self.problematic))
        self.form.add(Field("comparison_prompt", self.normal))
        self.form.add(Field("sae_layer", self.layer, term=Term.LAYER))
        self.form.add(
            Field("feature_ids", self.candidates), Field("controls", self.controls, term=Term.CONTROLS)
        )
        self.form.add_more(self.answers)
        self.form.add_more(
            Field("max_tokens", self.max_tokens, term=Term.MAX_TOKENS),
            Field("seed", self.seed, term=Term.SEED),
        )

    def question(self) -> DebugQuestion:
        """The question as it stands; raises InputError that names a field."""
        problematic, normal = self.problematic.prompt(), self.normal.prompt()
        user_message(problematic)
        if not normal.strip():
            raise InputError("comparison_prompt", InputReason.EMPTY)
        if self._session.model is None:
            raise InputError("model", InputReason.EMPTY)
        options = self.layer.options(1)
        return DebugQuestion(
            model=self._session.model.id,
            problematic=problematic,
            normal=normal,
            layer=options.layer,
            sae_id=options.sae_id,
            n_candidates=self.candidates.value(),
            controls=self.controls.value(),
            max_tokens=self.max_tokens.value(),
            seed=self.seed.value(),
            answers=self.answers.choice.option,
        )

    @override
    def request(self) -> AnalysisRequest:
        self.asked = question = self.question()
        return question.reading(question.problematic)

    @override
    def show_request(self, request: AnalysisRequest) -> None:
        self.problematic.set_prompt(request.prompt)
        if request.features is not None:
            self.layer.choose_layer(request.features.layer, request.features.sae_id)

    def show_record(self, record: Record) -> None:
        """Fill the fields as a record's runs say."""
        self.asked = question = question_of(record)
        self.problematic.set_prompt(question.problematic)
        self.normal.set_prompt(question.normal)
        self.layer.choose_layer(question.layer, question.sae_id)
        self.candidates.setValue(question.n_candidates)
        self.controls.setValue(question.controls)
        self.max_tokens.setValue(question.max_tokens)
        self.seed.setValue(question.seed)
        self._model_id = question.model
        self.answers.choice.adopt(question.answers)

    def reset_settings(self) -> None:
        """Go back to the usual settings; prompts and layer stay."""
        self.candidates.setValue(DEFAULT_CANDIDATES)
        self.controls.setValue(MIN_CONTROLS)
        self.max_tokens.setValue(_USUAL_TOKENS)
        self.seed.setValue(0)
        self.answers.choice.reset()

    @override
    def draft(self) -> dict[str, str]:
        return {
            **super().draft(),
            "problematic": self.problematic.prompt(),
            "normal": self.normal.prompt(),
            "chosen_for": self._model_id,
            **self.answers.choice.draft(),
        }

    @override
    def restore_draft(self, draft: Mapping[str, str]) -> None:
        super().restore_draft(draft)
        self.problematic.set_prompt(draft.get("problematic", ""))
        self.normal.set_prompt(draft.get("normal", ""))
        self._model_id = draft.get("chosen_for", self._model_id)
        self.answers.choice.restore_draft(draft)
        self._on_model_changed()

    @override
    def _retranslate(self) -> None:
        super()._retranslate()
        self.form.set_labels(
            {
                "prompt": self.tr("Problematic prompt"),
                "comparison_prompt": self.tr("Normal prompt"),
                "sae_layer": self.tr("Layer to read"),
                "feature_ids": self.tr("Candidates"),
                "controls": self.tr("Controls"),
                "max_tokens": self.tr("Answer tokens"),
                "seed": self.tr("Seed"),
            }
        )
        self.layer.saes.setAccessibleName(self.tr("Layer to read"))
        self.layer.number.setAccessibleName(self.tr("Layer to read"))
        self.problematic.setPlaceholderText(self.tr("A prompt on which the model goes wrong."))
        self.normal.setPlaceholderText(
            self.tr("A prompt on which it does not, as like the other one as possible.")
        )
        self._on_controls_changed()

    @Slot()
    def _on_prompts_changed(self) -> None:
        # The test patches the problematic prompt's features into the normal prompt.
        self.answers.follow(self.normal.prompt(), self.problematic.prompt())

    @Slot()
    def _on_controls_changed(self) -> None:
        too_few = self.controls.value() < MIN_CONTROLS
        hint = self.tr("Fewer than {n} give no verdict.").format(n=MIN_CONTROLS) if too_few else ""
        self.field("controls").show_hint(hint)

    @Slot()
    def _on_model_changed(self) -> None:
        """Answer tokens belong to one model's tokenizer."""
        model = self._session.model
        if model is None:
            return
        if self._model_id and model.id != self._model_id:
            self.answers.choice.reset()
        self._model_id = model.id
