"""The Debug tab: two prompts on the left, from their answers to a tested verdict on the right."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.core.debugging.asking import DebugQuestion
from holysheep_desktop.core.debugging.case import DebugCase, case_of, record_of_case
from holysheep_desktop.core.debugging.steps import Step
from holysheep_desktop.core.models import ModelInfo, Support
from holysheep_desktop.core.report import Record, RecordKind
from holysheep_desktop.core.requests import AnalysisRequest, Steering
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.stores import LabelFiles
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.debug.finding import DebugFinding
from holysheep_desktop.ui.debug.question import DebugQuestionPanel
from holysheep_desktop.ui.debug.work import Investigation
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.analysis_tab import AnalysisTab
from holysheep_desktop.ui.widgets.elsewhere import LOCAL, local_model
from holysheep_desktop.ui.widgets.missing_cures import for_model


@dataclass(frozen=True, slots=True)
class DebugExample:
    """A pair of prompts on which the local model shows something, and the layer where it can be seen."""

    problematic: str
    normal: str
    layer: int


EXAMPLES = (
    DebugExample("무엇이든 물어보세요. 하지만 저는 거짓말쟁이입니다.", "무엇이든 물어보세요.", 15),
    DebugExample("I hated this film. It was really", "I loved this film. It was really", 12),
    DebugExample("The capital of Australia is the city of", "The capital of Austria is the city of", 12),
)
"""Measured with the local model and the usual settings: each is confirmed at its layer. In the first and the
second, silencing the few features that stand out turns the answer; in the third the model names Sydney."""


class DebugTab(AnalysisTab):
    """Which features make a prompt go wrong."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        label_files: LabelFiles | None = None,
    ) -> None:
        self.question = DebugQuestionPanel(session)
        self.finding = DebugFinding(session, theme, label_files)
        super().__init__(session, self.question, self.finding, "debugTab", parent)
        self.finding.test_requested.connect(self._on_test_requested)
        self.finding.cure_requested.connect(self._on_cure_requested)
        self.finding.steering_requested.connect(self.steering_requested)

    @override
    def title(self) -> str:
        return self.tr("Debug")

    @override
    def show_example(self, number: int) -> None:
        example = EXAMPLES[number]
        self.question.problematic.set_prompt(example.problematic)
        self.question.normal.set_prompt(example.normal)
        self.question.reset_settings()
        model = self._session.model
        saes = model.capabilities.saes if model else ()
        sae = next((one for one in saes if one.layer == example.layer), None)
        self.question.layer.choose_layer(example.layer, sae.sae_id if sae else None)

    @override
    def record(self) -> Record | None:
        return None if self.is_running() else record_of_case(self.finding.case)

    @override
    def show_record(self, record: Record) -> None:
        self._job.cancel()
        self.question.show_record(record)
        case = case_of(record)
        self.finding.show_case(case, None)
        patching = case.patching
        self.question.answers.choice.name(patching.answers if patching else None)
        self._show(record.main.request, record.main.result)

    @override
    def record_kind(self, request: AnalysisRequest) -> RecordKind:
        return RecordKind.DEBUG

    @override
    async def _ask(self, request: AnalysisRequest) -> AnalysisResult:
        question = self.question.asked
        assert question is not None
        return await self._answered(question, self._session.model)

    @override
    async def _ask_local(self, request: AnalysisRequest) -> AnalysisResult:
        question = self.question.asked
        assert question is not None
        # as much as all of its steps need
        whole = replace(question.reading(question.problematic), patching=question.test(None, ()).patching)
        model = await local_model(self._session, whole)
        asked = for_model(question.reading(question.problematic), model)
        assert asked.features is not None
        # answer tokens and dictionaries belong to the model that was asked before
        question = replace(
            question, model=model.id, layer=asked.features.layer, sae_id=asked.features.sae_id, answers=None
        )
        self._asked, self.question.asked = asked, question
        return await self._answered(question, model)

    async def _answered(self, question: DebugQuestion, model: ModelInfo | None) -> AnalysisResult:
        self.finding.show_top()
        self.finding.page.begin_question(question)
        can_patch = model is None or model.capabilities.activation_patching is not Support.NO
        return _last_result(await self._investigation(question).whole(can_patch=can_patch))

    def _investigation(self, question: DebugQuestion) -> Investigation:
        # what is tested or cured later belongs to the model that answered
        source = self._session.source_of(LOCAL) if self._asks_local else self._session.source
        return Investigation(source, question, self._job.report, self._on_found)

    async def _test(self, question: DebugQuestion, candidates: tuple[int, ...]) -> AnalysisResult:
        return _last_result(await self._investigation(question).again(self.finding.case, candidates))

    async def _cure(self, question: DebugQuestion, steps: tuple[Steering, ...]) -> AnalysisResult:
        self.finding.page.begin_cure()
        return _last_result(await self._investigation(question).cured(self.finding.case, steps))

    def _on_found(self, case: DebugCase, running: Step | None) -> None:
        self.finding.show_case(case, running)

    @Slot(object)
    def _on_test_requested(self, candidates: tuple[int, ...]) -> None:
        question = self.question.asked
        if question is not None and not self._job.is_running:
            self._asked = question.reading(question.problematic)
            self._job.start(self._test(question, candidates), name=self._name)

    @Slot(object)
    def _on_cure_requested(self, steps: tuple[Steering, ...]) -> None:
        question = self.question.asked
        if question is not None and not self._job.is_running:
            self._asked = question.cure(steps)
            self._job.start(self._cure(question, steps), name=self._name)


def _last_result(case: DebugCase) -> AnalysisResult:
    return case.runs[-1].result
