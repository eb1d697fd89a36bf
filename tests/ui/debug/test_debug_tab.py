"""The Debug tab, driven as a person would."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.source import CHAT_MODEL, FakeSource
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
)
from pytestqt.qtbot import QtBot
from ui.tab_bench import LAYER_12, Bench, type_into

from holysheep_desktop.core.debugging.steps import Step, StepState
from holysheep_desktop.core.report import RecordKind, RunRole
from holysheep_desktop.core.requests import AnalysisRequest, SteeringMode
from holysheep_desktop.core.results import AnalysisResult, FeatureAnalysis, PatchAnalysis
from holysheep_desktop.core.source import Report, report_nothing
from holysheep_desktop.core.steering import SteeringStart
from holysheep_desktop.errors import ServerError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.debug.tab import EXAMPLES, DebugTab
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.sae.feature_panel import FeaturePanel
from holysheep_desktop.ui.widgets.tables import RowView

PROBLEMATIC, NORMAL = "sort the list badly", "sort the list well"
BEFORE_THE_TEST = 2


class TutorialSource(FakeSource):
    """Gives the tutorial's fields and nothing else."""

    async def analyse(self, request: AnalysisRequest, report: Report = report_nothing) -> AnalysisResult:
        result = await super().analyse(request, report)
        features, patching = result.features, result.patching
        return replace(
            result,
            features=None if features is None else FeatureAnalysis(features.features),
            patching=None if patching is None else PatchAnalysis(0.83, patching.direction, patching.neurons),
        )


class PausingSource(FakeSource):
    """Keeps the test of the candidates waiting."""

    async def analyse(self, request: AnalysisRequest, report: Report = report_nothing) -> AnalysisResult:
        if len(self.requests) == BEFORE_THE_TEST:
            self.hold()
        return await super().analyse(request, report)


class FailingSource(FakeSource):
    """Fails at the test of the candidates."""

    async def analyse(self, request: AnalysisRequest, report: Report = report_nothing) -> AnalysisResult:
        if len(self.requests) == BEFORE_THE_TEST:
            self.fail_next(ServerError("analyse", 500, "broken"))
        return await super().analyse(request, report)


def asked(bench: Bench[DebugTab]) -> None:
    """Type both prompts and press Run."""
    for name, text in (("debugProblematic", PROBLEMATIC), ("debugNormal", NORMAL)):
        field = bench.find(QPlainTextEdit, name)
        field.setFocus()
        type_into(field, text, bench.qtbot)
    bench.run()


def states(bench: Bench[DebugTab]) -> list[str]:
    return [state.value for state in bench.tab.finding.page.states.values()]


def text(bench: Bench[DebugTab], name: str) -> str:
    return bench.find(QLabel, name).text()


def test_that_one_run_goes_from_both_answers_to_a_verdict(bench: Bench[DebugTab]) -> None:
    asked(bench)

    assert states(bench) == ["done"] * 5
    assert bench.tab.finding.page.verdict.outcome_words == "✓ Confirmed"
    assert bench.tab.finding.headline.startswith("Confirmed: 16 features of layer 12")


def test_that_three_questions_are_asked_and_the_last_one_tests_the_largest_differences(
    bench: Bench[DebugTab],
) -> None:
    asked(bench)

    first, second, third = bench.source.requests
    assert (first.prompt, second.prompt) == (PROBLEMATIC, NORMAL)
    assert first.features is not None
    assert (first.features.layer, first.features.sae_id) == (12, LAYER_12)
    options = third.patching
    assert options is not None
    assert (third.prompt, options.comparison_prompt) == (NORMAL, PROBLEMATIC)
    comparison = bench.tab.finding.case.comparison()
    assert comparison is not None
    assert options.feature_ids == comparison.candidates(16)


def test_that_both_answers_stand_side_by_side(bench: Bench[DebugTab]) -> None:
    asked(bench)

    case = bench.tab.finding.case
    for run, role in ((case.problematic, RunRole.PROBLEMATIC), (case.normal, RunRole.NORMAL)):
        assert run is not None
        assert run.result.answer is not None
        assert bench.tab.finding.page.answers.text_of(role) == run.result.answer.text


def test_that_answers_stream_where_they_belong(qtbot: QtBot, qt_loop: EventLoop, theme: Theme) -> None:
    bench = Bench(DebugTab, qtbot, theme, FakeSource())
    pieces: list[tuple[str, str]] = []

    def look() -> None:
        answers = bench.tab.finding.page.answers
        pieces.append((answers.text_of(RunRole.PROBLEMATIC), answers.text_of(RunRole.NORMAL)))

    bench.tab.progressed.connect(look)
    asked(bench)

    assert any(left and not right for left, right in pieces)
    whole = bench.tab.finding.page.answers.text_of(RunRole.NORMAL)
    assert any(right and len(right) < len(whole) for _, right in pieces)


def test_that_an_empty_normal_prompt_is_asked_for(bench: Bench[DebugTab]) -> None:
    type_into(bench.find(QPlainTextEdit, "debugProblematic"), PROBLEMATIC, bench.qtbot)

    bench.run()

    assert bench.source.requests == []
    assert bench.tab.question.field("comparison_prompt").message == "Please fill this in."


def test_that_stop_keeps_the_steps_that_are_done(qtbot: QtBot, qt_loop: EventLoop, theme: Theme) -> None:
    bench = Bench(DebugTab, qtbot, theme, PausingSource())
    for name, prompt in (("debugProblematic", PROBLEMATIC), ("debugNormal", NORMAL)):
        type_into(bench.find(QPlainTextEdit, name), prompt, qtbot)
    bench.click("runButton")
    bench.wait_for_calls(3)
    assert states(bench) == ["done", "done", "running", "waiting", "waiting"]

    bench.click("runButton")
    bench.wait_until_done()

    assert states(bench) == ["done", "done", "waiting", "waiting", "waiting"]
    assert bench.source.n_cancelled == 1
    record = bench.tab.record()
    assert record is not None
    assert [run.role for run in record.runs] == [RunRole.PROBLEMATIC, RunRole.NORMAL]


def test_that_an_error_keeps_the_steps_that_are_done(qtbot: QtBot, qt_loop: EventLoop, theme: Theme) -> None:
    bench = Bench(DebugTab, qtbot, theme, FailingSource())

    asked(bench)

    assert states(bench) == ["done", "done", "waiting", "waiting", "waiting"]
    assert not bench.find(QLabel, "noticeTitle").isHidden()


def test_that_an_endpoint_with_the_tutorials_fields_does_what_it_can_and_says_what_is_missing(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme
) -> None:
    bench = Bench(DebugTab, qtbot, theme, TutorialSource())

    asked(bench)

    finding = bench.tab.finding
    assert states(bench) == ["done", "done", "cannot", "cannot", "done"]
    assert "activation_cache" in finding.page.box(Step.CANDIDATES).sentence
    assert "only the strongest" in finding.page.box(Step.FEATURES).sentence
    assert finding.page.verdict.outcome_words == "? Cannot tell"
    assert any("impact_score 0.83 > 0.5" in sentence for sentence in finding.page.verdict.texts)
    assert not finding.page.cure.isVisibleTo(bench.tab)


def test_that_a_model_without_features_answers_and_the_other_steps_say_why_not(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme
) -> None:
    bench = Bench(DebugTab, qtbot, theme, FakeSource((CHAT_MODEL,)))

    asked(bench)

    assert states(bench) == ["done", "cannot", "cannot", "cannot", "done"]
    assert "no SAE features" in bench.tab.finding.page.box(Step.FEATURES).sentence
    assert bench.tab.finding.page.verdict.outcome_words == "? Cannot tell"


def selected(bench: Bench[DebugTab], *rows: int) -> None:
    view = bench.find(RowView, "differenceTable")
    model, selection = view.model(), view.selectionModel()
    for row in rows:
        flags = QItemSelectionModel.SelectionFlag
        selection.select(model.index(row, 0), flags.Select | flags.Rows)


def test_that_features_chosen_by_hand_are_tested_without_reading_the_prompts_again(
    bench: Bench[DebugTab],
) -> None:
    asked(bench)
    comparison = bench.tab.finding.case.comparison()
    assert comparison is not None
    chosen = comparison.patchable()[20].feature
    row = [one.feature for one in comparison.differences].index(chosen)
    selected(bench, row)

    bench.click("testSelected")
    bench.wait_until_done()

    assert len(bench.source.requests) == 4
    options = bench.source.requests[-1].patching
    assert options is not None
    assert options.feature_ids == (chosen,)
    # The toy model lets one feature carry exactly half, which is not more than half.
    assert bench.tab.finding.page.verdict.outcome_words == "✕ Not confirmed"


def test_that_the_filter_shows_one_way_to_differ(bench: Bench[DebugTab]) -> None:
    asked(bench)
    box = bench.find(QComboBox, "differenceFilter")

    box.setCurrentIndex(box.findData("only_normal"))

    view = bench.find(RowView, "differenceTable")
    shown = {str(view.model().index(row, 1).data()) for row in range(view.model().rowCount())}
    assert shown == {"only normal"}


def test_that_a_click_on_a_feature_opens_its_page(bench: Bench[DebugTab]) -> None:
    asked(bench)
    view = bench.find(RowView, "candidateTable")
    place = view.visualRect(view.model().index(0, 0)).center()

    bench.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    panel = bench.find(FeaturePanel, "featurePanel")
    bench.qtbot.waitUntil(lambda: panel.dashboard is not None)
    assert panel.dashboard is not None
    assert str(panel.dashboard.feature) == view.model().index(0, 0).data()


def open_first_candidate(bench: Bench[DebugTab]) -> int:
    view = bench.find(RowView, "candidateTable")
    index = view.model().index(0, 0)
    bench.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    panel = bench.find(FeaturePanel, "featurePanel")
    bench.qtbot.waitUntil(lambda: panel.dashboard is not None)
    return int(str(index.data()))


def test_that_a_label_written_on_a_features_page_stands_in_the_tables_and_in_the_record(
    bench: Bench[DebugTab],
) -> None:
    asked(bench)
    feature = open_first_candidate(bench)
    type_into(bench.find(QLineEdit, "ownLabel"), "bad mood", bench.qtbot)

    bench.click("keepLabel")

    def is_named() -> bool:
        patching = bench.tab.finding.case.patching
        effects = patching.features if patching else ()
        return any(
            e.feature == feature and e.label is not None and e.label.text == "bad mood" for e in effects
        )

    bench.qtbot.waitUntil(is_named)
    view = bench.find(RowView, "candidateTable")
    assert view.model().index(0, 6).data() == "bad mood"


def test_that_a_feature_can_be_steered_on_the_problematic_prompt(bench: Bench[DebugTab]) -> None:
    asked(bench)
    feature = open_first_candidate(bench)

    wishes: list[SteeringStart] = []
    bench.tab.steering_requested.connect(wishes.append)

    bench.qtbot.mouseClick(bench.find(QToolButton, "steerFeature"), Qt.MouseButton.LeftButton)

    (start,) = wishes
    assert start.prompt == PROBLEMATIC
    assert [step.feature for step in start.steps] == [feature]


def test_that_all_features_of_the_cure_open_in_a_steering_tab(bench: Bench[DebugTab]) -> None:
    asked(bench)
    wishes: list[SteeringStart] = []
    bench.tab.steering_requested.connect(wishes.append)
    way = bench.find(QComboBox, "cureWay")
    way.setCurrentIndex(way.findData("clamp"))
    bench.find(QComboBox, "cureFeatures").setCurrentIndex(1)

    bench.click("openSliders")

    (start,) = wishes
    together = bench.tab.finding.case.together
    assert together is not None
    assert start.prompt == PROBLEMATIC
    assert {step.feature for step in start.steps} == set(together.features)
    assert len(start.steps) > 1


def test_that_the_cure_asks_the_problematic_prompt_again_with_the_features_held(
    bench: Bench[DebugTab],
) -> None:
    asked(bench)
    way = bench.find(QComboBox, "cureWay")
    way.setCurrentIndex(way.findData("clamp"))

    bench.click("tryCure")
    bench.wait_until_done()

    request = bench.source.requests[-1]
    guilty = {effect.feature for effect in bench.tab.finding.case.guilty()}
    assert request.prompt == PROBLEMATIC
    assert {step.feature for step in request.steering} == guilty
    assert {step.mode for step in request.steering} == {SteeringMode.SET}
    steered = bench.tab.finding.case.steered
    assert steered is not None
    assert steered.result.answer is not None
    assert way.currentData() == "clamp"
    assert bench.tab.finding.page.cure.answers.text_of(RunRole.STEERED) == steered.result.answer.text
    assert states(bench) == ["done"] * 5


def test_that_silencing_leaves_out_what_the_problematic_prompt_has_less_of(bench: Bench[DebugTab]) -> None:
    asked(bench)
    features = bench.find(QComboBox, "cureFeatures")
    features.setCurrentIndex(1)

    bench.click("tryCure")
    bench.wait_until_done()

    comparison = bench.tab.finding.case.comparison()
    assert comparison is not None
    silenced = [comparison.of_feature(step.feature) for step in bench.source.requests[-1].steering]
    assert silenced
    assert all(one is not None and one.amount > 0 for one in silenced)


def test_that_a_record_opens_as_the_same_page(bench: Bench[DebugTab], qtbot: QtBot, theme: Theme) -> None:
    asked(bench)
    bench.click("tryCure")
    bench.wait_until_done()
    record = bench.tab.record()
    assert record is not None
    assert record.kind is RecordKind.DEBUG

    other = Bench(DebugTab, qtbot, theme, FakeSource())
    other.tab.show_record(record)

    before, after = bench.tab.finding, other.tab.finding
    assert after.headline == before.headline
    assert after.page.verdict.texts == before.page.verdict.texts
    assert [after.page.box(step).sentence for step in Step] == [
        before.page.box(step).sentence for step in Step
    ]
    assert after.page.states == dict.fromkeys(Step, StepState.DONE)
    assert other.tab.record() == record
    assert other.source.calls.count("analyse") == 0
    assert other.tab.question.question() == bench.tab.question.question()


def test_that_a_reopened_record_can_be_cured(bench: Bench[DebugTab], qtbot: QtBot, theme: Theme) -> None:
    asked(bench)
    record = bench.tab.record()
    assert record is not None
    other = Bench(DebugTab, qtbot, theme, FakeSource())
    other.tab.show_record(record)

    other.click("tryCure")
    other.wait_until_done()

    assert [request.prompt for request in other.source.requests] == [PROBLEMATIC]


def test_that_what_is_typed_is_remembered(bench: Bench[DebugTab], qtbot: QtBot, theme: Theme) -> None:
    for name, prompt in (("debugProblematic", PROBLEMATIC), ("debugNormal", NORMAL)):
        type_into(bench.find(QPlainTextEdit, name), prompt, qtbot)
    bench.find(QSpinBox, "debugCandidates").setValue(5)
    other = Bench(DebugTab, qtbot, theme, FakeSource())

    other.tab.restore_state(bench.tab.save_state())

    assert other.tab.question.question() == bench.tab.question.question()


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_that_an_example_asks_at_its_own_layer_with_the_usual_settings(
    bench: Bench[DebugTab], number: int
) -> None:
    bench.find(QSpinBox, "debugCandidates").setValue(3)

    bench.click(f"exampleButton{number}")
    bench.wait_until_done()

    features = bench.source.requests[0].features
    assert features is not None
    assert features.layer == EXAMPLES[number].layer
    assert bench.tab.question.question().n_candidates == 16


def test_that_few_controls_are_said_to_give_no_verdict(bench: Bench[DebugTab]) -> None:
    bench.find(QSpinBox, "debugControls").setValue(5)

    asked(bench)

    assert bench.tab.finding.page.verdict.outcome_words == "? Cannot tell"
    assert states(bench)[Step.CONTROLS.value - 1] == "cannot"
    assert not bench.find(QPushButton, "runButton").isHidden()
