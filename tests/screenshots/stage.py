"""The whole program on an offscreen stage: a real window over stores in memory and any source."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from fakes.batches import MemoryBatches, MemoryBook
from fakes.stores import MemoryExports, MemoryKeys, MemoryReports
from PySide6.QtCore import QDeadlineTimer, QEvent, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QHoverEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget
from shiboken6 import isValid
from storage.database.database_files import software

from holysheep_desktop.core.batches.batch import BatchStores
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.program_facts import ProgramFacts
from holysheep_desktop.core.report import Record
from holysheep_desktop.core.settings import Language, Settings, ThemeChoice
from holysheep_desktop.core.sidecar import SidecarPhase, SidecarState
from holysheep_desktop.core.source import AnalysisSource
from holysheep_desktop.storage.batches.job_folders import DiskJobFolders
from holysheep_desktop.storage.database import Database
from holysheep_desktop.storage.history.store import SqliteHistory
from holysheep_desktop.storage.prompt_files import DiskPromptFiles
from holysheep_desktop.storage.table_export import DiskTableFiles
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.session import EndpointState, Session
from holysheep_desktop.ui.tabs.fixed_tabs import TabName
from holysheep_desktop.ui.tabs.tab import Tab
from holysheep_desktop.ui.window.frame import Frame, Stores

PATIENCE_MS = 60_000
BEGUN_MS = 1_795_400_000_000
"""23 November 2026."""
_TURN_MS = 5
QUIET_MS = 60
"""Timers that wait for typing to end, and the fade of a new finding, are over by then."""
_FEWEST_TURNS = 5
"""A layout asks for the next one: a machine that is held by others may let only one happen in that time."""
T = TypeVar("T")
Found = TypeVar("Found", bound=QWidget)


def wait_until(condition: Callable[[], bool]) -> None:
    """Let the program work until something is so; AssertionError when it never is."""
    deadline = QDeadlineTimer(PATIENCE_MS)
    while not condition():
        assert not deadline.hasExpired(), "waited in vain"
        QTest.qWait(_TURN_MS)


def let_settle(quiet_ms: int = QUIET_MS) -> None:
    """Let layouts, late paints and short timers finish."""
    QTest.qWait(quiet_ms)
    for _ in range(_FEWEST_TURNS):
        QTest.qWait(1)


def give_keys(window: QWidget) -> None:
    """A window of an earlier test, just going, may have taken them."""
    if not window.isActiveWindow():
        window.activateWindow()
        wait_until(window.isActiveWindow)
        let_settle()


def done(work: Awaitable[T]) -> T:
    """The result of an awaitable, while the program works on."""

    async def steps() -> T:
        return await work

    results: list[T] = []
    failures: list[BaseException] = []
    job = Job()
    job.succeeded.connect(results.append)
    job.failed.connect(failures.append)
    job.start(steps(), name="stage")
    wait_until(lambda: bool(results or failures))
    if failures:
        raise failures[0]
    return results[0]


class Stage:
    """The program with its tabs; `source` answers every endpoint."""

    def __init__(
        self, theme: Theme, languages: Languages, source: AnalysisSource, database: Database | None = None
    ) -> None:
        self._source = source
        self._database = database or Database(None)
        self.theme, self.languages = theme, languages
        self.history = SqliteHistory(self._database, software)
        self.batches, self.book = MemoryBatches(), MemoryBook()
        self.session = Session(self._connect, Endpoint(EndpointKind.LOCAL))
        stores = Stores(
            MemoryKeys(),
            MemoryReports(),
            ProgramFacts(),
            exports=MemoryExports(),
            batches=BatchStores(
                self.batches, self.book, DiskPromptFiles(), DiskTableFiles(), DiskJobFolders()
            ),
            history=self.history,
        )
        self.frame = Frame(self.session, theme, languages, stores, Settings(terms_shown=True))
        self.window = self.frame.window
        self.window.show()
        self.window.show_sidecar(SidecarState(SidecarPhase.READY, base_url="http://127.0.0.1:8000/v1"))
        self.session.refresh_models()
        wait_until(lambda: self.frame.is_complete and self.session.state is not EndpointState.ASKING)
        give_keys(self.window)

    def _connect(self, _endpoint: Endpoint) -> AnalysisSource:
        return self._source

    @property
    def tabs(self) -> QTabWidget:
        return self.find(self.window, QTabWidget, "tabs")

    def tab(self, name: TabName) -> Tab:
        """One of the fixed tabs, brought to the front."""
        self.tabs.setCurrentIndex(list(TabName).index(name))
        tab = self.tabs.currentWidget()
        assert isinstance(tab, Tab)
        return tab

    def find(self, parent: QWidget, kind: type[Found], name: str) -> Found:
        found = parent.findChild(kind, name)
        assert found is not None, name
        return found

    def dress(self, language: Language, theme: ThemeChoice, size: tuple[int, int]) -> None:
        """Change language, theme and size of the window, as a person may at any time."""
        if self.languages.current is not language:
            self.languages.choose(language)
        if self.theme.choice is not theme:
            self.theme.choose(theme)
        self.window.resize(QSize(*size))
        let_settle()

    def let_finish(self, *, with_jobs: bool) -> None:
        """Wait until no timer has anything before it, and until nothing runs unless a reply is held back."""
        timers = self.window.findChildren(QTimer)

        def is_quiet() -> bool:
            waits = any(isValid(timer) and timer.isSingleShot() and timer.isActive() for timer in timers)
            return not waits and not (with_jobs and asyncio.all_tasks(asyncio.get_running_loop()))

        let_settle()
        wait_until(is_quiet)
        let_settle()

    def fill_history(self, records: Sequence[Record]) -> None:
        """Runs of another day, one each minute."""
        for record in records:
            done(self.history.add(record, endpoint="http://127.0.0.1:8000/v1"))
        times = f"UPDATE run SET started_ms = {BEGUN_MS} + 60000 * id, finished_ms = {BEGUN_MS} + 60000 * id"
        done(self._database.write(lambda connection: connection.execute(times).rowcount))

    def close(self) -> None:
        """Take everything down; nothing is left running."""
        self.window.hide()
        done(self.frame.history.flush() if self.frame.history else asyncio.sleep(0))
        done(self._database.aclose())
        self.window.deleteLater()
        let_settle(1)


def picture_of(widget: QWidget, scale: float = 1.0) -> QPixmap:
    """What is painted, at a scale of the screen, wherever an earlier test left the pointer."""
    nowhere = QPointF(-1, -1)
    for part in (widget, *widget.findChildren(QWidget)):
        part.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        # tabs, headers and rows remember by themselves which of them the pointer is over
        QApplication.sendEvent(part, QHoverEvent(QEvent.Type.HoverLeave, nowhere, nowhere, nowhere))
    picture = QPixmap(widget.size() * scale)
    picture.setDevicePixelRatio(scale)
    widget.render(picture)
    return picture
