"""Shows a job of other machines in the place of a batch of the program's own."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from holysheep_desktop.core.batches.batch import Batch
from holysheep_desktop.core.batches.job import FollowedJob, JobFolders
from holysheep_desktop.ui.batch.desk import BatchDesk
from holysheep_desktop.ui.batch.finding import BatchFinding
from holysheep_desktop.ui.batch.follower import JobFollower


class JobShelf(QObject):
    """A job is shown until another batch is; `follower` opens it."""

    def __init__(self, desk: BatchDesk, finding: BatchFinding, jobs: JobFolders, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._finding = desk, finding
        self.follower = JobFollower(jobs, window)
        self.follower.found.connect(self._on_found)
        self.follower.failed.connect(finding.notices.show_error)
        desk.shown.connect(self._on_shown)

    def shows_bar(self) -> bool:
        """Say how the job is; False where none is shown."""
        followed = self.follower.followed
        if followed is not None:
            self._finding.bar.show_job(followed, is_silent=self.follower.is_silent)
        return followed is not None

    @Slot(object)
    def _on_found(self, followed: FollowedJob) -> None:
        before = self._desk.batch
        self._desk.hold(followed.batch)
        if before is None or before.summary.id != followed.batch.summary.id:
            self._finding.notices.clear()
            self._desk.shown.emit(followed.batch)
            return
        for item, old in zip(followed.batch.items, before.items, strict=False):
            if item is not old:
                self._finding.show_item(followed.batch, item)
        self.shows_bar()

    @Slot(object)
    def _on_shown(self, batch: Batch | None) -> None:
        followed = self.follower.followed
        if followed is not None and (batch is None or batch.summary.id != followed.batch.summary.id):
            self.follower.forget()
