"""Jobs of other machines: opened from their folder and read again until they are done."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from holysheep_desktop.core.batches.job import JOB_FILE, FollowedJob, JobFolders, JobState
from holysheep_desktop.core.report import Report
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.dialogs import ask_open_path

_LOOK_MS = 2000
SILENT_AFTER_S = 30.0


def dropped_job(event: QDropEvent) -> Path | None:
    """The folder of a job among what is dropped: the folder itself, or its job.json."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    folders = [path.parent if path.name == JOB_FILE else path for path in paths]
    return next((folder for folder in folders if (folder / JOB_FILE).is_file()), None)


class JobFollower(QObject):
    """Signals: found(FollowedJob), at first and at each news; report_found(Report | None);
    failed(exception).
    """

    found = Signal(object)
    report_found = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: JobFolders, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._window = jobs, window
        self._folder = Path.home()
        self._followed: FollowedJob | None = None
        self._heard_at = time.monotonic()
        self._choosing, self._reading, self._opening = Job(self), Job(self), Job(self)
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._look)
        self._choosing.succeeded.connect(self._on_chosen)
        self._reading.succeeded.connect(self._on_read)
        self._opening.succeeded.connect(self.report_found)
        self._reading.failed.connect(self.stop)
        for job in (self._choosing, self._reading, self._opening):
            job.failed.connect(self.failed)

    @property
    def followed(self) -> FollowedJob | None:
        """The job that is shown, as it was found last."""
        return self._followed

    @property
    def is_silent(self) -> bool:
        """Whether a job that says that it runs has said nothing new for a while; clocks may differ."""
        runs = self._followed is not None and self._followed.progress.state is JobState.RUNNING
        return runs and time.monotonic() - self._heard_at > SILENT_AFTER_S

    @Slot()
    def choose(self) -> None:
        """Ask for a job and follow it."""
        self._choosing.start(self._chosen(), name="choose job")

    def open(self, folder: Path) -> None:
        """Follow a job from now on."""
        self.stop()
        self._followed = None
        self._folder = folder
        self._reading.start(self._jobs.read(folder), name="open job")

    @Slot()
    def stop(self) -> None:
        """Look no more."""
        self._looking.stop()

    def forget(self) -> None:
        """Another batch is shown."""
        self.stop()
        self._reading.cancel()
        self._followed = None

    def open_report(self, place: int) -> None:
        """Read the whole result of an item."""
        if self._followed is not None:
            self._opening.start(self._report(self._followed, place), name="open run of job")

    async def _report(self, followed: FollowedJob, place: int) -> Report | None:
        return await self._jobs.report(followed, place)

    async def _chosen(self) -> Path | None:
        kinds = [self.tr("Jobs (job.json)"), self.tr("All files (*)")]
        return await ask_open_path(self._window, self.tr("Open a job"), self._folder, kinds)

    @Slot(object)
    def _on_chosen(self, path: Path | None) -> None:
        if path is not None:
            self.open(path.parent)

    @Slot()
    def _look(self) -> None:
        if not self._reading.is_running:
            self._reading.start(self._jobs.read(self._folder, self._followed), name="follow job")

    @Slot(object)
    def _on_read(self, followed: FollowedJob) -> None:
        if self._followed is None or followed.progress != self._followed.progress:
            self._heard_at = time.monotonic()
        self._followed = followed
        if followed.progress.state is JobState.DONE:
            self.stop()
        else:  # one that was stopped may go on at any time
            self._looking.start()
        self.found.emit(followed)
