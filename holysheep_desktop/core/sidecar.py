"""What is known of the local engine's process, so that the interface can show it without owning it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SidecarPhase(StrEnum):
    """Where the process is in its life."""

    STARTING = "starting"
    PREPARING = "preparing"
    READY = "ready"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class SidecarState:
    """One moment of the local engine's process.

    `stage`, `done` and `total` say how far the preparation is (total 0: the end is not known); `base_url`
    is there when it is ready; `reason` says why it failed, or why it is being started again.
    """

    phase: SidecarPhase
    stage: str = ""
    done: int = 0
    total: int = 0
    base_url: str = ""
    reason: str = ""
    exit_code: int | None = None
    restarts: int = 0
    """How many times in a row it was started again after a crash."""
