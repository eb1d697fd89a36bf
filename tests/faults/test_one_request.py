"""Run that is wished twice is one run, whichever way it is wished: row LC02 of the fault table."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot
from ui.frame_bench import FrameBench

from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.loop.event_loop import EventLoop


@pytest.fixture
def program(qtbot: QtBot, qt_loop: EventLoop, theme: Theme, languages: Languages) -> Iterator[FrameBench]:
    program = FrameBench(qtbot, theme, languages)
    program.load_models()
    yield program
    program.close()


def by_menu(program: FrameBench) -> None:
    program.window.menus.run.trigger()


def by_the_question(program: FrameBench) -> None:
    program.sae_tab.question.run_requested.emit()


def by_the_cure_of_a_missing_part(program: FrameBench) -> None:
    program.sae_tab.finding.cures.local_requested.emit(program.sae_tab.question.request())


@pytest.mark.parametrize(
    "wish",
    [
        pytest.param(by_menu, id="LC02-menu"),
        pytest.param(by_the_question, id="LC02-question"),
        pytest.param(by_the_cure_of_a_missing_part, id="LC02-cure"),
    ],
)
def test_that_a_second_wish_during_a_run_asks_nothing_and_stops_nothing(
    wish: Callable[[FrameBench], None], program: FrameBench
) -> None:
    program.window.bring_to_front(program.sae_tab)
    program.sae_tab.question.prompt.set_prompt("sort a list")
    program.source.hold()
    by_menu(program)
    program.qtbot.waitUntil(lambda: program.source.calls.count("analyse") == 1)

    wish(program)
    program.source.release()
    program.qtbot.waitUntil(lambda: not program.sae_tab.is_running())

    assert (len(program.source.requests), program.source.n_cancelled) == (1, 0)
