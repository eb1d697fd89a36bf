"""Saving something in a file of the user's choice."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.dialogs import ask_save_path


class Saver(QObject):
    """Asks where, and has it written; the next question begins in the same folder.

    Signals: saved(Path), failed(exception). Neither comes where the user thought better of it.
    """

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = parent
        self._folder = Path.home()
        self._job = Job(self)
        self._job.succeeded.connect(self._on_succeeded)
        self._job.failed.connect(self.failed)

    @property
    def is_busy(self) -> bool:
        """Whether the question is open, or the file is being written."""
        return self._job.is_running

    def ask(
        self, title: str, name: str, filters: Sequence[str], write: Callable[[Path], Awaitable[object]]
    ) -> None:
        """Suggest a file of this name, and call `write` with the one that is chosen."""
        self._job.start(self._ask_and_write(title, name, filters, write), name="save file")

    async def _ask_and_write(
        self, title: str, name: str, filters: Sequence[str], write: Callable[[Path], Awaitable[object]]
    ) -> Path | None:
        path = await ask_save_path(self._widget, title, self._folder / name, filters)
        if path is not None:
            await write(path)
        return path

    @Slot(object)
    def _on_succeeded(self, path: Path | None) -> None:
        if path is not None:
            self._folder = path.parent
            self.saved.emit(path)
