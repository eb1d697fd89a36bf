"""One window over fakes, for tests of what happens across its tabs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from fakes.source import FakeSource
from fakes.stores import MemoryKeys, MemoryReports
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.program_facts import ProgramFacts
from holysheep_desktop.core.settings import Language, Settings, ThemeChoice
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.tabs.fixed_tabs import TabName
from holysheep_desktop.ui.window.frame import Frame, Stores
from holysheep_desktop.ui.window.main_window import MainWindow

Found = TypeVar("Found", bound=QWidget)


class FrameBench:
    """The interface, the source that it asks, and the settings that it changed."""

    def __init__(self, qtbot: QtBot, theme: Theme, languages: Languages) -> None:
        self.qtbot, self.theme, self.languages = qtbot, theme, languages
        self.source = FakeSource()
        self.endpoints: list[Endpoint] = []
        self.saved: list[Settings] = []
        self.session = Session(self._connect, Endpoint(EndpointKind.LOCAL))
        settings = Settings(theme=ThemeChoice.LIGHT, language=Language.ENGLISH)
        stores = Stores(MemoryKeys(), MemoryReports(), ProgramFacts())
        self.frame = Frame(self.session, theme, languages, stores, settings)
        self.frame.settings_changed.connect(self.saved.append)
        self.window.show()
        qtbot.waitUntil(lambda: self.frame.is_complete)

    @property
    def window(self) -> MainWindow:
        return self.frame.window

    @property
    def sae_tab(self) -> SaeTab:
        tabs = [tab for tab in self.window.tabs.all() if isinstance(tab, SaeTab)]
        return tabs[0]

    @property
    def titles(self) -> list[str]:
        return self.window.tabs.titles()

    @property
    def front(self) -> QWidget:
        return self.window.current_tab

    def find(self, kind: type[Found], name: str, parent: QWidget | None = None) -> Found:
        found = (parent or self.window).findChild(kind, name)
        assert found is not None, name
        return found

    def _connect(self, endpoint: Endpoint) -> FakeSource:
        self.endpoints.append(endpoint)
        return self.source


N_FIXED = len(TabName) - 2
"""The bench has no place for batches and history."""


@contextmanager
def bench_of(qtbot: QtBot, qapp: QApplication, theme: Theme) -> Iterator[FrameBench]:
    languages = Languages(qapp, Language.ENGLISH)
    bench = FrameBench(qtbot, theme, languages)
    yield bench
    bench.frame.stop()
    bench.window.hide()
    bench.window.deleteLater()
    languages.choose(Language.ENGLISH)
    theme.choose(ThemeChoice.LIGHT)
