"""The steering pane: two answers to one question, side by side."""

from __future__ import annotations

import pytest
from fakes.source import CHAT_MODEL, SAE_MODEL, FakeSource
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QToolButton,
)
from pytestqt.qtbot import QtBot
from ui.tab_bench import LAYER_12, Bench

from holysheep_desktop.core.report import RecordKind, RunRole
from holysheep_desktop.core.requests import AnalysisRequest, Steering, SteeringMode
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import Report, report_nothing
from holysheep_desktop.core.steering import SteeringStart, token_shifts, unsteered
from holysheep_desktop.errors import NotFoundError, ServerError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.steering.drafts import dump_steps, parse_steps
from holysheep_desktop.ui.steering.next_tokens import NextTokenTable
from holysheep_desktop.ui.steering.pane import SteeringPane
from holysheep_desktop.ui.steering.step_row import StepRow
from holysheep_desktop.ui.widgets.tables import RowView

PROMPT = "sort the list"
START = SteeringStart(PROMPT, (Steering(LAYER_12, 7, SteeringMode.ADD, 2.0),))


@pytest.fixture
def bench(qtbot: QtBot, qt_loop: EventLoop, theme: Theme) -> Bench[SteeringPane]:
    return Bench(SteeringPane, qtbot, theme, FakeSource())


def wait_for_page(bench: Bench[SteeringPane], n: int = 1) -> None:
    bench.qtbot.waitUntil(lambda: bench.source.calls.count("feature") >= n)
    bench.qtbot.waitUntil(lambda: bench.find(QSlider, "stepSlider").isVisible())
    bench.qtbot.wait(20)


def begun(bench: Bench[SteeringPane], start: SteeringStart = START) -> StepRow:
    bench.tab.begin_with(start)
    wait_for_page(bench)
    return bench.tab.question.steps.rows[0]


def strongest(bench: Bench[SteeringPane]) -> float:
    """What the warning must name: the strongest activation on the feature's page."""
    slider, strength = bench.find(QSlider, "stepSlider"), bench.find(QDoubleSpinBox, "stepStrength")
    slider.setValue(100)
    return strength.value()


def test_that_the_same_question_is_asked_without_and_then_with_steering(bench: Bench[SteeringPane]) -> None:
    begun(bench)

    bench.run()

    first, second = bench.source.requests
    assert second.steering == START.steps
    assert first == unsteered(second)


def test_that_a_strength_is_taken_while_it_is_still_being_typed(bench: Bench[SteeringPane]) -> None:
    begun(bench)
    strength = bench.find(QDoubleSpinBox, "stepStrength")
    strength.setFocus()
    strength.selectAll()
    bench.qtbot.keyClicks(strength, "55")

    bench.tab.run()  # as the key of Run does, which leaves the focus where it is
    bench.wait_until_done()

    assert [step.strength for step in bench.source.requests[-1].steering] == [55.0]


def test_that_both_answers_stand_side_by_side(bench: Bench[SteeringPane]) -> None:
    begun(bench)

    bench.run()

    texts = [bench.find(QPlainTextEdit, name).toPlainText() for name in ("unsteeredAnswer", "steeredAnswer")]
    record = bench.tab.record()
    assert record is not None
    assert texts == [run.result.answer.text for run in record.runs if run.result.answer]
    assert all(texts)
    assert texts[0] != texts[1]


def test_that_the_second_answer_waits_for_the_first(bench: Bench[SteeringPane]) -> None:
    begun(bench)
    bench.source.hold()

    bench.click("runButton")
    bench.wait_for_calls(1)

    assert [request.steering for request in bench.source.requests] == [()]
    bench.source.release()
    bench.wait_until_done()
    assert len(bench.source.requests) == 2


def test_that_stop_ends_both_and_leaves_no_record(bench: Bench[SteeringPane]) -> None:
    begun(bench)
    bench.source.hold()
    bench.click("runButton")
    bench.wait_for_calls(1)

    bench.click("runButton")
    bench.wait_until_done()
    bench.source.release()

    assert bench.source.n_cancelled == 1
    assert len(bench.source.requests) == 1
    assert bench.tab.record() is None
    assert bench.tab.finding.is_empty


def test_that_a_stopped_run_leaves_the_finding_before_it(bench: Bench[SteeringPane]) -> None:
    begun(bench)
    bench.run()
    before = bench.tab.record()
    answer = bench.find(QPlainTextEdit, "steeredAnswer").toPlainText()
    bench.source.hold()

    bench.click("runButton")
    bench.wait_for_calls(3)
    bench.click("runButton")
    bench.wait_until_done()
    bench.source.release()

    assert bench.tab.record() == before
    assert bench.find(QPlainTextEdit, "steeredAnswer").toPlainText() == answer


class SteersNothing(FakeSource):
    """An endpoint whose steered runs fail."""

    async def analyse(self, request: AnalysisRequest, report: Report = report_nothing) -> AnalysisResult:
        if request.steering:
            raise ServerError("analyse", 500, "broken")
        return await super().analyse(request, report)


def test_that_a_failure_of_the_second_run_is_told_and_nothing_half_is_kept(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme
) -> None:
    bench = Bench(SteeringPane, qtbot, theme, SteersNothing())
    begun(bench)

    bench.run()

    assert len(bench.source.requests) == 1
    assert bench.tab.record() is None
    assert bench.tab.finding.notices.isVisible()


def test_that_the_table_shows_what_moves_most_first(bench: Bench[SteeringPane]) -> None:
    begun(bench)

    bench.run()

    record = bench.tab.record()
    assert record is not None
    effect = record.runs[1].result.steering
    assert effect is not None
    table = bench.find(RowView, "nextTokens").model()
    assert isinstance(table, NextTokenTable)
    assert [table.row_at(table.index(i, 0)) for i in range(table.rowCount())] == list(token_shifts(effect))
    assert f"{effect.kl:.4g}" in bench.find(QLabel, "steeringDivergence").text()


def test_that_the_record_says_what_each_run_was_for(bench: Bench[SteeringPane]) -> None:
    begun(bench)

    bench.run()

    record = bench.tab.record()
    assert record is not None
    assert record.kind is RecordKind.STEERING
    assert [run.role for run in record.runs] == [RunRole.UNSTEERED, RunRole.STEERED]


def test_that_a_record_is_shown_again_as_it_was(bench: Bench[SteeringPane], theme: Theme) -> None:
    begun(bench)
    bench.run()
    record = bench.tab.record()
    assert record is not None

    again = SteeringPane(bench.session, theme, bench.window)
    again.show_record(record)

    assert again.record() == record
    assert again.finding.headline == bench.tab.finding.headline
    assert again.question.request() == record.runs[1].request
    bench.qtbot.wait(20)


def test_that_nothing_is_asked_without_a_feature(bench: Bench[SteeringPane]) -> None:
    bench.tab.begin_with(SteeringStart(PROMPT, ()))

    bench.click("runButton")

    assert bench.source.requests == []
    assert bench.tab.question.field("steering").message


def test_that_a_feature_can_be_added_and_taken_out(bench: Bench[SteeringPane]) -> None:
    begun(bench)

    bench.click("addStep")
    wait_for_page(bench, 2)
    assert len(bench.tab.question.steps.steps()) == 2
    remove = bench.tab.question.steps.rows[0].findChild(QToolButton, "removeStep")
    assert remove is not None
    bench.qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)

    assert len(bench.tab.question.steps.steps()) == 1


def test_that_slider_and_number_say_the_same(bench: Bench[SteeringPane]) -> None:
    begun(bench)
    slider, strength = bench.find(QSlider, "stepSlider"), bench.find(QDoubleSpinBox, "stepStrength")

    slider.setValue(50)
    half = strength.value()
    strength.setValue(2 * half)

    assert half > 0
    assert slider.value() == pytest.approx(100, abs=1)  # the number has one decimal
    assert bench.tab.question.steps.steps()[0].strength == pytest.approx(2 * half)


def test_that_a_new_feature_begins_at_half_of_its_strongest_activation(bench: Bench[SteeringPane]) -> None:
    row = begun(bench, SteeringStart(PROMPT, (Steering(LAYER_12, 7, SteeringMode.ADD),)))
    bench.qtbot.waitUntil(lambda: row.step.strength > 0)

    first = row.step.strength

    assert first == pytest.approx(strongest(bench) / 2, abs=0.06)


def test_that_a_strength_beyond_what_the_feature_ever_was_is_warned_of(bench: Bench[SteeringPane]) -> None:
    row = begun(bench)
    most = strongest(bench)
    assert row.warning == ""

    bench.find(QDoubleSpinBox, "stepStrength").setValue(most * 1.5)

    assert "Stronger than this feature ever was" in row.warning


def test_that_a_strength_below_0_is_warned_of(bench: Bench[SteeringPane]) -> None:
    row = begun(bench)

    bench.find(QDoubleSpinBox, "stepStrength").setValue(-1.0)

    assert "Below 0" in row.warning


def test_that_without_a_page_the_range_is_said_to_be_unknown(bench: Bench[SteeringPane]) -> None:
    bench.source.fail_next(NotFoundError("feature", 404, "no page"))

    row = begun(bench)

    assert "not known here" in row.warning


def test_that_ablating_needs_no_strength(bench: Bench[SteeringPane]) -> None:
    row = begun(bench)

    mode = bench.find(QComboBox, "stepMode")
    mode.setCurrentIndex(mode.findData(SteeringMode.ABLATE.value))

    assert not bench.find(QSlider, "stepSlider").isEnabled()
    assert row.step == Steering(LAYER_12, 7, SteeringMode.ABLATE, 0.0)
    assert row.warning == ""


def test_that_an_endpoint_that_does_not_steer_is_not_believed(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme
) -> None:
    bench = Bench(SteeringPane, qtbot, theme, FakeSource((CHAT_MODEL,)))
    bench.source.available = (CHAT_MODEL, SAE_MODEL)  # its SAEs are known; the chosen model is another
    begun(bench)

    bench.run()

    assert "does not say that it steered" in bench.tab.finding.headline
    assert not bench.find(RowView, "nextTokens").isVisible()


def test_that_without_an_sae_there_is_nothing_to_add(qtbot: QtBot, qt_loop: EventLoop, theme: Theme) -> None:
    bench = Bench(SteeringPane, qtbot, theme, FakeSource((CHAT_MODEL,)))

    assert not bench.find(QPushButton, "addStep").isEnabled()
    assert "Use the local model" in bench.find(QLabel, "stepsHint").text()


def test_that_a_draft_comes_back(bench: Bench[SteeringPane], theme: Theme) -> None:
    begun(bench)

    again = SteeringPane(bench.session, theme, bench.window)
    again.restore_state(bench.tab.save_state())

    assert again.question.draft() == bench.tab.question.draft()
    bench.qtbot.wait(20)


def test_that_a_line_that_is_no_step_is_left_out() -> None:
    good = Steering("a/b c", 3, SteeringMode.SET, -2.5)
    bad = ("set 3 nan s", "set -1 1 s", "set 1 1e9 s", "push 1 1 s", "set 1", "set x 1 s", "")

    assert parse_steps("\n".join((*bad, dump_steps((good,))))) == (good,)


def test_that_the_feature_panel_asks_to_steer_its_feature(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme
) -> None:
    bench = Bench(SaeTab, qtbot, theme, FakeSource())
    bench.tab.question.prompt.set_prompt(PROMPT)
    bench.run()
    features = bench.tab.finding.features
    assert features is not None
    feature = features.features[0].feature
    bench.tab.finding.choose_feature(feature)
    qtbot.waitUntil(lambda: bench.find(QToolButton, "steerFeature").isVisible())

    with qtbot.waitSignal(bench.tab.steering_requested) as asked:
        qtbot.mouseClick(bench.find(QToolButton, "steerFeature"), Qt.MouseButton.LeftButton)

    assert asked.args == [SteeringStart(PROMPT, (Steering(LAYER_12, feature, SteeringMode.ADD),))]
