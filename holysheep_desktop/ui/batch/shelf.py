"""What the buttons above the queue do: rename, put away and bring back batches, open runs, save tables."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QInputDialog, QWidget

from holysheep_desktop.core.batches.batch import NAME_LENGTH, BatchItem, BatchStores, BatchSummary, ItemState
from holysheep_desktop.core.batches.item_table import item_table
from holysheep_desktop.core.report import Report
from holysheep_desktop.ui.batch.desk import BatchDesk
from holysheep_desktop.ui.batch.exports import BatchExports
from holysheep_desktop.ui.batch.finding import BatchFinding
from holysheep_desktop.ui.batch.follower import JobFollower
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.dialogs import ask
from holysheep_desktop.ui.notices.notice import Action
from holysheep_desktop.ui.widgets.shown_text import one_line

TABLE_NAME = "holysheep-batch"
MATRIX_NAME = "holysheep-matrix"


class BatchShelf(QObject):
    """Signals: report_found(Report) of an item; action_requested(Action) for what only the frame can do."""

    report_found = Signal(object)
    action_requested = Signal(object)

    def __init__(
        self,
        desk: BatchDesk,
        finding: BatchFinding,
        stores: BatchStores,
        follower: JobFollower,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk, self._finding, self._window = desk, finding, window
        self._follower = follower
        self._book = stores.book
        self._exports = BatchExports(stores.tables, window)
        self._naming, self._opening = Job(self), Job(self)
        self._deleted: BatchSummary | None = None
        self._connect()

    def _connect(self) -> None:
        bar, finding, desk = self._finding.bar, self._finding, self._desk
        bar.chosen.connect(desk.show)
        bar.go_on_requested.connect(desk.go_on)
        bar.pause_requested.connect(desk.pause)
        bar.retry_requested.connect(desk.retry_failed)
        bar.open_requested.connect(self._on_open_requested)
        bar.rename_requested.connect(self._on_rename_requested)
        bar.delete_requested.connect(self._on_delete_requested)
        bar.queue_export_requested.connect(self._on_queue_export_requested)
        bar.matrix_export_requested.connect(self._on_matrix_export_requested)
        finding.run_requested.connect(self._on_run_requested)
        finding.row_chosen.connect(self._on_row_chosen)
        finding.notices.action_requested.connect(self._on_action_requested)
        desk.deleted.connect(self._on_deleted)
        desk.failed.connect(finding.notices.show_error)
        desk.refused.connect(self._on_refused)
        self._opening.succeeded.connect(self._on_report_read)
        self._follower.report_found.connect(self._on_report_read)
        self._opening.failed.connect(finding.notices.show_error)
        self._naming.succeeded.connect(self._on_named)
        self._exports.saved.connect(self._on_saved)
        self._exports.failed.connect(finding.notices.show_error)

    @Slot()
    def _on_refused(self) -> None:
        self._finding.notices.show_note(self.tr("This batch runs in another window."))

    async def _report(self, run_id: str) -> Report | None:
        try:
            return await self._book.report(run_id)
        except KeyError:  # the user took it out of the history
            return None

    async def _asked_name(self, summary: BatchSummary) -> tuple[str, str] | None:
        dialog = QInputDialog(self._window)
        dialog.setObjectName("batchNameDialog")
        dialog.setWindowTitle(self.tr("Rename the batch"))
        dialog.setLabelText(self.tr("Name"))
        dialog.setTextValue(summary.name)
        if not await ask(dialog):
            return None
        name = " ".join(dialog.textValue().split())[:NAME_LENGTH]
        return (summary.id, name) if name else None

    @Slot(object)
    def _on_row_chosen(self, item: BatchItem | None) -> None:
        followed = self._follower.followed
        has_run = item is not None and item.run_id is not None
        if followed is not None:
            has_run = followed.job.keeps_reports and item is not None and item.state is ItemState.DONE
        self._finding.bar.show_choice(has_run=has_run)

    @Slot()
    def _on_open_requested(self) -> None:
        if (item := self._finding.chosen) is not None:
            self._on_run_requested(item)

    @Slot(object)
    def _on_run_requested(self, item: BatchItem) -> None:
        if self._follower.followed is not None:
            self._follower.open_report(item.place)
        elif item.run_id is not None:
            self._opening.start(self._report(item.run_id), name="open run")

    @Slot(object)
    def _on_report_read(self, report: Report | None) -> None:
        if report is None:
            self._finding.notices.show_note(self.tr("This run is no longer in the history."))
        else:
            self.report_found.emit(report)

    @Slot()
    def _on_rename_requested(self) -> None:
        if self._desk.batch is not None:
            self._naming.start(self._asked_name(self._desk.batch.summary), name="name batch")

    @Slot(object)
    def _on_named(self, named: tuple[str, str] | None) -> None:
        if named is not None:
            self._desk.rename(*named)

    @Slot()
    def _on_delete_requested(self) -> None:
        if self._desk.batch is not None:
            self._desk.delete(self._desk.batch.summary)

    @Slot(object)
    def _on_deleted(self, summary: BatchSummary) -> None:
        self._deleted = summary
        words = self.tr("The batch “{name}” was deleted.").format(name=one_line(summary.name))
        self._finding.notices.show_note(words, self.tr("Its runs stay in the history."), Action.UNDO)

    @Slot(object)
    def _on_action_requested(self, action: Action) -> None:
        if action is Action.UNDO and self._deleted is not None:
            self._finding.notices.clear()
            self._desk.restore(self._deleted.id)
        elif action is Action.RETRY:
            self._finding.notices.clear()
            self._desk.go_on()
        else:
            self.action_requested.emit(action)

    @Slot()
    def _on_queue_export_requested(self) -> None:
        batch = self._desk.batch
        if batch is not None:
            self._exports.save(item_table(batch.items, batch.labels), TABLE_NAME)

    @Slot()
    def _on_matrix_export_requested(self) -> None:
        self._finding.draw_matrix()
        if self._finding.matrix is not None:
            self._exports.save(self._finding.matrix.table.export(), MATRIX_NAME)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self._finding.notices.show_note(self.tr("Saved: {path}").format(path=path))
