"""Whose turn it is where one process holds one engine at a time."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager


class EngineSeat:
    """Requests for the engine that sits here share it; one for another engine waits until they are done.

    First come, first served: who comes after one that waits for another engine waits behind it. Whoever
    waits for the same engine as the first in line goes in with it: a change costs more than most requests.
    """

    def __init__(self) -> None:
        self._name: str | None = None
        self._n_inside = 0
        self._waiting: deque[tuple[str, asyncio.Future[None]]] = deque()

    @asynccontextmanager
    async def taken(self, name: str) -> AsyncGenerator[None]:
        """Hold the seat for the engine of that name."""
        if self._waiting or not self._fits(name):
            await self._turn(name)
        else:
            self._enter(name)
        try:
            yield
        finally:
            self._n_inside -= 1
            self._call_next()

    async def _turn(self, name: str) -> None:
        place = (name, asyncio.get_running_loop().create_future())
        self._waiting.append(place)
        try:
            await place[1]
        except asyncio.CancelledError:
            if place in self._waiting:
                self._waiting.remove(place)
            elif not place[1].cancelled():
                self._n_inside -= 1
            self._call_next()
            raise

    def _fits(self, name: str) -> bool:
        return self._n_inside == 0 or self._name == name

    def _enter(self, name: str) -> None:
        self._name = name
        self._n_inside += 1

    def _call_next(self) -> None:
        while self._waiting and self._fits(name := self._waiting[0][0]):
            called = [turn for waiting_for, turn in self._waiting if waiting_for == name]
            self._waiting = deque(place for place in self._waiting if place[0] != name)
            for turn in called:
                if not turn.done():
                    self._enter(name)
                    turn.set_result(None)
