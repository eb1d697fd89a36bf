"""What the Batch tab's wishes lead to: batches are made, opened, run, put away; it shows nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from holysheep_desktop.core.batches.batch import (
    Batch,
    BatchItem,
    BatchSettings,
    BatchStores,
    BatchSummary,
    ItemState,
)
from holysheep_desktop.core.batches.runner import BatchProgress, BatchRun
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult, Label
from holysheep_desktop.core.source import Report
from holysheep_desktop.ui.batch.cost_dialog import cost_dialog
from holysheep_desktop.ui.batch.question import BatchWish
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.dialogs import ask
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.words.errors import describe


def sentence_of(error: BaseException) -> str:
    """What a row says of an error."""
    notice = describe(error)
    return f"{notice.title} {notice.advice}".strip()


class BatchDesk(QObject):
    """One batch is shown at a time, and one runs at a time; they may be different ones.

    Signals: listed(tuple of BatchSummary); shown(Batch | None); item_changed(BatchItem, labels) and
    progressed(BatchProgress) of the batch that runs; run_state_changed(bool);
    deleted(BatchSummary); failed(exception); refused() for a batch that another window runs.
    """

    listed = Signal(object)
    shown = Signal(object)
    item_changed = Signal(object, object)
    progressed = Signal(object)
    run_state_changed = Signal(bool)
    deleted = Signal(object)
    failed = Signal(object)
    refused = Signal()

    _run_anywhere: ClassVar[set[str]] = set()

    def __init__(self, session: Session, stores: BatchStores, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._stores, self._window = session, stores, window
        self._batch: Batch | None = None
        self._run: BatchRun | None = None
        self._running_id = ""
        self._listing, self._opening, self._changing = Job(self), Job(self), Job(self)
        self._starting, self._running = Job(self), Job(self)
        self._listing.succeeded.connect(self.listed)
        self._opening.succeeded.connect(self._on_opened)
        self._changing.succeeded.connect(self._on_changed)
        self._starting.succeeded.connect(self._on_ready)
        self._running.started.connect(self._on_run_started)
        self._running.finished.connect(self._on_run_finished)
        for job in (self._listing, self._opening, self._changing, self._starting, self._running):
            job.failed.connect(self.failed)

    @property
    def batch(self) -> Batch | None:
        """What is shown, with the items as they are now."""
        return self._batch

    @property
    def is_running(self) -> bool:
        """Whether some batch runs or is about to."""
        return self._running.is_running or self._starting.is_running

    @property
    def runs_shown(self) -> bool:
        """Whether the batch that is shown is the one that runs."""
        batch = self._batch
        return self._running.is_running and batch is not None and batch.summary.id == self._running_id

    @property
    def progress(self) -> BatchProgress | None:
        """How far the run is; None while none runs."""
        return self._run.progress if self._run else None

    def refresh(self) -> None:
        """Hear anew which batches there are."""
        self._listing.start(self._stores.batches.batches(), name="list batches")

    @Slot(str)
    def show(self, batch_id: str) -> None:
        """Show another batch."""
        self._opening.start(self._stores.batches.open(batch_id), name="open batch")

    def hold(self, batch: Batch) -> None:
        """What is shown is a batch that runs somewhere else, as it is now; it is not kept here."""
        self._batch = batch

    def begin(self, wish: BatchWish) -> None:
        """Make a new batch and run it."""
        if not self.is_running:
            self._starting.start(self._made(wish), name="make batch")

    @Slot()
    def go_on(self) -> None:
        """Let a paused run go on, or run what waits in the batch that is shown."""
        if self._run is not None:
            self._run.go_on()
        elif self._is_run_elsewhere():
            self.refused.emit()
        elif self._batch is not None and not self.is_running:
            self._starting.start(self._resumed(self._batch, retries=False), name="resume batch")

    @Slot()
    def retry_failed(self) -> None:
        """Ask again what failed, and what waits."""
        if self._is_run_elsewhere():
            self.refused.emit()
        elif self._batch is not None and not self.is_running:
            self._starting.start(self._resumed(self._batch, retries=True), name="retry batch")

    @Slot()
    def pause(self) -> None:
        """Begin nothing more for now."""
        if self._run is not None:
            self._run.pause()

    def stop(self) -> None:
        """End the run; what was not finished waits."""
        self._starting.cancel()
        self._running.cancel()

    def _is_run_elsewhere(self) -> bool:
        return self._batch is not None and self._batch.summary.id in self._run_anywhere - {self._running_id}

    def rename(self, batch_id: str, name: str) -> None:
        """Give a batch another name."""
        self._changing.start(self._renamed(batch_id, name), name="rename batch")

    def delete(self, summary: BatchSummary) -> None:
        """Put a batch away; not the one that runs."""
        if summary.id not in self._run_anywhere:
            self._changing.start(self._deleted(summary), name="delete batch")

    def restore(self, batch_id: str) -> None:
        """Bring back what was put away, and show it."""
        self._changing.start(self._restored(batch_id), name="restore batch")

    async def _made(self, wish: BatchWish) -> Batch | None:
        if not await self._is_agreed(wish.settings, len(wish.pairs), None):
            return None
        summary = await self._stores.batches.create(wish.name, wish.settings, wish.pairs)
        return await self._stores.batches.open(summary.id)

    async def _resumed(self, batch: Batch, *, retries: bool) -> Batch | None:
        wanted = {ItemState.WAITING, ItemState.FAILED} if retries else {ItemState.WAITING}
        n_calls = sum(item.state in wanted for item in batch.items)
        if not await self._is_agreed(batch.settings, n_calls, cost_of(batch.items)):
            return None
        if retries:
            await self._stores.batches.retry_failed(batch.summary.id)
        return await self._stores.batches.open(batch.summary.id)

    async def _is_agreed(self, settings: BatchSettings, n_calls: int, cost: float | None) -> bool:
        return settings.is_local or await ask(cost_dialog(settings, n_calls, cost, self._window))

    async def _renamed(self, batch_id: str, name: str) -> str:
        await self._stores.batches.rename(batch_id, name)
        return batch_id

    async def _deleted(self, summary: BatchSummary) -> BatchSummary:
        await self._stores.batches.delete(summary.id)
        return summary

    async def _restored(self, batch_id: str) -> str:
        await self._stores.batches.restore(batch_id)
        return batch_id

    @Slot(object)
    def _on_opened(self, batch: Batch) -> None:
        self._batch = batch
        self.shown.emit(batch)

    @Slot(object)
    def _on_changed(self, changed: str | BatchSummary) -> None:
        self.refresh()
        if isinstance(changed, BatchSummary):
            self._batch = None
            self.shown.emit(None)
            self.deleted.emit(changed)
        else:
            self.show(changed)

    @Slot(object)
    def _on_ready(self, batch: Batch | None) -> None:
        if batch is None:
            return
        self._on_opened(batch)
        self.refresh()
        self._running_id = batch.summary.id
        analyse = Asking(self._session, batch.settings).analyse
        stores, watcher = self._stores, _Watcher(self)
        self._run = BatchRun(batch, analyse, stores.batches, stores.book, watcher, sentence_of)
        self._running.start(self._run.run(), name="batch")

    @Slot()
    def _on_run_started(self) -> None:
        self._run_anywhere.add(self._running_id)
        self.run_state_changed.emit(True)

    @Slot()
    def _on_run_finished(self) -> None:
        self._run_anywhere.discard(self._running_id)
        self._run = None
        self.run_state_changed.emit(False)

    def take_item(self, item: BatchItem, labels: Mapping[int, Label]) -> None:
        """Note how an item of the run is now."""
        batch = self._batch
        if batch is None or batch.summary.id != self._running_id:
            return
        items = list(batch.items)
        items[item.place] = item
        known = {**labels, **batch.labels} if labels else batch.labels
        self._batch = Batch(batch.summary, batch.settings, tuple(items), known)
        self.item_changed.emit(item, labels)


class Asking:
    """Asks the endpoint of a batch in the way in which the session reaches it at that moment."""

    def __init__(self, session: Session, settings: BatchSettings) -> None:
        self._session, self._endpoint = session, settings.endpoint

    async def analyse(self, request: AnalysisRequest, report: Report) -> AnalysisResult:
        """See `core.source.AnalysisSource.analyse`."""
        session = self._session
        is_current = self._endpoint.id == session.endpoint.id
        source = session.source if is_current else session.source_of(self._endpoint)
        return await source.analyse(request, report)


class _Watcher:
    """`core.batches.runner.BatchWatcher` that tells a desk."""

    def __init__(self, desk: BatchDesk) -> None:
        self._desk = desk

    def item_changed(self, item: BatchItem, labels: Mapping[int, Label]) -> None:
        self._desk.take_item(item, labels)

    def progress_changed(self, progress: BatchProgress) -> None:
        self._desk.progressed.emit(progress)


def cost_of(items: tuple[BatchItem, ...]) -> float | None:
    """What the endpoint says that the finished items have cost; None where it never says."""
    said = [item.finding.cost_usd for item in items if item.finding and item.finding.cost_usd is not None]
    return sum(said) if said else None
