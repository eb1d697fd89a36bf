"""A batch in the window: begun, watched, paused, stopped, gone on with, kept."""

from __future__ import annotations

from array import array
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.source import SAE_MODEL, FakeSource
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot
from ui.batch.conftest import BatchBench, Shelf
from ui.tab_bench import LAYER_12

from holysheep_desktop.core import report as reports
from holysheep_desktop.core.batches.batch import Activations, BatchItem, BatchSettings, ItemFinding, ItemState
from holysheep_desktop.core.batches.prompt_list import PromptPair
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.models import Metric, Support
from holysheep_desktop.core.report import RecordKind
from holysheep_desktop.core.requests import AnalysisRequest, FeatureOptions, PatchOptions
from holysheep_desktop.core.results import AnalysisResult, Answer, Usage
from holysheep_desktop.core.source import Report, report_nothing
from holysheep_desktop.errors import AuthenticationError, RateLimitedError, ServerError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.batch.finding import DRAWN_AT_ONCE
from holysheep_desktop.ui.batch.tab import BatchTab
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.notice import Action


def open_dialog(bench: BatchBench, kind: type[QDialog]) -> QDialog:
    def is_open() -> bool:
        return any(isinstance(w, kind) and w.isVisible() for w in QApplication.topLevelWidgets())

    bench.qtbot.waitUntil(is_open)
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def drop(bench: BatchBench, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    enter = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    # Where a person lets go: on the field, which hands files on to the tab.
    target = bench.tab.question.prompts.edit.viewport()
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, event)


def test_that_run_asks_every_line_with_the_chosen_settings(bench: BatchBench) -> None:
    bench.run_list("sort a list", "정렬", "third")

    assert bench.states() == "ddd"
    assert [request.prompt for request in bench.source.requests] == ["sort a list", "정렬", "third"]
    assert {request.features for request in bench.source.requests} == {FeatureOptions(12, 50, LAYER_12)}
    assert {request.generation.max_tokens for request in bench.source.requests} == {16}
    assert bench.said("batchHeadline") == "All 3 prompts are done."


def test_that_no_answer_is_asked_for_where_none_is_wanted(bench: BatchBench) -> None:
    bench.find(QCheckBox, "batchAnswers").click()

    bench.run_list("a")

    assert bench.source.requests[0].generation.max_tokens == 0


def test_that_a_full_analysis_patches_the_pairs(bench: BatchBench) -> None:
    bench.find(QComboBox, "batchKind").setCurrentIndex(1)
    bench.tab.question.prompts.edit.setPlainText("Seoul is\tTokyo is\nalone")
    bench.click("runButton")
    bench.wait_for_states("dd")

    paired, alone = bench.source.requests
    assert paired.patching == PatchOptions("Tokyo is", 12, Metric.LOGIT_DIFF)
    assert alone.patching is None


def without_sae(bench: BatchBench) -> None:
    lacking = replace(SAE_MODEL.capabilities, sae=Support.NO, saes=())
    bench.source.available = (replace(SAE_MODEL, id="plain", capabilities=lacking), SAE_MODEL)
    bench.session.show_models(bench.source.available)
    bench.session.choose_model("plain")


def test_that_a_model_without_sae_is_asked_for_its_answers_and_for_patching_alone(bench: BatchBench) -> None:
    without_sae(bench)
    kind = bench.find(QComboBox, "batchKind")
    assert kind.currentText() == "Answers alone"
    assert bench.tab.question.field("kind").message == "The endpoint has no SAE for this model."
    assert not bench.find(QCheckBox, "batchAnswers").isVisible()
    bench.run_list("a")
    kind.setCurrentIndex(2)
    bench.tab.question.prompts.edit.setPlainText("Seoul is\tTokyo is")
    bench.click("runButton")
    bench.wait_for_states("d")

    answered, patched = bench.source.requests
    assert (answered.features, answered.patching, answered.generation.max_tokens) == (None, None, 16)
    assert (patched.features, patched.patching) == (None, PatchOptions("Tokyo is", 12, Metric.LOGIT_DIFF))
    assert bench.said("batchFacts").endswith("plain · patches layer 12 · answers of 16 tokens")
    hidden = [n for n in range(11) if bench.tab.finding.queue.isColumnHidden(n)]
    assert (hidden, bench.tab.finding.matrix) == ([4, 5, 6, 8], None)


def test_that_what_a_model_cannot_do_comes_back_with_one_that_can(bench: BatchBench) -> None:
    bench.find(QComboBox, "batchKind").setCurrentIndex(1)
    without_sae(bench)
    assert bench.find(QComboBox, "batchKind").currentText() == "Patching alone"

    bench.session.choose_model(SAE_MODEL.id)

    assert bench.find(QComboBox, "batchKind").currentText() == "Full analysis: features and patching"
    assert bench.tab.question.field("kind").message == ""


def test_that_a_full_analysis_without_any_pair_begins_nothing(bench: BatchBench) -> None:
    bench.find(QComboBox, "batchKind").setCurrentIndex(1)
    bench.type_list("alone")

    bench.click("runButton")

    assert "comparison" in bench.tab.question.field("prompts").message
    assert bench.source.requests == []


def test_that_an_empty_list_is_said_beside_the_field(bench: BatchBench) -> None:
    bench.click("runButton")

    assert bench.tab.question.field("prompts").message == "There is no prompt in it."
    assert not bench.tab.is_running()


def test_that_a_comparison_can_be_typed_behind_a_tab(bench: BatchBench) -> None:
    field = bench.tab.question.prompts
    bench.qtbot.keyClicks(field.edit, "Seoul")
    bench.qtbot.keyClick(field.edit, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    bench.qtbot.keyClicks(field.edit, "Tokyo")

    assert field.pairs() == (PromptPair("Seoul", "Tokyo"),)


def test_that_a_row_with_too_many_fields_is_named(bench: BatchBench) -> None:
    bench.tab.question.prompts.edit.setPlainText("a\nb\tc\td")

    bench.click("runButton")

    assert bench.tab.question.field("prompts").message.startswith("Row 2: ")


def test_that_the_rows_show_what_was_found(bench: BatchBench) -> None:
    bench.run_list("sort a list")

    (item,) = bench.items()
    assert item.finding is not None
    table = bench.tab.finding.table
    texts = [str(table.index(0, column).data()) for column in range(table.columnCount())]
    assert texts[:4] == ["1", "sort a list", "", "done"]
    assert texts[4] == str(item.finding.n_active)
    assert texts[5] == f"{item.finding.l0:.3f}"
    assert texts[6] == f"{item.finding.explained_variance:.3f}"
    assert texts[7] == "—"
    assert texts[8].startswith(str(item.finding.activations.features[0]))


def test_that_a_failed_row_has_its_sentence_and_is_asked_again_on_request(bench: BatchBench) -> None:
    bench.source.fail_next(ServerError("analyse", 500))
    bench.run_list("a", "b")

    failed = bench.items()[0]
    assert failed.error
    assert bench.said("batchHeadline") == "1 of 2 prompts are done, 1 failed."
    bench.click("batchRetry")
    bench.wait_for_states("dd")
    assert [request.prompt for request in bench.source.requests] == ["a", "b", "a"]


def test_that_stop_lets_the_rest_wait_and_go_on_takes_it_up(bench: BatchBench) -> None:
    bench.type_list("a", "b", "c")
    bench.source.hold()
    bench.click("runButton")
    bench.wait_for_states("rww")

    bench.click("runButton")
    bench.wait_until_done()

    assert bench.states() == "www"
    bench.source.release()
    bench.click("batchGoOn")
    bench.wait_for_states("ddd")


def test_that_pause_holds_the_queue_until_go_on(bench: BatchBench) -> None:
    bench.type_list("a", "b")
    bench.source.hold()
    bench.click("runButton")
    bench.wait_for_states("rw")

    bench.click("batchPause")
    bench.source.release()
    bench.wait_for_states("dw")
    bench.wait_to_hear("batchHeadline", "Paused.")
    bench.click("batchGoOn")

    bench.wait_for_states("dd")


def test_that_a_pause_that_the_endpoint_wants_is_counted_down(bench: BatchBench) -> None:
    bench.source.fail_next(RateLimitedError("analyse", 429, retry_after_s=90.0))
    bench.type_list("a")
    bench.click("runButton")

    bench.wait_to_hear("batchHeadline", "The endpoint wants fewer calls: going on in")
    bench.click("batchGoOn")

    bench.wait_for_states("d")


def test_that_a_refused_key_ends_the_batch_with_the_cure(bench: BatchBench) -> None:
    bench.source.fail_next(AuthenticationError("analyse", 401))
    bench.type_list("a", "b")
    wishes: list[Action] = []
    bench.tab.action_requested.connect(wishes.append)
    bench.click("runButton")

    bench.wait_to_hear("noticeTitle", "401")
    bench.wait_until_done()
    bench.click("noticeAction")

    assert wishes == [Action.ENTER_KEY]
    assert bench.states() == "ww"


def test_that_a_row_opens_its_whole_run(bench: BatchBench) -> None:
    bench.run_list("a", "b")
    opened: list[reports.Report] = []
    bench.tab.report_opened.connect(opened.append)
    queue = bench.tab.finding.queue

    queue.setCurrentIndex(bench.tab.finding.table.index(1, 1))
    bench.click("batchOpenRun")
    bench.qtbot.waitUntil(lambda: len(opened) == 1)
    bench.qtbot.keyClick(queue, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: len(opened) == 2)

    assert [report.record.main.request.prompt for report in opened] == ["b", "b"]
    assert opened[0].record.kind is RecordKind.SAE


def test_that_a_run_that_left_the_history_is_said_to_be_gone(bench: BatchBench) -> None:
    bench.run_list("a")
    bench.shelf.book.forget_all()

    bench.tab.finding.queue.setCurrentIndex(bench.tab.finding.table.index(0, 1))
    bench.click("batchOpenRun")

    bench.wait_to_hear("noticeTitle", "no longer in the history")


def test_that_a_row_without_a_result_offers_no_run(bench: BatchBench) -> None:
    bench.source.fail_next(ServerError("analyse", 500))
    bench.run_list("a")

    bench.tab.finding.queue.setCurrentIndex(bench.tab.finding.table.index(0, 0))

    assert not bench.find(QPushButton, "batchOpenRun").isEnabled()


def test_that_several_batches_are_kept_and_chosen_by_name(bench: BatchBench) -> None:
    bench.run_list("first")
    bench.run_list("second", "third")
    chooser = bench.find(QComboBox, "batchList")

    assert [chooser.itemText(i).split(" · ")[0] for i in range(chooser.count())] == ["second", "first"]
    chooser.setCurrentIndex(1)
    chooser.activated.emit(1)

    bench.wait_for_states("d")
    assert bench.items()[0].pair.prompt == "first"


def test_that_a_deleted_batch_comes_back_by_undo(bench: BatchBench) -> None:
    bench.run_list("only")

    bench.qtbot.mouseClick(bench.find(QToolButton, "batchDelete"), Qt.MouseButton.LeftButton)
    bench.wait_to_hear("noticeTitle", "“only”")
    bench.qtbot.waitUntil(lambda: bench.find(QComboBox, "batchList").count() == 0)
    assert bench.tab.finding.empty.isVisible()
    bench.click("noticeAction")

    bench.wait_for_states("d")
    bench.qtbot.waitUntil(lambda: bench.find(QComboBox, "batchList").count() == 1)


def test_that_a_batch_gets_another_name(bench: BatchBench) -> None:
    bench.run_list("only")

    bench.qtbot.mouseClick(bench.find(QToolButton, "batchRename"), Qt.MouseButton.LeftButton)
    dialog = open_dialog(bench, QInputDialog)
    assert isinstance(dialog, QInputDialog)
    dialog.setTextValue("  이름  둘 ")
    dialog.accept()

    chooser = bench.find(QComboBox, "batchList")
    bench.qtbot.waitUntil(lambda: chooser.itemText(0).startswith("이름 둘 · "))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.txt", "하나\t둘\n셋\n"),
        ("list.csv", "prompt,comparison\n하나,둘\n셋,\n"),
        ("list.jsonl", '{"prompt": "하나", "comparison": "둘"}\n"셋"\n'),
    ],
)
def test_that_a_dropped_file_is_run_and_typing_comes_back_when_it_is_put_away(
    bench: BatchBench, tmp_path: Path, name: str, content: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    bench.type_list("typed")

    drop(bench, path)
    bench.wait_to_hear("batchListFacts", f"{name}: 2 prompts, 1 of them with a comparison, read as UTF-8")
    bench.click("runButton")
    bench.wait_for_states("dd")
    bench.click("batchTypeInstead")

    assert [request.prompt for request in bench.source.requests] == ["하나", "셋"]
    assert bench.find(QComboBox, "batchList").itemText(0).startswith(f"{name} · ")
    assert bench.tab.question.prompts.edit.prompt() == "typed"


def test_that_a_hostile_file_changes_nothing_and_names_its_row(bench: BatchBench, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('"good"\n{"prompt": NaN}\n', encoding="utf-8")
    bench.type_list("typed")

    drop(bench, path)

    bench.wait_to_hear("noticeTitle", "Row 2: This is not JSON.")
    assert bench.tab.question.prompts.pairs()[0].prompt == "typed"


def test_that_a_remote_batch_begins_only_after_its_calls_were_agreed_to(bench: BatchBench) -> None:
    bench.session.use_endpoint(Endpoint(EndpointKind.CUSTOM, "https://x.example/v1"))
    bench.qtbot.waitUntil(lambda: bench.session.model is not None)
    bench.type_list("a", "b", "c")

    bench.click("runButton")
    dialog = open_dialog(bench, QDialog)
    title = dialog.findChild(QLabel, "batchCostTitle")
    assert title is not None
    assert title.text() == "Calls to https://x.example: 3"
    bench.qtbot.mouseClick(dialog.findChild(QPushButton, "batchCostNo"), Qt.MouseButton.LeftButton)
    bench.wait_until_done()
    assert bench.source.requests == []

    bench.click("runButton")
    dialog = open_dialog(bench, QDialog)
    bench.qtbot.mouseClick(dialog.findChild(QPushButton, "batchCostYes"), Qt.MouseButton.LeftButton)
    bench.wait_for_states("ddd")


class ChargingSource(FakeSource):
    """Every call costs a tenth of a cent."""

    async def analyse(self, request: AnalysisRequest, report: Report = report_nothing) -> AnalysisResult:
        result = await super().analyse(request, report)
        return replace(result, answer=Answer("x", usage=Usage(cost_usd=0.001)))


def test_that_costs_that_the_endpoint_names_are_summed(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme, shelf: Shelf
) -> None:
    bench = BatchBench(shelf.tab, qtbot, theme, ChargingSource())

    bench.run_list("a", "b", "c")

    assert "$0.0030 so far" in bench.said("batchFacts")


def test_that_the_batch_that_was_shown_and_the_draft_come_back_in_the_next_program(
    bench: BatchBench, qtbot: QtBot, theme: Theme, shelf: Shelf
) -> None:
    bench.run_list("old")
    bench.run_list("new")
    chooser = bench.find(QComboBox, "batchList")
    chooser.activated.emit(1)
    bench.qtbot.waitUntil(lambda: bench.items()[0].pair.prompt == "old")
    state = bench.tab.save_state()

    def restored(session: object, theme: Theme) -> BatchTab:
        tab = shelf.tab(bench.session, theme)
        tab.restore_state(state)
        return tab

    again = BatchBench(restored, qtbot, theme, bench.source)

    again.wait_for_states("d")
    assert again.items()[0].pair.prompt == "old"
    assert again.tab.question.prompts.edit.prompt() == "new"


def test_that_a_batch_cut_off_by_a_kill_goes_on_in_the_next_program(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme, shelf: Shelf
) -> None:
    async def cut_off() -> None:
        settings = BatchSettings(Endpoint(EndpointKind.LOCAL), SAE_MODEL.id, FeatureOptions(12, 5))
        pairs = [PromptPair(text) for text in ("a", "b", "c")]
        key = (await shelf.batches.create("cut", settings, pairs)).id
        first = BatchItem(0, pairs[0], ItemState.DONE, ItemFinding())
        await shelf.batches.keep_item(key, first, {})

    job = Job()
    with qtbot.waitSignal(job.succeeded):
        job.start(cut_off(), name="cut off")
    bench = BatchBench(shelf.tab, qtbot, theme, FakeSource())
    bench.wait_for_states("dww")
    assert bench.said("batchHeadline") == "1 of 3 prompts are done. 2 wait."

    bench.click("batchGoOn")

    bench.wait_for_states("ddd")
    assert [request.prompt for request in bench.source.requests] == ["b", "c"]


def test_that_the_matrix_of_a_long_batch_is_counted_beside_the_window(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme, shelf: Shelf
) -> None:
    pairs = [PromptPair(f"prompt {n}") for n in range(DRAWN_AT_ONCE + 1)]

    async def kept() -> None:
        settings = BatchSettings(Endpoint(EndpointKind.LOCAL), SAE_MODEL.id, FeatureOptions(12, 5))
        key = (await shelf.batches.create("long", settings, pairs)).id
        for place in (3, 1000):
            found = ItemFinding(Activations(array("q", [7]), array("d", [float(place)])), is_complete=True)
            await shelf.batches.keep_item(key, BatchItem(place, pairs[place], ItemState.DONE, found), {})

    job = Job()
    with qtbot.waitSignal(job.succeeded):
        job.start(kept(), name="fill")
    bench = BatchBench(shelf.tab, qtbot, theme, FakeSource())

    qtbot.waitUntil(lambda: bench.tab.finding.matrix is not None)
    matrix = bench.tab.finding.matrix
    assert matrix is not None
    assert [matrix.table.item_at(matrix.table.index(row, 0)).place for row in range(2)] == [3, 1000]
    assert matrix.table.features == (7,)


def test_that_the_table_is_saved_with_whole_texts(bench: BatchBench, tmp_path: Path) -> None:
    bench.run_list("=1+1", "second")

    save(bench, "batchExport", 0, tmp_path / "t.csv")

    bench.qtbot.waitUntil(lambda: tmp_path / "t.csv" in bench.shelf.tables.files)
    table = bench.shelf.tables.files[tmp_path / "t.csv"]
    columns = {column.name: list(column.values) for column in table.columns}
    assert columns["prompt"] == ["=1+1", "second"]
    assert columns["state"] == ["done", "done"]


def test_that_parquet_without_its_package_names_the_line_that_installs_it(
    bench: BatchBench, tmp_path: Path
) -> None:
    bench.run_list("a")

    save(bench, "batchExport", 1, tmp_path / "m.parquet")

    bench.wait_to_hear("noticeAdvice", 'pip install "holysheep-desktop[parquet]"')
    assert "pyarrow" in bench.said("noticeTitle")


def save(bench: BatchBench, button: str, action: int, path: Path) -> None:
    bench.find(QToolButton, button).menu().actions()[action].trigger()
    dialog = open_dialog(bench, QFileDialog)
    assert isinstance(dialog, QFileDialog)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(path))
    dialog.accept()
