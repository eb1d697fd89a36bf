from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
)
from pytestqt.modeltest import ModelTester
from storage.report_samples import full_report
from ui.history.conftest import Screen, Shelf
from ui.tab_bench import type_into

from holysheep_desktop.core.history import Begun, RunFilter, RunState, new_run_key
from holysheep_desktop.core.report import RecordKind
from holysheep_desktop.core.requests import AnalysisRequest, FeatureOptions, user_message
from holysheep_desktop.core.run_comparison import Aspect
from holysheep_desktop.ui.history.words import HistoryWords
from holysheep_desktop.ui.notices.strip import Action

MakeScreen = Callable[[], Screen]


def begun(prompt: str) -> Begun:
    request = AnalysisRequest("gemma-3-270m", user_message(prompt), features=FeatureOptions(12))
    return Begun(new_run_key(), RecordKind.SAE, request, "")


def test_that_an_empty_history_says_what_will_be_in_it_and_offers_an_example(
    shelf: Shelf, make_screen: MakeScreen
) -> None:
    screen = make_screen()

    assert screen.find(QLabel, "emptyQuestion").isVisible()
    assert "search, compare and reopen" in screen.find(QLabel, "emptySentence").text()
    with shelf.qtbot.waitSignal(screen.tab.action_requested) as asked:
        screen.find(QPushButton, "exampleButton0").click()
    assert asked.args == [Action.RUN_EXAMPLE]


def test_that_runs_are_listed_newest_first_with_their_size(shelf: Shelf, make_screen: MakeScreen) -> None:
    shelf.add("first")
    shelf.add("second")
    screen = make_screen()

    screen.wait_for_titles("second", "first")
    assert screen.find(QLabel, "historyCount").text().startswith("2 run")


def test_that_typing_finds_runs_by_two_syllables(shelf: Shelf, make_screen: MakeScreen) -> None:
    shelf.add("나는 학교에 간다")
    shelf.add("The capital of France is")
    screen = make_screen()
    search = screen.find(QLineEdit, "runSearch")

    type_into(search, "학교", shelf.qtbot)
    screen.wait_for_titles("나는 학교에 간다")
    search.clear()

    screen.wait_for(lambda: len(screen.titles()) == 2)


def test_that_nothing_found_offers_the_way_back(shelf: Shelf, make_screen: MakeScreen) -> None:
    shelf.add("a prompt")
    screen = make_screen()

    type_into(screen.find(QLineEdit, "runSearch"), "zzz", shelf.qtbot)
    screen.wait_for(lambda: screen.find(QLabel, "historyStateTitle").text() == "No run matches")
    screen.click("historyStateButton")

    screen.wait_for_titles("a prompt")


def test_that_ctrl_f_goes_to_the_search(shelf: Shelf, make_screen: MakeScreen) -> None:
    shelf.add("a prompt")
    screen = make_screen()
    screen.tab.panel.view.setFocus()

    assert screen.tab.search(), "the window hands Ctrl+F on to the tab"

    screen.wait_for(screen.find(QLineEdit, "runSearch").hasFocus)


def test_that_filters_choose_kind_and_pinned_runs(shelf: Shelf, make_screen: MakeScreen) -> None:
    shelf.add("compared")
    shelf.do(shelf.store.begin(begun("read")))
    (row,) = [r for r in shelf.do(shelf.store.page(RunFilter())).rows if r.prompt == "compared"]
    shelf.do(shelf.store.pin([row.key], is_pinned=True))
    screen = make_screen()
    screen.wait_for_titles("★ compared", "read")

    kind = screen.find(QComboBox, "kindFilter")
    kind.setCurrentIndex(kind.findData(RecordKind.SAE.value))
    screen.wait_for_titles("read")
    kind.setCurrentIndex(0)
    screen.find(QCheckBox, "onlyPinned").click()

    screen.wait_for_titles("★ compared")


def test_that_a_click_shows_the_run(shelf: Shelf, make_screen: MakeScreen) -> None:
    shelf.add("좋은 아침", answer="입니다")
    screen = make_screen()

    screen.click_row(0)

    texts = [screen.find(QLabel, f"previewText{number}") for number in range(5)]
    screen.wait_for(lambda: any(label.text() == "입니다" for label in texts))
    assert screen.find(QLabel, "runTitle").text() == "좋은 아침"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_that_enter_opens_the_run_as_it_was(shelf: Shelf, make_screen: MakeScreen, key: Qt.Key) -> None:
    record = shelf.add("좋은 아침")
    screen = make_screen()
    screen.click_row(0)

    shelf.qtbot.keyClick(screen.tab.panel.view, key)
    screen.wait_for(lambda: len(screen.opened) == 1)

    report = screen.opened[0][1].report
    assert report is not None
    assert report.record == record


def test_that_a_double_click_opens_once(shelf: Shelf, make_screen: MakeScreen) -> None:
    shelf.add("좋은 아침")
    screen = make_screen()
    view = screen.tab.panel.view
    place = view.visualRect(screen.tab.panel.table.index(0, 0)).center()

    shelf.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    shelf.qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    screen.wait_for(lambda: bool(screen.opened))
    shelf.do(shelf.store.facts())

    assert len(screen.opened) == 1


def test_that_the_question_of_a_stopped_run_can_be_opened(shelf: Shelf, make_screen: MakeScreen) -> None:
    asked = begun("왜 하늘은 파란가요?")
    shelf.do(shelf.store.begin(asked))
    shelf.do(shelf.store.cancel(asked.key))
    screen = make_screen()
    screen.click_row(0)

    screen.wait_for(lambda: screen.find(QPushButton, "openRun").text() == "Open the question")
    screen.click("openRun")
    screen.wait_for(lambda: len(screen.opened) == 1)

    content = screen.opened[0][1]
    assert (content.report, content.request) == (None, asked.request)


def test_that_delete_throws_away_and_undo_brings_back(shelf: Shelf, make_screen: MakeScreen) -> None:
    shelf.add("kept")
    shelf.add("thrown")
    screen = make_screen()
    screen.click_row(0)

    shelf.qtbot.keyClick(screen.tab.panel.view, Qt.Key.Key_Delete)
    screen.wait_for_titles("kept")
    screen.click("noticeAction")

    screen.wait_for_titles("thrown", "kept")


def is_asking(screen: Screen) -> bool:
    return any(dialog.isVisible() for dialog in screen.tab.findChildren(QDialog, "emptyTrashDialog"))


def test_that_the_trash_is_emptied_only_after_a_yes(shelf: Shelf, make_screen: MakeScreen) -> None:
    shelf.add("thrown")
    screen = make_screen()
    screen.click_row(0)
    shelf.qtbot.keyClick(screen.tab.panel.view, Qt.Key.Key_Delete)
    screen.wait_for_titles()
    screen.find(QCheckBox, "inTrash").click()
    screen.wait_for_titles("thrown")

    for answer, left in (("emptyTrashNo", ["thrown"]), ("emptyTrashYes", [])):
        screen.click("emptyTrash")
        screen.wait_for(lambda: is_asking(screen))
        screen.click(answer)
        screen.wait_for(lambda: not screen.tab.findChildren(QDialog, "emptyTrashDialog"))
        screen.wait_for_titles(*left)

    assert shelf.do(shelf.store.facts()).n_trashed == 0


def test_that_name_tags_and_note_are_kept_while_typing(shelf: Shelf, make_screen: MakeScreen) -> None:
    shelf.add("a prompt")
    screen = make_screen()
    screen.click_row(0)

    type_into(screen.find(QLineEdit, "runName"), "첫 실험", shelf.qtbot)
    type_into(screen.find(QLineEdit, "runTags"), "paper, #x", shelf.qtbot)
    type_into(screen.find(QPlainTextEdit, "runNote"), "note", shelf.qtbot)

    screen.wait_for_titles("첫 실험")
    screen.wait_for(lambda: screen.find(QComboBox, "tagFilter").isVisible())
    (row,) = shelf.do(shelf.store.page(RunFilter())).rows
    assert (row.name, row.tags, row.note) == ("첫 실험", ("paper", "x"), "note")


def test_that_what_was_typed_belongs_to_the_run_it_was_typed_for(
    shelf: Shelf, make_screen: MakeScreen
) -> None:
    shelf.add("older")
    shelf.add("newer")
    screen = make_screen()
    screen.click_row(0)
    type_into(screen.find(QPlainTextEdit, "runNote"), "of the newer", shelf.qtbot)

    screen.click_row(1)
    screen.wait_for(lambda: screen.find(QLabel, "runTitle").text() == "older")
    shelf.do(shelf.store.facts())

    notes = {row.prompt: row.note for row in shelf.do(shelf.store.page(RunFilter())).rows}
    assert notes == {"newer": "of the newer", "older": ""}
    assert screen.find(QPlainTextEdit, "runNote").toPlainText() == ""


def test_that_pinning_moves_a_run_to_the_top_and_keeps_it_selected(
    shelf: Shelf, make_screen: MakeScreen
) -> None:
    shelf.add("older")
    shelf.add("newer")
    screen = make_screen()
    screen.click_row(1)

    screen.click("pinRun")
    screen.wait_for_titles("★ older", "newer")

    assert [row.prompt for row in screen.tab.panel.view.chosen_rows()] == ["older"]


def test_that_two_selected_runs_are_compared(shelf: Shelf, make_screen: MakeScreen) -> None:
    shelf.add("good morning", answer="yes")
    shelf.add("good evening", answer="no")
    screen = make_screen()

    screen.click_row(0)
    screen.click_row(1, Qt.KeyboardModifier.ControlModifier)
    table = screen.find(QTableView, "comparisonTable")
    screen.wait_for(lambda: table.model().rowCount() > 2)

    rows = [[table.model().index(row, column).data() for column in range(3)] for row in range(2)]
    assert rows == [["Prompt", "good morning", "good evening"], ["Answer", "yes", "no"]]
    assert screen.find(QLabel, "comparisonLeft").text().startswith("A: good morning")


def test_that_compared_settings_are_named_in_words_and_unknown_ones_stay(qapp: QApplication) -> None:
    words = HistoryWords()

    assert words.setting(Aspect.METRIC, "logit_diff") == "logit difference"
    assert words.setting(Aspect.WAY, "both") == "both ways"
    assert words.setting(Aspect.METRIC, "of another version") == "of another version"
    assert words.setting(Aspect.MODEL, "both") == "both"


def test_that_a_run_of_a_batch_on_this_computer_is_said_to_be_local(
    shelf: Shelf, make_screen: MakeScreen
) -> None:
    shelf.do(shelf.store.add(full_report(prompt="capital").record, endpoint="local"))
    screen = make_screen()

    screen.click_row(0)

    facts = screen.find(QLabel, "runFacts")
    screen.wait_for(lambda: "local model" in facts.text().split(" · "))


def test_that_many_selected_runs_are_counted(shelf: Shelf, make_screen: MakeScreen) -> None:
    for number in range(3):
        shelf.add(f"run {number}")
    screen = make_screen()

    screen.tab.panel.view.selectAll()

    screen.wait_for(lambda: screen.find(QLabel, "severalTitle").text().startswith("3 run"))


def test_that_a_long_list_is_read_as_somebody_scrolls(shelf: Shelf, make_screen: MakeScreen) -> None:
    async def fill() -> None:
        for number in range(450):
            await shelf.store.begin(begun(f"run {number}"))

    shelf.do(fill())
    screen = make_screen()
    table, view = screen.tab.panel.table, screen.tab.panel.view
    assert table.rowCount() == 200

    def all_read() -> bool:
        view.scrollToBottom()
        return table.rowCount() == 450

    screen.wait_for(all_read)
    assert len(set(screen.titles())) == 450


def accept_file(screen: Screen, path: Path) -> None:
    screen.wait_for(lambda: bool(screen.tab.findChildren(QFileDialog)))
    dialog = screen.tab.findChildren(QFileDialog)[0]
    screen.wait_for(dialog.isVisible)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(path))
    dialog.accept()


def test_that_an_export_can_be_imported_again(shelf: Shelf, make_screen: MakeScreen, tmp_path: Path) -> None:
    shelf.add("first")
    shelf.add("second")
    screen = make_screen()
    path = tmp_path / "runs.zip"

    screen.click("exportRuns")
    accept_file(screen, path)
    screen.wait_for(lambda: str(path) in screen.find(QLabel, "noticeTitle").text())
    keys = [row.key for row in shelf.do(shelf.store.page(RunFilter())).rows]
    shelf.do(shelf.store.trash(keys[:1]))
    shelf.do(shelf.store.empty_trash())
    screen.tab.refresh()
    screen.wait_for_titles("first")
    screen.wait_for(screen.find(QPushButton, "importRuns").isEnabled)
    screen.click("importRuns")
    accept_file(screen, path)

    screen.wait_for_titles("second", "first")
    assert screen.find(QLabel, "noticeTitle").text().startswith("1 run")


def test_that_a_hostile_file_is_refused_with_its_cause(
    shelf: Shelf, make_screen: MakeScreen, tmp_path: Path
) -> None:
    path = tmp_path / "runs.zip"
    path.write_text("<b>no zip</b>", encoding="utf-8")
    screen = make_screen()

    screen.click("importRuns")
    accept_file(screen, path)

    screen.wait_for(lambda: "runs.zip" in screen.find(QLabel, "noticeTitle").text())
    assert screen.titles() == []


def test_that_a_hidden_tab_reads_nothing_until_it_is_shown(shelf: Shelf, make_screen: MakeScreen) -> None:
    screen = make_screen()
    screen.tab.hide()
    shelf.add("meanwhile")
    screen.tab.refresh()
    shelf.do(shelf.store.facts())
    assert screen.titles() == []

    screen.tab.show()

    screen.wait_for_titles("meanwhile")


def test_that_runs_written_by_a_batch_are_there_when_one_comes_back(
    shelf: Shelf, make_screen: MakeScreen
) -> None:
    shelf.add("before")
    screen = make_screen()
    screen.wait_for_titles("before")
    screen.tab.hide()
    shelf.add("of a batch")

    screen.tab.show()

    screen.wait_for_titles("of a batch", "before")


def test_that_down_begins_with_the_newest_run(shelf: Shelf, make_screen: MakeScreen) -> None:
    shelf.add("older")
    shelf.add("newest")
    screen = make_screen()
    screen.wait_for_titles("newest", "older")
    view = screen.tab.panel.view
    view.setFocus(Qt.FocusReason.TabFocusReason)

    shelf.qtbot.keyClick(view, Qt.Key.Key_Down)

    assert [row.prompt for row in view.chosen_rows()] == ["newest"]


def test_that_hostile_text_stays_text(shelf: Shelf, make_screen: MakeScreen) -> None:
    shelf.add("<img src=file:///etc/passwd>\u202eabc", answer="<script>1</script>")
    screen = make_screen()
    screen.click_row(0)

    texts = [screen.find(QLabel, f"previewText{number}") for number in range(5)]
    screen.wait_for(lambda: any(label.text() == "<script>1</script>" for label in texts))
    assert {label.textFormat() for label in texts} == {Qt.TextFormat.PlainText}
    assert "\u202e" not in screen.find(QLabel, "runTitle").text()
    tip = screen.tab.panel.table.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in tip


def test_that_the_model_of_the_list_keeps_qts_rules(
    shelf: Shelf, make_screen: MakeScreen, qtmodeltester: ModelTester
) -> None:
    shelf.add("a")
    shelf.add("b")
    screen = make_screen()

    qtmodeltester.check(screen.tab.panel.table)


def test_that_a_run_that_ends_while_it_is_shown_becomes_openable(
    shelf: Shelf, make_screen: MakeScreen
) -> None:
    asked = begun("asked")
    shelf.do(shelf.store.begin(asked))
    screen = make_screen()
    screen.click_row(0)
    assert not screen.find(QPushButton, "openRun").isVisible()

    shelf.do(shelf.store.cancel(asked.key))
    screen.tab.refresh()

    screen.wait_for(screen.find(QPushButton, "openRun").isVisible)
    assert screen.tab.panel.view.chosen_rows()[0].state is RunState.CANCELLED
