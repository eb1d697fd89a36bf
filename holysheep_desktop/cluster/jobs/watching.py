"""Says how far a job is, in its folder and on standard output, while it runs."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import pyarrow.parquet as pq

from holysheep_desktop.core.batches.batch import ItemState
from holysheep_desktop.core.batches.job import Job, JobProgress, JobState
from holysheep_desktop.storage.batches.job_files import finished_parts, write_progress

EVERY_S = 1.0


class JobWatch:
    """Counts rows of finished files: what it says is done is done, whoever is killed next."""

    def __init__(self, folder: Path, job: Job, *, tell: Callable[[str], None]) -> None:
        self._folder, self._job, self._tell = folder, job, tell
        self._counts: dict[str, tuple[int, int]] = {}
        self._ended = threading.Event()
        self._told = (-1, -1)
        self._thread = threading.Thread(target=self._watch, name="job-watch", daemon=True)

    def __enter__(self) -> JobWatch:
        self._say(JobState.RUNNING)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._ended.is_set():
            self.end(JobState.FAILED, kind.__name__ if kind else "")

    def end(self, state: JobState, note: str = "") -> None:
        """Say how it ended."""
        self._ended.set()
        self._thread.join()
        self._say(state, note)

    def n_left(self) -> int:
        """Prompts without a row."""
        return self._job.n_items - sum(self._count())

    def _watch(self) -> None:
        while not self._ended.wait(EVERY_S):
            self._say(JobState.RUNNING)

    def _say(self, state: JobState, note: str = "") -> None:
        n_done, n_failed = self._count()
        write_progress(self._folder, JobProgress(state, n_done, n_failed, datetime.now(UTC), note))
        if (n_done, n_failed) != self._told or state is not JobState.RUNNING:
            self._told = (n_done, n_failed)
            said = {"state": str(state), "done": n_done, "failed": n_failed, "total": self._job.n_items}
            self._tell(json.dumps({"job": said | ({"note": note} if note else {})}))

    def _count(self) -> tuple[int, int]:
        """(answered, failed)."""
        for path in finished_parts(self._folder):
            if path.name not in self._counts:
                states = pq.read_table(path, columns=["state"])["state"].to_pylist()
                n_done = states.count(ItemState.DONE)
                self._counts[path.name] = (n_done, len(states) - n_done)
        return sum(d for d, _ in self._counts.values()), sum(f for _, f in self._counts.values())
