"""One prompt, two models: each side asks its own endpoint, and neither spoils the other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.source import SAE_MODEL
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from ui.chat_models.conftest import MODEL, ChatBench, ChatServer, name_model, words
from ui.children import press

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.plain_question import plain_question
from holysheep_desktop.core.provenance import NoteKind, ReplyNote
from holysheep_desktop.ui.chat_models.comparison_window import ComparisonWindow
from holysheep_desktop.ui.chat_models.usage_words import dollars
from holysheep_desktop.ui.chat_models.whom import likely_server
from holysheep_desktop.ui.widgets.prompt_edit import PromptEdit


def opened(bench: ChatBench) -> ComparisonWindow:
    record = bench.tab.record()
    window = ComparisonWindow(bench.session, record.main if record else None, bench.window)
    window.show()
    return window


def ask(window: ComparisonWindow, qtbot: QtBot) -> None:
    press(window, "compareAsk", qtbot)
    qtbot.waitUntil(lambda: not (window.left.is_asking or window.right.is_asking), timeout=10_000)


def prompt_of(window: ComparisonWindow) -> PromptEdit:
    found = window.findChild(PromptEdit, "comparedPrompt")
    assert found is not None
    return found


@pytest.fixture
def window(bench: ChatBench) -> ComparisonWindow:
    bench.ask_example()
    return opened(bench)


def test_that_the_answer_of_the_finding_stands_on_the_left_and_a_server_on_the_right(
    window: ComparisonWindow, bench: ChatBench
) -> None:
    record = bench.tab.record()
    assert record is not None
    assert record.main.result.answer is not None
    assert window.left.text == record.main.result.answer.text
    assert (window.left.whom.is_local, window.left.whom.model) == (True, SAE_MODEL.id)
    assert (window.right.whom.endpoint, window.right.whom.model) == (bench.remote, MODEL)


def test_that_nothing_is_sent_before_ask_is_pressed(window: ComparisonWindow, chat: ChatServer) -> None:
    assert chat.bodies == []


def test_that_the_keys_go_to_the_prompt_first(window: ComparisonWindow) -> None:
    assert window.focusWidget() is window.findChild(QWidget, "comparedPrompt")


def test_that_it_is_said_where_the_prompt_goes(window: ComparisonWindow, bench: ChatBench) -> None:
    assert bench.remote.base_url.removesuffix("/v1") in words(window, "comparisonNote")


def test_that_only_the_missing_side_is_asked_for_the_same_prompt_and_decoding(
    window: ComparisonWindow, bench: ChatBench, chat: ChatServer, qtbot: QtBot
) -> None:
    n_before = len(bench.source.requests)

    ask(window, qtbot)

    asked = bench.source.requests[0]
    (body,) = chat.bodies
    assert body["model"] == MODEL
    assert body["messages"] == [{"role": "user", "content": asked.prompt}]
    assert (body["max_tokens"], body["temperature"]) == (
        asked.generation.max_tokens,
        asked.generation.temperature,
    )
    assert "extra_body" not in body
    assert len(bench.source.requests) == n_before


def test_that_tokens_time_and_cost_stand_below_the_answer(window: ComparisonWindow, qtbot: QtBot) -> None:
    ask(window, qtbot)

    assert window.right.text == "Use sorted()."
    said = window.right.state_words
    assert MODEL in said
    assert "12 tokens read, 9 written" in said
    assert "$0.00042 as the endpoint says" in said
    assert " s · " in said


def test_that_a_missing_analysis_is_no_matter_here(bench: ChatBench) -> None:
    bench.ask_example()
    record = bench.tab.record()
    assert record is not None
    notes = (ReplyNote(NoteKind.FEATURES_MISSING), ReplyNote(NoteKind.ANSWER_CUT))
    run = replace(record.main, result=replace(record.main.result, notes=notes))

    said = ComparisonWindow(bench.session, run, bench.window).left.state_words

    assert "SAE" not in said
    assert "limit of tokens" in said


def test_that_the_server_of_which_a_model_was_chosen_before_is_meant(bench: ChatBench) -> None:
    other = Endpoint(EndpointKind.CUSTOM, "https://first.example/v1", "first")
    bench.session.offer_servers([other, bench.remote])

    assert likely_server(bench.session) == bench.remote


def test_that_asking_again_asks_both_without_any_analysis(
    window: ComparisonWindow, bench: ChatBench, chat: ChatServer, qtbot: QtBot
) -> None:
    ask(window, qtbot)
    ask(window, qtbot)

    first, again = bench.source.requests
    assert again == plain_question(first, SAE_MODEL.id)
    assert len(chat.bodies) == 2


def test_that_another_prompt_is_asked_of_both(
    window: ComparisonWindow, bench: ChatBench, chat: ChatServer, qtbot: QtBot
) -> None:
    prompt_of(window).set_prompt("Something else")

    ask(window, qtbot)

    assert bench.source.requests[-1].prompt == "Something else"
    assert chat.bodies[0]["messages"] == [{"role": "user", "content": "Something else"}]


def test_that_an_error_of_one_side_leaves_the_answer_of_the_other(
    window: ComparisonWindow, chat: ChatServer, qtbot: QtBot
) -> None:
    chat.status = 404
    prompt_of(window).set_prompt("Something else")

    ask(window, qtbot)

    assert window.left.text
    assert window.right.text == ""
    assert "$" not in window.right.state_words
    assert window.right.state_words


def test_that_stop_stops_both(window: ComparisonWindow, bench: ChatBench, qtbot: QtBot) -> None:
    name_model(window, "rightModel", "")
    window.right.whom.choose(bench.session.endpoint, SAE_MODEL.id)
    prompt_of(window).set_prompt("Something else")
    bench.source.hold()
    press(window, "compareAsk", qtbot)
    bench.wait_for_calls(3)

    press(window, "compareStop", qtbot)
    qtbot.waitUntil(lambda: not (window.left.is_asking or window.right.is_asking))

    assert bench.source.n_cancelled == 2
    assert (window.left.state_words, window.right.state_words) == ("Stopped.", "Stopped.")


def test_that_closing_ends_the_question(window: ComparisonWindow, bench: ChatBench, qtbot: QtBot) -> None:
    window.right.whom.choose(bench.session.endpoint, SAE_MODEL.id)
    prompt_of(window).set_prompt("Something else")
    bench.source.hold()
    press(window, "compareAsk", qtbot)
    bench.wait_for_calls(3)

    window.close()

    qtbot.waitUntil(lambda: bench.source.n_cancelled == 2)


def test_that_without_a_finding_the_prompt_is_typed_here(bench: ChatBench, qtbot: QtBot) -> None:
    window = opened(bench)

    press(window, "compareAsk", qtbot)

    assert words(window, "comparisonNote") == "Please fill this in."
    assert bench.source.requests == []


def test_that_a_server_lists_its_models_on_a_click(window: ComparisonWindow, qtbot: QtBot) -> None:
    name_model(window, "rightModel", "")

    press(window, "rightList", qtbot)

    qtbot.waitUntil(lambda: words(window, "rightState") == "2 models", timeout=10_000)


@pytest.mark.parametrize(
    ("cost", "shown"), [(1234.5, "$1,234.50"), (0.0000015, "$0.000002"), (3e-7, "< $0.000001")]
)
def test_that_small_and_large_costs_can_be_read(cost: float, shown: str) -> None:
    assert dollars(cost) == shown
