"""A record is a finished piece of work: what was asked and found. A report is a record in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult

FORMAT_VERSION = 2


class RecordKind(StrEnum):
    """What kind of work it was, and so which tab shows it."""

    SAE = "sae"
    PATCHING = "patching"
    FULL = "full"
    DEBUG = "debug"
    STEERING = "steering"
    PAIRS = "pairs"


class RunRole(StrEnum):
    """What a run was for, where a record holds several."""

    MAIN = "main"
    PROBLEMATIC = "problematic"
    NORMAL = "normal"
    CANDIDATES = "candidates"
    """The test of the suspected features, one by one and together, with random controls."""
    STEERED = "steered"
    UNSTEERED = "unsteered"
    PAIR = "pair"


@dataclass(frozen=True, slots=True)
class Run:
    """One question and what was found."""

    request: AnalysisRequest
    result: AnalysisResult
    role: RunRole = RunRole.MAIN


@dataclass(frozen=True, slots=True)
class Record:
    """The runs of one piece of work, the one that names it first; never empty."""

    kind: RecordKind
    runs: tuple[Run, ...]

    @property
    def main(self) -> Run:
        """The run that names the record."""
        return self.runs[0]

    def run(self, role: RunRole) -> Run | None:
        """The first run of a role, or None."""
        return next((run for run in self.runs if run.role is role), None)


def record_of(request: AnalysisRequest, result: AnalysisResult) -> Record:
    """The record of a single run; its kind is what was asked for."""
    kind = RecordKind.PATCHING if request.patching is not None else RecordKind.SAE
    return Record(kind, (Run(request, result),))


@dataclass(frozen=True, slots=True)
class Software:
    """What produced the report."""

    program: str
    version: str
    python: str
    platform: str
    libraries: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Report:
    """A record as it is written to a file. `created_at` carries its time zone."""

    created_at: datetime
    software: Software
    record: Record
    language: str = "en"
    format_version: int = FORMAT_VERSION
