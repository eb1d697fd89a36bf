from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from fakes.batches import MemoryBatches, MemoryBook
from fakes.source import FakeSource
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from ui.tab_bench import Bench, type_into

from holysheep_desktop.core.batches.batch import BatchItem, BatchStores
from holysheep_desktop.core.table_export import ExportTable
from holysheep_desktop.errors import MissingPackageError
from holysheep_desktop.storage.batches.job_folders import DiskJobFolders
from holysheep_desktop.storage.prompt_files import DiskPromptFiles
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.batch.tab import BatchTab
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.session import Session


@dataclass
class MemoryTables:
    """`core.table_export.TableFiles`; pyarrow is not there."""

    files: dict[Path, ExportTable] = field(default_factory=dict)

    async def write(self, table: ExportTable, path: Path) -> None:
        if path.suffix == ".parquet":
            raise MissingPackageError("pyarrow", "parquet")
        self.files[path] = table


@dataclass
class Shelf:
    """What the tab keeps its batches in."""

    batches: MemoryBatches = field(default_factory=MemoryBatches)
    book: MemoryBook = field(default_factory=MemoryBook)
    tables: MemoryTables = field(default_factory=MemoryTables)

    def tab(self, session: Session, theme: Theme) -> BatchTab:
        stores = BatchStores(self.batches, self.book, DiskPromptFiles(), self.tables, DiskJobFolders())
        return BatchTab(session, theme, stores)


class BatchBench(Bench[BatchTab]):
    """A Batch tab, driven by mouse and keys."""

    shelf: Shelf

    def type_list(self, *prompts: str) -> None:
        edit = self.tab.question.prompts.edit
        edit.setFocus()
        edit.clear()
        for number, prompt in enumerate(prompts):
            if number:
                self.qtbot.keyClick(edit, Qt.Key.Key_Return)
            type_into(edit, prompt, self.qtbot)

    def items(self) -> tuple[BatchItem, ...]:
        table = self.tab.finding.table
        return tuple(table.row_at(table.index(row, 0)) for row in range(table.rowCount()))

    def states(self) -> str:
        """One letter for each row: w, r, d, f."""
        return "".join(item.state[0] for item in self.items())

    def wait_for_states(self, states: str) -> None:
        """Where nothing waits or runs any more, also for the end of the run."""
        self.qtbot.waitUntil(lambda: self.states() == states)
        if not {"r", "w"} & set(states):
            self.wait_until_done()

    def run_list(self, *prompts: str) -> None:
        self.type_list(*prompts)
        self.click("runButton")
        self.qtbot.waitUntil(lambda: "d" in self.states() or "f" in self.states())
        self.wait_until_done()

    def said(self, name: str) -> str:
        return self.find(QLabel, name).text()

    def wait_to_hear(self, name: str, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in self.said(name))


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def bench(qtbot: QtBot, qt_loop: EventLoop, theme: Theme, shelf: Shelf) -> Iterator[BatchBench]:
    bench = BatchBench(shelf.tab, qtbot, theme, FakeSource())
    bench.shelf = shelf
    yield bench
    bench.tab._jobs.follower.stop()  # its looks would go on without a loop
