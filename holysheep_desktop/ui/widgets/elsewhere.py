"""The same question where it can be answered: at the local model, or at another model of the endpoint."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.models import ModelInfo
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import Report
from holysheep_desktop.errors import InputError, InputReason
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.strip import Action, NoticeStrip
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.missing_cures import can_answer, for_model
from holysheep_desktop.ui.widgets.shown_text import one_line

LOCAL = Endpoint(EndpointKind.LOCAL)


async def local_model(session: Session, request: AnalysisRequest) -> ModelInfo:
    """The local model that can answer; raises InputError where none can."""
    known = await session.source_of(LOCAL).models()
    model = next((model for model in known if can_answer(model, request)), None)
    if model is None:
        raise InputError("model", InputReason.NOT_READY)
    return model


async def asked_locally(
    session: Session, request: AnalysisRequest, report: Report
) -> tuple[AnalysisRequest, AnalysisResult]:
    """The question as the local model was asked it, and the reply; the session's endpoint stays."""
    asked = for_model(request, await local_model(session, request))
    return asked, await session.source_of(LOCAL).analyse(asked, report)


class CapableSearch(QObject):
    """Asks the endpoint for its models, and chooses the first that says it can."""

    def __init__(self, session: Session, notices: NoticeStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._notices = notices
        self._request: AnalysisRequest | None = None
        self._job = Job(self)
        self._job.succeeded.connect(self._on_models)
        self._job.failed.connect(self._notices.show_error)
        session.source_changed.connect(self._job.cancel)

    @Slot(object)
    def begin(self, request: AnalysisRequest) -> None:
        """Look for a model that gives what this request asks for."""
        self._request = request
        self._job.start(self._session.source.models(), name="models that can")

    @Slot(object)
    def _on_models(self, models: tuple[ModelInfo, ...]) -> None:
        assert self._request is not None
        able = next((model for model in models if can_answer(model, self._request)), None)
        if able is None:
            self._notices.show_note(
                self.tr("None of the endpoint's {n} models says that it can.").format(n=f"{len(models):,}"),
                self.tr("The local model can: run the same there."),
            )
            return
        self._session.show_models(models)
        self._session.choose_model(able.id)
        self._notices.show_note(
            self.tr("{model} says that it can, and is chosen now.").format(model=one_line(able.id)),
            self.tr("Run the same prompt again."),
            Action.RETRY,
        )
