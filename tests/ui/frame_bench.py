"""One window over fakes, for tests of what happens across its tabs."""

from __future__ import annotations

from typing import TypeVar

from fakes.source import FakeSource
from fakes.stores import MemoryKeys, MemoryReports
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from ui.children import child

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.program_facts import ProgramFacts
from holysheep_desktop.core.settings import Language, Settings, ThemeChoice
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.session import EndpointState, Session
from holysheep_desktop.ui.tabs.fixed_tabs import TabName
from holysheep_desktop.ui.window.frame import Frame, Stores
from holysheep_desktop.ui.window.main_window import MainWindow

Found = TypeVar("Found", bound=QWidget)


class FrameBench:
    """The interface, the source that it asks, and the settings that it changed."""

    def __init__(
        self, qtbot: QtBot, theme: Theme, languages: Languages, source: FakeSource | None = None
    ) -> None:
        self.qtbot, self.theme, self.languages = qtbot, theme, languages
        self.source = FakeSource() if source is None else source
        self.keys, self.reports = MemoryKeys(), MemoryReports()
        self.endpoints: list[Endpoint] = []
        self.saved: list[Settings] = []
        self.session = Session(self._connect, Endpoint(EndpointKind.LOCAL))
        settings = Settings(theme=ThemeChoice.LIGHT, language=Language.ENGLISH)
        stores = Stores(self.keys, self.reports, ProgramFacts())
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
        return child(parent or self.window, kind, name)

    def said(self) -> str:
        return self.find(QLabel, "noticeTitle").text()

    def load_models(self) -> None:
        self.session.refresh_models()
        self.qtbot.waitUntil(lambda: self.session.state is EndpointState.READY)

    def close(self) -> None:
        self.frame.stop()
        self.window.hide()
        self.window.deleteLater()
        self.theme.choose(ThemeChoice.LIGHT)

    def _connect(self, endpoint: Endpoint) -> FakeSource:
        self.endpoints.append(endpoint)
        return self.source


N_FIXED = len(TabName) - 2
"""The bench has no place for batches and history."""
