"""The two answer tokens, from automatic to chosen and back."""

from __future__ import annotations

import pytest
from fakes.source import CHAT_MODEL
from fakes.toy_model import WORDS
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton
from ui.tab_bench import Bench, type_into

from holysheep_desktop.core.provenance import Origin, Provenance
from holysheep_desktop.core.report import record_of
from holysheep_desktop.core.requests import AnalysisRequest, AnswerTokenIds, PatchOptions, user_message
from holysheep_desktop.core.results import (
    AnalysisResult,
    Answer,
    AnswerToken,
    AnswerTokenLogprobs,
    PatchAnalysis,
    PatchAnswers,
    TokenLogprob,
)
from holysheep_desktop.errors import ServerError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.patching.alignment.answer_candidates import likeliest, merged
from holysheep_desktop.ui.patching.alignment.answer_dialog import AnswerDialog
from holysheep_desktop.ui.patching.alignment.columns import Side
from holysheep_desktop.ui.patching.tab import PatchingTab
from holysheep_desktop.ui.widgets.tables import RowView

PatchBench = Bench[PatchingTab]


def answer(*top: TokenLogprob) -> Answer:
    return Answer(top[0].token, logprobs=(AnswerTokenLogprobs(top[0], top),))


def open_dialog(bench: PatchBench, *, waits: bool = True) -> AnswerDialog:
    question = bench.tab.question
    question.original.set_prompt("abc def")
    question.comparison.set_prompt("abc xyz")
    bench.qtbot.mouseClick(bench.find(QToolButton, "answersButton"), Qt.MouseButton.LeftButton)
    dialog = question.answers.dialog
    assert dialog is not None
    bench.qtbot.addWidget(dialog)
    bench.qtbot.waitExposed(dialog)
    if waits:
        bench.qtbot.waitUntil(lambda: bool(rows(dialog)))
    return dialog


def rows(dialog: AnswerDialog) -> list[tuple[str, ...]]:
    model = view(dialog).model()
    return [tuple(model.index(r, c).data() for c in range(4)) for r in range(model.rowCount())]


def view(dialog: AnswerDialog) -> RowView:
    found = dialog.findChild(RowView, "answerTable")
    assert found is not None
    return found


def press(bench: PatchBench, dialog: AnswerDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    bench.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def search(bench: PatchBench, dialog: AnswerDialog, text: str) -> None:
    field = dialog.findChild(QLineEdit, "answerSearch")
    assert field is not None
    field.clear()
    type_into(field, text, bench.qtbot)


def choose_row(dialog: AnswerDialog, text: str) -> None:
    place = next(n for n, row in enumerate(rows(dialog)) if row[0] == f"“{text}”")
    view(dialog).selectRow(place)


def asked_ids(bench: PatchBench) -> AnswerTokenIds | None:
    patching = bench.tab.question.request().patching
    assert patching is not None
    return patching.answers


def id_of(word: str) -> int:
    return 512 + WORDS.index(word)


def test_that_candidates_of_both_runs_are_joined_by_their_id() -> None:
    # exp(-0.1) > exp(-0.3) > exp(-0.5): most likely in either run first
    found = merged(
        answer(TokenLogprob(" Paris", -0.5, 7), TokenLogprob(" the", -2.0, 8)),
        answer(TokenLogprob(" Tokyo", -0.1, 9), TokenLogprob(" the", -0.3, 8)),
    )

    assert found == (
        AnswerToken(9, " Tokyo", None, -0.1),
        AnswerToken(8, " the", -2.0, -0.3),
        AnswerToken(7, " Paris", -0.5, None),
    )


def test_that_tokens_without_an_id_are_no_candidates() -> None:
    assert merged(answer(TokenLogprob(" a", -1.0)), None) == ()


def test_that_the_other_run_gets_its_likeliest_token_that_is_another_one() -> None:
    found = (AnswerToken(8, " the", -0.2, -0.3), AnswerToken(9, " Tokyo", None, -1.5))

    assert likeliest(found, Side.COMPARISON, besides=8) == found[1]
    assert likeliest(found, Side.ORIGINAL, besides=8) is None


def test_that_both_prompts_are_asked_for_one_token_with_its_alternatives(bench: PatchBench) -> None:
    dialog = open_dialog(bench)

    asked = [(r.prompt, r.generation.max_tokens, r.generation.top_logprobs) for r in bench.source.requests]
    assert asked == [("abc def", 1, 20), ("abc xyz", 1, 20)]
    assert len(rows(dialog)) == len(WORDS)


def test_that_the_endpoint_chooses_until_somebody_does(bench: PatchBench) -> None:
    open_dialog(bench)

    assert asked_ids(bench) is None
    assert bench.tab.question.answers.words == "Answers: automatic"


def test_that_a_chosen_token_is_asked_for_and_the_other_run_gets_its_likeliest(bench: PatchBench) -> None:
    dialog = open_dialog(bench)
    choose_row(dialog, " sort")

    press(bench, dialog, "answerForOriginal")

    chosen = bench.tab.question.answers.choice.chosen
    assert chosen is not None
    likely = max(
        (row for row in rows(dialog) if row[0] != "“ sort”"), key=lambda row: float(row[2].removesuffix("%"))
    )
    assert asked_ids(bench) == AnswerTokenIds(id_of(" sort"), int(likely[3]))
    assert bench.tab.question.answers.words == f"Answers: “ sort” against {likely[0]}"


def test_that_both_tokens_can_be_chosen_in_turn(bench: PatchBench) -> None:
    dialog = open_dialog(bench)
    choose_row(dialog, " sort")
    press(bench, dialog, "answerForOriginal")
    choose_row(dialog, " 목록")

    press(bench, dialog, "answerForComparison")

    assert asked_ids(bench) == AnswerTokenIds(id_of(" sort"), id_of(" 목록"))


def test_that_the_same_token_twice_is_refused_in_a_sentence(bench: PatchBench) -> None:
    dialog = open_dialog(bench)
    choose_row(dialog, " sort")
    press(bench, dialog, "answerForOriginal")
    before = asked_ids(bench)

    press(bench, dialog, "answerForComparison")

    assert (asked_ids(bench), dialog.note) == (before, "The two answer tokens must differ.")


def test_that_reset_leaves_the_choice_to_the_endpoint_again(bench: PatchBench) -> None:
    dialog = open_dialog(bench)
    choose_row(dialog, " sort")
    press(bench, dialog, "answerForOriginal")

    press(bench, dialog, "answerReset")

    assert asked_ids(bench) is None


def test_that_a_chosen_token_has_no_probability_of_prompts_that_were_replaced(bench: PatchBench) -> None:
    dialog = open_dialog(bench)
    choice = bench.tab.question.answers.choice

    choice.adopt(AnswerTokenIds(3, 4))  # neither is likely after the prompts of now
    choice.name(PatchAnswers(AnswerToken(3, " old", -0.1, -0.2), AnswerToken(4, " older", -0.3, -0.4)))

    head = dialog.findChild(QLabel, "answerHead")
    assert head is not None
    assert head.text() == "Original: “ old”    Comparison: “ older”"


def test_that_an_open_window_asks_again_when_a_prompt_was_changed(bench: PatchBench) -> None:
    dialog = open_dialog(bench)
    before = [request.prompt for request in bench.source.requests]

    bench.tab.question.original.set_prompt("abc other")

    bench.qtbot.waitUntil(lambda: len(bench.source.requests) == len(before) + 2)
    assert [request.prompt for request in bench.source.requests[-2:]] == ["abc other", "abc xyz"]
    bench.qtbot.waitUntil(lambda: bool(rows(dialog)))


def test_that_the_window_opens_with_every_candidate_again(bench: PatchBench) -> None:
    dialog = open_dialog(bench)
    everything = rows(dialog)
    search(bench, dialog, "zzz")
    bench.qtbot.waitUntil(lambda: rows(dialog) != everything)
    press(bench, dialog, "answerClose")

    bench.qtbot.mouseClick(bench.find(QToolButton, "answersButton"), Qt.MouseButton.LeftButton)

    assert rows(dialog) == everything


def test_that_a_search_keeps_the_candidates_that_contain_the_text(bench: PatchBench) -> None:
    dialog = open_dialog(bench)

    search(bench, dialog, "목")

    assert "“ 목록”" in {row[0] for row in rows(dialog)}
    assert "“ sort”" not in {row[0] for row in rows(dialog)}


def test_that_a_typed_text_offers_its_first_token_with_and_without_a_space(bench: PatchBench) -> None:
    dialog = open_dialog(bench)

    search(bench, dialog, "Seoul")
    bench.qtbot.waitUntil(lambda: len(rows(dialog)) == 2)

    assert [row[0] for row in rows(dialog)] == ["“ Seoul”", "“Seoul”"]
    assert [row[1:3] for row in rows(dialog)] == [("—", "—"), ("—", "—")]


def test_that_a_text_of_several_tokens_says_which_one_would_be_compared(bench: PatchBench) -> None:
    dialog = open_dialog(bench)

    search(bench, dialog, "New York")
    bench.qtbot.waitUntil(lambda: bool(dialog.note))

    assert dialog.note.splitlines()[0] == (
        "“ New York” is 2 tokens; only its first, “ New”, would be compared."
    )


def test_that_a_typed_token_can_be_chosen(bench: PatchBench) -> None:
    dialog = open_dialog(bench)
    search(bench, dialog, "Seoul")
    bench.qtbot.waitUntil(lambda: len(rows(dialog)) == 2)

    press(bench, dialog, "answerForComparison")

    ids = asked_ids(bench)
    assert ids is not None
    assert ids.comparison == int(rows(dialog)[0][3])


def test_that_an_endpoint_without_token_ids_is_told(bench: PatchBench) -> None:
    bench.source.fail_next(ServerError("analyse", 500))
    dialog = open_dialog(bench, waits=False)

    bench.qtbot.waitUntil(lambda: "500" in dialog.note)

    assert rows(dialog) == []


def test_that_chosen_answers_come_back_with_the_draft(bench: PatchBench, theme: Theme) -> None:
    dialog = open_dialog(bench)
    choose_row(dialog, " sort")
    press(bench, dialog, "answerForOriginal")
    other = PatchingTab(bench.session, theme)
    bench.qtbot.addWidget(other)

    other.restore_state(bench.tab.save_state())

    patching = other.question.request().patching
    assert patching is not None
    assert patching.answers == asked_ids(bench)
    assert other.question.answers.words == bench.tab.question.answers.words


@pytest.mark.parametrize("damage", ["", "x:a", "-1:a", "7:a"])
def test_that_a_damaged_draft_of_answers_means_automatic(bench: PatchBench, damage: str) -> None:
    bench.tab.question.restore_draft(
        {"original": "a", "comparison": "b", "answer_original": damage, "answer_comparison": "7:a"}
    )

    assert asked_ids(bench) is None


def test_that_an_opened_report_brings_its_answers_with_their_texts(bench: PatchBench) -> None:
    options = PatchOptions("b", 12, answers=AnswerTokenIds(7, 9))
    request = AnalysisRequest("gemma-3-270m", user_message("a"), patching=options)
    answers = PatchAnswers(AnswerToken(7, " Paris", -0.5, -2.0), AnswerToken(9, " Tokyo", -3.0, -0.1), "user")
    result = AnalysisResult(
        "gemma-3-270m",
        Provenance(Origin.REPORTED, "http://127.0.0.1:1/v1"),
        patching=PatchAnalysis(None, None, answers=answers),
    )

    bench.tab.show_record(record_of(request, result))

    assert asked_ids(bench) == AnswerTokenIds(7, 9)
    assert bench.tab.question.answers.words == "Answers: “ Paris” against “ Tokyo”"


def test_that_another_model_forgets_the_ids_of_this_one(bench: PatchBench) -> None:
    dialog = open_dialog(bench)
    choose_row(dialog, " sort")
    press(bench, dialog, "answerForOriginal")

    bench.session.choose_model(CHAT_MODEL.id)

    assert (asked_ids(bench), rows(dialog)) == (None, [])
