"""Tables of a batch in files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from holysheep_desktop.core.table_export import ExportTable, TableFiles
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.dialogs import ask_save_path


class BatchExports(QObject):
    """Signals: saved(Path), failed(exception)."""

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, files: TableFiles, window: QWidget) -> None:
        super().__init__(window)
        self._files, self._window = files, window
        self._folder = Path.home()
        self._job = Job(self)
        self._job.succeeded.connect(self._on_saved)
        self._job.failed.connect(self.failed)

    def save(self, table: ExportTable, name: str) -> None:
        """Ask where and in which format, and write."""
        self._job.start(self._asked_and_written(table, name), name="save table")

    async def _asked_and_written(self, table: ExportTable, name: str) -> Path | None:
        kinds = [
            self.tr("Table (*.csv)"),
            self.tr("JSON Lines (*.jsonl)"),
            self.tr("Apache Parquet (*.parquet)"),
        ]
        path = await ask_save_path(self._window, self.tr("Save"), self._folder / f"{name}.csv", kinds)
        if path is not None:
            await self._files.write(table, path)
        return path

    @Slot(object)
    def _on_saved(self, path: Path | None) -> None:
        if path is not None:
            self._folder = path.parent
            self.saved.emit(path)
