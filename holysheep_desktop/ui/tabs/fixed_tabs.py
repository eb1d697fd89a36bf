"""The tabs that are always there: the first at once, the others after the window's first paint.

The tabs of analyses take a quarter of a second to import and to make; a person sees the window before that.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from holysheep_desktop.core.batches.batch import BatchStores
from holysheep_desktop.core.report import RecordKind
from holysheep_desktop.core.steering import SteeringStart
from holysheep_desktop.core.stores import ExportFiles, LabelFiles
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.models.tab import ModelsTab
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.tabs.tab import Tab
from holysheep_desktop.ui.widgets.draft import dump_draft, parse_draft
from holysheep_desktop.ui.window.first_paint import FirstPaint
from holysheep_desktop.ui.window.layout_memory import layout_of, restore_layout
from holysheep_desktop.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from holysheep_desktop.ui.steering.pane import SteeringPane

_WINDOW, _STEERING, _LAYOUT = "window", "steering", "layout"


class TabName(StrEnum):
    """The tabs from left to right, by the names under which the settings file remembers them."""

    MODELS = "models"
    SAE = "sae"
    PATCHING = "patching"
    FULL = "full"
    DEBUG = "debug"
    BATCH = "batch"
    HISTORY = "history"


_MODULES = {
    TabName.SAE: "holysheep_desktop.ui.sae.tab",
    TabName.PATCHING: "holysheep_desktop.ui.patching.tab",
    TabName.FULL: "holysheep_desktop.ui.full_analysis.tab",
    TabName.DEBUG: "holysheep_desktop.ui.debug.tab",
    TabName.BATCH: "holysheep_desktop.ui.batch.tab",
    TabName.HISTORY: "holysheep_desktop.ui.history.tab",
}
_TAB_OF = {
    RecordKind.SAE: TabName.SAE,
    RecordKind.PATCHING: TabName.PATCHING,
    RecordKind.PAIRS: TabName.PATCHING,
    RecordKind.FULL: TabName.FULL,
    RecordKind.DEBUG: TabName.DEBUG,
}


class FixedTabs(QObject):
    """Makes the tabs, adds them to the window, and keeps what they remember.

    Signals: completed() when all tabs are there.
    """

    completed = Signal()

    def __init__(
        self,
        session: Session,
        theme: Theme,
        labels: LabelFiles | None,
        exports: ExportFiles | None,
        batches: BatchStores | None = None,
        make_history: Callable[[], Tab] | None = None,
    ) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._labels, self._exports = labels, exports
        self._state: Mapping[str, str] = {}
        self._is_ending = False
        self.models = ModelsTab(session, theme)
        self._makers: dict[TabName, Callable[[], Tab]] = {
            TabName.SAE: self._sae_tab,
            TabName.PATCHING: self._patching_tab,
            TabName.FULL: self._full_tab,
            TabName.DEBUG: self._debug_tab,
        }
        self._batches = batches
        if batches is not None:
            self._makers[TabName.BATCH] = self._batch_tab
        if make_history is not None:
            self._makers[TabName.HISTORY] = make_history
        # A tab whose stores are missing is left out.
        self._names = [name for name in TabName if name is TabName.MODELS or name in self._makers]
        self._tabs: dict[TabName, Tab] = {TabName.MODELS: self.models}
        self._steering: list[Tab] = []
        self.window = MainWindow(session, theme, self.models)
        self.window.tab_closed.connect(self._on_tab_closed)
        self._steps = self._adding()
        self._first_paint = FirstPaint(self.window)
        self._first_paint.happened.connect(self._add_next)

    @property
    def is_complete(self) -> bool:
        """Whether all tabs are there."""
        return len(self._tabs) == len(self._names)

    def saved_state(self) -> dict[str, str]:
        """What tabs and window remember; what was to be restored stands for a tab that is not there yet."""
        state = dict(self._state)
        state.update((name, tab.save_state()) for name, tab in self._tabs.items())
        layouts = parse_draft(state.get(_LAYOUT, ""))
        layouts.update((name, layout_of(tab, layouts.get(name, ""))) for name, tab in self._tabs.items())
        state[_LAYOUT] = dump_draft(layouts)
        if self.is_complete:
            state[_WINDOW] = self.window.save_state()
            state.pop(_STEERING, None)
            if self._steering:
                state[_STEERING] = "\n".join(tab.save_state() for tab in self._steering)
        return state

    def restore(self, state: Mapping[str, str]) -> None:
        """Take back what `saved_state` gave; for a tab that comes later, when it comes."""
        self._state = state
        for name in self._tabs:
            self._restore(name)
        if self.is_complete:
            self._restore_steering()

    def tab(self, name: TabName) -> Tab:
        """One of the tabs that are there already; raises KeyError."""
        return self._tabs[name]

    def stop_adding(self) -> None:
        """The program ends: tabs that are not there yet stay away."""
        self._is_ending = True

    def new_tab(self, kind: RecordKind) -> Tab:
        """A new tab that can show a record of this kind."""
        if kind is RecordKind.STEERING:
            return self._steering_tab()
        return self._makers[_TAB_OF[kind]]()

    def steering_tab(self, start: SteeringStart) -> Tab:
        """A new tab that steers what somebody wants to steer."""
        tab = self._steering_tab()
        tab.begin_with(start)
        self._steering.append(tab)
        return tab

    def _sae_tab(self) -> Tab:
        from holysheep_desktop.ui.sae.tab import SaeTab

        return SaeTab(self._session, self._theme, label_files=self._labels)

    def _patching_tab(self) -> Tab:
        from holysheep_desktop.ui.patching.tab import PatchingTab

        return PatchingTab(self._session, self._theme, self._exports)

    def _full_tab(self) -> Tab:
        from holysheep_desktop.ui.full_analysis.tab import FullTab

        return FullTab(self._session, self._theme, self._labels, self._exports)

    def _debug_tab(self) -> Tab:
        from holysheep_desktop.ui.debug.tab import DebugTab

        return DebugTab(self._session, self._theme, label_files=self._labels)

    def _batch_tab(self) -> Tab:
        from holysheep_desktop.ui.batch.tab import BatchTab

        assert self._batches is not None, "the tab is left out without stores"
        return BatchTab(self._session, self._theme, self._batches)

    def _steering_tab(self) -> SteeringPane:
        from holysheep_desktop.ui.steering.pane import SteeringPane

        return SteeringPane(self._session, self._theme)

    @Slot()
    def _add_next(self) -> None:
        """One step in each turn of the loop, so that the window answers in between."""
        if not self._is_ending:
            next(self._steps)

    def _adding(self) -> Iterator[None]:
        """To import a tab, to make it and to add it take up to 60 ms each."""
        for name in self._names[1:]:
            importlib.import_module(_MODULES[name])
            yield self._again()
            tab = self._makers[name]()
            yield self._again()
            self._tabs[name] = tab
            self.window.add_tab(tab)
            if self._state:
                self._restore(name)
            yield self._end_or_again()

    def _again(self) -> None:
        QTimer.singleShot(0, self._add_next)

    def _end_or_again(self) -> None:
        if self.is_complete:
            self._restore_steering()
            self._place_cursor()
            self.completed.emit()
        else:
            self._again()

    def _place_cursor(self) -> None:
        """Qt begins with the first control of the window; one begins with the question."""
        focused = cast(QWidget | None, self.window.focusWidget())
        if focused is None or self.window.endpoint_bar.isAncestorOf(focused):
            self.window.tabs.focus_front()

    def _restore(self, name: TabName) -> None:
        self._tabs[name].restore_state(self._state.get(name, ""))
        restore_layout(self._tabs[name], parse_draft(self._state.get(_LAYOUT, "")).get(name, ""))
        self.window.restore_state(self._state.get(_WINDOW, ""))

    def _restore_steering(self) -> None:
        """Steering tabs are opened on demand; what was typed in them comes back all the same."""
        for draft in self._state.get(_STEERING, "").splitlines():
            tab = self._steering_tab()
            tab.restore_state(draft)
            self._steering.append(tab)
            self.window.add_report_tab(tab, tab.title())
        self.window.restore_state(self._state.get(_WINDOW, ""))

    @Slot(object)
    def _on_tab_closed(self, tab: Tab) -> None:
        if tab in self._steering:
            self._steering.remove(tab)
