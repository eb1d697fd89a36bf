"""The Batch tab: a list of prompts on the left, its queue and its matrix on the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget
from typing_extensions import override

from holysheep_desktop.core.batches.batch import Batch, BatchItem, BatchStores, BatchSummary
from holysheep_desktop.core.batches.prompt_list import PromptList
from holysheep_desktop.core.batches.runner import BatchProgress
from holysheep_desktop.core.source import Progress
from holysheep_desktop.errors import InputError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.batch.desk import BatchDesk
from holysheep_desktop.ui.batch.finding import BatchFinding
from holysheep_desktop.ui.batch.follower import dropped_job
from holysheep_desktop.ui.batch.job_shelf import JobShelf
from holysheep_desktop.ui.batch.list_reader import ListReader, dropped_list
from holysheep_desktop.ui.batch.question import BatchQuestion
from holysheep_desktop.ui.batch.shelf import BatchShelf
from holysheep_desktop.ui.notices.notice import Action
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.tabs.tab import Tab
from holysheep_desktop.ui.widgets.draft import dump_draft, parse_draft

_BATCH = "batch"
_TELLING_MS = 80
"""A batch of ten thousand prompts is counted anew at most so often."""
EXAMPLE_LIST = (
    "리스트를 정렬하는 방법은",
    "오늘 날씨가 참",
    "대한민국의 수도는",
    "이 영화는 정말",
    "The capital of France is",
    "The capital of Japan is",
    "def sort_list(items):",
    "for i in range(10):",
)


class BatchTab(Tab):
    """Many prompts in one go."""

    def __init__(
        self, session: Session, theme: Theme, stores: BatchStores, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("batchTab")
        self.measures = False
        self.question = BatchQuestion(session)
        self.finding = BatchFinding(theme)
        self._desk = BatchDesk(session, stores, self)
        self._jobs = JobShelf(self._desk, self.finding, stores.jobs, self)
        self._shelf = BatchShelf(self._desk, self.finding, stores, self._jobs.follower, self)
        self._reader = ListReader(stores.lists, self)
        self._wanted = ""
        self._has_listed = False
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(_TELLING_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setAcceptDrops(True)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setObjectName("batchSplitter")
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.question)
        splitter.addWidget(self.finding)
        splitter.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)

    def _connect(self) -> None:
        self.question.run_requested.connect(self.run)
        self.question.stop_requested.connect(self.stop)
        self.question.prompts.file_requested.connect(self._reader.choose)
        self._reader.progressed.connect(self.question.show_progress)
        self._reader.found.connect(self._on_list_found)
        self._reader.failed.connect(self.finding.notices.show_error)
        self._reader.finished.connect(self._on_list_done)
        self._desk.listed.connect(self._on_listed)
        self._desk.shown.connect(self._on_shown)
        self._desk.item_changed.connect(self._on_item_changed)
        self._desk.progressed.connect(self._on_progressed)
        self._desk.run_state_changed.connect(self._on_run_state_changed)
        self.question.prompts.job_requested.connect(self._jobs.follower.choose)
        self._shelf.report_found.connect(self.report_opened)
        self._shelf.action_requested.connect(self.action_requested)
        self.finding.bar.tick.connect(self._show_bar)
        self._telling.timeout.connect(self._show_bar)
        self.finding.empty.example_requested.connect(self._on_example_requested)

    @override
    def title(self) -> str:
        return self.tr("Batch")

    @override
    def can_run(self) -> bool:
        return True

    @override
    def is_running(self) -> bool:
        return self._desk.is_running

    @override
    @Slot()
    def run(self) -> None:
        if self._desk.is_running:
            return
        try:
            wish = self.question.wish()
        except InputError as error:
            self._show_input_error(error)
            return
        self.question.form.clear_errors()
        self._desk.begin(wish)

    @override
    @Slot()
    def stop(self) -> None:
        self._desk.stop()

    def ask_for_job(self) -> None:
        """Ask for a job of other machines and show it."""
        self._jobs.follower.choose()

    @override
    def fold_question(self, is_folded: bool) -> None:
        self.question.fold(is_folded)

    @override
    def save_state(self) -> str:
        return dump_draft({**self.question.draft(), _BATCH: self._wanted})

    @override
    def restore_state(self, state: str) -> None:
        draft = parse_draft(state)
        self.question.restore_draft(draft)
        self._wanted = draft.get(_BATCH, "")

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._has_listed:
            self._list_anew()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_job(event) is not None or dropped_list(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if (folder := dropped_job(event)) is not None:
            event.acceptProposedAction()
            self._jobs.follower.open(folder)
        elif (path := dropped_list(event)) is not None:
            event.acceptProposedAction()
            self._reader.read(path)

    def _list_anew(self) -> None:
        """The list of batches is read only while somebody can see it; so never while the program ends."""
        self._has_listed = self.isVisible()
        if self._has_listed:
            self._desk.refresh()

    def _show_input_error(self, error: InputError) -> None:
        if error.field == "model":
            self.finding.notices.show_note(
                self.tr("No model is chosen yet."),
                self.tr("Wait until the endpoint has answered, or choose a model."),
                Action.CHOOSE_MODEL,
            )
        else:
            self.question.show_input_error(error)

    @Slot()
    def _show_bar(self) -> None:
        batch, desk = self._desk.batch, self._desk
        if batch is not None and not self._jobs.shows_bar():
            progress = desk.progress if desk.runs_shown else None
            self.finding.bar.show_batch(batch, progress, is_any_running=desk.is_running)

    @Slot(object, object)
    def _on_list_found(self, path: Path, found: PromptList) -> None:
        self.question.form.clear_errors()
        self.finding.notices.clear()
        self.question.prompts.use_list(path, found)

    @Slot()
    def _on_list_done(self) -> None:
        if not self._desk.is_running:
            self.question.show_idle()

    @Slot(object)
    def _on_listed(self, summaries: tuple[BatchSummary, ...]) -> None:
        ids = [summary.id for summary in summaries]
        if self._desk.batch is None and ids:
            self._desk.show(self._wanted if self._wanted in ids else ids[0])
        self.finding.bar.show_list(summaries, self._wanted)

    @Slot(object)
    def _on_shown(self, batch: Batch | None) -> None:
        self._wanted = batch.summary.id if batch else ""
        self.finding.show_batch(batch)
        self.finding.bar.choose(self._wanted)
        self._show_bar()

    @Slot(object, object)
    def _on_item_changed(self, item: BatchItem, _labels: object) -> None:
        if (batch := self._desk.batch) is not None:
            self.finding.show_item(batch, item)

    @Slot(object)
    def _on_progressed(self, progress: BatchProgress) -> None:
        told = Progress(_BATCH, progress.n_done + progress.n_failed, progress.n_items)
        self.question.show_progress(told)
        self.progressed.emit(told)
        if not self._telling.isActive():
            self._telling.start()

    @Slot(bool)
    def _on_run_state_changed(self, is_running: bool) -> None:
        if is_running:
            self.finding.notices.clear()
            self.question.show_running()
        else:
            self.question.show_idle()
            self._list_anew()
        self._show_bar()
        self.run_state_changed.emit(is_running)

    @Slot(int)
    def _on_example_requested(self, _number: int) -> None:
        self.question.prompts.put_file_away()
        self.question.prompts.edit.set_prompt("\n".join(EXAMPLE_LIST))
        self.run()
