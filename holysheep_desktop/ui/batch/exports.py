"""Tables of a batch in files."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from holysheep_desktop.core.table_export import ExportTable, TableFiles
from holysheep_desktop.ui.notices.saving import Saver


class BatchExports(Saver):
    """Saves them in any of three formats."""

    def __init__(self, files: TableFiles, window: QWidget) -> None:
        super().__init__(window)
        self._files = files

    def save(self, table: ExportTable, name: str) -> None:
        """Ask where and in which format, and write."""
        kinds = [
            self.tr("Table (*.csv)"),
            self.tr("JSON Lines (*.jsonl)"),
            self.tr("Apache Parquet (*.parquet)"),
        ]
        self.ask(self.tr("Save"), f"{name}.csv", kinds, partial(self._files.write, table))
