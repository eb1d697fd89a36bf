"""What a report says and in which order."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from enum import StrEnum

import pytest
from storage.report_samples import full_report

from holysheep_desktop.core.debugging.comparison import Kind
from holysheep_desktop.core.debugging.verdict import Condition, Doubt, Outcome
from holysheep_desktop.core.models import Component, Metric
from holysheep_desktop.core.provenance import NoteKind, Origin
from holysheep_desktop.core.report import Record, RecordKind, Report, Run, RunRole, record_of
from holysheep_desktop.core.reporting.builder import document_of, summary_of
from holysheep_desktop.core.reporting.document import Document, Facts, Sentences, Table
from holysheep_desktop.core.reporting.words import number
from holysheep_desktop.core.requests import Method, Steering, SteeringMode, Way
from holysheep_desktop.core.results import (
    ControlResult,
    EffectDirection,
    EffectMap,
    EffectScale,
    FeatureSetEffect,
    PatchAnalysis,
    SaeReading,
    SelfTest,
)
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.resources_path import resource_path

CATALOGUE = tomllib.loads((resource_path("report_templates") / "texts.toml").read_text("utf-8"))
EN = CATALOGUE["en"]


def document(report: Report | None = None, language: str = "en") -> Document:
    return document_of(report or full_report(), CATALOGUE[language])


def sentences(report: Report) -> str:
    return "\n".join(summary_of(report.record, EN))


def with_patching(**changes: object) -> Report:
    report = full_report()
    run = report.record.main
    assert run.result.patching is not None
    patching = replace(run.result.patching, **changes)  # type: ignore[arg-type]
    return replace(report, record=record_of(run.request, replace(run.result, patching=patching)))


def with_reading(**changes: object) -> Report:
    report = full_report()
    run = report.record.main
    assert run.result.features is not None
    features = replace(run.result.features, reading=SaeReading("s", 12, **changes))  # type: ignore[arg-type]
    return replace(report, record=record_of(run.request, replace(run.result, features=features)))


def test_that_what_was_found_comes_first_and_how_to_do_it_again_last() -> None:
    titles = [section.title for section in document().sections]

    assert titles == [
        "What was found", "Question", "SAE features", "Tokens", "Activation patching",
        "Effect by layer and position", "Neurons and features with a causal effect", "Answer",
        "Notes on the reply", "Settings", "Where the numbers come from", "This report",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("score", "says"),
    [
        (0.71, "strong causal effect (impact 0.71, above 0.7)"),
        (0.7, "medium causal effect (impact 0.7, between 0.3 and 0.7)"),
        (0.3, "weak causal effect (impact 0.3, not above 0.3)"),
        (-0.5, "a score below 0 is not graded"),
        (7.3, "a score so far above 1 is not graded"),
        (None, "nothing is graded"),
    ],
)
def test_that_a_score_is_graded_by_the_tutorials_thresholds_only_where_it_can_be(
    score: float | None, says: str
) -> None:
    assert says in sentences(with_patching(impact_score=score))


def test_that_prompts_that_do_not_differ_give_no_grade_but_the_raw_effect() -> None:
    said = sentences(with_patching(impact_score=None, scale=EffectScale.RAW, raw_effect=-0.25))

    assert "no scale" in said
    assert "−0.25" in said
    assert "causal effect" not in said


@pytest.mark.parametrize(
    ("sparsity", "says"),
    [(0.81, "High sparsity (0.8100"), (0.8, "Moderate sparsity (0.8000"), (None, "Sparsity is not graded")],
)
def test_that_sparsity_is_graded_only_where_it_is_known(sparsity: float | None, says: str) -> None:
    assert says in sentences(with_reading(sparsity=sparsity))


def test_that_a_poor_reading_is_said() -> None:
    said = sentences(with_reading(explained_variance=0.31, ce_loss_recovered=0.95))

    assert "poorly (explained variance 0.31, good from 0.6" in said


def test_that_a_failed_self_test_is_said_in_the_summary() -> None:
    failed = (SelfTest("self_patch", 1.0, 1e-4, passed=False),)

    assert "1 of 1 self-tests failed" in sentences(with_patching(self_tests=failed))


def test_that_an_endpoint_that_leaves_the_analysis_out_is_named_with_the_cure() -> None:
    report = full_report()
    run = report.record.main
    bare = replace(run.result, features=None, patching=None)

    said = sentences(replace(report, record=record_of(run.request, bare)))

    assert "no SAE features" in said
    assert "no patching analysis" in said
    assert "extra_body" in said


def test_that_every_number_of_the_reading_says_where_it_comes_from_or_that_it_is_missing() -> None:
    (reading,) = [
        block
        for section in document().sections
        for block in section.blocks
        if isinstance(block, Facts) and block.key == "reading"
    ]

    assert {fact.key: fact.source for fact in reading.items if fact.value is not None} == {
        "n_active": "measured on this machine",
        "l0": "measured on this machine",
    }
    assert {fact.key for fact in reading.items if fact.value is None} == {
        "l0_p95", "sparsity", "explained_variance", "ce_loss_recovered",
    }  # fmt: skip


def runs(*roles: RunRole) -> tuple[Run, ...]:
    main = full_report().record.main
    return tuple(replace(main, role=role) for role in roles)


@pytest.mark.parametrize("kind", list(RecordKind))
def test_that_every_run_of_every_kind_is_a_chapter_with_its_role(kind: RecordKind) -> None:
    record = Record(kind, runs(*RunRole))

    pages = document(replace(full_report(), record=record))

    chapters = [section for section in pages.sections if section.is_chapter]
    assert [chapter.role for chapter in chapters] == list(RunRole)
    assert chapters[1].title == "Run 2 of 7: problematic prompt"
    assert pages.title == EN[f"title_{kind}"]


def test_that_a_steered_run_says_what_was_changed() -> None:
    report = full_report()
    run = report.record.main
    steering = (
        Steering("s", 7, SteeringMode.ADD, 50.0),
        Steering("s", 8, SteeringMode.SET, 3.0),
        Steering("s", 9, SteeringMode.ABLATE),
    )
    steered = Run(replace(run.request, steering=steering), run.result, RunRole.STEERED)

    said = sentences(replace(report, record=Record(RecordKind.STEERING, (steered,))))

    assert "feature 7 raised by 50; feature 8 held at 3; feature 9 switched off" in said


def test_that_both_languages_have_the_same_words_with_the_same_places() -> None:
    english, korean = CATALOGUE["en"], CATALOGUE["ko"]

    assert english.keys() == korean.keys()
    assert {key for key in english if places(english[key]) != places(korean[key])} == set()


def places(text: str) -> set[str]:
    return {part.partition("}")[0] for part in text.split("{")[1:]}


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("note_", NoteKind),
        ("origin_", Origin),
        ("role_", RunRole),
        ("title_", RecordKind),
        ("metric_", Metric),
        ("component_", Component),
        ("scale_", EffectScale),
        ("sentence_direction_", EffectDirection),
        ("mode_", SteeringMode),
        ("way_", Way),
        ("method_", Method),
        ("verdict_", Outcome),
        ("doubt_", Doubt),
        ("condition_", Condition),
        ("difference_", Kind),
    ],
)
def test_that_every_choice_has_its_words(prefix: str, values: type[StrEnum]) -> None:
    assert [value for value in values if f"{prefix}{value.value}" not in EN] == []


def test_that_korean_reports_are_korean() -> None:
    pages = document(language="ko")

    assert pages.sections[0].title == "알아낸 것"
    first = pages.sections[0].blocks[0]
    assert isinstance(first, Sentences)
    assert first.items[0].startswith("12번 레이어가 답을 결정합니다.")


def test_that_tables_have_as_many_cells_as_columns() -> None:
    tables = [b for section in document().sections for b in section.blocks if isinstance(b, Table)]

    assert tables
    assert [t.key for t in tables if any(len(row) != len(t.columns) for row in t.rows)] == []


def test_that_numbers_are_written_for_people() -> None:
    assert [number(value) for value in (0.123456, 12345.6, -0.0, 1e-7, 8192)] == [
        "0.1235", "12,346", "0", "1e−07", "8,192",
    ]  # fmt: skip


def test_that_a_bare_patching_reply_makes_a_report() -> None:
    bare = with_patching(**{f: getattr(PatchAnalysis(0.4, None), f) for f in ("maps", "tokens", "alignment")})

    assert document(bare).sections


@pytest.mark.parametrize(
    ("layers", "claim"),
    [
        ((12,), "map: attention output (drawn from layer 12 alone, not from the whole map)"),
        ((11, 12, 13), "map: attention output"),
        (None, "map: attention output"),
    ],
)
def test_that_controls_of_one_layer_do_not_stand_for_a_map_of_several(
    layers: tuple[int, ...] | None, claim: str
) -> None:
    stopped = EffectMap(Component.ATTN_OUT, (11, 12), (0,), ((0.1,), (0.2,)))
    control = ControlResult("map:attn_out", 20, 0.1, layers=layers)

    found = document(with_patching(maps=(stopped,), controls=(control,)))

    tables = [b for section in found.sections for b in section.blocks if isinstance(b, Table)]
    assert [table.rows for table in tables if table.key == "controls"] == [((claim, 20, 0.1),)]


def debugged(noising: float) -> str:
    control = ControlResult("feature_set", 20, 0.1)
    together = FeatureSetEffect((7, 8), noising, 0.9, control, control)
    main = full_report().record.main
    assert main.result.patching is not None
    patching = replace(main.result.patching, feature_set=together)
    test = Run(main.request, replace(main.result, patching=patching), RunRole.CANDIDATES)
    record = Record(RecordKind.DEBUG, (*runs(RunRole.PROBLEMATIC, RunRole.NORMAL), test))
    (verdict,) = [s for s in document(replace(full_report(), record=record)).sections if s.title == "Verdict"]
    return "\n".join(line for b in verdict.blocks if isinstance(b, Sentences) for line in b.items)


def test_that_a_debugging_report_begins_with_its_verdict() -> None:
    record = Record(RecordKind.DEBUG, runs(RunRole.PROBLEMATIC, RunRole.NORMAL))

    assert summary_of(record, EN)[0] == "No candidate was tested, so nothing is said about the cause."


def test_that_a_debugging_report_gives_its_verdict_with_what_would_change_it() -> None:
    assert debugged(0.8).startswith("Confirmed: the suspected features cause the difference.")
    assert "fell to 0.5: the problem appears in the normal prompt (noising)" in debugged(0.8)
    assert (
        "Not met: the problem appears in the normal prompt (noising) (0.4, needs more than 0.5)"
        in debugged(0.4)
    )
    assert "tutorial's own rule would say confirmed (impact score 0.75" in debugged(0.4)


def a_pair(effect: float) -> Run:
    """A pair of three tokens that differ in the second, with one effect there."""
    first, second = (
        tuple(Token(ord(letter), letter, i, i + 1) for i, letter in enumerate(text))
        for text in ("aXb", "aYb")
    )
    drawn = EffectMap(Component.MLP_OUT, (7,), (0, 1, 2), noising=((0.0, effect, 0.0),))
    patching = PatchAnalysis(
        None,
        None,
        tokens=first,
        comparison_tokens=second,
        alignment=((0, 0), (1, 1), (2, 2)),
        maps=(drawn,),
        map_scale=EffectScale.NORMALISED,
    )
    run = full_report().record.main
    return Run(run.request, replace(run.result, patching=patching), RunRole.PAIR)


def paired(*effects: float) -> Document:
    return document(replace(full_report(), record=Record(RecordKind.PAIRS, tuple(map(a_pair, effects)))))


def test_that_a_report_of_pairs_begins_with_the_mean_its_interval_and_its_p_value() -> None:
    section = paired(0.2, 0.6).sections[0]
    (means,) = (b for b in section.blocks if isinstance(b, Table) and b.key == "pair_means")

    # Both signs of 0.8 are as far from 0 as 0.8, of four sign patterns; Holm over two cells doubles it.
    row = means.rows[0]
    assert row == (7, "last different token", "noising", pytest.approx(0.4), 0.2, 0.6, 0.5, 1.0, 2)


def test_that_all_means_of_pairs_are_there_for_machines() -> None:
    section = paired(0.2, 0.6).sections[0]
    (every,) = (b for b in section.blocks if isinstance(b, Table) and b.key == "pair_statistics")

    assert every.is_for_machines
    assert [row[2] for row in every.rows] == ["last different token", "answer position"]


def test_that_one_pair_is_said_to_be_no_sample() -> None:
    (said,) = (block for block in paired(0.5).sections[0].blocks if isinstance(block, Sentences))

    assert said.items == ("Strongest: layer 7, last different token (noising 0.5). One pair is no sample.",)


def test_that_the_settings_of_a_korean_report_have_no_names_of_the_protocol() -> None:
    blocks = [block for section in document(language="ko").sections for block in section.blocks]
    values = {fact.key: fact.value for block in blocks if isinstance(block, Facts) for fact in block.items}

    assert values["pooling"] == "프롬프트에서의 최댓값, 특수 토큰 제외"
    assert values["patch_metric"] == "두 답 토큰의 로짓 차이"
    assert "prefill" not in str(values["elapsed"])
