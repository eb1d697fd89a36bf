"""The guided tour: steps over two tabs of its own, in which the real model is really asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.core.history import RunState
from holysheep_desktop.core.presets import Preset, Topic
from holysheep_desktop.core.report import RecordKind
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.full_analysis.presets import presets
from holysheep_desktop.ui.patching.tab import PatchingTab
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.tabs.tab import Tab
from holysheep_desktop.ui.tour.overlay import Overlay
from holysheep_desktop.ui.tour.steps import STEPS, Place, Step, step_words
from holysheep_desktop.ui.window.main_window import MainWindow

_ANSWER_TOKENS = 16
"""The tour is about the inside; nobody shall wait for long answers."""


class Tour(QObject):
    """Signals: ended(). It can be left at any step; the tabs it made stay."""

    ended = Signal()

    def __init__(self, window: MainWindow, theme: Theme, new_tab: Callable[[RecordKind], Tab]) -> None:
        super().__init__(window)
        self._window, self._new_tab = window, new_tab
        self._review = film_review()
        self._number = 0
        self._failure = ""
        self._is_over = False
        self._tabs: dict[Place, SaeTab | PatchingTab] = {}
        self._overlay = Overlay(theme, window)
        card = self._overlay.card
        card.next_requested.connect(self.go_on)
        card.back_requested.connect(self.go_back)
        card.end_requested.connect(self.end)
        window.tab_closed.connect(self._on_tab_closed)
        window.installEventFilter(self)

    @property
    def step(self) -> Step:
        """Where the tour is."""
        return STEPS[self._number]

    def begin(self) -> None:
        """Show the first step."""
        self._go(0)

    @Slot()
    def go_on(self) -> None:
        """The next step; a step that runs something is left when that has worked."""
        tab = self._tabs.get(self.step.place)
        if self.step.runs and tab is not None and not _has_found(tab):
            self._failure = ""
            tab.run()
            if not tab.is_running():
                self._failure = self.tr("It could not start; the message in the tab says why.")
            self._show()
        elif self._number + 1 < len(STEPS):
            self._go(self._number + 1)
        else:
            self.end()

    @Slot()
    def go_back(self) -> None:
        """The step before."""
        self._go(max(0, self._number - 1))

    @Slot()
    def end(self) -> None:
        """Take everything away but the tabs, whose titles still follow the language."""
        if self._is_over:
            return
        self._is_over = True
        had_focus = self._overlay.card.isAncestorOf(self._window.focusWidget())
        self._overlay.leave()
        if had_focus:
            self._window.tabs.focus_front()
        self.ended.emit()
        self._go_with_the_last_tab()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LanguageChange:
            if not self._is_over:
                self._show()
            for tab in self._tabs.values():
                self._window.tabs.setTabText(self._window.tabs.indexOf(tab), self._title(tab))
        return super().eventFilter(watched, event)

    def _go(self, number: int) -> None:
        self._number, self._failure = number, ""
        self._show()
        self._overlay.point_at(self._target())
        self._overlay.card.take_focus()

    def _show(self) -> None:
        card = self._overlay.card
        card.show_step(step_words(self.step.name), self._number + 1, len(STEPS))
        tab = self._tabs.get(self.step.place)
        is_running = self.step.runs and tab is not None and tab.is_running()
        state = self.tr("The model is working …") if is_running else self._failure
        card.show_next(self._next_text(), state, is_ready=not is_running)
        self._overlay.settle()

    def _next_text(self) -> str:
        tab = self._tabs.get(self.step.place)
        if self.step.runs and (tab is None or not _has_found(tab)):
            return self.tr("Run")
        return self.tr("Done") if self._number + 1 == len(STEPS) else self.tr("Next")

    def _target(self) -> QWidget | None:
        """The widget that the step speaks of, in a tab that is brought to the front."""
        step = self.step
        if step.place is Place.NOWHERE:
            return None
        tab = self._tabs.get(step.place) or self._made(step.place)
        self._window.bring_to_front(tab)
        if isinstance(tab, SaeTab) and step.name == "feature" and tab.finding.feature is not None:
            tab.finding.choose_feature(tab.finding.feature)
        for side in (tab.question, tab.finding):
            found = side.findChild(QWidget, step.target)
            if isinstance(found, QWidget):
                return found
        return None

    def _made(self, place: Place) -> SaeTab | PatchingTab:
        kind = RecordKind.SAE if place is Place.SAE else RecordKind.PATCHING
        tab = self._new_tab(kind)
        assert isinstance(tab, SaeTab | PatchingTab)
        self._tabs[place] = tab
        self._window.add_report_tab(tab, self._title(tab))
        tab.question.max_tokens.setValue(_ANSWER_TOKENS)
        if isinstance(tab, SaeTab):
            tab.question.prompt.set_prompt(self._review.prompt)
        else:
            tab.question.original.set_prompt(self._review.prompt)
            tab.question.comparison.set_prompt(self._review.comparison)
            tab.question.layer.setValue(self._review.layer)
        tab.run_begun.connect(self._show_run)
        tab.run_ended.connect(self._on_run_ended)
        return tab

    def _title(self, tab: Tab) -> str:
        return self.tr("Tour: {tab}").format(tab=tab.title())

    @Slot()
    def _show_run(self) -> None:
        if not self._is_over:
            self._show()

    @Slot(object, object)
    def _on_run_ended(self, state: RunState, _error: BaseException | None) -> None:
        is_awaited = self.step.runs and self.sender() is self._tabs.get(self.step.place)
        if self._is_over or not is_awaited:
            return
        tab = self._tabs[self.step.place]
        if state is RunState.OK and _has_found(tab):
            self._go(self._number + 1)
            return
        self._failure = {
            RunState.OK: self.tr(
                "This model cannot be looked into. Choose Local at the top left, and run again."
            ),
            RunState.CANCELLED: self.tr("Stopped."),
        }.get(state, self.tr("That did not work; the message in the tab says why."))
        self._show()

    @Slot(object)
    def _on_tab_closed(self, tab: Tab) -> None:
        left = {place: one for place, one in self._tabs.items() if one is not tab}
        if len(left) == len(self._tabs):
            return
        self._tabs = left
        self.end()
        self._go_with_the_last_tab()

    def _go_with_the_last_tab(self) -> None:
        if self._is_over and not self._tabs:
            self._window.removeEventFilter(self)
            self.deleteLater()


def _has_found(tab: SaeTab | PatchingTab) -> bool:
    """Whether there is anything that the next steps could point at."""
    if isinstance(tab, SaeTab):
        features = tab.finding.features
        return features is not None and bool(features.features) and not tab.finding.is_measuring
    shown = tab.finding.shown
    return shown is not None and shown[1].patching is not None


def film_review() -> Preset:
    """The two reviews in the language of the interface."""
    language = "ko" if QLocale().language() is QLocale.Language.Korean else "en"
    return next(one for one in presets() if one.topic is Topic.FILM and one.language == language)
