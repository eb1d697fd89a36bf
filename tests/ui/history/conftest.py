from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from storage.database.database_files import software
from storage.report_samples import full_report
from ui.children import child

from holysheep_desktop.core.history import RunContent, RunRow
from holysheep_desktop.core.report import Record
from holysheep_desktop.storage.database import Database
from holysheep_desktop.storage.history.store import SqliteHistory
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.history.tab import HistoryTab
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.loop.jobs import Job

T = TypeVar("T")
Found = TypeVar("Found", bound=QWidget)


@dataclass
class Shelf:
    """A history in memory, and what a test does to it besides the screen."""

    qtbot: QtBot
    store: SqliteHistory

    def do(self, work: Awaitable[T]) -> T:
        async def steps() -> T:
            return await work

        job = Job()
        with self.qtbot.waitSignal(job.succeeded) as done:
            job.start(steps(), name="test")
        assert done.args is not None
        return done.args[0]

    def add(self, prompt: str, answer: str = "yes") -> Record:
        record = full_report(prompt=prompt, answer=answer).record
        self.do(self.store.add(record, endpoint="http://127.0.0.1:9/v1"))
        return record


@pytest.fixture
def shelf(qtbot: QtBot, qt_loop: EventLoop) -> Iterator[Shelf]:
    database = Database(None)
    shelf = Shelf(qtbot, SqliteHistory(database, software))
    yield shelf
    shelf.do(database.aclose())


@dataclass
class Screen:
    """The tab as a person sees it."""

    tab: HistoryTab
    shelf: Shelf
    opened: list[tuple[RunRow, RunContent]] = field(default_factory=list)

    def find(self, kind: type[Found], name: str) -> Found:
        return child(self.tab, kind, name)

    def titles(self) -> list[str]:
        table = self.tab.panel.table
        return [str(table.index(row, 0).data()) for row in range(table.rowCount())]

    def wait_for(self, condition: Callable[[], bool]) -> None:
        self.shelf.qtbot.waitUntil(condition)

    def wait_for_titles(self, *titles: str) -> None:
        self.shelf.qtbot.waitUntil(lambda: self.titles() == list(titles))

    def click(self, name: str) -> None:
        self.shelf.qtbot.mouseClick(self.find(QPushButton, name), Qt.MouseButton.LeftButton)

    def click_row(self, row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        view = self.tab.panel.view
        place = view.visualRect(self.tab.panel.table.index(row, 0)).center()
        self.shelf.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, place)


@pytest.fixture
def make_screen(shelf: Shelf, qtbot: QtBot, theme: Theme) -> Callable[[], Screen]:
    def make() -> Screen:
        tab = HistoryTab(shelf.store, theme)
        screen = Screen(tab, shelf)
        tab.open_requested.connect(lambda row, content: screen.opened.append((row, content)))
        qtbot.addWidget(tab)
        tab.resize(1200, 640)
        with qtbot.waitSignal(tab.desk.listed):
            tab.show()
        qtbot.waitUntil(lambda: not tab.desk._listing.is_running and not tab.desk._opening.is_running)
        return screen

    return make
