"""What every analysis tab does with its question and its finding: the life of one run."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget
from typing_extensions import override

from holysheep_desktop.core.endpoints import Endpoint
from holysheep_desktop.core.history import RunState
from holysheep_desktop.core.report import Record, RecordKind, record_of
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import Progress
from holysheep_desktop.errors import ApiStatusError, InputError
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.strip import Action, Notice, NoticeStrip
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.tabs.tab import Tab
from holysheep_desktop.ui.widgets.draft import dump_draft, parse_draft
from holysheep_desktop.ui.widgets.elsewhere import LOCAL, CapableSearch, asked_locally
from holysheep_desktop.ui.widgets.finding import Finding
from holysheep_desktop.ui.widgets.question_panel import QuestionPanel
from holysheep_desktop.ui.words.errors import describe

translate = QCoreApplication.translate


class AnalysisTab(Tab):
    """Asks the session's source what the question says, one question at a time.

    The result belongs to the request that was asked, whatever is typed or chosen meanwhile.
    """

    def __init__(
        self,
        session: Session,
        question: QuestionPanel,
        finding: Finding,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._name, self._session = name, session
        self._question, self._finding = question, finding
        self._job = Job(self)
        self._asked: AnalysisRequest | None = None
        self._asks_local = False
        self._missing_model = _MissingModel(session, finding.notices, self)
        self._search = CapableSearch(session, finding.notices, self)
        self._shown: tuple[AnalysisRequest, AnalysisResult] | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal, self, childrenCollapsible=False)
        splitter.setObjectName("questionSplitter")
        for part in (self._question, self._finding):
            splitter.addWidget(part)
        splitter.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)

    def _connect(self) -> None:
        self._question.run_requested.connect(self.run)
        self._question.stop_requested.connect(self.stop)
        self._finding.empty.example_requested.connect(self._on_example_requested)
        self._finding.notices.action_requested.connect(self._on_action_requested)
        self._finding.cures.local_requested.connect(self._on_local_requested)
        self._finding.cures.capable_requested.connect(self._search.begin)
        self._finding.cures.action_requested.connect(self.action_requested)
        self._session.source_changed.connect(self.stop)
        self._job.started.connect(self._on_started)
        self._job.progressed.connect(self._on_progressed)
        self._job.succeeded.connect(self._on_succeeded)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_cancelled)
        self._job.finished.connect(self._on_finished)

    def show_example(self, number: int) -> None:
        """Fill the question with one of the tab's examples."""
        raise NotImplementedError

    @override
    def can_run(self) -> bool:
        return True

    @override
    def is_running(self) -> bool:
        return self._job.is_running

    @override
    @Slot()
    def run(self) -> None:
        if self._job.is_running:
            return
        try:
            request = self._question.request()
        except InputError as error:
            self._show_input_error(error)
            return
        self._asked, self._asks_local = request, False
        self._job.start(self._ask(request), name=self._name)

    async def _ask(self, request: AnalysisRequest) -> AnalysisResult:
        """Everything that one run asks; a tab that needs more than one reply overrides this."""
        return await self._session.source.analyse(request, self._job.report)

    async def _ask_local(self, request: AnalysisRequest) -> AnalysisResult:
        self._asked, result = await asked_locally(self._session, request, self._job.report)
        return result

    @override
    def asked_endpoint(self) -> Endpoint | None:
        return LOCAL if self._asks_local else None

    @override
    @Slot()
    def stop(self) -> None:
        self._job.cancel()

    @override
    def fold_question(self, is_folded: bool) -> None:
        self._question.fold(is_folded)

    @override
    def record(self) -> Record | None:
        return record_of(*self._shown) if self._shown else None

    @override
    def show_record(self, record: Record) -> None:
        self._job.cancel()
        self._question.show_request(record.main.request)
        self._show(record.main.request, record.main.result)

    @override
    def show_request(self, request: AnalysisRequest) -> None:
        self._question.show_request(request)

    def record_kind(self, request: AnalysisRequest) -> RecordKind:
        """What kind of record a question leads to."""
        return RecordKind.PATCHING if request.patching is not None else RecordKind.SAE

    @override
    def save_state(self) -> str:
        return dump_draft(self._question.draft())

    @override
    def restore_state(self, state: str) -> None:
        self._question.restore_draft(parse_draft(state))

    def _show(self, request: AnalysisRequest, result: AnalysisResult) -> None:
        self._shown = (request, result)
        self._finding.show_result(request, result)
        self.result_ready.emit(result)

    def _show_input_error(self, error: InputError) -> None:
        if error.field == "model":
            self._missing_model.show()
        else:
            self._question.show_input_error(error)

    @Slot()
    def _on_started(self) -> None:
        self._question.show_running()
        self._finding.begin()
        if self._asked is not None:
            self.run_begun.emit(self.record_kind(self._asked), self._asked)
        self.run_state_changed.emit(True)

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        progress = self._question.show_progress(progress)
        if progress.text:
            self._finding.add_answer_text(progress.text)
        if progress.features is not None and self._asked is not None:
            self._finding.show_features(self._asked, progress.features)
        self.progressed.emit(progress)

    @Slot(object)
    def _on_succeeded(self, result: AnalysisResult) -> None:
        assert self._asked is not None
        self._question.show_idle()
        self._show(self._asked, result)
        self.run_ended.emit(RunState.OK, None)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._question.show_idle()
        self._finding.end_without_result()
        self._finding.notices.show_error(error)
        if isinstance(error, ApiStatusError) and error.param:
            field = error.param.rpartition(".")[2]
            self._question.form.show_error(field, error.server_message or describe(error).title)
        self.run_ended.emit(RunState.ERROR, error)

    @Slot()
    def _on_cancelled(self) -> None:
        self._question.show_idle(self.tr("Stopped."))
        self._finding.end_without_result()
        self.run_ended.emit(RunState.CANCELLED, None)

    @Slot()
    def _on_finished(self) -> None:
        self.run_state_changed.emit(False)

    @Slot(int)
    def _on_example_requested(self, number: int) -> None:
        self.show_example(number)
        self._question.focus_run()
        self.run()

    @Slot(object)
    def _on_local_requested(self, request: AnalysisRequest) -> None:
        if not self._job.is_running:
            self._asked, self._asks_local = request, True
            self._job.start(self._ask_local(request), name=self._name)

    @Slot(object)
    def _on_action_requested(self, action: Action) -> None:
        if action is Action.RETRY and self._session.model is None:
            self._session.refresh_models()
        elif action is Action.RETRY:
            self.run()
        else:
            self.action_requested.emit(action)


class _MissingModel(QObject):
    """Says why there is no model to ask, until there is one."""

    def __init__(self, session: Session, notices: NoticeStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._notices = session, notices
        self._told: Notice | None = None
        session.model_changed.connect(self._on_model_changed)

    def show(self) -> None:
        if self._session.error is not None:
            self._notices.show_error(self._session.error)
        else:
            self._notices.show_note(
                translate("AnalysisTab", "No model is chosen yet."),
                translate("AnalysisTab", "Wait until the endpoint has answered, or choose a model."),
                Action.CHOOSE_MODEL,
            )
        self._told = self._notices.notice

    @Slot()
    def _on_model_changed(self) -> None:
        if self._session.model is not None and self._notices.notice == self._told:
            self._notices.clear()
