"""One running piece of work for each action of the user, owned by the widget that offers it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, ClassVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from holysheep_desktop.core.source import Progress

log = logging.getLogger(__name__)

CANCEL_GRACE_S = 1.0


class Job(QObject):
    """Runs one coroutine at a time and tells the interface how it went.

    Starting again replaces the run before it; a replaced run reports nothing. Exactly one of
    succeeded, failed, cancelled comes before each finished. A result whose owner is gone is dropped.
    """

    started = Signal()
    progressed = Signal(object)  # Progress
    succeeded = Signal(object)  # what the coroutine returned
    failed = Signal(object)  # the exception
    cancelled = Signal()
    finished = Signal()

    # asyncio keeps weak references only
    _running: ClassVar[set[asyncio.Task[Any]]] = set()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task: asyncio.Task[Any] | None = None

    @property
    def is_running(self) -> bool:
        """Whether a run was started and has not finished."""
        return self._task is not None

    def start(self, work: Coroutine[Any, Any, Any], *, name: str) -> None:
        """Run a coroutine; one that is still running is cancelled and reports nothing more."""
        replaced, self._task = self._task, None
        if replaced is not None:
            replaced.cancel()
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._running.add(task)
        self._task = task
        task.add_done_callback(self._on_done)
        self.started.emit()

    def report(self, progress: Progress) -> None:
        """Tell the interface how far the current run has come; may be called from any thread.

        Progress of a run that was replaced or stopped is dropped.
        """
        if shiboken6.isValid(self) and self._task is not None and not self._is_from_a_replaced_run():
            self.progressed.emit(progress)

    def cancel(self) -> None:
        """Ask the current run to stop; harmless when none runs, and harmless twice."""
        if self._task is not None:
            self._task.cancel()

    @classmethod
    async def cancel_all(cls) -> None:
        """Stop every run of the program, and wait for them, but not for one that will not end."""
        running = cls._running - {asyncio.current_task()}
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running, timeout=CANCEL_GRACE_S)

    def _is_from_a_replaced_run(self) -> bool:
        try:
            caller = asyncio.current_task()
        except RuntimeError:  # another thread, which has no loop
            return False
        return caller in self._running and caller is not self._task

    def _on_done(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            log.error("%s failed", task.get_name(), exc_info=error)
        if task is not self._task or not shiboken6.isValid(self):
            return
        self._task = None
        if task.cancelled():
            self.cancelled.emit()
        elif error is not None:
            self.failed.emit(error)
        else:
            self.succeeded.emit(task.result())
        self.finished.emit()
