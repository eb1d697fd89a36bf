"""All windows open at once, in English; then the language for tests is chosen, as a user chooses one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fakes.source import FakeSource
from PySide6.QtWidgets import QApplication, QFileDialog, QTabWidget, QWidget
from screenshots.stage import Stage, let_settle
from translations import gallery, update
from translations.pseudo import BEGIN, make_pseudo_language, pseudo, speaking
from translations.shown import cut_texts, texts_of

from holysheep_desktop.core.settings import Language
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.tabs.fixed_tabs import TabName

NARROWEST = (1024, 700)
FULL_HD_AT_200 = (960, 540)
TITLE_BAR = 40
N_LOOKS = 20
OF_QT = ("ScrollLeftButton", "ScrollRightButton", "qt_keysequenceedit_lineedit")
NOT_OURS = ("Export", "Export...", "top tokens")
"""Actions in the menu of pyqtgraph, which is not shown, and the source of the fake's labels."""
STALE_WHILE_HIDDEN = ("modelsState", "paletteOffers")
"""Filled anew each time they are shown."""
_PLACEHOLDER = re.compile(r"\\\{\w*(?::[^}]*)?\\\}|%L?n")
_LETTERS = re.compile(r"[^\W\d_]{3,}")


@dataclass
class Seen:
    """What the walk through all windows found."""

    windows: set[str] = field(default_factory=set)
    n_texts: int = 0
    left_behind: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    smallest: tuple[int, int] = (0, 0)


_SEEN: list[Seen] = []
"""The walk is made once, by the first test that needs it."""


@pytest.fixture
def seen(qt_loop: object, qapp: QApplication, theme: Theme, tmp_path: Path) -> Seen:
    if not _SEEN:
        _SEEN.append(walk(qapp, theme, make_pseudo_language(tmp_path)))
    return _SEEN[0]


def walk(app: QApplication, theme: Theme, compiled: Path) -> Seen:
    languages = Languages(app, Language.ENGLISH)
    stage = Stage(theme, languages, FakeSource())
    gallery.ask_everything(stage)
    windows = gallery.open_everything(stage)
    seen = Seen({window.objectName() for window in windows})
    seen.smallest = stage.window.minimumSizeHint().toTuple()
    known = list(known_texts())
    try:
        with speaking(app, compiled):
            let_settle(200)
            for window in windows:
                look_for_english(window, known, seen)
                seen.cut += [cut for page in pages_of(window) for cut in cut_for_good(page)]
            stage.window.resize(*NARROWEST)
            for name in TabName:
                tab = stage.tab(name)
                let_settle(20)
                seen.cut += [cut for page in pages_of(tab) for cut in cut_for_good(page)]
    finally:
        gallery.close_everything(stage)
        stage.close()
    return seen


def look_for_english(window: QWidget, known: list[re.Pattern[str]], seen: Seen) -> None:
    """What still reads as the source has it was not set anew. File dialogs are Qt's."""
    if isinstance(window, QFileDialog):
        return
    for place, text in texts_of(window):
        seen.n_texts += 1
        if not text or BEGIN in text or text in NOT_OURS:
            continue
        if any(name in place for name in (*OF_QT, *STALE_WHILE_HIDDEN)):
            continue
        if any(pattern.fullmatch(text) for pattern in known):
            seen.left_behind.append(f"{place}: {text}")


def cut_for_good(page: QWidget) -> list[str]:
    """What is still cut when layouts have had all the time they need."""
    for _ in range(N_LOOKS):
        if not (cut := cut_texts(page)):
            return []
        let_settle(50)
    return cut


def pages_of(window: QWidget) -> Iterator[QWidget]:
    """The window with each page of its tabs in front, one after the other."""
    yield window
    for tabs in window.findChildren(QTabWidget):
        if not tabs.isVisible() or tabs.objectName() == "tabs":
            continue
        before = tabs.currentIndex()
        for index in range(tabs.count()):
            if index != before and tabs.isTabVisible(index) and tabs.isTabEnabled(index):
                tabs.setCurrentIndex(index)
                let_settle(10)
                yield tabs
        tabs.setCurrentIndex(before)


def known_texts() -> Iterator[re.Pattern[str]]:
    """Every text of the source; a placeholder may hold anything."""
    for message in ElementTree.parse(update.TRANSLATION).getroot().iter("message"):
        text = message.findtext("source", "")
        if _LETTERS.search(_PLACEHOLDER.sub("", re.escape(text))):
            yield re.compile(_PLACEHOLDER.sub(".+", re.escape(text)), re.DOTALL)


def test_that_the_walk_sees_the_windows_of_the_program(seen: Seen) -> None:
    wanted = {"mainWindow", "settingsDialog", "inspector", "about", "terms", "log", "diagnostics",
              "resetDialog", "safeModeDialog", "comparison", "explanation", "alignmentEditor", "answerDialog",
              "fileDialog", "shortcuts"}  # fmt: skip

    assert wanted - seen.windows == set()
    assert seen.n_texts > 2_000


def test_that_every_open_window_changes_its_language_at_once(seen: Seen) -> None:
    assert not seen.left_behind, "\n".join(sorted(set(seen.left_behind)))


def test_that_no_text_is_cut_in_a_language_that_is_40_percent_longer(seen: Seen) -> None:
    assert not seen.cut, "\n".join(sorted(set(seen.cut)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Show {n} runs", "⟦Šhõw {n} ŕüñš~~~~⟧"),
        ("&File", "⟦&Fîlé⟧"),
        ("%n line(s)", "⟦%n lîñé(š)~~⟧"),
        ("Reports (*.json)", "⟦Ŕépõŕtš~~~~~⟧ (*.json)"),
        ("{share:.0%} of it", "⟦{share:.0%} õf ît~~~~~⟧"),
    ],
)
def test_that_the_language_for_tests_keeps_what_is_not_wording(text: str, expected: str) -> None:
    assert pseudo(text).replace(" ~", "~") == expected


def test_that_the_full_window_fits_a_full_hd_screen_at_200_percent(seen: Seen) -> None:
    width, height = seen.smallest

    assert (width, height) > (0, 0)
    assert width <= FULL_HD_AT_200[0]
    assert height <= FULL_HD_AT_200[1] - TITLE_BAR
