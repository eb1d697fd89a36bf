"""Changes of the history, written in order and all of them, however fast they follow each other."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal, Slot

from holysheep_desktop.errors import DatabaseError
from holysheep_desktop.ui.loop.jobs import Job

log = logging.getLogger(__name__)

Write: TypeAlias = Callable[[], Awaitable[object]]


class Writes(QObject):
    """Signals: written() when all that waited is written; failed(exception) for one that was refused."""

    written = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Write] = deque()
        self._job = Job(self)
        self._job.succeeded.connect(self._on_written)
        self._job.failed.connect(self._on_failed)

    def add(self, write: Write) -> None:
        """Write this after all that waits."""
        self._waiting.append(write)
        self._go_on()

    async def flush(self) -> None:
        """Write what still waits; for the end of the program."""
        try:
            await self._write_all()
        except DatabaseError as error:
            log.warning("the last changes of the history were not kept: %s", error)

    async def _write_all(self) -> None:
        while self._waiting:
            await self._waiting.popleft()()

    def _go_on(self) -> None:
        if self._waiting and not self._job.is_running:
            self._job.start(self._write_all(), name="write history")

    @Slot(object)
    def _on_written(self, _nothing: object) -> None:
        self._go_on()
        if not self._job.is_running:
            self.written.emit()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self.failed.emit(error)
        self._go_on()
