"""A report run again: what is the same, what moved, what differs, and why it may."""

from __future__ import annotations

from dataclasses import replace

import pytest
from storage.report_samples import full_report

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.provenance import Origin
from holysheep_desktop.core.report import Run
from holysheep_desktop.core.requests import Way
from holysheep_desktop.core.results import AnalysisResult, EffectMap, FeatureActivation
from holysheep_desktop.core.verification import (
    Cause,
    Outcome,
    Tolerance,
    Verification,
    merged,
    readings_of,
    requests_of,
    verify,
)

RUN = full_report().record.main


def again(result: AnalysisResult, versions: tuple[str, str] = ("1", "1")) -> Verification:
    return verify((RUN,), (result,), versions)


def outcomes(found: Verification) -> dict[str, Outcome]:
    return {one.place: one.outcome for one in found.compared if one.outcome is not Outcome.SAME}


def with_features(*features: FeatureActivation) -> AnalysisResult:
    assert RUN.result.features is not None
    return replace(RUN.result, features=replace(RUN.result.features, features=features, cache=None))


def test_that_the_same_result_is_the_same_in_every_value() -> None:
    found = again(RUN.result)

    assert found.is_confirmed
    assert found.count(Outcome.SAME) == len(found.compared) == len(list(readings_of(RUN.result)))
    assert found.reasons == ()


def test_that_every_value_has_a_name_of_its_own() -> None:
    places = [reading.place for reading in readings_of(RUN.result)]

    assert len(places) == len(set(places))


def test_that_the_order_of_features_does_not_matter_and_their_ids_do() -> None:
    listed = with_features(FeatureActivation(88, 3.0), FeatureActivation(7, 1.0))

    found = outcomes(again(listed))

    assert found["feature 4711"] is Outcome.GONE
    assert found["feature 7"] is Outcome.NEW
    assert "feature 88" not in found


def test_that_a_number_may_move_within_its_tolerance_and_not_beyond() -> None:
    # 1e-2 + 1e-3 × 12.5 = 0.0225
    near = again(with_features(FeatureActivation(4711, 12.52), FeatureActivation(88, 3.0)))
    far = again(with_features(FeatureActivation(4711, 12.53), FeatureActivation(88, 3.0)))

    assert outcomes(near)["feature 4711"] is Outcome.WITHIN
    assert outcomes(far)["feature 4711"] is Outcome.DIFFERS


def test_that_texts_and_tokens_have_to_be_equal() -> None:
    assert RUN.result.answer is not None
    assert RUN.result.features is not None
    cache = RUN.result.features.cache
    assert cache is not None
    tokens = (cache.tokens[0], replace(cache.tokens[1], id=99), cache.tokens[2])
    features = replace(RUN.result.features, cache=replace(cache, tokens=tokens))
    answer = replace(RUN.result.answer, text="입니다.")

    found = outcomes(again(replace(RUN.result, answer=answer, features=features)))

    assert found == {"answer": Outcome.DIFFERS, "token 1": Outcome.DIFFERS}


def test_that_labels_are_no_measurement() -> None:
    assert RUN.result.features is not None
    bare = tuple(replace(feature, label=None) for feature in RUN.result.features.features)

    found = again(replace(RUN.result, features=replace(RUN.result.features, features=bare)))

    assert found.is_confirmed


def test_that_other_files_versions_and_endpoints_are_named_as_reasons() -> None:
    provenance = replace(RUN.result.provenance, model_sha256="ee" * 32, origin=Origin.REPORTED)

    reasons = again(replace(RUN.result, provenance=provenance), ("0.1.0", "0.2.0")).reasons

    assert [reason.cause for reason in reasons] == [
        Cause.MODEL_FILE, Cause.PROGRAM_VERSION, Cause.ENDPOINT, Cause.REMOTE,
    ]  # fmt: skip
    assert (reasons[0].then, reasons[0].now) == ("ab" * 32, "ee" * 32)


def test_that_nothing_to_compare_confirms_nothing() -> None:
    bare = replace(RUN.result, answer=None, features=None, patching=None)

    assert not verify((replace(RUN, result=bare),), (bare,), ("1", "1")).is_confirmed


@pytest.mark.parametrize(("first", "second", "limit"), [(0.0, 0.0, 0.01), (-2.0, 1.0, 0.03)])
def test_that_a_tolerance_grows_with_the_larger_size(first: float, second: float, limit: float) -> None:
    assert Tolerance(0.01, 0.01).limit(first, second) == pytest.approx(limit)


def run_with(*maps: EffectMap) -> Run:
    assert RUN.result.patching is not None
    return replace(RUN, result=replace(RUN.result, patching=replace(RUN.result.patching, maps=maps)))


def test_that_a_map_that_was_drawn_after_the_run_is_asked_for_by_itself() -> None:
    drawn = EffectMap(Component.MLP_OUT, (3, 4), (0, 1), ((0.0, 0.1), (0.0, 0.2)))

    own, later = requests_of(run_with(drawn))

    assert own == RUN.request
    assert later.patching is not None
    assert (later.patching.components, later.patching.layers) == ((Component.MLP_OUT,), (3, 4))
    assert (later.patching.sweep, later.patching.way, later.features) == (True, Way.NOISING, None)


def test_that_a_map_that_the_run_asked_for_is_not_asked_twice() -> None:
    assert RUN.request.patching is not None
    drawn = EffectMap(Component.MLP_OUT, (3, 4), (0,), ((0.1,), (0.2,)))
    run = run_with(drawn)
    asked = replace(RUN.request.patching, sweep=True, components=(Component.MLP_OUT,))

    assert len(requests_of(replace(run, request=replace(run.request, patching=asked)))) == 1


def test_that_maps_of_further_questions_come_to_the_first_result() -> None:
    drawn = EffectMap(Component.MLP_OUT, (3, 4), (0,), ((0.1,), (0.2,)))

    patching = merged((RUN.result, run_with(drawn).result)).patching

    assert patching is not None
    assert [effects.component for effects in patching.maps] == [Component.RESID_POST, Component.MLP_OUT]
