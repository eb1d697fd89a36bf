"""The tabs that are always there: the first at once, the others after the window's first paint.

The tabs of analyses take a quarter of a second to import and to make; a person sees the window before that.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from holysheep_desktop.core.stores import ExportFiles, LabelFiles
from holysheep_desktop.ui.first_paint import FirstPaint
from holysheep_desktop.ui.main_window import MainWindow
from holysheep_desktop.ui.models.tab import ModelsTab
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.tab import Tab
from holysheep_desktop.ui.theme import Theme

_MODELS, _SAE, _PATCHING = "models", "sae", "patching"
_NAMES = (_MODELS, _SAE, _PATCHING)
_WINDOW = "window"


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
        self._tabs: dict[str, Tab] = {_MODELS: self.models}
        self.window = MainWindow(session, theme, self.models)
        self._first_paint = FirstPaint(self.window)
        self._first_paint.happened.connect(self._add_next)

    @property
    def is_complete(self) -> bool:
        """Whether all tabs are there."""
        return len(self._tabs) == len(_NAMES)

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

    def analysis_tab(self, *, is_patching: bool) -> Tab:
        """A new tab of either kind."""
        if is_patching:
            from holysheep_desktop.ui.patching.tab import PatchingTab

            return PatchingTab(self._session, self._theme, self._exports)
        from holysheep_desktop.ui.sae.tab import SaeTab

        return SaeTab(self._session, self._theme, label_files=self._labels)

    @Slot()
    def _add_next(self) -> None:
        """One in each turn of the loop, so that the window answers in between."""
        name = _NAMES[len(self._tabs)]
        self._tabs[name] = tab = self.analysis_tab(is_patching=name == _PATCHING)
        self.window.add_tab(tab)
        if self._state:
            self._restore(name)
        if self.is_complete:
            self.completed.emit()
        else:
            QTimer.singleShot(0, self._add_next)

    def _restore(self, name: str) -> None:
        self._tabs[name].restore_state(self._state.get(name, ""))
        self.window.restore_state(self._state.get(_WINDOW, ""))
