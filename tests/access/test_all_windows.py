"""Every window and dialog that the program can open, with findings in every tab, in Korean, by keys alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from access import walk
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QTabWidget, QToolButton, QWidget
from screenshots import recorded, scenes
from screenshots.recorded import RecordedSource
from screenshots.stage import Stage, let_settle
from translations import gallery

from holysheep_desktop.core.settings import Language, ThemeChoice
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.help.desk import HelpDesk
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.tabs.fixed_tabs import TabName

SCENES = ("sae-feature", "patching-map", "pairs-full", "steering-full", "history-full", "batch-full",
          "full-full", "debug-full", "sae-running", "sae-failed")  # fmt: skip
CHECKS: dict[str, Callable[[QWidget], Iterator[str]]] = {
    "names": walk.unnamed,
    "mouse": walk.only_by_mouse,
    "charts": walk.mute_charts,
    "contrast": walk.pale,
    "tab": lambda window: walk.missed_by_tab(window, forward=True),
}


@dataclass
class Met:
    """What was looked at, and what is wrong by kind."""

    windows: set[str] = field(default_factory=set)
    n_charts: int = 0
    wrong: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in (*CHECKS, "back")})

    def look(self, window: QWidget, *, back: bool = False) -> None:
        self.windows.add(window.objectName())
        self.n_charts += sum(isinstance(one, walk.TableChart) for one in walk.shown_in(window))
        for kind, check in CHECKS.items():
            self.wrong[kind].update(check(window))
        if back:
            self.wrong["back"].update(walk.missed_by_tab(window, forward=False))


_MET: list[Met] = []
"""The walk is made once, by the first test that needs it."""


@pytest.fixture
def met(qt_loop: object, qapp: QApplication, theme: Theme) -> Met:
    if not _MET:
        languages = Languages(qapp, Language.KOREAN)
        theme.choose(ThemeChoice.DARK)
        _MET.append(walked(theme, languages))
        theme.choose(ThemeChoice.LIGHT)
        Languages(qapp, Language.ENGLISH)
    return _MET[0]


def walked(theme: Theme, languages: Languages) -> Met:
    met, source = Met(), RecordedSource()
    stage = Stage(theme, languages, source)
    stage.window.resize(1280, 800)
    for name in TabName:
        stage.tab(name)
        stage.let_finish(with_jobs=True)
        met.look(stage.window)
    for name in SCENES:
        with scenes.SCENES[name](stage, source) as window:
            stage.let_finish(with_jobs=not source.is_holding)
            met.look(stage.window, back=name in {"sae-feature", "patching-map", "full-full"})
            look_at_pages(window, met)
    look_at_windows(stage, met)
    stage.close()
    return met


def look_at_pages(window: QWidget, met: Met) -> None:
    for tabs in window.findChildren(QTabWidget):
        if tabs.isVisible() and tabs.objectName() != "tabs":
            for index in range(tabs.count()):
                if tabs.isTabVisible(index) and tabs.isTabEnabled(index):
                    tabs.setCurrentIndex(index)
                    let_settle(5)
                    met.look(tabs.window())


def look_at_windows(stage: Stage, met: Met) -> None:
    """One after the other, as a person opens them; the last is the tour, which lies over the window."""
    desk = HelpDesk(stage.theme)
    actions = [
        getattr(stage.window.menus, name)
        for name in (*gallery.ACTIONS, "help_topics", "chart_table")
        if name != "palette"
    ]  # it goes as soon as the focus leaves it
    patching = stage.tab(TabName.PATCHING)
    patching.show_record(recorded.record("patching"))
    buttons = [stage.find(patching, QToolButton, name) for name in ("alignmentButton", "answersButton")]
    begins = [(TabName.SAE, action.trigger) for action in actions]
    begins += [(TabName.PATCHING, button.click) for button in buttons]
    for tab, begin in begins:
        stage.tab(tab)
        let_settle(30)
        begin()
        let_settle(120)  # a dialog that asks is a job that goes on
        for window in list(gallery.opened()):
            if window is not stage.window and not isinstance(window, QFileDialog):
                met.look(window, back=True)
                look_at_pages(window, met)
        gallery.close_everything(stage)
    for name in ("welcome", "tour"):
        getattr(stage.window.menus, name).trigger()
        stage.let_finish(with_jobs=False)
        met.look(stage.window)
    desk.deleteLater()


def test_that_the_walk_meets_every_window_and_many_charts(met: Met) -> None:
    wanted = {"mainWindow", "settingsDialog", "inspector", "about", "terms", "log", "diagnostics",
              "shortcuts", "resetDialog", "safeModeDialog", "comparison", "explanation", "alignmentEditor",
              "answerDialog", "helpWindow", "chartTableWindow"}  # fmt: skip

    assert wanted - met.windows == set()
    assert met.n_charts > 60


@pytest.mark.parametrize("kind", [*CHECKS, "back"])
def test_that_nothing_is_closed_to_keys_and_screen_readers(met: Met, kind: str) -> None:
    assert not met.wrong[kind], "\n".join(sorted(met.wrong[kind]))


def test_that_a_new_control_without_a_name_is_found(qt_loop: object, theme: Theme) -> None:
    window = QWidget()
    button = QPushButton("", window)
    button.setObjectName("fresh")
    window.show()

    found = list(walk.unnamed(window))
    button.setAccessibleName("실행")
    window.setAccessibleName("창")

    assert any("fresh has no name" in line for line in found)
    assert list(walk.unnamed(window)) == []
    window.close()
