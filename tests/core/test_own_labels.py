from __future__ import annotations

import pytest

from holysheep_desktop.core.interpretation import ReadingTrust, reading_trust
from holysheep_desktop.core.labelling.own_labels import (
    LabelImport,
    OwnLabels,
    joined,
    labelled_features,
    own_text,
    relabelled,
)
from holysheep_desktop.core.results import (
    ActivationCache,
    FeatureActivation,
    FeatureAnalysis,
    Label,
    SaeReading,
    TokenActivations,
)
from holysheep_desktop.core.tokens import Token

AUTOMATIC = Label("fires on: “a”", "activating examples")


def test_that_a_label_becomes_one_plain_line() -> None:
    assert own_text("  sorting \n in\tPython\u202e ") == "sorting in Python⟨U+202E⟩"


def test_that_an_empty_text_takes_the_label_away() -> None:
    labels = OwnLabels("a" * 64).with_label(3, "three").with_label(4, "four").with_label(3, "  ")

    assert dict(labels.labels) == {4: "four"}


@pytest.mark.parametrize(
    ("replaces", "kept", "done"),
    [(False, "mine", LabelImport(1, 0, 1)), (True, "theirs", LabelImport(1, 1, 0))],
)
def test_that_an_import_replaces_only_where_it_is_told_to(
    replaces: bool, kept: str, done: LabelImport
) -> None:
    mine = OwnLabels("a" * 64, "x", {1: "mine", 2: "same", 9: "only mine"})
    others = OwnLabels("a" * 64, "y", {1: "theirs", 2: "same", 3: "new"})

    labels, counted = joined(mine, others, replaces=replaces)

    assert counted == done
    assert dict(labels.labels) == {1: kept, 2: "same", 3: "new", 9: "only mine"}


def test_that_an_own_label_wins_over_an_automatic_one_also_in_the_cache() -> None:
    cache = ActivationCache((Token(5, "a", 0, 1),), (TokenActivations((1, 2, 3), (3.0, 2.0, 1.0)),))
    features = (FeatureActivation(1, 3.0, AUTOMATIC), FeatureActivation(2, 2.0, AUTOMATIC))
    own = OwnLabels("a" * 64, "x", {1: "mine", 3: "third", 50: "elsewhere"})

    labelled = labelled_features(FeatureAnalysis(features, cache=cache), own.label)

    assert [f.label for f in labelled.features] == [Label("mine", "you"), AUTOMATIC]
    assert dict(labelled.labels) == {3: Label("third", "you")}
    assert [labelled.label(i) for i in (1, 2, 4)] == [Label("mine", "you"), AUTOMATIC, None]


def test_that_one_label_is_replaced_wherever_it_stands() -> None:
    analysis = FeatureAnalysis((FeatureActivation(1, 3.0, AUTOMATIC),), labels={2: AUTOMATIC})
    own = Label("mine", "you")

    assert [relabelled(analysis, i, own).label(i) for i in (1, 2, 3)] == [own, own, own]
    assert [relabelled(analysis, i, None).label(i) for i in (1, 2)] == [None, None]


@pytest.mark.parametrize(
    ("variance", "recovered", "trust"),
    [
        (0.6, 0.85, ReadingTrust.GOOD),
        (0.599, 0.99, ReadingTrust.POOR),
        (0.9, 0.849, ReadingTrust.POOR),
        (None, 0.9, ReadingTrust.GOOD),
        (0.2, None, ReadingTrust.POOR),
        (None, None, None),
        (0.9, 1.1, ReadingTrust.GOOD),
        (0.9, 1.11, ReadingTrust.UNCLEAR),
        (None, -1.01, ReadingTrust.UNCLEAR),
        (0.9, -1.0, ReadingTrust.POOR),
        (0.2, 7.0, ReadingTrust.POOR),
    ],
)
def test_that_a_reading_is_poor_where_either_measure_is(
    variance: float | None, recovered: float | None, trust: ReadingTrust | None
) -> None:
    assert reading_trust(SaeReading(explained_variance=variance, ce_loss_recovered=recovered)) is trust


def test_that_an_import_brings_who_proposed_the_labels_that_it_brings() -> None:
    mine = OwnLabels("a" * 64, "x", {1: "mine", 2: "kept"}, {1: "proposed by m", 2: "proposed by m"})
    others = OwnLabels("a" * 64, "y", {1: "theirs", 3: "new"}, {3: "proposed by k"})

    labels, _ = joined(mine, others, replaces=True)

    assert dict(labels.sources) == {2: "proposed by m", 3: "proposed by k"}
