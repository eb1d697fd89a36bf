"""Progress on its way from the engine's thread to a reader that may be slower than the engine."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace

from holysheep_desktop.core.source import Progress


class Mailbox:
    """Keeps what was reported until it is taken; what piles up is joined, so that it stays small.

    Of each stage only the latest is kept, with all its text and all its rows of maps. `put` may be called
    from any thread and never waits; the other methods belong to the event loop's thread.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._lock = threading.Lock()
        self._waiting: dict[str, Progress] = {}
        self._filled = asyncio.Event()
        self._closed = False

    def put(self, progress: Progress) -> None:
        """Leave one report."""
        with self._lock:
            was_empty = not self._waiting
            before = self._waiting.get(progress.stage)
            if before is not None and (before.text or before.rows):
                text, rows = before.text + progress.text, before.rows + progress.rows
                progress = replace(progress, text=text, rows=rows)
            self._waiting[progress.stage] = progress
        if was_empty and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._filled.set)

    def close(self) -> None:
        """Nothing more will come."""
        self._closed = True
        self._filled.set()

    async def take(self, timeout_s: float) -> list[Progress] | None:
        """All that waits, oldest stage first; an empty list where none came in time, None at the end."""
        try:
            async with asyncio.timeout(timeout_s):
                while True:
                    await self._filled.wait()
                    if taken := self._emptied():
                        return taken
                    if self._closed:
                        return None
        except TimeoutError:
            return []

    def _emptied(self) -> list[Progress]:
        with self._lock:
            taken = list(self._waiting.values())
            self._waiting.clear()
            if not self._closed:
                self._filled.clear()
        return taken
