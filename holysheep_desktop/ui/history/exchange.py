"""Taking runs out of the history as a file, and into it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from holysheep_desktop.core.history import HistoryStore, ImportCount, RunKey
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.dialogs import ask_open_path, ask_save_path

HISTORY_ENDING = ".zip"


class Exchange(QObject):
    """Signals: busy(bool), saved(Path, int) with how many runs, loaded(ImportCount), failed(exception)."""

    busy = Signal(bool)
    saved = Signal(object, int)
    loaded = Signal(object)
    failed = Signal(object)

    def __init__(self, store: HistoryStore, window: QWidget) -> None:
        super().__init__(window)
        self._store = store
        self._window = window
        self._folder = Path.home()
        self._saving, self._loading = Job(self), Job(self)
        self._saving.succeeded.connect(self._on_saved)
        self._loading.succeeded.connect(self._on_loaded)
        for job in (self._saving, self._loading):
            job.failed.connect(self.failed)
            job.started.connect(self._on_started)
            job.finished.connect(self._on_finished)

    @property
    def is_busy(self) -> bool:
        """Whether a file is being written or read."""
        return self._saving.is_running or self._loading.is_running

    def save(self, keys: Collection[RunKey] | None) -> None:
        """Ask where, and write these runs, or all outside the trash."""
        if not self.is_busy:
            self._saving.start(self._ask_and_save(keys), name="export history")

    def load(self) -> None:
        """Ask which file, and add its runs."""
        if not self.is_busy:
            self._loading.start(self._ask_and_load(), name="import history")

    async def _ask_and_save(self, keys: Collection[RunKey] | None) -> tuple[Path, int] | None:
        name = f"holysheep-history-{datetime.now().astimezone():%Y%m%d-%H%M%S}{HISTORY_ENDING}"
        filters = [self.tr("Runs with their reports (*.zip)")]
        path = await ask_save_path(self._window, self.tr("Export runs"), self._folder / name, filters)
        return None if path is None else (path, await self._store.save(path, keys))

    async def _ask_and_load(self) -> ImportCount | None:
        filters = [self.tr("Runs with their reports (*.zip)"), self.tr("All files (*)")]
        path = await ask_open_path(self._window, self.tr("Import runs"), self._folder, filters)
        if path is None:
            return None
        self._folder = path.parent
        return await self._store.load(path)

    @Slot(object)
    def _on_saved(self, done: tuple[Path, int] | None) -> None:
        if done is not None:
            self._folder = done[0].parent
            self.saved.emit(*done)

    @Slot(object)
    def _on_loaded(self, count: ImportCount | None) -> None:
        if count is not None:
            self.loaded.emit(count)

    @Slot()
    def _on_started(self) -> None:
        self.busy.emit(True)

    @Slot()
    def _on_finished(self) -> None:
        self.busy.emit(self.is_busy)
