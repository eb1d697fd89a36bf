"""A chat model explains a finding: what it gets is what was read before, and its words stay its own."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QPushButton
from ui.chat_models.conftest import MODEL, ChatBench, ChatServer, name_model, words
from ui.children import press

from holysheep_desktop.ui.chat_models.explanation_window import ExplanationWindow
from holysheep_desktop.ui.sae.tab import EXAMPLE_PROMPT


class Opened:
    def __init__(self, bench: ChatBench) -> None:
        record = bench.tab.record()
        assert record is not None
        self.kept: list[str] = []
        self.qtbot = bench.qtbot
        self.window = ExplanationWindow(bench.session, record, self.kept.append, bench.window)
        self.window.show()

    def ask(self) -> None:
        press(self.window, "explainAsk", self.qtbot)
        self.qtbot.waitUntil(self.ask_button.isVisible, timeout=10_000)

    @property
    def ask_button(self) -> QPushButton:
        found = self.window.findChild(QPushButton, "explainAsk")
        assert found is not None
        return found

    def send_texts_too(self) -> None:
        box = self.window.findChild(QCheckBox, "explainWithTexts")
        assert box is not None
        box.setChecked(True)

    @property
    def preview(self) -> str:
        found = self.window.findChild(QPlainTextEdit, "explainPrompt")
        assert found is not None
        return found.toPlainText()


@pytest.fixture
def opened(bench: ChatBench) -> Opened:
    bench.ask_example()
    return Opened(bench)


def test_that_exactly_what_was_shown_is_sent(opened: Opened, chat: ChatServer) -> None:
    shown = opened.preview
    assert chat.bodies == []

    opened.ask()

    (body,) = chat.bodies
    assert body["model"] == MODEL
    assert body["messages"] == [{"role": "user", "content": shown}]


def test_that_the_prompt_is_sent_only_after_a_visible_choice(opened: Opened, chat: ChatServer) -> None:
    opened.ask()
    opened.send_texts_too()
    opened.ask()

    without, with_it = (str(body["messages"]) for body in chat.bodies)
    assert EXAMPLE_PROMPT not in without
    assert EXAMPLE_PROMPT in with_it


def test_that_the_key_is_in_no_prompt(opened: Opened) -> None:
    opened.send_texts_too()

    assert "sk-test" not in opened.preview


def test_that_the_text_is_signed_by_the_model_with_tokens_and_cost(opened: Opened, chat: ChatServer) -> None:
    chat.text = "<b>Sorting</b> features fire."

    opened.ask()

    assert opened.window.view.text == "<b>Sorting</b> features fire."
    assert words(opened.window, "explainWho").startswith(f"Written by {MODEL}.")
    assert "12 tokens read, 9 written" in words(opened.window, "explainFacts")
    assert "$0.00042" in words(opened.window, "explainFacts")


def test_that_nothing_is_kept_unless_asked_for(opened: Opened, chat: ChatServer) -> None:
    opened.ask()
    assert opened.kept == []

    press(opened.window, "explainKeep", opened.qtbot)

    (note,) = opened.kept
    head, _, text = note.partition("\n")
    assert MODEL in head
    assert head.endswith("not measured:")
    assert text == chat.text


def test_that_a_copy_says_who_wrote_it(opened: Opened, chat: ChatServer) -> None:
    opened.ask()
    press(opened.window, "explainCopy", opened.qtbot)

    copied = QGuiApplication.clipboard().text()
    assert MODEL in copied
    assert copied.endswith(chat.text)


def test_that_an_answer_without_text_is_told_as_an_error(opened: Opened, chat: ChatServer) -> None:
    chat.text = " \n"

    opened.ask()

    assert not words(opened.window, "explainWho").startswith("Written by")
    copy = opened.window.findChild(QPushButton, "explainCopy")
    assert copy is not None
    assert not copy.isEnabled()


def test_that_without_a_model_nothing_can_be_asked(opened: Opened) -> None:
    name_model(opened.window, "explainModel", " ")

    assert not opened.ask_button.isEnabled()
