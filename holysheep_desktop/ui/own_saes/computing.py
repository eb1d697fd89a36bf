"""A dashboard that is being computed, as it is shown."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.core.source import Progress
from holysheep_desktop.ui.words.stages import stage_text

LEAST_SHARE_FOR_AN_ESTIMATE = 0.02
_MINUTE_S = 60.0

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Computing:
    """Which SAE, how far, and since when its own work (not the waiting before it) goes on."""

    sae_id: str
    progress: Progress = field(default_factory=lambda: Progress("queued"))
    since_s: float = field(default_factory=time.monotonic)

    def at(self, progress: Progress) -> Computing:
        """The same, further on."""
        has_begun = progress.stage != self.progress.stage
        since_s = time.monotonic() if has_begun else self.since_s
        return replace(self, progress=progress, since_s=since_s)

    def words(self) -> str:
        """What goes on, with the time that remains."""
        remaining_s = remaining(self.progress, time.monotonic() - self.since_s)
        return stage_text(self.progress) + ("" if remaining_s is None else time_left(remaining_s))


def remaining(progress: Progress, elapsed_s: float) -> float | None:
    """Seconds until the end at the pace so far; None while that says nothing."""
    if not progress.total or progress.done < LEAST_SHARE_FOR_AN_ESTIMATE * progress.total:
        return None
    return elapsed_s * (progress.total - progress.done) / max(1, progress.done)


def time_left(seconds: float) -> str:
    """The end of a line of progress."""
    if seconds >= 2 * _MINUTE_S:
        minutes = f"{seconds / _MINUTE_S:.0f}"
        return translate("OwnSaes", ", {minutes} min left").format(minutes=minutes)
    return translate("OwnSaes", ", {seconds} s left").format(seconds=f"{seconds:.0f}")
