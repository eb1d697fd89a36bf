"""Lists of prompts from files, chosen or dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from holysheep_desktop.core.batches.prompt_list import PromptFiles, PromptList, format_of
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.dialogs import ask_open_path


def dropped_list(event: QDropEvent) -> Path | None:
    """The first file of a drop whose ending names a list."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((path for path in paths if format_of(path) is not None), None)


class ListReader(QObject):
    """Signals: progressed(Progress), found(Path, PromptList), failed(exception), finished()."""

    progressed = Signal(object)
    found = Signal(object, object)
    failed = Signal(object)
    finished = Signal()

    def __init__(self, files: PromptFiles, window: QWidget) -> None:
        super().__init__(window)
        self._files, self._window = files, window
        self._folder = Path.home()
        self._job = Job(self)
        self._job.progressed.connect(self.progressed)
        self._job.succeeded.connect(self._on_read)
        self._job.failed.connect(self.failed)
        self._job.finished.connect(self.finished)

    @Slot()
    def choose(self) -> None:
        """Ask for a file and read it."""
        self._job.start(self._chosen(), name="read list")

    def read(self, path: Path) -> None:
        """Read a file; one that is being read is given up."""
        self._job.start(self._read(path), name="read list")

    async def _chosen(self) -> tuple[Path, PromptList] | None:
        kinds = [self.tr("Lists of prompts (*.txt *.csv *.tsv *.jsonl *.ndjson)"), self.tr("All files (*)")]
        path = await ask_open_path(self._window, self.tr("Open a list of prompts"), self._folder, kinds)
        return None if path is None else await self._read(path)

    async def _read(self, path: Path) -> tuple[Path, PromptList]:
        self._folder = path.parent
        return path, await self._files.read(path, self._job.report)

    @Slot(object)
    def _on_read(self, read: tuple[Path, PromptList] | None) -> None:
        if read is not None:
            self.found.emit(*read)
