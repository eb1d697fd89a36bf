"""Several pairs: typed, pasted and loaded, patched one after the other, stopped, and read together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fakes.source import FakeSource
from fakes.stores import MemoryExports
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from ui.tab_bench import Bench

from holysheep_desktop.core.history import RunState
from holysheep_desktop.core.models import Component, Metric
from holysheep_desktop.core.pairs.pair_file import PromptPair, parse_pair_file
from holysheep_desktop.core.report import Record, RecordKind, RunRole
from holysheep_desktop.core.requests import AnalysisRequest, AnswerTokenIds, PatchOptions
from holysheep_desktop.errors import ApiConnectionError, BadRequestError, ConnectionFault
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.patching.map.heat_maps import HeatMaps
from holysheep_desktop.ui.patching.pairs.asking import pair_of
from holysheep_desktop.ui.patching.pairs.loader import SAMPLE
from holysheep_desktop.ui.patching.pairs.page import PairsPage
from holysheep_desktop.ui.patching.pairs.rows import PairColumn
from holysheep_desktop.ui.patching.pairs.view import PairView
from holysheep_desktop.ui.patching.tab import PatchingTab
from holysheep_desktop.ui.tabs.past_findings import PastFindings
from holysheep_desktop.ui.widgets.metric_box import MetricBox
from holysheep_desktop.ui.widgets.tables import RowView

PatchBench = Bench[PatchingTab]
LEAST_TAB_HEIGHT = 420
"""What is left of 700 for a tab below the menus, the endpoints, a notice and a verification."""
FIRST, SECOND, THIRD = PromptPair("a b c", "a x c"), PromptPair("d b c", "d x c"), PromptPair("e f", "g f")


@pytest.fixture
def pairs(bench: PatchBench) -> PatchBench:
    """The tab, asked to ask several pairs."""
    button = bench.find(QToolButton, "toPairs")
    button.click()
    return bench


def page(bench: PatchBench) -> PairsPage:
    return bench.tab.pairs


def add(bench: PatchBench, *added: PromptPair) -> None:
    page(bench).table.add_pairs(added)


def patch(bench: PatchBench) -> None:
    """Press Run, and wait for the pairs and for the mean of them."""
    bench.tab.run()
    bench.wait_until_done()
    wait_for_mean(bench)


def wait_for_mean(bench: PatchBench) -> None:
    n = sum(row.run is not None for row in page(bench).table.rows)
    sample = f"Mean of {n} pair"
    bench.qtbot.waitUntil(lambda: page(bench).finding.mean.sample.startswith(sample))


def asked(bench: PatchBench) -> list[tuple[str, PatchOptions]]:
    return [(r.prompt, r.patching) for r in bench.source.requests if r.patching is not None]


def with_answers(request: AnalysisRequest) -> AnalysisRequest:
    assert request.patching is not None
    return replace(request, patching=replace(request.patching, answers=AnswerTokenIds(1, 2)))


def cell_text(bench: PatchBench, row: int, column: PairColumn) -> str:
    table = page(bench).table
    return str(table.data(table.index(row, column)))


def test_that_every_pair_is_swept_with_the_same_settings(pairs: PatchBench) -> None:
    add(pairs, FIRST, SECOND)
    component = pairs.find(QComboBox, "pairComponent")
    component.setCurrentIndex(component.findData(Component.ATTN_OUT))
    pairs.find(MetricBox, "pairMetric").choose(Metric.KL_DIVERGENCE)

    patch(pairs)

    options = [found for _, found in asked(pairs)]
    assert [prompt for prompt, _ in asked(pairs)] == ["a b c", "d b c"]
    assert {(o.components, o.sweep, o.metric) for o in options} == {
        ((Component.ATTN_OUT,), True, Metric.KL_DIVERGENCE)
    }


def test_that_given_answers_are_asked_by_the_ids_of_their_first_tokens(pairs: PatchBench) -> None:
    add(pairs, PromptPair("a b", "a c", " b", " c"))

    patch(pairs)

    ((_, options),) = asked(pairs)
    assert isinstance(options.answers, AnswerTokenIds)
    assert options.answers.original != options.answers.comparison


def test_that_a_pair_without_both_answers_leaves_the_choice_to_the_endpoint(pairs: PatchBench) -> None:
    add(pairs, PromptPair("a b", "a c", " b"))

    patch(pairs)

    ((_, options),) = asked(pairs)
    assert options.answers is None


def test_that_a_pair_can_be_typed_into_the_empty_row(pairs: PatchBench) -> None:
    table = page(pairs).table
    for column, text in ((PairColumn.ORIGINAL, "one two"), (PairColumn.COMPARISON, "one three")):
        table.setData(table.index(0, column), text)

    assert [row.pair for row in table.rows] == [PromptPair("one two", "one three")]
    assert table.rowCount() == 2


def test_that_rows_of_a_spreadsheet_can_be_pasted(pairs: PatchBench) -> None:
    QGuiApplication.clipboard().setText("a b\ta c\t b\t c\nd e\td f")

    pairs.qtbot.keyClick(pairs.find(PairView, "pairTable"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert [row.pair for row in page(pairs).table.rows] == [
        PromptPair("a b", "a c", " b", " c"),
        PromptPair("d e", "d f"),
    ]


def test_that_what_cannot_be_pasted_is_refused_and_changes_nothing(pairs: PatchBench) -> None:
    add(pairs, FIRST)
    QGuiApplication.clipboard().setText("a b\ta c\nonly one")

    pairs.qtbot.keyClick(pairs.find(PairView, "pairTable"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert page(pairs).notices.notice.title
    assert [row.pair for row in page(pairs).table.rows] == [FIRST]


def test_that_delete_takes_the_chosen_rows_out(pairs: PatchBench) -> None:
    add(pairs, FIRST, SECOND, THIRD)
    view = pairs.find(PairView, "pairTable")
    view.selectRow(1)

    pairs.qtbot.keyClick(view, Qt.Key.Key_Delete)

    assert [row.pair for row in page(pairs).table.rows] == [FIRST, THIRD]


def test_that_a_file_that_is_dropped_is_read(pairs: PatchBench, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("original,comparison\na b,a c\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)

    pairs.find(PairView, "pairTable").dropEvent(drop)

    pairs.qtbot.waitUntil(lambda: len(page(pairs).table.rows) == 1)
    assert page(pairs).table.rows[0].pair == PromptPair("a b", "a c")


@pytest.mark.parametrize("name", ["none.csv", "/dev/zero"])
def test_that_a_file_that_is_gone_or_has_no_end_is_told(name: str, pairs: PatchBench, tmp_path: Path) -> None:
    page(pairs).view.file_dropped.emit(tmp_path / name)

    pairs.qtbot.waitUntil(lambda: page(pairs).notices.isVisible())
    assert page(pairs).notices.notice.title


def test_that_the_sample_pairs_are_loaded_on_a_click(pairs: PatchBench) -> None:
    wanted = parse_pair_file(resource_path(SAMPLE).read_bytes())

    pairs.click("pairLoadSample")

    pairs.qtbot.waitUntil(lambda: len(page(pairs).table.rows) == len(wanted))
    assert tuple(row.pair for row in page(pairs).table.rows) == wanted


def test_that_the_empty_page_loads_the_sample_and_begins_with_it(pairs: PatchBench) -> None:
    pairs.source.hold()

    pairs.click("pairs_exampleButton0")
    pairs.wait_for_calls(1)
    pairs.tab.stop()
    pairs.wait_until_done()

    first = parse_pair_file(resource_path(SAMPLE).read_bytes())[0]
    assert asked(pairs)[0][0] == first.original


def test_that_a_second_click_on_the_sample_adds_nothing_twice(pairs: PatchBench) -> None:
    pairs.click("pairLoadSample")
    pairs.qtbot.waitUntil(lambda: bool(page(pairs).table.rows))
    once = page(pairs).table.rows

    pairs.click("pairLoadSample")
    pairs.qtbot.waitUntil(lambda: page(pairs).notices.isVisible())

    assert page(pairs).table.rows == once
    assert "already" in page(pairs).notices.notice.title


def test_that_removed_pairs_come_back_with_their_runs_on_undo(pairs: PatchBench) -> None:
    add(pairs, FIRST, SECOND)
    patch(pairs)
    before = page(pairs).table.rows

    pairs.click("pairClear")
    assert page(pairs).table.rows == ()
    page(pairs).notices.action_requested.emit(page(pairs).notices.notice.action)

    assert page(pairs).table.rows == before
    wait_for_mean(pairs)


def test_that_without_pairs_none_are_counted_and_none_can_be_removed(pairs: PatchBench) -> None:
    clear = pairs.find(QPushButton, "pairClear")
    assert page(pairs).state == ""
    assert not clear.isEnabled()

    add(pairs, FIRST)

    assert page(pairs).state == "1 pair, 0 patched."
    assert clear.isEnabled()


def test_that_stop_keeps_the_pairs_that_are_done_and_run_asks_only_the_others(pairs: PatchBench) -> None:
    add(pairs, FIRST, SECOND, THIRD)
    pairs.tab.run()
    pairs.qtbot.waitUntil(lambda: page(pairs).table.rows[0].run is not None)
    pairs.source.hold()
    pairs.tab.stop()
    pairs.wait_until_done()
    pairs.source.release()
    done = [row.pair for row in page(pairs).table.rows if row.run is not None]
    assert done
    assert len(done) < 3
    n_asked = len(asked(pairs))

    patch(pairs)

    left = [prompt for prompt, _ in asked(pairs)[n_asked:]]
    assert left == [pair.original for pair in (FIRST, SECOND, THIRD)[len(done) :]]
    assert all(row.run is not None for row in page(pairs).table.rows)


def test_that_the_mode_stays_while_something_runs(pairs: PatchBench) -> None:
    add(pairs, FIRST)
    pairs.source.hold()
    pairs.tab.run()
    switch = pairs.find(QToolButton, "toOnePair")
    assert not switch.isEnabled()

    pairs.source.release()
    pairs.wait_until_done()

    assert switch.isEnabled()


@pytest.mark.parametrize(("n_done", "state"), [(0, RunState.CANCELLED), (1, RunState.OK)])
def test_that_a_stopped_run_counts_for_the_history_by_what_it_found(
    pairs: PatchBench, n_done: int, state: RunState
) -> None:
    states: list[object] = []

    def note(ended: object, _error: object) -> None:
        states.append(ended)

    pairs.tab.run_ended.connect(note)
    add(pairs, FIRST)
    if n_done:
        patch(pairs)
        add(pairs, SECOND)
    pairs.source.hold()
    pairs.tab.run()

    pairs.tab.stop()
    pairs.wait_until_done()

    assert states[-1] is state
    pairs.source.release()


def test_that_another_component_asks_every_pair_again(pairs: PatchBench) -> None:
    add(pairs, FIRST, SECOND)
    patch(pairs)
    component = pairs.find(QComboBox, "pairComponent")
    component.setCurrentIndex(component.findData(Component.MLP_OUT))

    patch(pairs)

    assert [options.components for _, options in asked(pairs)[2:]] == [(Component.MLP_OUT,)] * 2


def test_that_a_pair_that_is_refused_is_marked_and_the_next_one_asked(pairs: PatchBench) -> None:
    add(pairs, FIRST, SECOND)
    pairs.source.fail_next(BadRequestError("analyse", 400, "too long"))

    patch(pairs)

    assert cell_text(pairs, 0, PairColumn.STATE).startswith("failed")
    assert cell_text(pairs, 1, PairColumn.STATE) == "done"
    assert "1 failed" in page(pairs).state


def test_that_an_endpoint_that_is_gone_ends_the_run_and_says_so(pairs: PatchBench) -> None:
    add(pairs, FIRST, SECOND)
    states: list[object] = []

    def note(state: object, _error: object) -> None:
        states.append(state)

    pairs.tab.run_ended.connect(note)
    pairs.source.fail_next(ApiConnectionError("analyse", ConnectionFault.REFUSED, "http://127.0.0.1:1"))

    pairs.tab.run()
    pairs.wait_until_done()

    assert len(asked(pairs)) == 1
    assert page(pairs).notices.notice.title
    assert states == [RunState.ERROR]
    assert not any(row.is_running for row in page(pairs).table.rows)


def test_that_without_a_pair_nothing_is_asked_and_the_cure_is_named(pairs: PatchBench) -> None:
    pairs.tab.run()

    assert asked(pairs) == []
    assert "no pair" in page(pairs).notices.notice.title


def test_that_the_mean_map_is_the_mean_of_the_pairs_maps(pairs: PatchBench) -> None:
    add(pairs, FIRST, SECOND)

    patch(pairs)

    maps = [
        row.run.result.patching.maps[0]
        for row in page(pairs).table.rows
        if row.run and row.run.result.patching
    ]
    # "a b c" / "a x c" as the toy model reads them: BOS, a, then b differs, then c, where the answer is read.
    first, second = (drawn.noising[5][2] for drawn in maps if drawn.noising)
    assert first is not None
    assert second is not None
    (cell,) = [c for c in page(pairs).finding.mean.cells[5] if c.place == "last different"]
    assert cell.noising is not None
    assert cell.noising.mean == pytest.approx((first + second) / 2)
    assert cell.noising.n == 2


def test_that_pointing_at_a_cell_tells_mean_interval_p_and_n(pairs: PatchBench) -> None:
    add(pairs, FIRST, SECOND)
    patch(pairs)
    maps = pairs.find(HeatMaps, "meanHeatMaps")
    maps.setFocus()

    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up):
        pairs.qtbot.keyClick(maps, key)

    reading = page(pairs).finding.mean.reading
    assert reading.startswith("layer 1, answer position: noising ")
    assert "p = " in reading
    assert "n = 2" in reading


def test_that_the_share_of_right_pairs_counts_only_those_with_answers(pairs: PatchBench) -> None:
    add(pairs, PromptPair("a b", "a c", " b", " c"), THIRD)

    patch(pairs)

    assert " of 1 pairs right" in page(pairs).finding.mean.sample


def test_that_a_click_on_a_pair_shows_its_own_map(pairs: PatchBench) -> None:
    add(pairs, FIRST, THIRD)
    patch(pairs)

    page(pairs).view.selectRow(1)

    assert page(pairs).finding.pair_title == "e f  ↔  g f"
    assert len(page(pairs).finding.picture.cells[0]) == 3


def test_that_a_cell_of_a_pair_opens_its_site_with_that_pair_alone(pairs: PatchBench) -> None:
    add(pairs, FIRST, THIRD)
    patch(pairs)
    page(pairs).view.selectRow(0)

    page(pairs).finding.picture.maps.cell_opened.emit(page(pairs).finding.picture.cells[3][2])
    pairs.wait_until_done()

    assert not pairs.tab.is_of_pairs
    assert pairs.tab.question.original.prompt() == "a b c"
    _, options = asked(pairs)[-1]
    assert options.site is not None
    assert (options.site.layer, options.site.position) == (3, 2)


def test_that_the_record_holds_every_pair_and_comes_back(
    pairs: PatchBench, qtbot: QtBot, theme: Theme
) -> None:
    add(pairs, PromptPair("a b", "a c", " b", " c"), THIRD)
    patch(pairs)
    record = pairs.tab.record()
    assert isinstance(record, Record)
    assert (record.kind, [run.role for run in record.runs]) == (RecordKind.PAIRS, [RunRole.PAIR] * 2)

    other = Bench(PatchingTab, qtbot, theme, FakeSource())
    other.tab.show_record(record)
    wait_for_mean(other)

    assert other.tab.is_of_pairs
    assert [row.pair.original for row in page(other).table.rows] == ["a b", "e f"]
    assert other.tab.record() == record
    assert other.source.requests == []


def test_that_a_run_of_pairs_is_one_finding_to_go_back_to_and_comes_back_whole(pairs: PatchBench) -> None:
    add(pairs, FIRST)
    patch(pairs)
    (run,) = [row.run for row in page(pairs).table.rows]
    assert run is not None
    first = pair_of(replace(run, request=with_answers(run.request)))
    page(pairs).table.remove([0])
    past = PastFindings(pairs.tab)
    # the first token of a typed answer is asked, and all that a run knows of it
    add(pairs, replace(first, original_answer=f"{first.original_answer} and more"))
    patch(pairs)
    add(pairs, SECOND, THIRD)
    patch(pairs)
    before = page(pairs).table.rows

    past.go_back()
    runs_before = [row.run for row in page(pairs).table.rows]
    past.go_forward()

    assert runs_before == [before[0].run]
    assert page(pairs).table.rows == before


def test_that_the_mean_map_is_copied_as_csv(pairs: PatchBench) -> None:
    add(pairs, FIRST, SECOND)
    patch(pairs)

    pairs.tab.findChild(QAction, "pairs_copyMapData").trigger()  # type: ignore[union-attr]

    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("component,layer,head,place,noising_mean,noising_low,noising_high,noising_p")
    assert len(lines) == 1 + 18 * 2


def test_that_the_mean_map_is_a_table_too(pairs: PatchBench) -> None:
    add(pairs, FIRST, SECOND)
    patch(pairs)

    pairs.find(QToolButton, "meanAsTable").click()

    model = pairs.find(RowView, "meanCells").model()
    assert model.rowCount() == 18 * 2
    assert pairs.find(RowView, "meanCells").isVisible()


def test_that_pairs_and_settings_come_back_with_the_drafts(
    pairs: PatchBench, qtbot: QtBot, theme: Theme
) -> None:
    add(pairs, PromptPair("하나, 둘", "하나 & 셋", " 둘", " 셋"))
    pairs.find(MetricBox, "pairMetric").choose(Metric.ANSWER_PROBABILITY)

    other = Bench(PatchingTab, qtbot, theme, FakeSource())
    other.tab.restore_state(pairs.tab.save_state())

    assert other.tab.is_of_pairs
    assert [row.pair for row in page(other).table.rows] == [PromptPair("하나, 둘", "하나 & 셋", " 둘", " 셋")]
    assert page(other).question.settings.metric is Metric.ANSWER_PROBABILITY


def test_that_nothing_is_typed_into_pairs_that_are_asked(pairs: PatchBench) -> None:
    add(pairs, FIRST)
    pairs.source.hold()
    pairs.tab.run()
    table = page(pairs).table

    assert not table.setData(table.index(0, PairColumn.ORIGINAL), "other")
    assert not pairs.find(QPushButton, "pairClear").isEnabled()

    pairs.source.release()
    pairs.wait_until_done()
    assert table.setData(table.index(0, PairColumn.ORIGINAL), "other")


def test_that_saving_the_mean_map_is_offered_only_with_a_place_to_write(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme
) -> None:
    files = MemoryExports()
    bench = Bench(lambda s, t: PatchingTab(s, t, files), qtbot, theme, FakeSource())

    assert bench.tab.findChild(QAction, "pairs_saveMapData") in bench.tab.pairs.finding.mean.menu.actions()


def test_that_a_mean_map_leaves_room_for_notices_in_a_small_window(pairs: PatchBench) -> None:
    add(pairs, FIRST, SECOND)

    patch(pairs)

    assert pairs.tab.minimumSizeHint().height() <= LEAST_TAB_HEIGHT


def test_that_wrapped_sentences_take_no_height_from_the_map_of_a_pair(pairs: PatchBench) -> None:
    pairs.window.resize(900, 560)
    add(pairs, FIRST, SECOND)
    patch(pairs)
    run = page(pairs).table.rows[0].run
    assert run is not None
    page(pairs).finding.show_pair(run, 0)
    picture = page(pairs).finding.picture

    reading = picture.findChild(QLabel, "pairs_mapReading")
    assert reading is not None

    def has_room() -> bool:
        end = picture.maps.mapTo(picture, picture.maps.rect().bottomLeft())
        return picture.maps.isVisible() and end.y() < reading.y()

    pairs.qtbot.waitUntil(has_room)
