from __future__ import annotations

from dataclasses import replace

from holysheep_desktop.core.provenance import Origin, Provenance
from holysheep_desktop.core.report import Record, record_of
from holysheep_desktop.core.requests import AnalysisRequest, FeatureOptions, Generation, user_message
from holysheep_desktop.core.results import (
    AnalysisResult,
    Answer,
    FeatureActivation,
    FeatureAnalysis,
    Label,
    SaeReading,
)
from holysheep_desktop.core.run_comparison import Aspect, Compared, Part, compared

HERE = Provenance(Origin.MEASURED_HERE, "http://127.0.0.1:9/v1")


def run(
    features: dict[int, float],
    *,
    prompt: str = "a",
    seed: int = 0,
    answer: str = "yes",
    n_active: int | None = None,
    sha256: str = "ab",
) -> Record:
    request = AnalysisRequest("m", user_message(prompt), Generation(seed=seed), FeatureOptions(12))
    entries = tuple(FeatureActivation(f, value, Label(f"label {f}")) for f, value in features.items())
    reading = SaeReading(layer=12, sha256=sha256, n_active=n_active, explained_variance=0.5)
    result = AnalysisResult("m", HERE, Answer(answer), FeatureAnalysis(entries, reading))
    return record_of(request, result)


def lines(left: Record, right: Record, part: Part) -> list[Compared]:
    return [line for line in compared(left, right) if line.part is part]


def test_that_only_settings_that_differ_are_named() -> None:
    found = lines(run({}, prompt="a", seed=1), run({}, prompt="b", seed=1), Part.REQUEST)

    assert [(line.aspect, line.left, line.right) for line in found] == [(Aspect.PROMPT, "a", "b")]


def test_that_a_setting_of_one_run_alone_is_named_too() -> None:
    left = run({})
    right = replace(left, runs=(replace(left.main, request=replace(left.main.request, features=None)),))

    found = {line.aspect: (line.left, line.right) for line in lines(left, right, Part.REQUEST)}

    assert found[Aspect.LAYER] == (12, None)


def test_that_features_are_compared_by_id_and_the_largest_difference_comes_first() -> None:
    found = lines(run({1: 5.0, 2: 1.0}), run({2: 1.5, 1: 2.0}), Part.FEATURE)

    assert [(line.feature, line.difference) for line in found] == [(1, -3.0), (2, 0.5)]
    assert found[0].label == Label("label 1")


def test_that_a_feature_outside_the_top_k_is_unknown_and_not_zero() -> None:
    (line,) = lines(run({7: 4.0}), run({}, n_active=30), Part.FEATURE)

    assert (line.left, line.right, line.difference) == (4.0, None, None)


def test_that_a_feature_that_is_silent_where_all_are_listed_is_zero() -> None:
    (line,) = lines(run({7: 4.0}), run({}, n_active=0), Part.FEATURE)

    assert (line.right, line.difference) == (0.0, -4.0)


def test_that_features_of_different_saes_are_not_compared() -> None:
    assert lines(run({7: 4.0}), run({7: 4.0}, sha256="cd"), Part.FEATURE) == []


def test_that_scores_stand_beside_each_other_with_their_difference() -> None:
    found = lines(run({}, n_active=10), run({}, n_active=14), Part.SCORE)

    assert [(line.aspect, line.difference) for line in found] == [
        (Aspect.N_ACTIVE, 4),
        (Aspect.EXPLAINED_VARIANCE, 0.0),
    ]


def test_that_equal_answers_are_shown_as_the_same() -> None:
    (line,) = lines(run({}, answer="no"), run({}, answer="no"), Part.ANSWER)

    assert line.is_same
