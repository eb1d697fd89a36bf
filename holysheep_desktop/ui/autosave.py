"""What was typed outlives a crash or a power cut: it is on the disk within two seconds."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from holysheep_desktop.core.settings import Settings
from holysheep_desktop.core.stores import SettingsStore
from holysheep_desktop.errors import SettingsFileError
from holysheep_desktop.ui.loop.jobs import Job

log = logging.getLogger(__name__)

INTERVAL_MS = 1_000
RETRY_MS = 30_000
"""Between two tries at a disk that refuses."""


class Autosave(QObject):
    """Looks every second whether drafts, layout or choices have changed, and writes them in a thread.

    What the disk refuses is tried again until it takes it.

    Signals: failed(exception) when the disk begins to refuse.
    """

    failed = Signal(object)

    def __init__(
        self, store: SettingsStore, current: Callable[[], Settings], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._current = current
        self._saved: Settings | None = None
        self._lock = threading.Lock()
        self._n_asked = self._n_written = 0
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._on_time)
        self._job = Job(self)
        self._job.failed.connect(self._on_refused)
        self._job.succeeded.connect(self._on_taken)
        self._is_refused = False

    def start(self) -> None:
        """Begin to look."""
        self._timer.start()

    def stop(self) -> None:
        """Look no more, and write what has changed since."""
        self._timer.stop()
        self._save_for_good()

    def save_now(self) -> None:
        """Write at once what has changed; what a thread is still writing does not come after it."""
        settings = self._current()
        if settings == self._saved:
            return
        try:
            self._write(settings, self._next_number(settings))
        except SettingsFileError as error:
            log.warning("%s", error)
            self._on_refused(error)
        else:
            self._on_taken(None)

    def keep(self) -> bool:
        """Write at once what has changed; whether all that is to be kept is on the disk now."""
        if self._timer.isActive():
            self._save_for_good()
        return not self._is_refused

    def _save_for_good(self) -> None:
        """What a thread is still writing may yet be refused or cut off: it is written here too."""
        if self._job.is_running:
            self._saved = None
        self.save_now()

    def _next_number(self, settings: Settings) -> int:
        self._saved = settings
        self._n_asked += 1
        return self._n_asked

    def _write(self, settings: Settings, number: int) -> None:
        with self._lock:
            if number > self._n_written:
                self._store.save(settings)
                self._n_written = number

    @Slot()
    def _on_time(self) -> None:
        if self._job.is_running or (settings := self._current()) == self._saved:
            return
        number = self._next_number(settings)
        self._job.start(asyncio.to_thread(self._write, settings, number), name="autosave")

    @Slot(object)
    def _on_refused(self, error: BaseException) -> None:
        """It is told once, and what was refused counts as not written."""
        self._saved = None
        self._timer.setInterval(RETRY_MS)
        if not self._is_refused:
            self._is_refused = True
            self.failed.emit(error)

    @Slot(object)
    def _on_taken(self, _done: object) -> None:
        if self._is_refused:
            self._is_refused = False
            self._timer.setInterval(INTERVAL_MS)
