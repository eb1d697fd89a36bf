"""Who waits for the engine: first come, first served, and everybody knows how many are ahead."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from holysheep_desktop.errors import RequestError

TellAhead: TypeAlias = Callable[[int, int], None]
"""Hears (how many of those ahead have gone, how many were ahead at most)."""


@dataclass(slots=True, eq=False)
class Place:
    """One place in the line; `turn` is done when the engine is free for it."""

    turn: asyncio.Future[None]
    tell: TellAhead
    is_short: bool
    ahead: int = field(default=0)
    most_ahead: int = field(default=0)


class Line:
    """A line before one engine. Short look-ups pass the long analyses that wait, never each other."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._waiting: list[Place] = []
        self._is_busy = False
        self._closed = False

    def check(self) -> None:
        """Raise RequestError (`engine_busy`, `shutting_down`) where `join` would."""
        if self._closed:
            raise RequestError(None, "the gateway is shutting down", "shutting_down")
        if len(self._waiting) >= self._limit:
            raise RequestError(
                None, f"{self._limit} requests are waiting already; try again later", "engine_busy"
            )

    def join(self, tell: TellAhead, *, is_short: bool = False) -> Place:
        """Stand in line; raises RequestError where it is full or closed."""
        self.check()
        place = Place(asyncio.get_running_loop().create_future(), tell, is_short)
        if not self._is_busy:
            self._is_busy = True
            place.turn.set_result(None)
            return place
        index = self._n_short() if is_short else len(self._waiting)
        self._waiting.insert(index, place)
        self._tell_all()
        return place

    def leave(self, place: Place) -> None:
        """Give up a place: one that waits goes, one that has its turn hands it on."""
        if place in self._waiting:
            self._waiting.remove(place)
            self._tell_all()
        elif place.turn.done() and not place.turn.cancelled():
            self._next()

    def close(self) -> None:
        """Send everybody who waits away, and let nobody in any more."""
        self._closed = True
        waiting, self._waiting = self._waiting, []
        for place in waiting:
            if not place.turn.done():
                place.turn.set_exception(RequestError(None, "the gateway is shutting down", "shutting_down"))

    def _n_short(self) -> int:
        return sum(place.is_short for place in self._waiting)

    def _next(self) -> None:
        while self._waiting:
            place = self._waiting.pop(0)
            if not place.turn.done():
                place.turn.set_result(None)
                self._tell_all()
                return
        self._is_busy = False

    def _tell_all(self) -> None:
        for index, place in enumerate(self._waiting):
            ahead = index + 1
            if ahead == place.ahead:
                continue
            place.ahead = ahead
            place.most_ahead = max(place.most_ahead, ahead)
            place.tell(place.most_ahead - ahead, place.most_ahead)
