"""What the program knows about itself: how it ended the last time, what was reset, where its data lies.

It is made at the start, before there is a window, and shown by the windows that help in trouble.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class LogLine:
    """One record of the log; `number` grows by one with each, `level` is that of `logging`."""

    number: int
    level: int
    text: str
    """May hold several lines, such as a traceback."""


class LogLines(Protocol):
    """The last records of the log; may be asked from any thread."""

    def lines_after(self, number: int) -> tuple[LogLine, ...]:
        """Those that came after the one with this number, the oldest first; 0 asks for all."""
        ...


class NoLog:
    """`LogLines` of a program that keeps none."""

    def lines_after(self, number: int) -> tuple[LogLine, ...]:
        """Nothing ever."""
        del number
        return ()


@dataclass(frozen=True, slots=True)
class BrokenEnd:
    """The last run of the program did not end by itself.

    `trace` is what the interpreter could still write: empty where the process was killed from outside.
    """

    started_at: datetime
    last_seen_at: datetime
    version: str
    trace: str = ""

    @property
    def was_early(self) -> bool:
        """Whether it ended so soon after its start that the next start may end the same way."""
        return (self.last_seen_at - self.started_at).total_seconds() < _EARLY_S


_EARLY_S = 30


class Reset(StrEnum):
    """What can be set back to how it was at the first start, each for itself."""

    SETTINGS = "settings"
    """Endpoints, look, language, limits: everything of the settings file but drafts."""
    WINDOW = "window"
    """Size and place of windows, dividers, columns."""
    DRAFTS = "drafts"
    """What was typed and not yet asked."""
    HISTORY = "history"
    """All kept runs and batches."""
    MODEL = "model"
    """The local model's prepared weights and kernels, which the next start makes anew."""


@dataclass(frozen=True, slots=True)
class ResetDone:
    """One reset that was made; `backup` is where the former state lies, None where there was nothing."""

    reset: Reset
    backup: Path | None
    fault: str = ""
    """Why it could not be made; empty when it was."""


@dataclass(frozen=True, slots=True)
class Restart:
    """A wish that the program ends and starts again, in another way."""

    resets: frozenset[Reset] = frozenset()
    is_safe_mode: bool = False


class Place(StrEnum):
    """Where the program keeps something on this computer."""

    SETTINGS = "settings"
    HISTORY = "history"
    OWN_SAES = "own_saes"
    OWN_LABELS = "own_labels"
    CACHE = "cache"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class ProgramFacts:
    """Made by the composition root; the defaults are those of a program that knows nothing of itself."""

    log: LogLines = field(default_factory=NoLog)
    places: Mapping[Place, Path] = field(default_factory=dict[Place, Path])
    broken_end: BrokenEnd | None = None
    """None: the last run ended as it should."""
    resets: tuple[ResetDone, ...] = ()
    """What this start was asked to reset."""
    is_safe_mode: bool = False
