"""The life of a run in the SAE tab: start, stop, fail, again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import pairwise

import pytest
from fakes.source import SAE_MODEL, FakeSource
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot
from ui.tab_bench import LAYER_12, Bench, type_into

from holysheep_desktop.core.models import SaeInfo
from holysheep_desktop.core.requests import FeatureOptions
from holysheep_desktop.errors import BadRequestError, ServerError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.sae.tab import EXAMPLE_PROMPT, SaeTab
from holysheep_desktop.ui.words.errors import Action, describe

CTRL = Qt.KeyboardModifier.ControlModifier


def typed(bench: Bench[SaeTab], text: str) -> QPlainTextEdit:
    prompt = bench.find(QPlainTextEdit, "saePrompt")
    prompt.setFocus()
    type_into(prompt, text, bench.qtbot)
    return prompt


def test_that_run_asks_for_what_stands_in_the_fields(bench: Bench[SaeTab]) -> None:
    typed(bench, "sort a list")

    bench.run()

    (request,) = bench.source.requests
    assert (request.prompt, request.features) == ("sort a list", FeatureOptions(12, 20, LAYER_12))


def test_that_ctrl_enter_in_the_prompt_runs_and_types_nothing(bench: Bench[SaeTab]) -> None:
    prompt = typed(bench, "hello")

    bench.qtbot.keyClick(prompt, Qt.Key.Key_Return, CTRL)
    bench.wait_until_done()

    assert [r.prompt for r in bench.source.requests] == ["hello"]


def test_that_ctrl_enter_runs_from_a_number_field_too(bench: Bench[SaeTab]) -> None:
    typed(bench, "hello")

    bench.qtbot.keyClick(bench.find(QSpinBox, "saeTopK"), Qt.Key.Key_Enter, CTRL)
    bench.wait_until_done()

    assert len(bench.source.requests) == 1


def test_that_ctrl_enter_twice_asks_once(bench: Bench[SaeTab]) -> None:
    prompt = typed(bench, "hello")
    bench.source.hold()

    bench.qtbot.keyClick(prompt, Qt.Key.Key_Return, CTRL)
    bench.qtbot.waitUntil(lambda: len(bench.source.requests) == 1)
    bench.qtbot.keyClick(prompt, Qt.Key.Key_Return, CTRL)
    bench.qtbot.wait(20)  # a second run would have begun
    bench.source.release()
    bench.wait_until_done()

    assert (len(bench.source.requests), bench.source.n_cancelled) == (1, 0)


def test_that_a_double_click_runs_once_and_does_not_stop(bench: Bench[SaeTab]) -> None:
    typed(bench, "hello")

    button = bench.find(QPushButton, "runButton")
    bench.source.hold()
    for step in (bench.qtbot.mouseClick, bench.qtbot.mouseDClick, bench.qtbot.mouseRelease):
        step(button, Qt.MouseButton.LeftButton)
    bench.source.release()
    bench.wait_until_done()

    assert (len(bench.source.requests), bench.source.n_cancelled) == (1, 0)


def test_that_a_syllable_that_is_still_being_composed_is_asked_too(bench: Bench[SaeTab]) -> None:
    prompt = typed(bench, "정")
    QApplication.sendEvent(prompt, QInputMethodEvent("렬", []))

    bench.qtbot.keyClick(prompt, Qt.Key.Key_Return, CTRL)
    bench.wait_until_done()

    assert bench.source.requests[0].prompt == "정렬"


def test_that_stop_stands_where_run_stood(bench: Bench[SaeTab]) -> None:
    button = bench.find(QPushButton, "runButton")
    typed(bench, "hello")
    before, words = button.geometry(), button.accessibleName()
    bench.source.hold()
    bench.click("runButton")

    assert (button.geometry(), words, button.accessibleName()) == (before, "Run", "Stop")
    bench.source.release()
    bench.wait_until_done()


def test_that_stop_ends_the_request_and_keeps_the_prompt(bench: Bench[SaeTab]) -> None:
    prompt = typed(bench, "hello")
    bench.source.hold()
    bench.click("runButton")
    bench.wait_for_calls(1)

    bench.click("runButton")
    bench.wait_until_done()

    assert (bench.source.n_cancelled, prompt.toPlainText(), bench.tab.question.progress_words) == (
        1,
        "hello",
        "Stopped.",
    )


def test_that_escape_stops(bench: Bench[SaeTab]) -> None:
    prompt = typed(bench, "hello")
    bench.source.hold()
    bench.click("runButton")
    bench.wait_for_calls(1)

    bench.qtbot.keyClick(prompt, Qt.Key.Key_Escape)
    bench.wait_until_done()

    assert bench.source.n_cancelled == 1


def test_that_a_stopped_first_run_leads_back_to_the_empty_state(bench: Bench[SaeTab]) -> None:
    typed(bench, "hello")
    bench.source.hold()
    bench.click("runButton")
    bench.wait_for_calls(1)

    bench.tab.stop()
    bench.wait_until_done()

    assert bench.tab.finding.is_empty


def test_that_the_old_finding_stays_dimmed_until_the_new_one_comes(bench: Bench[SaeTab]) -> None:
    typed(bench, "hello")
    bench.run()
    headline = bench.tab.finding.headline
    bench.source.hold()

    bench.click("runButton")
    seen = (bench.tab.finding.is_dimmed, bench.tab.finding.headline)
    bench.source.release()
    bench.wait_until_done()

    assert (seen, bench.tab.finding.is_dimmed) == ((True, headline), False)


def test_that_a_failure_is_told_in_the_strip_and_loses_nothing(bench: Bench[SaeTab]) -> None:
    prompt = typed(bench, "hello")
    bench.run()
    headline = bench.tab.finding.headline
    bench.source.fail_next(ServerError("analyse", 503, "overloaded"))

    bench.run()

    finding = bench.tab.finding
    assert "503" in finding.notices.notice.title
    assert (prompt.toPlainText(), finding.headline, finding.is_dimmed) == ("hello", headline, False)


def test_that_try_again_in_the_strip_runs_again(bench: Bench[SaeTab]) -> None:
    typed(bench, "hello")
    bench.source.fail_next(ServerError("analyse", 503))
    bench.run()

    bench.click("noticeAction")
    bench.wait_until_done()

    assert len(bench.source.requests) == 2
    assert bench.tab.finding.notices.isHidden()


def test_that_a_field_that_the_server_refuses_is_marked(bench: Bench[SaeTab]) -> None:
    typed(bench, "hello")
    bench.source.fail_next(BadRequestError("analyse", 400, "no SAE there", param="extra_body.sae_layer"))

    bench.run()

    assert bench.tab.question.field("sae_layer").message == "no SAE there"


def test_that_an_empty_prompt_is_told_beside_the_field_and_nothing_is_asked(bench: Bench[SaeTab]) -> None:
    typed(bench, "   ")

    bench.click("runButton")

    assert bench.tab.question.field("prompt").message
    assert bench.source.calls == []


def test_that_the_next_run_takes_the_message_back(bench: Bench[SaeTab]) -> None:
    bench.click("runButton")
    typed(bench, "hello")

    bench.run()

    assert bench.tab.question.field("prompt").message == ""


def test_that_without_a_model_the_strip_says_so_and_nothing_is_asked(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme
) -> None:
    bench = Bench(SaeTab, qtbot, theme, FakeSource(models=()))
    typed(bench, "hello")

    bench.click("runButton")

    assert bench.tab.finding.notices.notice.title == "No model is chosen yet."
    assert bench.source.calls == []


def test_that_an_endpoint_that_failed_is_named_where_no_model_can_be_chosen(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme
) -> None:
    bench = Bench(SaeTab, qtbot, theme, FakeSource(models=()))
    bench.source.fail_next(ServerError("models", 503))
    bench.session.refresh_models()
    qtbot.waitUntil(lambda: bench.session.error is not None)
    typed(bench, "hello")

    bench.click("runButton")

    assert bench.tab.finding.notices.notice == describe(ServerError("models", 503))

    bench.tab.finding.notices.action_requested.emit(Action.RETRY)

    qtbot.waitUntil(lambda: bench.session.error is None)


def test_that_a_missing_model_is_no_longer_told_once_there_is_one(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme
) -> None:
    bench = Bench(SaeTab, qtbot, theme, FakeSource(models=()))
    typed(bench, "hello")
    bench.click("runButton")
    told = bench.tab.finding.notices.notice.title

    bench.session.show_models((SAE_MODEL,))
    bench.session.choose_model(SAE_MODEL.id)

    assert (told, bench.tab.finding.notices.notice.title) == ("No model is chosen yet.", "")


def test_that_a_model_chosen_while_it_runs_does_not_change_what_was_asked(bench: Bench[SaeTab]) -> None:
    typed(bench, "hello")
    bench.source.hold()
    bench.click("runButton")

    bench.session.choose_model("gpt-4.1")
    bench.source.release()
    bench.wait_until_done()

    found = bench.tab.record()
    assert found is not None
    assert (found.main.request.model, found.main.result.model) == ("gemma-3-270m", "gemma-3-270m")


def test_that_another_endpoint_stops_the_run(bench: Bench[SaeTab]) -> None:
    typed(bench, "hello")
    bench.source.hold()
    bench.click("runButton")
    bench.wait_for_calls(1)

    bench.session.use_endpoint(bench.session.endpoint)
    bench.wait_until_done()
    bench.source.release()
    bench.qtbot.waitUntil(lambda: bool(bench.session.models))

    assert bench.source.n_cancelled == 1


def test_that_a_tab_closed_while_it_runs_ends_without_a_trace(
    bench: Bench[SaeTab], qt_loop: EventLoop
) -> None:
    typed(bench, "hello")
    bench.source.hold()
    bench.click("runButton")
    bench.wait_for_calls(1)

    bench.tab.close()
    end = qt_loop.create_task(Job.cancel_all())
    bench.qtbot.waitUntil(end.done)

    assert bench.source.n_cancelled == 1


def test_that_a_tab_deleted_while_it_runs_drops_the_result(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme
) -> None:
    bench = Bench(SaeTab, qtbot, theme, FakeSource())
    typed(bench, "hello")
    bench.source.hold()
    bench.click("runButton")
    bench.wait_for_calls(1)

    with qtbot.waitSignal(bench.tab.destroyed):
        bench.tab.deleteLater()
    bench.source.release()

    def only_this_is_left() -> bool:
        return not asyncio.all_tasks(qt_loop)

    qtbot.waitUntil(only_this_is_left)


def test_that_the_answer_streams_while_the_run_goes_on(bench: Bench[SaeTab]) -> None:
    typed(bench, "hello")
    answer = bench.find(QPlainTextEdit, "saeAnswer")
    seen: list[str] = []

    def look(_progress: object) -> None:
        seen.append(answer.toPlainText())

    bench.tab.progressed.connect(look)
    bench.run()

    grown = [text for text in seen if text]
    assert len(grown) > 2
    assert all(later.startswith(earlier) for earlier, later in pairwise(grown))


def test_that_the_example_button_runs_the_tutorials_prompt(bench: Bench[SaeTab]) -> None:
    bench.click("exampleButton0")
    bench.wait_until_done()

    assert [r.prompt for r in bench.source.requests] == [EXAMPLE_PROMPT]
    assert not bench.tab.finding.is_empty


def test_that_the_frame_hears_when_work_starts_and_ends(bench: Bench[SaeTab]) -> None:
    heard: list[bool] = []
    bench.tab.run_state_changed.connect(heard.append)
    typed(bench, "hello")

    bench.run()

    assert heard == [True, False]


@pytest.mark.parametrize(
    "state", ["", "nonsense", "prompt=%ff%00&top_k=-5&temperature=nan&layer=999999999999"]
)
def test_that_a_state_that_cannot_be_read_changes_no_number(bench: Bench[SaeTab], state: str) -> None:
    bench.tab.restore_state(state)

    draft = bench.tab.question.draft()
    assert (draft["top_k"], draft["temperature"], draft["layer"]) == ("20", "0.0", "12")


def test_that_drafts_come_back(bench: Bench[SaeTab], theme: Theme) -> None:
    typed(bench, "a=b & c? 정렬")
    bench.find(QSpinBox, "saeTopK").setValue(7)
    bench.tab.fold_question(True)

    other = SaeTab(bench.session, theme)
    bench.qtbot.addWidget(other)
    other.restore_state(bench.tab.save_state())

    assert other.question.draft() == bench.tab.question.draft()
    assert (other.question.prompt.prompt(), other.question.is_folded) == ("a=b & c? 정렬", True)


def test_that_an_own_sae_is_offered_by_its_name(qtbot: QtBot, qt_loop: EventLoop, theme: Theme) -> None:
    own = SaeInfo("user/my <b>sae", 12, "resid_post", 16_384, is_own=True)
    can = replace(SAE_MODEL.capabilities, saes=(*SAE_MODEL.capabilities.saes, own))
    bench = Bench(SaeTab, qtbot, theme, FakeSource((replace(SAE_MODEL, capabilities=can),)))

    choice = bench.find(QComboBox, "saeChoice")

    assert choice.itemText(choice.count() - 1) == "Own SAE my <b>sae · layer 12"
