"""The full analysis tab: one Run for features, causes, health and self-tests."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.core.full_analysis import full_record, joined, questions
from holysheep_desktop.core.models import ModelInfo
from holysheep_desktop.core.presets import Preset, Topic
from holysheep_desktop.core.report import Record, RecordKind, Run
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import AnalysisSource
from holysheep_desktop.core.stores import ExportFiles, LabelFiles
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.full_analysis.finding import FullFinding
from holysheep_desktop.ui.full_analysis.presets import presets
from holysheep_desktop.ui.full_analysis.question import FullQuestion
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.analysis_tab import AnalysisTab
from holysheep_desktop.ui.widgets.elsewhere import LOCAL, local_model
from holysheep_desktop.ui.widgets.missing_cures import for_model

_EXAMPLES = (("ko", Topic.FILM), ("ja", Topic.CAPITAL), ("en", Topic.CODE))
"""The buttons of the empty tab: one in each language, each about another topic."""


class FullTab(AnalysisTab):
    """From a question to a report; a result is shown when all of it is there, never a half."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        labels: LabelFiles | None = None,
        exports: ExportFiles | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.question = FullQuestion(session)
        self.finding = FullFinding(session, theme, labels, exports)
        super().__init__(session, self.question, self.finding, "fullTab", parent)
        self._runs: tuple[Run, ...] = ()
        self.question.presets.preset_chosen.connect(self.run_preset)
        self.finding.steering_requested.connect(self.steering_requested)
        self.finding.map.run_state_changed.connect(self.run_state_changed)
        self.finding.map.progressed.connect(self.progressed)

    @override
    def title(self) -> str:
        return self.tr("Full analysis")

    @override
    def is_running(self) -> bool:
        return super().is_running() or self.finding.map.is_running

    @override
    @Slot()
    def stop(self) -> None:
        super().stop()
        self.finding.map.stop()

    @override
    def record(self) -> Record | None:
        shown = self.finding.shown
        return full_record(self._runs, shown[1]) if shown and self._runs else None

    @override
    def show_record(self, record: Record) -> None:
        self._job.cancel()
        self._runs = record.runs
        request, result = joined(record.runs)
        self._question.show_request(request)
        self._show(request, result)

    @override
    def record_kind(self, request: AnalysisRequest) -> RecordKind:
        return RecordKind.FULL

    @override
    def show_example(self, number: int) -> None:
        wanted = _EXAMPLES[number]
        preset = next(one for one in presets() if (one.language, one.topic) == wanted)
        self.question.show_preset(preset)

    @override
    async def _ask(self, request: AnalysisRequest) -> AnalysisResult:
        return await self._answered(self._session.source, self._session.model, request)

    @override
    async def _ask_local(self, request: AnalysisRequest) -> AnalysisResult:
        model = await local_model(self._session, request)
        self._asked = asked = for_model(request, model)
        return await self._answered(self._session.source_of(LOCAL), model, asked)

    async def _answered(
        self, source: AnalysisSource, model: ModelInfo | None, request: AnalysisRequest
    ) -> AnalysisResult:
        self.finding.show_top()
        asked = questions(request, model)
        self.question.begin_course(request, len(asked))
        runs: list[Run] = []
        for place, one in enumerate(asked):
            self.question.begin_request(place)
            if place == 0:
                self.finding.begin_answer(has_comparison=request.patching is not None)
            result = await source.analyse(one, self._job.report)
            runs.append(Run(one, result))
        self._runs = tuple(runs)
        return joined(runs)[1]

    @Slot(object)
    def run_preset(self, preset: Preset) -> None:
        """Fill in an example, and run it."""
        self.question.show_preset(preset)
        self.run()
