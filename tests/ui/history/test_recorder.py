from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fakes.source import FakeSource
from pytestqt.qtbot import QtBot
from ui.history.conftest import Shelf
from ui.tab_bench import Bench

from holysheep_desktop.core.history import Begun, HistoryStore, RunFilter, RunRow, RunState
from holysheep_desktop.core.report import Record, RecordKind
from holysheep_desktop.errors import DatabaseError, DatabaseFault, SidecarError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.history.recorder import Recorder, shown_key
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.patching.tab import PatchingTab
from holysheep_desktop.ui.sae.tab import SaeTab


@pytest.fixture
def bench(qtbot: QtBot, qt_loop: EventLoop, theme: Theme) -> Bench[SaeTab]:
    return Bench(SaeTab, qtbot, theme, FakeSource())


@pytest.fixture
def recorder(shelf: Shelf, bench: Bench[SaeTab]) -> Iterator[Recorder]:
    recorder = Recorder(shelf.store, bench.session)
    recorder.watch(bench.tab)
    bench.tab.show_example(0)
    yield recorder
    shelf.do(recorder.flush())


def kept(shelf: Shelf, recorder: Recorder) -> tuple[RunRow, ...]:
    shelf.do(recorder.flush())
    return shelf.do(shelf.store.page(RunFilter())).rows


def test_that_a_run_is_kept_with_its_finding(bench: Bench[SaeTab], shelf: Shelf, recorder: Recorder) -> None:
    bench.run()

    (row,) = kept(shelf, recorder)
    report = shelf.do(shelf.store.content(row.key)).report
    assert (row.kind, row.state) == (RecordKind.SAE, RunState.OK)
    assert report is not None
    assert report.record == bench.tab.record()


def test_that_a_run_stands_in_the_list_while_it_goes_on(
    bench: Bench[SaeTab], shelf: Shelf, recorder: Recorder
) -> None:
    bench.source.hold()
    bench.click("runButton")
    bench.wait_for_calls(1)

    assert [row.state for row in kept(shelf, recorder)] == [RunState.RUNNING]
    bench.source.release()
    bench.wait_until_done()


def test_that_a_stopped_run_is_kept_as_stopped(
    bench: Bench[SaeTab], shelf: Shelf, recorder: Recorder
) -> None:
    bench.source.hold()
    bench.click("runButton")
    bench.wait_for_calls(1)
    bench.tab.stop()
    bench.wait_until_done()

    assert [row.state for row in kept(shelf, recorder)] == [RunState.CANCELLED]


def test_that_a_note_goes_to_the_run_that_the_tab_shows(
    bench: Bench[SaeTab], shelf: Shelf, recorder: Recorder
) -> None:
    bench.run()
    key = shown_key(bench.tab)
    assert key is not None

    recorder.add_note(key, "a text")

    (row,) = kept(shelf, recorder)
    assert (row.key, row.note) == (key, "a text")


def test_that_an_opened_record_has_no_run_in_the_history(
    bench: Bench[SaeTab], shelf: Shelf, recorder: Recorder
) -> None:
    bench.run()
    record = bench.tab.record()
    kept_as = shown_key(bench.tab)
    assert record is not None
    other = replace(record.main, request=replace(record.main.request, model="another"))

    bench.tab.show_record(replace(record, runs=(other,)))
    assert shown_key(bench.tab) is None

    bench.tab.show_record(record)
    assert shown_key(bench.tab) == kept_as is not None, "the user went back to what was found here"


def test_that_a_failed_run_is_kept_as_failed(bench: Bench[SaeTab], shelf: Shelf, recorder: Recorder) -> None:
    bench.source.fail_next(SidecarError("gone"))
    bench.run()

    (row,) = kept(shelf, recorder)
    assert (row.state, row.fault) == (RunState.ERROR, "SidecarError")


def test_that_runs_in_quick_succession_are_all_kept_once(
    bench: Bench[SaeTab], shelf: Shelf, recorder: Recorder
) -> None:
    for _ in range(5):
        bench.run()

    assert [row.state for row in kept(shelf, recorder)] == [RunState.OK] * 5


def test_that_showing_a_record_is_no_run(bench: Bench[SaeTab], shelf: Shelf, recorder: Recorder) -> None:
    bench.run()
    record = bench.tab.record()
    assert record is not None

    bench.tab.show_record(record)

    assert len(kept(shelf, recorder)) == 1


def test_that_a_map_drawn_later_belongs_to_its_run(
    qtbot: QtBot, shelf: Shelf, theme: Theme, qt_loop: EventLoop
) -> None:
    bench = Bench(PatchingTab, qtbot, theme, FakeSource())
    recorder = Recorder(shelf.store, bench.session)
    recorder.watch(bench.tab)
    bench.tab.show_example(0)
    bench.run()
    before = bench.tab.record()

    bench.click("drawMap")
    bench.wait_until_done()

    (row,) = kept(shelf, recorder)
    report = shelf.do(shelf.store.content(row.key)).report
    assert report is not None
    assert report.record == bench.tab.record()
    assert report.record != before


class FullDisk:
    """The part of `core.history.HistoryStore` that a recorder uses, on a disk that takes nothing."""

    def __init__(self) -> None:
        self.n_asked = 0
        self.is_full = True
        self.kept: list[tuple[str, str]] = []

    async def begin(self, begun: Begun) -> None:
        self._take("begun", begun.key)

    async def finish(self, key: str, record: Record) -> None:
        self._take("finished", key)

    def _take(self, what: str, key: str) -> None:
        self.n_asked += 1
        if self.is_full:
            raise DatabaseError(DatabaseFault.FULL, None)
        self.kept.append((what, key))


def test_that_a_full_disk_is_told_once_and_the_finding_stays(bench: Bench[SaeTab], qtbot: QtBot) -> None:
    disk = FullDisk()
    store: HistoryStore = disk  # pyright: ignore[reportAssignmentType]
    recorder = Recorder(store, bench.session)
    told: list[BaseException] = []
    recorder.failed.connect(told.append)
    recorder.watch(bench.tab)
    bench.tab.show_example(0)

    bench.run()
    bench.run()
    qtbot.waitUntil(lambda: disk.n_asked == 4)

    assert bench.tab.record() is not None
    assert [type(error) for error in told] == [DatabaseError]


def test_that_a_run_that_began_on_a_full_disk_is_kept_whole_where_there_is_room_at_its_end(
    bench: Bench[SaeTab], qtbot: QtBot
) -> None:
    disk = FullDisk()
    store: HistoryStore = disk  # pyright: ignore[reportAssignmentType]
    recorder = Recorder(store, bench.session)
    bench.tab.show_example(0)
    bench.run()
    record = bench.tab.record()
    assert record is not None
    with qtbot.waitSignal(recorder.failed):
        key = recorder.begin(record.kind, record.main.request)
    disk.is_full = False

    with qtbot.waitSignal(recorder.changed):
        recorder.finish(key, record)

    assert disk.kept == [("begun", key), ("finished", key)]
