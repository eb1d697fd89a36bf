"""The history: every run that was started, how it ended, and what the user wrote about it."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeAlias

from holysheep_desktop.core.report import Record, RecordKind, Report
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.errors import DatabaseFault

RunKey: TypeAlias = str
"""Names a run on every machine: 32 hexadecimal digits that are never used twice."""


def new_run_key() -> RunKey:
    """A key that no other run has."""
    return uuid.uuid4().hex


class RunState(StrEnum):
    """How a run stands; only one that ended as `ok` has a finding."""

    RUNNING = "running"
    OK = "ok"
    ERROR = "error"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"
    """The program ended before the run did."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Begun:
    """A run that starts: its question, and where it is asked."""

    key: RunKey
    kind: RecordKind
    request: AnalysisRequest
    endpoint: str
    started_at: datetime = field(default_factory=_now)
    batch: str | None = None


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run as the list shows it. Times carry their zone."""

    key: RunKey
    kind: RecordKind
    state: RunState
    started_at: datetime
    finished_at: datetime | None
    model: str
    endpoint: str
    prompt: str
    """The beginning of the prompt."""
    name: str = ""
    """What the user called it; empty: the prompt stands for it."""
    note: str = ""
    tags: tuple[str, ...] = ()
    is_pinned: bool = False
    is_trashed: bool = False
    batch: str | None = None
    fault: str = ""
    """The class of the error that ended it."""
    n_bytes: int = 0


@dataclass(frozen=True, slots=True)
class RunFilter:
    """Which runs to list; what is empty or None leaves nothing out."""

    words: str = ""
    """Each word must occur somewhere: in prompts, answers, labels, names, notes or tags."""
    kind: RecordKind | None = None
    model: str | None = None
    tag: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    """Exclusive."""
    only_pinned: bool = False
    in_trash: bool = False
    batch: str | None = None


@dataclass(frozen=True, slots=True)
class RunPage:
    """Some rows of a list, pinned ones first and then the newest, and how long the whole list is."""

    rows: tuple[RunRow, ...]
    n_matching: int


@dataclass(frozen=True, slots=True)
class HistoryFacts:
    """What is in the history, and what it can be filtered by."""

    n_runs: int = 0
    n_trashed: int = 0
    n_bytes: int = 0
    """Size of the database on the disk."""
    models: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunContent:
    """What is kept of a run: its report if it ended well, else only its question."""

    kind: RecordKind
    request: AnalysisRequest
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class ImportCount:
    """What an import brought."""

    n_added: int
    n_known: int
    """Runs that were here already."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How the database was found at the start; no fault and no paths: nothing to tell."""

    fault: DatabaseFault | None = None
    moved_to: Path | None = None
    """Where a damaged file lies now."""
    n_saved: int = 0
    """Runs that could be read out of it."""
    lasts: bool = True
    """False: what is kept now is gone when the program ends."""

    @property
    def is_writable(self) -> bool:
        """Whether anything can be kept at all."""
        return not self.lasts or self.fault not in {DatabaseFault.NEWER, DatabaseFault.READ_ONLY}


class HistoryStore(Protocol):
    """Keeps runs; every method raises DatabaseError, and then nothing has changed."""

    async def opening(self) -> Opening:
        """How the database was found; opens it at the first call."""
        ...

    async def begin(self, begun: Begun) -> None:
        """Note that a run has started."""
        ...

    async def finish(self, key: RunKey, record: Record) -> None:
        """Keep what a run found."""
        ...

    async def fail(self, key: RunKey, error: BaseException) -> None:
        """Note that an error ended a run; its class is kept, its text is not."""
        ...

    async def cancel(self, key: RunKey) -> None:
        """Note that the user stopped a run."""
        ...

    async def add(self, record: Record, *, endpoint: str, batch: str | None = None) -> RunKey:
        """Keep a run that has ended well already."""
        ...

    async def page(self, wanted: RunFilter, *, offset: int = 0, limit: int = 200) -> RunPage:
        """Some of the runs that a filter leaves."""
        ...

    async def facts(self) -> HistoryFacts:
        """What is in the history as a whole."""
        ...

    async def content(self, key: RunKey) -> RunContent:
        """What is kept of a run; raises KeyError where there is no such run."""
        ...

    async def pin(self, keys: Collection[RunKey], *, is_pinned: bool) -> None:
        """Pin runs to the top of the list, or take the pins away."""
        ...

    async def describe(self, key: RunKey, *, name: str, note: str, tags: Collection[str]) -> None:
        """Replace what the user says about a run."""
        ...

    async def add_note(self, key: RunKey, text: str) -> None:
        """Write a paragraph below the user's note of a run."""
        ...

    async def trash(self, keys: Collection[RunKey]) -> None:
        """Move runs into the trash."""
        ...

    async def restore(self, keys: Collection[RunKey]) -> None:
        """Take runs out of the trash."""
        ...

    async def empty_trash(self) -> int:
        """Delete what is in the trash for good and give its space back; returns how many runs."""
        ...

    async def save(self, path: Path, keys: Collection[RunKey] | None = None) -> int:
        """Write runs, or all outside the trash, into one file; raises HistoryFileError; returns how many."""
        ...

    async def load(self, path: Path) -> ImportCount:
        """Add the runs of such a file, all or none; raises HistoryFileError."""
        ...
