from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fakes.source import CHAT_MODEL, SAE_MODEL
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from ui.frame_bench import N_FIXED, FrameBench

from holysheep_desktop.core.settings import Language, ThemeChoice
from holysheep_desktop.errors import RateLimitedError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.patching.tab import PatchingTab
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.tour.callout import Card, Ring
from holysheep_desktop.ui.tour.steps import STEPS, Place

pytestmark = pytest.mark.usefixtures("qt_loop")


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme, languages: Languages) -> Iterator[FrameBench]:
    bench = FrameBench(qtbot, theme, languages)
    bench.load_models()
    yield bench
    bench.close()


@pytest.fixture
def walk(bench: FrameBench) -> Walk:
    bench.window.menus.tour.trigger()
    return Walk(bench)


class Walk:
    """Goes through the tour as a person at the keyboard does."""

    def __init__(self, bench: FrameBench) -> None:
        self.bench = bench

    @property
    def card(self) -> Card:
        return self.bench.find(Card, "tourCard")

    @property
    def ring(self) -> Ring:
        return self.bench.find(Ring, "tourRing")

    @property
    def number(self) -> int:
        """The first line says of how many steps it is which, in the order of the language."""
        return min(int(found) for found in re.findall(r"\d+", self.card.words.partition("\n")[0]))

    @property
    def is_over(self) -> bool:
        cards = self.bench.window.findChildren(Card)
        return not any(card.isVisible() for card in cards)

    def key(self, key: Qt.Key) -> None:
        self.bench.qtbot.keyClick(self.bench.window.focusWidget(), key)

    def go_to(self, number: int) -> None:
        """Enter, step by step; a step that runs something is left when that is done."""
        while self.number < number:
            before = self.number
            self.key(Qt.Key.Key_Return)
            self.bench.qtbot.waitUntil(lambda before=before: self.number == before + 1)

    def target(self) -> QWidget:
        step = STEPS[self.number - 1]
        tab = self.bench.front
        assert isinstance(tab, SaeTab | PatchingTab)
        found = [side.findChild(QWidget, step.target) for side in (tab.question, tab.finding)]
        return next(one for one in found if one is not None)

    def place(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self.bench.window, QPoint(0, 0)), widget.size())

    def is_pointing(self) -> bool:
        """Whether the ring lies around what can be seen of the step's widget, and the card is whole."""
        seen = self.place(self.target()) & self.bench.window.rect()
        around = self.ring.geometry()
        is_inside = self.bench.window.rect().contains(self.card.geometry())
        return self.ring.isVisible() and around.intersects(seen) and is_inside


def test_that_the_whole_tour_goes_by_enter_points_at_real_widgets_and_really_runs(
    bench: FrameBench, walk: Walk
) -> None:
    places = []

    for number, step in enumerate(STEPS, start=1):
        walk.go_to(number)
        if step.place is not Place.NOWHERE:
            bench.qtbot.waitUntil(walk.is_pointing)
            places.append(type(bench.front))
    walk.key(Qt.Key.Key_Return)

    assert walk.is_over
    assert bench.front.isAncestorOf(bench.window.focusWidget()), "the keys go on where the tour ended"
    assert places == [SaeTab] * 6 + [PatchingTab] * 5
    reading, patching = bench.source.requests
    assert reading.features is not None
    assert patching.patching is not None
    assert reading.prompt == patching.prompt
    assert "film" in patching.patching.comparison_prompt
    assert len(bench.titles) == N_FIXED + 2


def test_that_what_was_typed_and_found_stays_as_it_is(bench: FrameBench) -> None:
    bench.sae_tab.question.prompt.set_prompt("half a thou")
    before = bench.sae_tab.save_state()
    bench.window.menus.tour.trigger()
    walk = Walk(bench)

    walk.go_to(4)
    walk.key(Qt.Key.Key_Escape)

    assert walk.is_over
    assert bench.sae_tab.save_state() == before
    assert bench.sae_tab.record() is None


def test_that_one_can_go_back_and_end_at_any_step(bench: FrameBench, walk: Walk) -> None:
    walk.go_to(5)

    walk.key(Qt.Key.Key_Left)
    walk.key(Qt.Key.Key_Left)
    back = walk.number
    next_word = bench.find(QPushButton, "tourNext").text()
    bench.window.menus.tour.trigger()
    (only,) = (card for card in bench.window.findChildren(Card) if card.isVisible())
    end = next(button for button in only.findChildren(QPushButton) if button.objectName() == "tourEnd")
    bench.qtbot.mouseClick(end, Qt.MouseButton.LeftButton)

    # The run was made, so that going on again need not make another.
    assert (back, next_word) == (3, "Next")
    # A second tour takes the place of the first.
    assert only.words.startswith("1 of")
    assert walk.is_over


def test_that_ring_and_card_follow_when_the_window_is_resized(bench: FrameBench, walk: Walk) -> None:
    walk.go_to(4)

    for size in ((1024, 640), (1400, 900), (1024, 700)):
        bench.window.resize(*size)
        bench.qtbot.waitUntil(
            lambda: walk.is_pointing() and walk.ring.geometry().contains(walk.place(walk.target()))
        )

    assert walk.number == 4


def test_that_language_and_theme_change_in_the_middle_without_losing_the_step(
    bench: FrameBench, walk: Walk
) -> None:
    walk.go_to(6)

    bench.languages.choose(Language.KOREAN)
    bench.qtbot.waitUntil(lambda: "얼마나 믿을 수 있을까" in walk.card.words)
    bench.theme.choose(ThemeChoice.DARK)
    bench.qtbot.waitUntil(walk.is_pointing)

    assert walk.card.words.startswith("13단계 중 6단계")
    assert bench.titles[-1] == "둘러보기: SAE"


def test_that_an_impatient_enter_neither_runs_twice_nor_ends_the_tour(bench: FrameBench, walk: Walk) -> None:
    walk.go_to(3)
    bench.source.hold()

    for _ in range(3):
        walk.key(Qt.Key.Key_Return)
    said = bench.find(QLabel, "tourState").text()
    bench.source.release()
    bench.qtbot.waitUntil(lambda: walk.number == 4)

    assert said == "The model is working …"
    assert len(bench.source.requests) == 1


def test_that_a_model_that_shows_nothing_is_said_and_another_goes_on(bench: FrameBench, walk: Walk) -> None:
    bench.session.choose_model(CHAT_MODEL.id)
    walk.go_to(3)

    walk.key(Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: "cannot be looked into" in walk.card.words)
    bench.session.choose_model(SAE_MODEL.id)
    walk.key(Qt.Key.Key_Return)

    bench.qtbot.waitUntil(lambda: walk.number == 4)


def test_that_a_run_that_fails_is_said_and_can_be_tried_again_and_closing_the_tab_ends_the_tour(
    bench: FrameBench, walk: Walk
) -> None:
    walk.go_to(3)
    bench.source.fail_next(RateLimitedError("chat", 429))

    walk.key(Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: "did not work" in walk.card.words)
    # The program's own button does as well as the card's.
    bench.qtbot.mouseClick(walk.target(), Qt.MouseButton.LeftButton)

    bench.qtbot.waitUntil(lambda: walk.number == 4)
    bench.window.tabs.close_front()
    assert walk.is_over


def test_that_the_tabs_live_on_after_the_tour(bench: FrameBench, walk: Walk) -> None:
    walk.go_to(4)
    walk.key(Qt.Key.Key_Escape)

    tab = bench.front
    assert isinstance(tab, SaeTab)
    tab.run()
    bench.qtbot.waitUntil(lambda: len(bench.source.requests) == 2 and not tab.is_running())
    bench.languages.choose(Language.KOREAN)
    bench.qtbot.waitUntil(lambda: bench.titles[-1] == "둘러보기: SAE")
    bench.window.tabs.close_front()

    assert len(bench.titles) == N_FIXED
