"""What holds for every analysis tab: language, room, and leaving nothing behind."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from fakes.source import FakeSource
from PySide6.QtCore import QObject, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QTabWidget
from pytestqt.qtbot import QtBot
from ui.tab_bench import Bench

from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.debug.tab import DebugTab
from holysheep_desktop.ui.full_analysis.tab import FullTab
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.patching.tab import PatchingTab
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.analysis_tab import AnalysisTab

TABS: tuple[Callable[[Session, Theme], AnalysisTab], ...] = (SaeTab, PatchingTab, FullTab, DebugTab)
MARK = "§"


class Marking(QTranslator):
    """A language in which every text ends in a mark."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt names it
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        return sourceText + MARK


@pytest.fixture
def marking(qapp: QApplication) -> Iterator[Marking]:
    translator = Marking()
    yield translator
    qapp.removeTranslator(translator)


@pytest.fixture(params=TABS)
def bench(
    request: pytest.FixtureRequest, qtbot: QtBot, qt_loop: EventLoop, theme: Theme
) -> Bench[AnalysisTab]:
    return Bench(request.param, qtbot, theme, FakeSource())


def unmarked(bench: Bench[AnalysisTab]) -> list[str]:
    """Words on the screen that the language did not reach; numbers and names are in no language."""
    widgets = [*bench.tab.findChildren(QLabel), *bench.tab.findChildren(QAbstractButton)]
    texts = [(w.objectName(), w.text()) for w in widgets if w.isVisibleTo(bench.tab)]
    for tabs in bench.tab.findChildren(QTabWidget):
        texts += [("tab", tabs.tabText(place)) for place in range(tabs.count())]
    own = {"presetLanguage", "factValue", "answerToken", "featureToken", "featureWeight", "featureLabel"}
    return [
        f"{name}: {text}" for name, text in texts if _has_words(text) and MARK not in text and name not in own
    ]


def _has_words(text: str) -> bool:
    return any(character.isalpha() for character in text)


@pytest.mark.parametrize("has_result", [False, True])
def test_that_every_word_follows_the_language_while_the_program_runs(
    bench: Bench[AnalysisTab], marking: Marking, qapp: QApplication, has_result: bool
) -> None:
    if has_result:
        bench.tab.show_example(0)
        bench.run()

    qapp.installTranslator(marking)
    bench.qtbot.waitUntil(lambda: MARK in bench.find(QLabel, "questionTitle").text())

    assert unmarked(bench) == []


def fits(bench: Bench[AnalysisTab]) -> bool:
    (area,) = bench.tab.findChildren(QScrollArea, "findingScroll")
    return area.widget().width() <= area.viewport().width()


@pytest.mark.parametrize("size", [(1024, 600), (1280, 700), (1920, 1000)])
def test_that_nothing_is_cut_at_the_side_at_any_size(
    bench: Bench[AnalysisTab], size: tuple[int, int]
) -> None:
    bench.window.resize(*size)
    bench.tab.show_example(0)
    bench.run()

    bench.qtbot.waitUntil(lambda: fits(bench))


def test_that_nothing_is_cut_when_a_wide_window_gets_narrow(bench: Bench[AnalysisTab]) -> None:
    bench.window.resize(1920, 700)
    bench.tab.show_example(0)
    bench.run()
    if isinstance(bench.tab, SaeTab):
        bench.click_row("saeChartPlot", 0)  # the feature's page takes a part of the width
    bench.qtbot.wait(50)

    bench.window.resize(1024, 700)

    bench.qtbot.waitUntil(lambda: bench.window.width() == 1024 and bench.tab.width() == 1024 and fits(bench))


def test_that_a_tab_leaves_nothing_behind(qtbot: QtBot, qt_loop: EventLoop, theme: Theme) -> None:
    for make in TABS:
        bench = Bench(make, qtbot, theme, FakeSource())
        bench.tab.show_example(0)
        bench.run()
        gone: list[weakref.ref[QObject]] = [
            weakref.ref(bench.tab),
            *(weakref.ref(child) for child in bench.tab.findChildren(QObject)),
        ]
        with qtbot.waitSignal(bench.tab.destroyed):
            bench.tab.deleteLater()
        bench.window.close()
        del bench

        qtbot.waitUntil(partial(assert_all_gone, gone))  # the last step of a job may still hold the tab


def assert_all_gone(gone: list[weakref.ref[QObject]]) -> None:
    gc.collect()
    assert [type(ref()).__name__ for ref in gone if ref() is not None] == []


def test_that_ten_runs_leave_no_more_objects_than_two(bench: Bench[AnalysisTab]) -> None:
    bench.tab.show_example(0)
    for _ in range(2):
        bench.run()
    bench.qtbot.wait(20)
    before = len(bench.tab.findChildren(QObject))

    for _ in range(8):
        bench.run()

    bench.qtbot.waitUntil(lambda: len(bench.tab.findChildren(QObject)) <= before)
