"""Answers in a text field: what they begin with is never an empty field."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from holysheep_desktop.ui.widgets.answer_text import add_answer, show_answer


@pytest.fixture
def edit(qtbot: QtBot) -> QPlainTextEdit:
    field = QPlainTextEdit()
    qtbot.addWidget(field)
    return field


def test_that_empty_lines_at_the_start_are_marks_and_those_within_are_lines(edit: QPlainTextEdit) -> None:
    show_answer(edit, "\n\n파리\n\n도쿄\n")

    assert edit.toPlainText() == "⏎⏎파리\n\n도쿄\n"


def test_that_an_answer_that_streams_looks_as_it_does_when_it_is_whole(edit: QPlainTextEdit) -> None:
    for piece in ("\n", "\n Par", "is", "\n", "Tokyo"):
        add_answer(edit, piece)

    assert edit.toPlainText() == "⏎⏎ Paris\nTokyo"


def test_that_the_marks_are_pale_and_the_words_are_not(edit: QPlainTextEdit) -> None:
    show_answer(edit, "\nParis")

    cursor = edit.textCursor()
    inks: list[object] = []
    for place in (1, 2):
        cursor.setPosition(place)
        inks.append(cursor.charFormat().foreground().color())
    assert inks[0] == edit.palette().placeholderText().color()
    assert inks[1] != inks[0]
