"""A job: a batch that runs somewhere else, as the folder that it leaves its results in.

`job.json` says what is asked and does not change; `progress.json` how far it is; `prompts` holds the list,
`results` Parquet files of finished blocks, `kept` one small file for each block that is safely there.
Columns of the results are those of `item_table`, and `features`, `activations`, `labels` (lists, strongest
first), `all_listed`, `model`, and `report` (a report file's JSON) where that was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

from holysheep_desktop.core.batches.batch import Batch, BatchSettings
from holysheep_desktop.core.report import Report

JOB_FILE: Final = "job.json"
PROGRESS_FILE: Final = "progress.json"
PROMPTS: Final = "prompts"
RESULTS: Final = "results"
KEPT: Final = "kept"
SHOWN_LIMIT: Final = 10_000
"""Items of a job that the program opens; the files hold them all."""


class JobState(StrEnum):
    """What a job says of itself. One that was killed says that it runs, but nothing new."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    """By its user; it can go on."""
    FAILED = "failed"
    """Something remains that could not be asked; it can be tried again."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked. The endpoint of the settings has no address; it carries the name of the job."""

    name: str
    created_at: datetime
    n_items: int
    settings: BatchSettings
    block: int
    """Prompts that are kept together: what a kill costs at most, for each engine."""
    keeps_reports: bool = False
    engine: Mapping[str, object] = field(default_factory=dict[str, object])
    """How the engine was chosen, as whoever runs the job wrote it down."""


@dataclass(frozen=True, slots=True)
class JobProgress:
    """How far it is; `note` is a sentence about what went wrong."""

    state: JobState
    n_done: int
    n_failed: int
    updated_at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class FollowedJob:
    """A job as it was found. The batch holds its first `SHOWN_LIMIT` items, finished or waiting."""

    folder: Path
    job: Job
    progress: JobProgress
    batch: Batch
    parts: frozenset[str] = frozenset()
    """Names of the files that the batch holds already."""


class JobFolders(Protocol):
    """Folders of jobs. Every method raises JobError, and MissingPackageError where Parquet cannot be read."""

    async def read(self, folder: Path, known: FollowedJob | None = None) -> FollowedJob:
        """The job in a folder; of one that is known only what is new is read."""
        ...

    async def report(self, followed: FollowedJob, place: int) -> Report | None:
        """The whole result of one item; None where the job keeps tables only."""
        ...
