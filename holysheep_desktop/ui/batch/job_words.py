"""How a job of other machines is, in sentences."""

from __future__ import annotations

from PySide6.QtCore import QObject

from holysheep_desktop.core.batches.job import FollowedJob, JobState
from holysheep_desktop.ui.widgets.shown_text import one_line


class JobWords(QObject):
    """Headline and folder, translated."""

    def headline(self, followed: FollowedJob, *, is_silent: bool) -> str:
        """How far the job is, and whether it runs."""
        done, failed = followed.progress.n_done, followed.progress.n_failed
        counts = self.tr("{done} of {total} prompts are done.")
        if failed:
            counts = self.tr("{done} of {total} prompts are done, {failed} failed.")
        counts = counts.format(done=f"{done:,}", total=f"{followed.job.n_items:,}", failed=f"{failed:,}")
        return f"{counts} {self._state(followed, is_silent=is_silent)}".strip()

    def place(self, followed: FollowedJob) -> str:
        """Where the job lies, and how much of it is shown."""
        words = self.tr("job in {folder}").format(folder=one_line(str(followed.folder)))
        if len(followed.batch.items) < followed.job.n_items:
            shown = self.tr("the first {n} are shown").format(n=f"{len(followed.batch.items):,}")
            return f"{words} · {shown}"
        return words

    def _state(self, followed: FollowedJob, *, is_silent: bool) -> str:
        if is_silent:
            return self.tr("It has been silent for a while: perhaps it was killed. The same command goes on.")
        return {
            JobState.RUNNING: self.tr("It runs."),
            JobState.STOPPED: self.tr("It was stopped; the same command goes on with it."),
            JobState.FAILED: self.tr("The job failed; the same command tries the rest again."),
            JobState.DONE: "",
        }[followed.progress.state]
