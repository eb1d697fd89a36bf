"""When a batch may begin its next item, and how long the rest of it will take."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

PACE_WINDOW = 20
_TICK_S = 1.0


@dataclass(frozen=True, slots=True)
class Clock:
    """Monotonic time and sleep, so that tests need not wait."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


class Pace:
    """Remaining time from the last items that ended, while nothing was paused."""

    def __init__(self) -> None:
        self._ends: deque[float] = deque(maxlen=PACE_WINDOW)

    def note(self, now: float) -> None:
        """An item ended."""
        self._ends.append(now)

    def forget(self) -> None:
        """What was measured says nothing about what comes after a pause."""
        self._ends.clear()

    def remaining_s(self, n_left: int) -> float | None:
        """Seconds for that many items at the pace of late; None before two ended."""
        if n_left == 0:
            return 0.0
        if len(self._ends) < 2:
            return None
        return n_left * (self._ends[-1] - self._ends[0]) / (len(self._ends) - 1)


class Gate:
    """Lets one after another through, unless it is closed by hand or held for a time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open = asyncio.Event()
        self._open.set()
        self._turn = asyncio.Lock()
        self._held_until = 0.0

    @property
    def is_closed(self) -> bool:
        """Whether it was closed by hand."""
        return not self._open.is_set()

    @property
    def held_s(self) -> float:
        """Seconds until it lets through again by itself."""
        return max(0.0, self._held_until - self._clock.now())

    def close(self) -> None:
        """Let nobody through until `open`."""
        self._open.clear()

    def open(self) -> None:
        """Let through at once, whatever held or closed it."""
        self._held_until = 0.0
        self._open.set()

    def hold(self, seconds: float) -> None:
        """Let nobody through for so long; a shorter time does not shorten a longer one."""
        self._held_until = max(self._held_until, self._clock.now() + seconds)

    async def passed(self, is_pointless: Callable[[], bool]) -> None:
        """Wait for the turn, or until there is no point in waiting."""
        async with self._turn:
            while not is_pointless() and (self.is_closed or self.held_s > 0):
                if self.is_closed:
                    await self._open.wait()
                else:
                    await self._clock.sleep(min(_TICK_S, self.held_s))
