"""A pane that steers: features on the left, both answers on the right; also the tab of a steering report."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.core.report import Record, RecordKind, RunRole
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import AnalysisSource
from holysheep_desktop.core.steering import SteeringStart, steering_record, unsteered
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.steering.finding import SteeringFinding
from holysheep_desktop.ui.steering.question import SteeringQuestion
from holysheep_desktop.ui.widgets.analysis_tab import AnalysisTab
from holysheep_desktop.ui.widgets.elsewhere import LOCAL, local_model
from holysheep_desktop.ui.widgets.missing_cures import for_model


class SteeringPane(AnalysisTab):
    """Asks the same question twice, one after the other, so that both answers stream where one is looking.

    A local endpoint answers one request at a time anyway; Stop ends both.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        self.question = SteeringQuestion(session)
        self.finding = SteeringFinding(theme)
        super().__init__(session, self.question, self.finding, "steeringPane", parent)

    def begin_with(self, start: SteeringStart) -> None:
        """Fill in what somebody wants to steer, without asking anything."""
        self.question.begin_with(start)

    @override
    def show_example(self, number: int) -> None:
        """The question is filled in already: a pane is opened for features that somebody chose."""

    @override
    def title(self) -> str:
        return self.tr("Steering")

    @override
    def record(self) -> Record | None:
        before = self.finding.before
        if self._shown is None or before is None:
            return None
        request, after = self._shown
        return steering_record(request, before, after)

    @override
    def show_record(self, record: Record) -> None:
        before, after = record.run(RunRole.UNSTEERED), record.run(RunRole.STEERED) or record.main
        self._job.cancel()
        self._question.show_request(after.request)
        self.finding.show_before(before.result if before else None)
        self._show(after.request, after.result)

    @override
    def record_kind(self, request: AnalysisRequest) -> RecordKind:
        return RecordKind.STEERING

    @override
    async def _ask(self, request: AnalysisRequest) -> AnalysisResult:
        return await self._answered(self._session.source, request)

    @override
    async def _ask_local(self, request: AnalysisRequest) -> AnalysisResult:
        self._asked = asked = for_model(request, await local_model(self._session, request))
        return await self._answered(self._session.source_of(LOCAL), asked)

    async def _answered(self, source: AnalysisSource, request: AnalysisRequest) -> AnalysisResult:
        before = await source.analyse(unsteered(request), self._job.report)
        self.finding.answers.begin(RunRole.STEERED)
        after = await source.analyse(request, self._job.report)
        self.finding.show_before(before)
        return after
