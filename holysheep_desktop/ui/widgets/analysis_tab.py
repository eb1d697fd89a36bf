"""What every analysis tab does with its question and its finding: the life of one run."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget
from typing_extensions import override

from holysheep_desktop.core.report import Record, record_of
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import Progress
from holysheep_desktop.errors import ApiStatusError, InputError
from holysheep_desktop.ui.error_texts import describe
from holysheep_desktop.ui.jobs import Job
from holysheep_desktop.ui.notices import Action
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.tab import Tab
from holysheep_desktop.ui.widgets.draft import dump_draft, parse_draft
from holysheep_desktop.ui.widgets.finding import Finding
from holysheep_desktop.ui.widgets.question_panel import QuestionPanel


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
        self._name = name
        self._session = session
        self._question = question
        self._finding = finding
        self._job = Job(self)
        self._asked: AnalysisRequest | None = None
        self._shown: tuple[AnalysisRequest, AnalysisResult] | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal, self, childrenCollapsible=False)
        splitter.addWidget(self._question)
        splitter.addWidget(self._finding)
        splitter.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)

    def _connect(self) -> None:
        self._question.run_requested.connect(self.run)
        self._question.stop_requested.connect(self.stop)
        self._finding.empty.example_requested.connect(self._on_example_requested)
        self._finding.notices.action_requested.connect(self._on_action_requested)
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
        self._asked = request
        self._job.start(self._session.source.analyse(request, self._job.report), name=self._name)

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
            self._finding.notices.show_note(
                self.tr("No model is chosen yet."),
                self.tr("Wait until the endpoint has answered, or choose a model."),
                Action.CHOOSE_MODEL,
            )
        else:
            self._question.show_input_error(error)

    @Slot()
    def _on_started(self) -> None:
        self._question.show_running()
        self._finding.begin()
        self.run_state_changed.emit(True)

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        self._question.show_progress(progress)
        if progress.text:
            self._finding.add_answer_text(progress.text)
        self.progressed.emit(progress)

    @Slot(object)
    def _on_succeeded(self, result: AnalysisResult) -> None:
        assert self._asked is not None
        self._question.show_idle()
        self._show(self._asked, result)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._question.show_idle()
        self._finding.end_without_result()
        self._finding.notices.show_error(error)
        if isinstance(error, ApiStatusError) and error.param:
            field = error.param.rpartition(".")[2]
            self._question.form.show_error(field, error.server_message or describe(error).title)

    @Slot()
    def _on_cancelled(self) -> None:
        self._question.show_idle(self.tr("Stopped."))
        self._finding.end_without_result()

    @Slot()
    def _on_finished(self) -> None:
        self.run_state_changed.emit(False)

    @Slot(int)
    def _on_example_requested(self, number: int) -> None:
        self.show_example(number)
        self.run()

    @Slot(object)
    def _on_action_requested(self, action: Action) -> None:
        if action is Action.RETRY:
            self.run()
        else:
            self.action_requested.emit(action)
