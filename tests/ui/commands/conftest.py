from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

import pytest
from fakes.source import FakeSource
from fakes.stores import MemoryKeys, MemoryReports
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.children import child

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.program_facts import ProgramFacts
from holysheep_desktop.core.settings import Language, Settings, ThemeChoice
from holysheep_desktop.storage.database import Database
from holysheep_desktop.storage.history.store import SqliteHistory
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.reports import software
from holysheep_desktop.ui.session import EndpointState, Session
from holysheep_desktop.ui.tabs.fixed_tabs import TabName
from holysheep_desktop.ui.tabs.tab import Tab
from holysheep_desktop.ui.widgets.prompt_edit import PromptEdit
from holysheep_desktop.ui.window.frame import Frame, Stores
from holysheep_desktop.ui.window.windows import Windows


@dataclass
class Program:
    """All windows over fakes and a history in memory."""

    qtbot: QtBot
    app: QApplication
    theme: Theme
    source: FakeSource
    database: Database
    windows: Windows
    session: Session
    stores: Stores
    saved: list[Settings] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    made: list[Windows] = field(default_factory=list)

    @property
    def frame(self) -> Frame:
        return self.windows.front

    def wait(self, is_true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_true, timeout=20_000)

    def do(self, work: Awaitable[object]) -> None:
        async def steps() -> None:
            await work

        job = Job()
        with self.qtbot.waitSignal(job.succeeded):
            job.start(steps(), name="test")

    def show(self, frame: Frame, name: TabName) -> Tab:
        tab = frame.window.tabs.widget(list(TabName).index(name))
        assert isinstance(tab, Tab)
        frame.window.bring_to_front(tab)
        return tab

    def ask(self, tab: Tab, prompt: str) -> None:
        """Type a prompt and let it run to its end."""
        child(tab, PromptEdit, "saePrompt").set_prompt(prompt)
        tab.run()
        self.wait(lambda: not tab.is_running())

    def started_again(self, settings: Settings) -> Windows:
        languages = Languages(self.app, Language.ENGLISH)
        windows = Windows(self.session, self.theme, languages, self.stores, settings)
        self.made.append(windows)
        windows.restore()
        windows.first.window.show()
        self.wait(lambda: all(frame.is_complete for frame in windows.frames))
        return windows


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, theme: Theme, qt_loop: EventLoop) -> Iterator[Program]:
    source, database = FakeSource(), Database(None)
    session = Session(lambda _endpoint: source, Endpoint(EndpointKind.LOCAL))
    told: list[tuple[str, str]] = []

    async def notify(title: str, text: str) -> bool:
        told.append((title, text))
        return True

    stores = Stores(
        MemoryKeys(),
        MemoryReports(),
        ProgramFacts(),
        history=SqliteHistory(database, software),
        notify=notify,
    )
    settings = Settings(theme=ThemeChoice.LIGHT, language=Language.ENGLISH, terms_shown=True)
    windows = Windows(session, theme, Languages(qapp, Language.ENGLISH), stores, settings)
    program = Program(
        qtbot, qapp, theme, source, database, windows, session, stores, told=told, made=[windows]
    )
    windows.settings_changed.connect(program.saved.append)
    windows.first.window.show()
    session.refresh_models()
    qtbot.waitUntil(lambda: windows.first.is_complete and session.state is EndpointState.READY)
    yield program
    for made in program.made:
        made.begin_to_end()
        program.do(made.flush())
        for frame in made.frames:
            frame.window.deleteLater()
    program.do(database.aclose())
