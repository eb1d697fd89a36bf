"""The sentence names the feature that tells most, and says why a stronger one is passed over."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.dashboards import TokenWeight
from holysheep_desktop.core.provenance import Origin, Provenance
from holysheep_desktop.core.results import (
    AnalysisResult,
    FeatureActivation,
    FeatureAnalysis,
    Label,
    SaeReading,
)
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.sae.token_weights import TokenWeights
from holysheep_desktop.ui.sae.words import SaeWords

RARE = FeatureActivation(2, 5.0, Label("fires on: dogs"), 0.01)
HERE = Provenance(Origin.MEASURED_HERE, "http://127.0.0.1")


def result(strongest: FeatureActivation, reading: SaeReading) -> AnalysisResult:
    return AnalysisResult("m", HERE, features=FeatureAnalysis((strongest, RARE), reading))


@pytest.mark.parametrize(
    ("strongest", "why"),
    [
        (
            FeatureActivation(1, 9.0, Label("fires on: “ ”"), 0.498),
            "Number 1 is stronger, but it fires on 50% of all tokens of ordinary text, so it tells little "
            "about this prompt.",
        ),
        (FeatureActivation(1, 9.0, None, 0.02), "Number 1 is stronger, but it has no label."),
    ],
    ids=["common", "unlabelled"],
)
def test_that_the_telling_feature_is_named_with_the_reason(strongest: FeatureActivation, why: str) -> None:
    words, found = SaeWords(), result(strongest, SaeReading(n_active=7, width=64))

    assert words.headline(found) == (
        "7 of 64 features fire on this prompt; "
        "the strongest of the telling ones is number 2 (fires on: dogs)."
    )
    assert words.remarks(found)[0] == why


def test_that_a_strongest_feature_that_tells_is_named_as_the_strongest() -> None:
    words = SaeWords()
    found = result(FeatureActivation(1, 9.0, Label("cats"), 0.09), SaeReading(n_active=7, width=64))

    assert words.headline(found) == (
        "7 of 64 features fire on this prompt; the strongest is number 1 (cats)."
    )
    assert words.remarks(found) == ()


def test_that_the_tokens_of_both_columns_are_found_under_the_mouse_and_read_aloud(
    qtbot: QtBot, theme: Theme
) -> None:
    tokens = TokenWeights(theme)
    qtbot.addWidget(tokens)
    tokens.show_tokens((TokenWeight(" dog", 1.25), TokenWeight("\n", 1.0)), (TokenWeight(" cat", -0.5),))
    tokens.resize(400, tokens.sizeHint().height())
    low = tokens.height() - 2

    assert tokens.accessibleDescription() == "3 tokens. More likely: dog, ⏎. Less likely: cat."
    assert tokens.chart_table().rows == (("dog", 1.25), ("⏎", 1.0), ("cat", -0.5))
    found = [tokens.weight_at(place) for place in (QPoint(2, 2), QPoint(398, 2), QPoint(2, low))]
    assert [weight.token if weight else None for weight in found] == [" dog", " cat", "\n"]
    assert tokens.weight_at(QPoint(398, low)) is None
