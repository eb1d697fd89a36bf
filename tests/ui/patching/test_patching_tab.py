"""The Patching tab, from two typed prompts to a finding that can be trusted or is not graded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.source import CHAT_MODEL, FakeSource
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QSpinBox
from ui.tab_bench import Bench, type_into

from holysheep_desktop.core.models import Component, Metric
from holysheep_desktop.core.provenance import Origin, Provenance
from holysheep_desktop.core.report import Record, record_of
from holysheep_desktop.core.requests import AnalysisRequest, PatchOptions, user_message
from holysheep_desktop.core.results import (
    AnalysisResult,
    AnswerToken,
    Baseline,
    ControlResult,
    EffectDirection,
    EffectMap,
    EffectScale,
    FeatureEffect,
    NeuronEffect,
    PatchAnalysis,
    PatchAnswers,
    SelfTest,
)
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.errors import BadRequestError, RateLimitedError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.charts.effect_chart import EffectChart
from holysheep_desktop.ui.charts.row_plot import RowPlot
from holysheep_desktop.ui.patching.answers_view import AnswersView
from holysheep_desktop.ui.patching.checks_view import ChecksView
from holysheep_desktop.ui.patching.tab import CAPITALS, FILM_REVIEW, PatchingTab
from holysheep_desktop.ui.widgets.facts import Facts
from holysheep_desktop.ui.widgets.metric_box import MetricBox
from holysheep_desktop.ui.widgets.tables import RowView
from holysheep_desktop.ui.widgets.token_chips import TokenChips

ORIGINAL, COMPARISON = "a b c d", "a x c"
TOKENS = tuple(Token(i, text, 2 * i, 2 * i + 1) for i, text in enumerate(("a", " b", " c", " d")))
OTHERS = tuple(Token(10 + i, text, 2 * i, 2 * i + 1) for i, text in enumerate(("a", " x", " c")))
EFFECTS = EffectMap(
    Component.LAYER_OUTPUT,
    (12,),
    (0, 1, 2, 3),
    noising=((0.0, 0.6, -0.2, None),),
    denoising=((0.0, 0.4, 0.1, None),),
)
ANALYSIS = PatchAnalysis(
    0.8,
    EffectDirection.TOWARD_COMPARISON,
    neurons=(NeuronEffect("L12.N345", 0.3), NeuronEffect("L12.N7", 0.01), NeuronEffect("L12.N8", None)),
    metric=Metric.LOGIT_DIFF,
    target_layer=12,
    scale=EffectScale.NORMALISED,
    answers=PatchAnswers(
        AnswerToken(1, " Paris", -0.5108256, -4.6051702), AnswerToken(2, " Tokyo", None, -0.6931472), "argmax"
    ),
    baseline=Baseline(2.5, -1.5),
    raw_effect=-3.2,
    denoising_score=0.4,
    tokens=TOKENS,
    comparison_tokens=OTHERS,
    alignment=((0, 0), (1, 1), (2, 2)),
    self_tests=(SelfTest("self_patch", 0.0, 1e-4, passed=True),),
    controls=(ControlResult("neuron", 20, 0.05),),
    maps=(EFFECTS,),
    features=(FeatureEffect(88, 1.5, 0.2, 0.1), FeatureEffect(9, -0.5, 0.02, 0.1)),
)


def recorded(analysis: PatchAnalysis) -> Record:
    """A report as an endpoint could have given it."""
    request = AnalysisRequest("m", user_message(ORIGINAL), patching=PatchOptions(COMPARISON, 12))
    result = AnalysisResult("m", Provenance(Origin.REPORTED, "http://127.0.0.1:1/v1"), patching=analysis)
    return record_of(request, result)


def ask(bench: Bench[PatchingTab], original: str = "abc def", comparison: str = "abc xyz") -> None:
    for name, text in (("patchOriginal", original), ("patchComparison", comparison)):
        edit = bench.find(QPlainTextEdit, name)
        edit.setFocus()
        type_into(edit, text, bench.qtbot)


def test_that_run_asks_with_both_prompts_the_layer_and_the_metric(bench: Bench[PatchingTab]) -> None:
    ask(bench)
    bench.find(QSpinBox, "patchLayer").setValue(15)
    bench.find(MetricBox, "patchMetric").choose(Metric.SEMANTIC_SIMILARITY)

    bench.run()

    (request,) = bench.source.requests
    assert request.prompt == "abc def"
    assert request.patching == PatchOptions("abc xyz", 15, Metric.SEMANTIC_SIMILARITY)


def test_that_a_missing_comparison_is_told_beside_its_field(bench: Bench[PatchingTab]) -> None:
    ask(bench, "abc", " ")

    bench.click("runButton")

    assert bench.tab.question.field("comparison_prompt").message
    assert bench.source.requests == []


@pytest.mark.parametrize(("number", "prompts"), [(0, CAPITALS), (1, FILM_REVIEW)])
def test_that_each_example_runs_its_two_prompts(
    bench: Bench[PatchingTab], number: int, prompts: tuple[str, str]
) -> None:
    bench.click(f"exampleButton{number}")
    bench.wait_until_done()

    (request,) = bench.source.requests
    assert request.patching is not None
    assert (request.prompt, request.patching.comparison_prompt) == prompts


def test_that_escape_in_the_comparison_prompt_stops(bench: Bench[PatchingTab]) -> None:
    ask(bench)
    bench.source.hold()
    bench.click("runButton")
    bench.wait_for_calls(1)

    bench.qtbot.keyClick(bench.find(QPlainTextEdit, "patchComparison"), Qt.Key.Key_Escape)
    bench.wait_until_done()

    assert bench.source.n_cancelled == 1


def test_that_a_failure_keeps_both_prompts_and_the_old_finding(bench: Bench[PatchingTab]) -> None:
    ask(bench)
    bench.run()
    headline = bench.tab.finding.headline
    bench.source.fail_next(RateLimitedError("analyse", 429, retry_after_s=7))

    bench.run()

    question, finding = bench.tab.question, bench.tab.finding
    assert (question.original.prompt(), question.comparison.prompt()) == ("abc def", "abc xyz")
    assert (finding.headline, finding.is_dimmed) == (headline, False)
    assert "429" in finding.notices.notice.title


def test_that_a_layer_that_the_server_refuses_is_marked(bench: Bench[PatchingTab]) -> None:
    ask(bench)
    param = "extra_body.activation_patching.target_layer"
    bench.source.fail_next(BadRequestError("analyse", 400, "layers 0 to 17", param=param))

    bench.run()

    assert bench.tab.question.field("target_layer").message == "layers 0 to 17"


def test_that_an_endpoint_without_patching_is_told_with_the_cure(bench: Bench[PatchingTab]) -> None:
    bench.session.choose_model(CHAT_MODEL.id)
    ask(bench)

    bench.run()

    finding = bench.tab.finding
    assert finding.headline == "gpt-4.1 answered, but without a patching analysis."
    assert "extra_body" in finding.remarks


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"impact_score": 0.8}, "strong causal effect (impact 0.800)"),
        ({"impact_score": 0.5}, "medium causal effect (impact 0.500)"),
        ({"impact_score": 0.1}, "weak causal effect (impact 0.100)"),
        ({"impact_score": -0.5}, "away from the comparison (impact −0.500)"),
        ({"impact_score": 7.3}, "further than the comparison prompt itself does (impact 7.300)"),
        ({"impact_score": None}, "gives no impact score"),
        ({"impact_score": None, "scale": EffectScale.RAW}, "no scale for an impact"),
    ],
)
def test_that_the_sentence_grades_only_a_valid_score(
    bench: Bench[PatchingTab], changes: dict[str, object], words: str
) -> None:
    bench.tab.show_record(recorded(replace(ANALYSIS, **changes)))

    assert words in bench.tab.finding.headline


@pytest.mark.parametrize("score", [-0.5, 7.3, None])
def test_that_an_invalid_score_has_no_grade_in_any_word(
    bench: Bench[PatchingTab], score: float | None
) -> None:
    bench.tab.show_record(recorded(replace(ANALYSIS, impact_score=score)))

    said = bench.tab.finding.headline + bench.tab.finding.remarks
    assert not any(word in said for word in ("strong", "medium", "weak", "necessary", "sufficient"))


def test_that_necessary_and_sufficient_are_told_apart(bench: Bench[PatchingTab]) -> None:
    bench.tab.show_record(recorded(ANALYSIS))

    assert "necessary for the original answer, but not sufficient" in bench.tab.finding.remarks


def test_that_the_numbers_are_shown_as_given(bench: Bench[PatchingTab]) -> None:
    bench.tab.show_record(recorded(ANALYSIS))

    assert bench.find(Facts, "patchFacts").texts() == (
        "Impact (noising): 0.800, reported",
        "Denoising: 0.400, reported",
        "Original run: 2.500, reported",
        "Comparison run: −1.500, reported",
        "Raw effect: −3.200, reported",
    )


def test_that_a_number_that_is_missing_is_said_to_be_missing(bench: Bench[PatchingTab]) -> None:
    bench.tab.show_record(recorded(replace(ANALYSIS, denoising_score=None)))

    assert bench.find(Facts, "patchFacts").texts()[1] == "Denoising: —, not available"


def test_that_a_failed_self_test_is_said_first(bench: Bench[PatchingTab]) -> None:
    failed = (SelfTest("hook_fired_once", 2.0, 0.0, passed=False),)

    bench.tab.show_record(recorded(replace(ANALYSIS, self_tests=failed)))

    assert bench.tab.finding.remarks.startswith("1 of the self-tests failed: do not trust these numbers.")
    assert "✗ failed" in bench.find(ChecksView, "checksView").sentences()


def test_that_self_tests_and_controls_are_told_in_words(bench: Bench[PatchingTab]) -> None:
    bench.tab.show_record(recorded(ANALYSIS))

    sentences = bench.find(ChecksView, "checksView").sentences()
    assert "✓ passed" in sentences
    assert "Neurons: 95% of 20 random controls have an effect of at most 0.0500." in sentences


def test_that_too_few_controls_are_called_too_few(bench: Bench[PatchingTab]) -> None:
    bench.tab.show_record(recorded(replace(ANALYSIS, controls=(ControlResult("neuron", 5, 0.05),))))

    sentences = bench.find(ChecksView, "checksView").sentences()
    assert "Neurons: 5 controls are too few; at least 20 are needed." in sentences


def test_that_the_chart_shows_both_directions_by_token_and_its_partner(bench: Bench[PatchingTab]) -> None:
    bench.tab.show_record(recorded(ANALYSIS))

    effects = bench.find(EffectChart, "patchChart").effects
    assert [(e.token, e.partner, e.noising, e.denoising) for e in effects] == [
        ("a", "a", 0.0, 0.0),
        (" b", " x", 0.6, 0.4),
        (" c", " c", -0.2, 0.1),
        (" d", None, None, None),
    ]


def test_that_a_token_without_partner_says_why_it_has_no_effect(bench: Bench[PatchingTab]) -> None:
    bench.tab.show_record(recorded(ANALYSIS))

    bench.click_row("patchChartPlot", 3)

    reading = bench.find(EffectChart, "patchChart").reading
    assert reading == "3 “ d”: no partner in the other prompt, so it cannot be patched"


def test_that_a_click_in_the_chart_chooses_the_token_chip(bench: Bench[PatchingTab]) -> None:
    bench.tab.show_record(recorded(ANALYSIS))

    bench.click_row("patchChartPlot", 2)

    assert bench.find(TokenChips, "originalTokens").currentIndex().row() == 2


def test_that_a_token_chosen_by_keyboard_marks_its_row(bench: Bench[PatchingTab]) -> None:
    bench.tab.show_record(recorded(ANALYSIS))
    chips = bench.find(TokenChips, "originalTokens")
    chips.select_position(0)

    bench.qtbot.keyClick(chips, Qt.Key.Key_Right)

    assert bench.find(RowPlot, "patchChartPlot").chosen == 1


def test_that_neurons_are_compared_with_their_random_controls(bench: Bench[PatchingTab]) -> None:
    bench.tab.show_record(recorded(ANALYSIS))

    model = bench.find(RowView, "neuronTable").model()
    rows = [tuple(model.index(r, c).data() for c in range(3)) for r in range(3)]
    assert rows == [("L12.N345", "+0.3000", "yes"), ("L12.N7", "+0.0100", "no"), ("L12.N8", "—", "—")]


def test_that_features_are_compared_each_with_its_own_control(bench: Bench[PatchingTab]) -> None:
    bench.tab.show_record(recorded(ANALYSIS))

    model = bench.find(RowView, "featureEffectTable").model()
    rows = [tuple(model.index(r, c).data() for c in range(4)) for r in range(2)]
    assert rows == [("88", "+1.500", "+0.2000", "yes"), ("9", "−0.500", "+0.0200", "no")]


def test_that_the_compared_tokens_have_their_probabilities_in_both_runs(bench: Bench[PatchingTab]) -> None:
    bench.tab.show_record(recorded(ANALYSIS))

    # exp(-0.5108256) = 0.6, exp(-4.6051702) = 0.01, exp(-0.6931472) = 0.5
    cells = bench.find(AnswersView, "answersView").token_texts()
    assert cells[4:] == ("“Paris”", "60.0%", "1.0%", "“Tokyo”", "—", "50.0%")


def test_that_both_answers_are_shown(bench: Bench[PatchingTab]) -> None:
    ask(bench)

    bench.run()

    shown = bench.tab.record()
    assert shown is not None
    assert shown.main.result.answer is not None
    assert shown.main.result.patching is not None
    assert bench.find(QPlainTextEdit, "originalAnswer").toPlainText() == shown.main.result.answer.text
    assert (
        bench.find(QPlainTextEdit, "comparisonAnswer").toPlainText()
        == shown.main.result.patching.comparison_answer
    )


def test_that_drafts_come_back(bench: Bench[PatchingTab], theme: Theme) -> None:
    ask(bench, "하나 & 둘", "하나 & 셋")
    bench.find(MetricBox, "patchMetric").choose(Metric.SEMANTIC_SIMILARITY)
    bench.find(QSpinBox, "patchLayer").setValue(3)
    other = PatchingTab(bench.session, theme)
    bench.qtbot.addWidget(other)

    other.restore_state(bench.tab.save_state())

    assert other.question.draft() == bench.tab.question.draft()
    assert other.question.comparison.prompt() == "하나 & 셋"


def test_that_a_model_with_another_number_of_layers_limits_the_layer(bench: Bench[PatchingTab]) -> None:
    assert bench.find(QSpinBox, "patchLayer").maximum() == 17

    bench.session.choose_model(CHAT_MODEL.id)

    assert bench.find(QSpinBox, "patchLayer").maximum() == 1000


def test_that_a_result_without_any_extension_is_still_shown(bench: Bench[PatchingTab]) -> None:
    bare = PatchAnalysis(0.83, EffectDirection.TOWARD_COMPARISON, (NeuronEffect("L12.N345"),))

    bench.tab.show_record(recorded(bare))

    assert "strong causal effect (impact 0.830)" in bench.tab.finding.headline
    assert not bench.find(EffectChart, "patchChart").isVisible()
    assert bench.find(RowView, "neuronTable").model().rowCount() == 1


def test_that_the_fake_and_the_tab_agree_on_a_prompt_with_an_emoji(bench: Bench[PatchingTab]) -> None:
    bench.source = FakeSource()
    bench.session.use_endpoint(bench.session.endpoint)
    bench.qtbot.waitUntil(lambda: bench.session.model is not None)
    bench.tab.question.original.set_prompt("a 😀 b")
    bench.tab.question.comparison.set_prompt("a 😀 c")

    bench.run()

    chips = bench.find(TokenChips, "originalTokens").chips
    assert [len(chip.indices) for chip in chips] == [1, 1, 1, 4, 1]
