"""Which feature is chosen after another result."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox
from ui.tab_bench import Bench

from holysheep_desktop.core.labels import Label
from holysheep_desktop.core.results import FeatureActivation
from holysheep_desktop.ui.charts.row_plot import RowPlot
from holysheep_desktop.ui.sae.choice import FeatureChoice
from holysheep_desktop.ui.sae.feature_panel import FeaturePanel
from holysheep_desktop.ui.sae.tab import SaeTab

FIRST, OTHER = "sort a list", "the capital of France"


def listed(*features: int) -> list[FeatureActivation]:
    return [FeatureActivation(feature, 9.0 - place) for place, feature in enumerate(features)]


@pytest.mark.parametrize(
    ("meant", "is_page_open", "then", "chosen", "lost"),
    [
        (2, True, (5, 2), 2, None),
        (2, False, (5, 2), 2, None),
        (2, False, (5, 6), 5, None),
        (2, True, (5, 6), None, 2),
        (77, True, (5, 6), 77, None),
    ],
    ids=["still listed", "still listed, closed", "closed", "open", "looked up by its number"],
)
def test_that_a_choice_follows_the_results(
    meant: int, *, is_page_open: bool, then: tuple[int, ...], chosen: int | None, lost: int | None
) -> None:
    choice = FeatureChoice()
    choice.follow(listed(1, 2, 3), is_page_open=False)
    choice.choose(meant)

    choice.follow(listed(*then), is_page_open=is_page_open)

    assert (choice.feature, choice.lost) == (chosen, lost)


def test_that_a_lost_feature_is_chosen_again_when_it_is_listed_again() -> None:
    choice = FeatureChoice()
    choice.follow(listed(1, 2), is_page_open=False)
    choice.choose(2)
    choice.follow(listed(3, 4), is_page_open=True)
    choice.follow(listed(3, 4), is_page_open=True)  # the same result, drawn anew

    choice.follow(listed(4, 2), is_page_open=True)

    assert (choice.feature, choice.lost) == (2, None)


def test_that_without_a_choice_the_telling_feature_is_taken() -> None:
    choice = FeatureChoice()
    features = [FeatureActivation(1, 9.0, None, 0.5), FeatureActivation(2, 8.0, Label("dogs"), 0.01)]

    choice.follow(features, is_page_open=False)

    assert choice.feature == 2


def test_that_a_page_whose_feature_is_gone_says_so_and_comes_back_by_its_number(
    bench: Bench[SaeTab],
) -> None:
    bench.tab.question.prompt.set_prompt(FIRST)
    bench.run()
    bench.click_row("saeChartPlot", 2)
    panel, gone = bench.find(FeaturePanel, "featurePanel"), bench.tab.finding.feature
    bench.qtbot.waitUntil(lambda: panel.dashboard is not None)

    bench.tab.question.prompt.set_prompt(OTHER)
    bench.run()

    assert bench.tab.finding.feature is None
    assert bench.find(RowPlot, "saeChartPlot").chosen == -1
    assert panel.state_words.startswith(f"Feature {gone} is not in the list of this result.")
    bench.qtbot.keyClick(bench.find(QSpinBox, "featureNumber"), Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: panel.dashboard is not None and panel.dashboard.feature == gone)
