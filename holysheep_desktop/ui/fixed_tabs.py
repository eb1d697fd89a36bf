"""The tabs that are always there: the first at once, the others after the window's first paint.

The tabs of analyses take a quarter of a second to import and to make; a person sees the window before that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from holysheep_desktop.core.report import RecordKind
from holysheep_desktop.core.stores import ExportFiles, LabelFiles
from holysheep_desktop.ui.first_paint import FirstPaint
from holysheep_desktop.ui.main_window import MainWindow
from holysheep_desktop.ui.models.tab import ModelsTab
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.tab import Tab
from holysheep_desktop.ui.theme import Theme

_WINDOW = "window"


class TabName(StrEnum):
    """The tabs from left to right, by the names under which the settings file remembers them."""

    MODELS = "models"
    SAE = "sae"
    PATCHING = "patching"


_TAB_OF = {RecordKind.SAE: TabName.SAE, RecordKind.PATCHING: TabName.PATCHING}


class FixedTabs(QObject):
    """Makes the tabs, adds them to the window, and keeps what they remember.

    Signals: completed() when all tabs are there.
    """

    completed = Signal()

    def __init__(
        self, session: Session, theme: Theme, labels: LabelFiles | None, exports: ExportFiles | None
    ) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._labels, self._exports = labels, exports
        self._state: Mapping[str, str] = {}
        self.models = ModelsTab(session, theme)
        self._makers: dict[TabName, Callable[[], Tab]] = {
            TabName.SAE: self._sae_tab,
            TabName.PATCHING: self._patching_tab,
        }
        self._tabs: dict[TabName, Tab] = {TabName.MODELS: self.models}
        self.window = MainWindow(session, theme, self.models)
        self._first_paint = FirstPaint(self.window)
        self._first_paint.happened.connect(self._add_next)

    @property
    def is_complete(self) -> bool:
        """Whether all tabs are there."""
        return len(self._tabs) == len(TabName)

    def saved_state(self) -> dict[str, str]:
        """What tabs and window remember; what was to be restored stands for a tab that is not there yet."""
        state = dict(self._state)
        state.update((name, tab.save_state()) for name, tab in self._tabs.items())
        if self.is_complete:
            state[_WINDOW] = self.window.save_state()
        return state

    def restore(self, state: Mapping[str, str]) -> None:
        """Take back what `saved_state` gave; for a tab that comes later, when it comes."""
        self._state = state
        for name in self._tabs:
            self._restore(name)

    def new_tab(self, kind: RecordKind) -> Tab:
        """A new tab that can show a record of this kind."""
        return self._makers[_TAB_OF[kind]]()

    def _sae_tab(self) -> Tab:
        from holysheep_desktop.ui.sae.tab import SaeTab

        return SaeTab(self._session, self._theme, label_files=self._labels)

    def _patching_tab(self) -> Tab:
        from holysheep_desktop.ui.patching.tab import PatchingTab

        return PatchingTab(self._session, self._theme, self._exports)

    @Slot()
    def _add_next(self) -> None:
        """One in each turn of the loop, so that the window answers in between."""
        name = list(TabName)[len(self._tabs)]
        self._tabs[name] = tab = self._makers[name]()
        self.window.add_tab(tab)
        if self._state:
            self._restore(name)
        if self.is_complete:
            self.completed.emit()
        else:
            QTimer.singleShot(0, self._add_next)

    def _restore(self, name: TabName) -> None:
        self._tabs[name].restore_state(self._state.get(name, ""))
        self.window.restore_state(self._state.get(_WINDOW, ""))
