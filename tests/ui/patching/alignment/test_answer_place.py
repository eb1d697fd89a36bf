"""The answer position: chosen beside the pairs, asked for, forgotten with its texts."""

from __future__ import annotations

import pytest
from fakes.source import FakeSource
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from ui.patching.alignment.test_alignment_editor import (
    COMPARISON,
    ORIGINAL,
    PatchBench,
    open_editor,
    wait_until_read,
    write,
)
from ui.tab_bench import Bench

from holysheep_desktop.core.alignment import Pair
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.patching.alignment.editor import AlignmentEditor
from holysheep_desktop.ui.patching.tab import PatchingTab


@pytest.fixture
def editor(bench: PatchBench) -> AlignmentEditor:
    write(bench)
    return open_editor(bench)


def choose(editor: AlignmentEditor, number: int) -> None:
    box = editor.findChild(QComboBox, "answerPlace")
    assert box is not None
    box.setCurrentIndex(number)
    box.activated.emit(number)


def asked(bench: PatchBench) -> Pair | None:
    patching = bench.tab.question.request().patching
    assert patching is not None
    return patching.answer_position


def test_that_the_last_tokens_are_left_to_the_endpoint(bench: PatchBench, editor: AlignmentEditor) -> None:
    assert asked(bench) is None


def test_that_every_pair_is_offered_with_both_tokens(bench: PatchBench, editor: AlignmentEditor) -> None:
    box = editor.findChild(QComboBox, "answerPlace")
    assert box is not None

    assert [box.itemText(i) for i in range(box.count())][3:] == [
        "2 “ two” ↔ 3 “ drei”",
        "3 “ three” ↔ 4 “ three”",
    ]


def test_that_a_chosen_pair_is_asked_for_and_said_beside_the_prompts(
    bench: PatchBench, editor: AlignmentEditor
) -> None:
    choose(editor, 3)

    assert asked(bench) == (2, 3)
    assert bench.tab.question.alignment.words.endswith("answer after token 2")


def test_that_another_prompt_reads_the_answer_after_its_last_token(
    bench: PatchBench, editor: AlignmentEditor
) -> None:
    choose(editor, 3)

    write(bench, ORIGINAL, "one zwei vier three")

    assert asked(bench) is None


def test_that_parting_the_pair_reads_the_answer_after_the_last_tokens(
    bench: PatchBench, editor: AlignmentEditor
) -> None:
    choose(editor, 3)

    bench.tab.question.alignment.pairs.unpair((2, 3))

    assert asked(bench) is None


def test_that_the_place_comes_back_with_the_drafts(
    bench: PatchBench, editor: AlignmentEditor, qtbot: QtBot, theme: Theme
) -> None:
    choose(editor, 3)

    other = Bench(PatchingTab, qtbot, theme, FakeSource())
    other.tab.restore_state(bench.tab.save_state())
    wait_until_read(other)

    assert asked(other) == (2, 3)


def test_that_suggested_answers_are_those_at_the_chosen_place(
    bench: PatchBench, editor: AlignmentEditor
) -> None:
    choose(editor, 3)
    button = bench.find(QToolButton, "answersButton")

    bench.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    bench.qtbot.waitUntil(lambda: len(bench.source.requests) == 2)
    assert [request.prompt for request in bench.source.requests] == ["one two", "one zwei drei"]
    dialog = bench.tab.question.answers.dialog
    assert dialog is not None
    bench.qtbot.addWidget(dialog)
    bench.qtbot.waitUntil(lambda: not dialog.note.startswith("Asking"))


def test_that_the_answers_can_be_chosen_from_the_editor(bench: PatchBench, editor: AlignmentEditor) -> None:
    button = editor.findChild(QPushButton, "pairAnswers")
    assert button is not None

    bench.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    dialog = bench.tab.question.answers.dialog
    assert dialog is not None
    bench.qtbot.addWidget(dialog)
    assert dialog.isVisible()
    bench.qtbot.waitUntil(lambda: not dialog.note.startswith("Asking"))
    assert [request.prompt for request in bench.source.requests] == [ORIGINAL, COMPARISON]
