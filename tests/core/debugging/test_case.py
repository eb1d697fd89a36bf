"""A case from its runs: what is there, what is missing, and what it says again when it is opened again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from holysheep_desktop.core.debugging.asking import DebugQuestion, question_of
from holysheep_desktop.core.debugging.case import DebugCase, Obstacle, case_of, record_of_case
from holysheep_desktop.core.debugging.comparison import Comparison, FeatureDifference, Kind, Scope
from holysheep_desktop.core.debugging.cure import Cure, steering
from holysheep_desktop.core.debugging.steps import Step, StepState, status
from holysheep_desktop.core.provenance import Origin, Provenance
from holysheep_desktop.core.report import RecordKind, Run, RunRole
from holysheep_desktop.core.requests import AnswerTokenIds, Steering, SteeringMode
from holysheep_desktop.core.results import (
    ActivationCache,
    AnalysisResult,
    Answer,
    ControlResult,
    EffectScale,
    FeatureAnalysis,
    FeatureSetEffect,
    PatchAnalysis,
    SaeReading,
    TokenActivations,
)
from holysheep_desktop.core.tokens import Token

QUESTION = DebugQuestion(
    "m", "bad", "good", 12, "m/12", n_candidates=2, controls=25, max_tokens=9, seed=3,
    answers=AnswerTokenIds(40, 41),
)  # fmt: skip


def features(token: int, activations: dict[int, float], sha256: str = "aa") -> FeatureAnalysis:
    tokens = (Token(2, "<bos>", 0, 0, True), Token(token, "t", 0, 1))
    rows = (TokenActivations((), ()), TokenActivations(tuple(activations), tuple(activations.values())))
    return FeatureAnalysis((), SaeReading(sae_id="m/12", sha256=sha256), ActivationCache(tokens, rows))


def result(analysis: FeatureAnalysis | None = None, patching: PatchAnalysis | None = None) -> AnalysisResult:
    provenance = Provenance(Origin.MEASURED_HERE, "here")
    return AnalysisResult("m", provenance, Answer("said"), features=analysis, patching=patching)


def read_case() -> DebugCase:
    """Both prompts are read; three features differ."""
    return DebugCase(
        Run(QUESTION.reading("bad"), result(features(5, {1: 9.0, 2: 5.0})), RunRole.PROBLEMATIC),
        Run(QUESTION.reading("good"), result(features(6, {3: 7.0})), RunRole.NORMAL),
    )


def case_after_test(together: FeatureSetEffect | None) -> DebugCase:
    case = read_case()
    comparison = case.comparison()
    assert comparison is not None
    request = QUESTION.test(comparison, comparison.candidates(QUESTION.n_candidates))
    patching = PatchAnalysis(
        0.9, None, scale=EffectScale.NORMALISED, map_scale=EffectScale.NORMALISED, feature_set=together
    )
    return replace(case, test=Run(request, result(patching=patching), RunRole.CANDIDATES))


def together(n_controls: int = 25) -> FeatureSetEffect:
    control = ControlResult("feature_set", n_controls, 0.1)
    return FeatureSetEffect((1, 3), 0.9, 0.8, control, control)


def test_that_the_test_patches_problematic_features_into_the_normal_prompt() -> None:
    request = case_after_test(None).test
    assert request is not None
    options = request.request.patching
    assert options is not None
    assert (request.request.prompt, options.comparison_prompt) == ("good", "bad")
    assert (options.feature_ids, options.sae_id, options.controls) == ((1, 3), "m/12", 25)
    assert options.alignment == ((0, 0), (1, 1))


def test_that_pairs_are_turned_round_because_the_normal_prompt_is_the_original_there() -> None:
    tokens = [Token(2, "", 0, 0, True), Token(4, "", 0, 1), Token(5, "", 1, 2), Token(9, "", 2, 3)]
    empty = TokenActivations((), ())
    longer = FeatureAnalysis(
        (), cache=ActivationCache(tuple(tokens), (empty,) * 3 + (TokenActivations((1,), (5.0,)),))
    )
    shorter = FeatureAnalysis((), cache=ActivationCache((*tokens[:2], tokens[3]), (empty,) * 3))
    case = DebugCase(
        Run(QUESTION.reading("bad"), result(longer)), Run(QUESTION.reading("good"), result(shorter))
    )
    options = QUESTION.test(case.comparison(), (1,)).patching
    assert options is not None
    assert options.alignment == ((0, 0), (1, 1), (2, 3))


def test_that_without_candidates_the_tutorials_own_request_is_made() -> None:
    options = QUESTION.test(None, ()).patching
    assert options is not None
    assert (options.layer, options.feature_ids, options.alignment) == (12, (), None)


def test_that_a_record_gives_the_case_and_the_question_back() -> None:
    record = record_of_case(case_after_test(together()))
    assert record is not None
    assert record.kind is RecordKind.DEBUG
    assert case_of(record) == case_after_test(together())
    assert question_of(record) == QUESTION


def test_that_a_case_in_which_nothing_was_done_has_no_record() -> None:
    assert record_of_case(DebugCase()) is None


def test_that_a_record_of_a_stopped_case_still_says_what_was_asked() -> None:
    record = record_of_case(DebugCase(read_case().problematic))
    assert record is not None
    question = question_of(record)
    assert (question.problematic, question.normal, question.layer) == ("bad", "", 12)


@pytest.mark.parametrize(
    ("case", "states"),
    [
        (DebugCase(), "waiting waiting waiting waiting waiting"),
        (DebugCase(read_case().problematic), "waiting waiting waiting waiting waiting"),
        (read_case(), "done done waiting waiting waiting"),
        (case_after_test(together()), "done done done done done"),
        (case_after_test(together(n_controls=5)), "done done done cannot done"),
        (case_after_test(None), "done done cannot cannot done"),
    ],
)
def test_that_every_step_says_how_far_it_has_come(case: DebugCase, states: str) -> None:
    assert [status(case, step).state.value for step in Step] == states.split()


def test_that_the_step_in_hand_is_running() -> None:
    assert status(read_case(), Step.CANDIDATES, Step.CANDIDATES).state is StepState.RUNNING


def test_that_steps_after_the_answers_cannot_be_done_without_features() -> None:
    case = DebugCase(Run(QUESTION.reading("bad"), result()), Run(QUESTION.reading("good"), result()))
    found = [status(case, step) for step in Step]
    assert [one.obstacle for one in found] == [None, *[Obstacle.NO_FEATURES] * 3, None]


def test_that_features_of_different_dictionaries_are_not_compared() -> None:
    other = Run(QUESTION.reading("good"), result(features(6, {3: 7.0}, sha256="bb")))
    case = replace(read_case(), normal=other)
    assert case.comparison() is None
    assert status(case, Step.FEATURES).obstacle is Obstacle.OTHER_SAE


def test_that_features_without_tokens_are_compared_but_cannot_be_patched() -> None:
    case = read_case()
    bare = [replace(run, result=result(FeatureAnalysis((), SaeReading(sha256="aa")))) for run in case.runs]
    case = DebugCase(*bare)
    assert status(case, Step.FEATURES).state is StepState.DONE
    assert status(case, Step.CANDIDATES).obstacle is Obstacle.NO_TOKENS


COMPARISON = Comparison(
    Scope.ALIGNED_TOKENS,
    (
        FeatureDifference(1, Kind.ONLY_PROBLEMATIC, 9.0, 0.0, (1, 1)),
        FeatureDifference(2, Kind.STRONGER, 9.0, 4.0, (1, 1)),
        FeatureDifference(3, Kind.WEAKER, 1.0, 6.0, (1, 1)),
        FeatureDifference(4, Kind.ONLY_NORMAL, 0.0, 7.0, (1, 1)),
    ),
    0,
)


def test_that_only_what_the_problematic_prompt_has_more_of_is_silenced() -> None:
    assert steering("s", COMPARISON, (1, 2, 3, 4, 99), Cure.ABLATE) == (
        Steering("s", 1, SteeringMode.ABLATE),
        Steering("s", 2, SteeringMode.ABLATE),
    )


def test_that_a_clamp_holds_every_feature_at_its_normal_value() -> None:
    steps = steering("s", COMPARISON, (1, 2, 3, 4), Cure.CLAMP)
    assert [(step.mode, step.strength) for step in steps] == [
        (SteeringMode.SET, 0.0),
        (SteeringMode.SET, 4.0),
        (SteeringMode.SET, 6.0),
        (SteeringMode.SET, 7.0),
    ]
