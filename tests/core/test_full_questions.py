from __future__ import annotations

from dataclasses import replace

import pytest

from holysheep_desktop.core.full_analysis import Course, full_record, joined, questions
from holysheep_desktop.core.models import Capabilities, ModelInfo, Support
from holysheep_desktop.core.presets import Topic, parse_presets
from holysheep_desktop.core.provenance import NoteKind, Origin, Provenance, ReplyNote
from holysheep_desktop.core.report import RecordKind, Run
from holysheep_desktop.core.requests import AnalysisRequest, FeatureOptions, PatchOptions, user_message
from holysheep_desktop.core.results import AnalysisResult, Answer, FeatureAnalysis, PatchAnalysis
from holysheep_desktop.core.source import Progress
from holysheep_desktop.resources_path import resource_path

FEATURES = AnalysisRequest("m", user_message("a"), features=FeatureOptions(12))
BOTH = replace(FEATURES, patching=PatchOptions("b", 12))
OURS = ModelInfo("m", capabilities=Capabilities(patching_components=("resid_post",)))
OTHER = ModelInfo("m")
EMPTY = AnalysisResult("m", Provenance(Origin.REPORTED, ""))
READING = FeatureAnalysis(())
PATCH = PatchAnalysis(0.5, None)


def test_that_an_endpoint_that_lists_its_components_is_asked_once() -> None:
    assert questions(BOTH, OURS) == (BOTH,)


@pytest.mark.parametrize("model", [OTHER, None])
def test_that_any_other_is_asked_as_the_tutorial_asks(model: ModelInfo | None) -> None:
    first, second = questions(BOTH, model)

    assert first == FEATURES
    assert second == replace(BOTH, features=None)


def test_that_without_a_comparison_there_is_one_question_for_any_endpoint() -> None:
    assert questions(FEATURES, OTHER) == (FEATURES,)


def test_that_a_model_without_saes_is_asked_for_the_patch_alone() -> None:
    without = replace(OURS, capabilities=replace(OURS.capabilities, sae=Support.NO))

    assert questions(BOTH, without) == (replace(BOTH, features=None),)


def runs() -> tuple[Run, Run]:
    first, second = questions(BOTH, OTHER)
    note = ReplyNote(NoteKind.ANSWER_CUT)
    return (
        Run(first, replace(EMPTY, features=READING, answer=Answer("one"), notes=(note,))),
        Run(second, replace(EMPTY, patching=PATCH, answer=Answer("two"), notes=(note,))),
    )


def test_that_two_replies_are_one_result_whose_answer_is_the_first() -> None:
    request, result = joined(runs())

    assert request == BOTH
    assert (result.features, result.patching, result.answer) == (READING, PATCH, Answer("one"))
    assert result.notes == (ReplyNote(NoteKind.ANSWER_CUT),)


def test_that_a_record_keeps_both_runs_with_what_is_shown_now() -> None:
    drawn = replace(PATCH, impact_score=0.75)

    record = full_record(runs(), replace(joined(runs())[1], patching=drawn))

    assert record.kind is RecordKind.FULL
    assert [run.result.patching for run in record.runs] == [None, drawn]
    assert [run.result.features for run in record.runs] == [READING, None]


STAGES = (
    Progress("queued"),
    Progress("prefill", 5, 10),
    Progress("prefill", 10, 10),
    Progress("features"),
    Progress("decode", 1, 4),
    Progress("decode", 4, 4),
    Progress("sweep", 10, 20),
    Progress("patching_answers", 1, 8),
    Progress("sweep", 20, 20),
)


def test_that_the_bar_fills_once_whatever_order_the_stages_come_in() -> None:
    course = Course(has_patching=True)

    shares = [course.follow(progress) for progress in STAGES]

    assert shares == sorted(shares)
    assert shares[1] == pytest.approx(0.03 + 0.05 / 2)
    assert shares[-1] == pytest.approx(0.95)


def test_that_a_stage_without_a_count_is_done_when_another_begins() -> None:
    course = Course(has_patching=True)

    shares = [course.follow(Progress(stage)) for stage in ("prefill", "loss", "sweep", "tea")]

    assert shares == pytest.approx([0.03, 0.14, 0.74, 0.74])


def test_that_an_answer_that_streams_without_counts_is_counted_by_its_pieces() -> None:
    course = Course(has_patching=True, max_tokens=4)

    shares = [course.follow(Progress("decode", text="a")) for _ in range(5)]

    assert shares == pytest.approx([0.27, 0.32, 0.37, 0.42, 0.42])


def test_that_without_patching_the_answer_ends_the_bar() -> None:
    course = Course(has_patching=False)

    assert [course.follow(p) for p in STAGES[:6]][-1] == pytest.approx(1.0)


def test_that_two_requests_share_the_bar() -> None:
    course = Course(has_patching=True, n_requests=2)
    course.follow(Progress("decode", 4, 4))

    course.begin_request(1)

    assert course.share == pytest.approx(0.5)
    assert course.follow(Progress("sweep", 1, 1)) == pytest.approx(0.5 + 0.95 / 2)
    assert course.follow(Progress("queued")) == pytest.approx(0.5 + 0.95 / 2)


def test_that_a_stage_that_nobody_knows_does_not_move_the_bar() -> None:
    course = Course(has_patching=True)
    course.follow(Progress("prefill", 10, 10))

    assert course.follow(Progress("tea", 3, 4)) == pytest.approx(0.08)


def test_that_a_preset_is_read_as_it_is_written() -> None:
    (preset,) = parse_presets(
        '[[preset]]\ntopic = "code"\nlanguage = "en"\nprompt = "a\\nb"\ncomparison = "c"\nlayer = 9\n'
    )

    assert (preset.topic, preset.prompt, preset.comparison, preset.layer) == (Topic.CODE, "a\nb", "c", 9)


def test_that_every_topic_comes_in_every_language_and_each_pair_differs() -> None:
    presets = parse_presets((resource_path("sample_prompts") / "presets.toml").read_text(encoding="utf-8"))

    assert {(one.topic, one.language) for one in presets} == {
        (topic, language) for topic in Topic for language in ("ko", "ja", "en")
    }
    assert all(one.prompt != one.comparison for one in presets)
