"""A report: one question, what was found, and all that is needed to ask it again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult

FORMAT_VERSION = 1


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
    """One finished analysis as it is written to a file. `created_at` carries its time zone."""

    created_at: datetime
    software: Software
    request: AnalysisRequest
    result: AnalysisResult
    language: str = "en"
    format_version: int = FORMAT_VERSION
