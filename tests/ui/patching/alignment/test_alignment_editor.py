"""Pairs of tokens, from typing two prompts to a request that says which token stands for which."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.source import CHAT_MODEL
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QToolButton
from ui.tab_bench import Bench, type_into

from holysheep_desktop.core.alignment import Pair
from holysheep_desktop.core.provenance import Origin, Provenance
from holysheep_desktop.core.report import Record, record_of
from holysheep_desktop.core.requests import AnalysisRequest, PatchOptions, user_message
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.errors import ApiTimeoutError, NotFoundError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.patching.alignment.columns import Place, Side
from holysheep_desktop.ui.patching.alignment.editor import AlignmentEditor
from holysheep_desktop.ui.patching.alignment.prompt_reader import PAUSE_MS
from holysheep_desktop.ui.patching.tab import PatchingTab

PatchBench = Bench[PatchingTab]
ORIGINAL, COMPARISON = "one two three", "one zwei drei three"
# BOS one two three / BOS one zwei drei three: the shortest edit pairs " two" with " drei"
AUTOMATIC = ((0, 0), (1, 1), (2, 3), (3, 4))


def write(bench: PatchBench, original: str = ORIGINAL, comparison: str = COMPARISON) -> None:
    """Type both prompts and wait until their tokens are read."""
    for name, text in (("patchOriginal", original), ("patchComparison", comparison)):
        edit = bench.find(QPlainTextEdit, name)
        edit.clear()
        edit.setFocus()
        type_into(edit, text, bench.qtbot)
    wait_until_read(bench)


def wait_until_read(bench: PatchBench) -> None:
    question = bench.tab.question
    texts = (question.original.prompt(), question.comparison.prompt())

    def is_read() -> bool:
        prompts = question.alignment.pairs.prompts
        return prompts is not None and (prompts[0].text, prompts[1].text) == texts

    bench.qtbot.waitUntil(is_read)


def open_editor(bench: PatchBench) -> AlignmentEditor:
    bench.qtbot.mouseClick(bench.find(QToolButton, "alignmentButton"), Qt.MouseButton.LeftButton)
    editor = bench.tab.question.alignment.editor
    assert editor is not None
    bench.qtbot.addWidget(editor)
    bench.qtbot.waitExposed(editor)
    return editor


def pairs_of(bench: PatchBench) -> tuple[Pair, ...]:
    return bench.tab.question.alignment.pairs.alignment.pairs


def asked_pairs(bench: PatchBench) -> tuple[Pair, ...] | None:
    """What the next request says."""
    patching = bench.tab.question.request().patching
    assert patching is not None
    return patching.alignment


def middle(editor: AlignmentEditor, side: Side, index: int) -> QPoint:
    return editor.canvas.chip_rect(Place(side, index)).center()


def drag(bench: PatchBench, editor: AlignmentEditor, start: QPoint, end: QPoint) -> None:
    canvas = editor.canvas
    bench.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    bench.qtbot.mouseMove(canvas, (start + end) / 2)
    bench.qtbot.mouseMove(canvas, end)
    bench.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)


def press_button(bench: PatchBench, editor: AlignmentEditor, name: str) -> None:
    button = editor.findChild(QPushButton, name)
    assert button is not None
    bench.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_that_the_line_counts_tokens_and_pairs_while_the_prompts_are_typed(bench: PatchBench) -> None:
    write(bench)

    assert bench.tab.question.alignment.words == "4 ↔ 5 tokens, 4 pairs, 1 without partner"


def test_that_typing_is_read_once_it_pauses_and_not_key_by_key(bench: PatchBench) -> None:
    write(bench)

    assert bench.source.calls == ["tokenize", "tokenize"]


def test_that_prompts_that_nobody_sees_are_read_when_somebody_does(bench: PatchBench) -> None:
    bench.tab.hide()
    bench.tab.restore_state("original=a&comparison=b")
    with bench.qtbot.assertNotEmitted(bench.tab.question.alignment.pairs.changed, wait=2 * PAUSE_MS):
        pass

    bench.tab.show()
    wait_until_read(bench)

    assert bench.tab.question.alignment.words == "2 ↔ 2 tokens, 2 pairs"


def test_that_an_unchanged_prompt_is_not_read_again(bench: PatchBench) -> None:
    write(bench)
    type_into(bench.find(QPlainTextEdit, "patchOriginal"), " four", bench.qtbot)
    wait_until_read(bench)

    assert bench.source.calls == ["tokenize"] * 3


def test_that_automatic_pairs_are_left_to_the_endpoint(bench: PatchBench) -> None:
    write(bench)

    assert pairs_of(bench) == AUTOMATIC
    assert asked_pairs(bench) is None


def test_that_a_drag_from_one_token_to_another_makes_them_partners(bench: PatchBench) -> None:
    write(bench)
    editor = open_editor(bench)

    drag(bench, editor, middle(editor, Side.ORIGINAL, 2), middle(editor, Side.COMPARISON, 2))

    assert asked_pairs(bench) == ((0, 0), (1, 1), (2, 2), (3, 4))
    assert bench.tab.question.alignment.words.endswith(", edited")


def test_that_a_drag_upwards_works_as_well(bench: PatchBench) -> None:
    write(bench)
    editor = open_editor(bench)

    drag(bench, editor, middle(editor, Side.COMPARISON, 2), middle(editor, Side.ORIGINAL, 2))

    assert asked_pairs(bench) == ((0, 0), (1, 1), (2, 2), (3, 4))


def test_that_a_drag_to_nowhere_changes_nothing(bench: PatchBench) -> None:
    write(bench)
    editor = open_editor(bench)

    drag(bench, editor, middle(editor, Side.ORIGINAL, 2), editor.canvas.rect().bottomRight() - QPoint(3, 3))

    assert (pairs_of(bench), editor.canvas.start) == (AUTOMATIC, None)


def test_that_a_pair_that_would_cross_another_is_refused_in_a_sentence(bench: PatchBench) -> None:
    write(bench)
    editor = open_editor(bench)

    drag(bench, editor, middle(editor, Side.ORIGINAL, 1), middle(editor, Side.COMPARISON, 4))

    assert pairs_of(bench) == AUTOMATIC
    assert editor.message == "That would cross the pair of 2 “ two” and 3 “ drei”. Part that pair first."


def test_that_a_click_on_a_line_parts_the_pair(bench: PatchBench) -> None:
    write(bench)
    editor = open_editor(bench)

    place = editor.canvas.line_rect((2, 3)).center()
    bench.qtbot.mouseClick(editor.canvas, Qt.MouseButton.LeftButton, pos=place)

    assert asked_pairs(bench) == ((0, 0), (1, 1), (3, 4))


def test_that_a_click_on_a_paired_token_parts_it(bench: PatchBench) -> None:
    write(bench)
    editor = open_editor(bench)

    bench.qtbot.mouseClick(editor.canvas, Qt.MouseButton.LeftButton, pos=middle(editor, Side.COMPARISON, 1))

    assert asked_pairs(bench) == ((0, 0), (2, 3), (3, 4))


def test_that_two_clicks_on_tokens_without_partner_pair_them(bench: PatchBench) -> None:
    write(bench)
    editor = open_editor(bench)
    click = Qt.MouseButton.LeftButton
    bench.qtbot.mouseClick(editor.canvas, click, pos=middle(editor, Side.ORIGINAL, 2))  # parts 2 and 3

    bench.qtbot.mouseClick(editor.canvas, click, pos=middle(editor, Side.COMPARISON, 2))
    bench.qtbot.mouseClick(editor.canvas, click, pos=middle(editor, Side.ORIGINAL, 2))

    assert asked_pairs(bench) == ((0, 0), (1, 1), (2, 2), (3, 4))


def test_that_keys_alone_pair_two_tokens(bench: PatchBench) -> None:
    write(bench)
    editor = open_editor(bench)
    keys = Qt.Key
    # to " two", begin; down lands on its partner " drei", left on " zwei", end
    for key in (
        keys.Key_Right,
        keys.Key_Right,
        keys.Key_Return,
        keys.Key_Down,
        keys.Key_Left,
        keys.Key_Return,
    ):
        bench.qtbot.keyClick(editor.canvas, key)

    assert asked_pairs(bench) == ((0, 0), (1, 1), (2, 2), (3, 4))


def test_that_delete_parts_the_chosen_token(bench: PatchBench) -> None:
    write(bench)
    editor = open_editor(bench)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Delete):
        bench.qtbot.keyClick(editor.canvas, key)

    assert asked_pairs(bench) == ((0, 0), (1, 1), (2, 3))


def test_that_escape_gives_up_a_pairing_before_it_closes_the_window(bench: PatchBench) -> None:
    write(bench)
    editor = open_editor(bench)
    bench.qtbot.keyClick(editor.canvas, Qt.Key.Key_Return)

    bench.qtbot.keyClick(editor.canvas, Qt.Key.Key_Escape)
    assert (editor.canvas.start, editor.isVisible()) == (None, True)

    bench.qtbot.keyClick(editor.canvas, Qt.Key.Key_Escape)
    assert not editor.isVisible()


def test_that_the_chosen_token_and_its_partner_are_said_for_a_screen_reader(bench: PatchBench) -> None:
    write(bench)
    editor = open_editor(bench)
    bench.qtbot.keyClick(editor.canvas, Qt.Key.Key_Right)

    said = editor.canvas.accessibleDescription()
    assert said == "1 “one”, paired with 1 “one” 4 ↔ 5 tokens, 4 pairs, 1 without partner"


def test_that_hovering_a_token_tells_its_position_and_id(bench: PatchBench) -> None:
    write(bench)
    editor = open_editor(bench)

    place = QPointF(middle(editor, Side.ORIGINAL, 0))

    # The offscreen platform moves the pointer over the window below.
    none = Qt.MouseButton.NoButton
    moved = QMouseEvent(
        QEvent.Type.MouseMove, place, editor.canvas.mapToGlobal(place), none, none, Qt.KeyboardModifier(0)
    )
    QApplication.sendEvent(editor.canvas, moved)

    assert "0 “&lt;bos&gt;”, token id 2" in editor.canvas.toolTip()


def test_that_undo_takes_back_one_step_at_a_time(bench: PatchBench) -> None:
    write(bench)
    editor = open_editor(bench)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Delete):
        bench.qtbot.keyClick(editor.canvas, key)
    assert pairs_of(bench) == ((0, 0), (1, 1))

    bench.qtbot.keyClick(editor.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pairs_of(bench) == ((0, 0), (1, 1), (2, 3))

    press_button(bench, editor, "pairUndo")
    assert (pairs_of(bench), asked_pairs(bench)) == (AUTOMATIC, None)


def test_that_reset_goes_back_to_automatic_and_can_be_undone(bench: PatchBench) -> None:
    write(bench)
    editor = open_editor(bench)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Delete):
        bench.qtbot.keyClick(editor.canvas, key)

    press_button(bench, editor, "pairReset")
    assert asked_pairs(bench) is None

    press_button(bench, editor, "pairUndo")
    assert asked_pairs(bench) == ((0, 0), (1, 1))


def test_that_the_last_pair_stays_and_says_why(bench: PatchBench) -> None:
    write(bench, "a", "b")
    editor = open_editor(bench)
    bench.qtbot.keyClick(editor.canvas, Qt.Key.Key_Delete)
    bench.qtbot.keyClick(editor.canvas, Qt.Key.Key_Right)

    bench.qtbot.keyClick(editor.canvas, Qt.Key.Key_Delete)

    assert pairs_of(bench) == ((1, 1),)
    assert editor.message == "One pair must stay: without a pair nothing can be patched."


def part_zwei(bench: PatchBench) -> None:
    """Pair " two" with " zwei" instead of " drei"."""
    bench.tab.question.alignment.pairs.pair(2, 2)


def test_that_typing_elsewhere_keeps_the_drawn_pairs_and_says_so(bench: PatchBench) -> None:
    write(bench)
    part_zwei(bench)

    type_into(bench.find(QPlainTextEdit, "patchComparison"), " four", bench.qtbot)
    wait_until_read(bench)

    assert asked_pairs(bench) == ((0, 0), (1, 1), (2, 2), (3, 4))
    assert bench.tab.question.alignment.remark == "Your pairs are kept where the tokens are unchanged."


def test_that_drawn_pairs_whose_tokens_are_gone_are_given_up_in_words(bench: PatchBench) -> None:
    write(bench)
    part_zwei(bench)

    bench.tab.question.original.set_prompt("quite another text")
    bench.tab.question.comparison.set_prompt("that has nothing in common")
    wait_until_read(bench)

    assert asked_pairs(bench) is None
    assert "it is aligned automatically" in bench.tab.question.alignment.remark


def test_that_text_that_comes_back_brings_its_pairs_back(bench: PatchBench) -> None:
    write(bench)
    part_zwei(bench)
    bench.tab.question.comparison.set_prompt("something else")
    wait_until_read(bench)

    bench.tab.question.comparison.set_prompt(COMPARISON)
    wait_until_read(bench)

    assert asked_pairs(bench) == ((0, 0), (1, 1), (2, 2), (3, 4))


def test_that_run_waits_for_drawn_pairs_to_be_fitted_to_new_text(bench: PatchBench) -> None:
    write(bench)
    part_zwei(bench)
    type_into(bench.find(QPlainTextEdit, "patchComparison"), " four", bench.qtbot)

    bench.click("runButton")

    assert bench.tab.question.field("alignment").message.startswith("This is still being fitted")
    assert bench.source.requests == []


def test_that_the_editor_follows_what_is_typed_beside_it(bench: PatchBench) -> None:
    write(bench)
    editor = open_editor(bench)

    type_into(bench.find(QPlainTextEdit, "patchComparison"), " four", bench.qtbot)
    wait_until_read(bench)

    assert editor.canvas.chip_rect(Place(Side.COMPARISON, 5)).isValid()


def test_that_pieces_of_a_character_can_be_paired_one_by_one(bench: PatchBench) -> None:
    # an emoji is four bytes here: BOS a 4 pieces / BOS a b
    write(bench, "a 😀", "a b")
    editor = open_editor(bench)

    pairs = bench.tab.question.alignment.pairs
    assert pairs.alignment.n_original == len("a ") + 1 + 4
    assert all(editor.canvas.chip_rect(Place(Side.ORIGINAL, index)).isValid() for index in range(7))


def test_that_drawn_pairs_come_back_with_the_draft(bench: PatchBench, theme: Theme) -> None:
    write(bench)
    part_zwei(bench)
    other = PatchingTab(bench.session, theme)
    bench.qtbot.addWidget(other)

    other.restore_state(bench.tab.save_state())

    patching = other.question.request().patching
    assert patching is not None
    assert patching.alignment == ((0, 0), (1, 1), (2, 2), (3, 4))
    assert other.question.draft() == bench.tab.question.draft()


@pytest.mark.parametrize("damage", ["9-9 99-99", "1-1 2-0", "x", "-1--1"])
def test_that_a_damaged_draft_means_automatic(bench: PatchBench, damage: str) -> None:
    draft = {
        "original": ORIGINAL,
        "comparison": COMPARISON,
        "chosen_for": "gemma-3-270m",
        "alignment": damage,
    }
    bench.tab.question.restore_draft(draft)
    wait_until_read(bench)

    assert asked_pairs(bench) is None


def record_with(alignment: tuple[Pair, ...] | None) -> Record:
    options = PatchOptions(COMPARISON, 12, alignment=alignment)
    request = AnalysisRequest("gemma-3-270m", user_message(ORIGINAL), patching=options)
    result = AnalysisResult("gemma-3-270m", Provenance(Origin.REPORTED, "http://127.0.0.1:1/v1"))
    return record_of(request, result)


def test_that_an_opened_report_brings_its_pairs(bench: PatchBench) -> None:
    drawn = ((0, 0), (1, 1), (2, 2), (3, 4))
    bench.tab.show_record(record_with(drawn))
    assert asked_pairs(bench) == drawn

    wait_until_read(bench)

    assert asked_pairs(bench) == drawn
    assert bench.tab.question.alignment.words.endswith(", edited")


def test_that_a_report_without_pairs_clears_those_that_were_drawn(bench: PatchBench) -> None:
    write(bench)
    part_zwei(bench)

    bench.tab.show_record(record_with(None))
    wait_until_read(bench)

    assert asked_pairs(bench) is None


def test_that_another_model_forgets_what_was_drawn_for_its_tokens(bench: PatchBench) -> None:
    write(bench)
    part_zwei(bench)

    bench.session.choose_model(CHAT_MODEL.id)
    wait_until_read(bench)

    assert asked_pairs(bench) is None


def test_that_an_endpoint_that_tells_no_tokens_is_asked_once_and_aligns_by_itself(bench: PatchBench) -> None:
    bench.source.fail_tokenize(NotFoundError("tokenize", 404))
    field = bench.tab.question.alignment
    bench.tab.question.original.set_prompt("a b")
    bench.tab.question.comparison.set_prompt("a c")
    bench.qtbot.waitUntil(lambda: "aligns the prompts by itself" in field.words)

    bench.tab.question.comparison.set_prompt("a c d")
    with bench.qtbot.waitSignal(field.pairs.changed):
        pass

    assert bench.source.calls == ["tokenize"]
    assert not field.button.isEnabled()
    assert asked_pairs(bench) is None


def test_that_a_passing_failure_is_said_and_the_next_key_tries_again(bench: PatchBench) -> None:
    bench.source.fail_tokenize(ApiTimeoutError("tokenize", "h", 5.0))
    field = bench.tab.question.alignment
    bench.tab.question.original.set_prompt("a b")
    bench.tab.question.comparison.set_prompt("a c")
    bench.qtbot.waitUntil(lambda: field.words.endswith("The prompts are aligned when you run."))

    bench.source.fail_tokenize(None)
    bench.tab.question.comparison.set_prompt("a c d")
    wait_until_read(bench)

    assert field.words == "3 ↔ 4 tokens, 3 pairs, 1 without partner"


def test_that_prompts_that_do_not_differ_are_told_and_may_be_run(bench: PatchBench) -> None:
    write(bench, "same text", "same text")

    assert bench.tab.question.alignment.remark.startswith("Both prompts have the same tokens")
    bench.run()
    assert len(bench.source.requests) == 1


def test_that_a_comparison_that_only_goes_on_is_told_to_have_no_effect(bench: PatchBench) -> None:
    write(bench, "ask me", "ask me anything")
    assert "all effects will be exactly 0" in bench.tab.question.alignment.remark

    bench.tab.question.alignment.pairs.pair(2, 3)

    assert bench.tab.question.alignment.remark == ""


def test_that_an_untouched_request_equals_the_one_without_an_editor(bench: PatchBench) -> None:
    write(bench)

    request = bench.tab.question.request()

    assert request.patching == PatchOptions(COMPARISON, 12)
    assert replace(request, patching=None, logit_lens=False) == AnalysisRequest(
        "gemma-3-270m", user_message(ORIGINAL)
    )
