from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from storage.database.database_files import software, with_history
from storage.report_samples import full_report

from holysheep_desktop.core.history import Begun, RunFilter, RunKey, RunRow, RunState, new_run_key
from holysheep_desktop.core.report import Record, RecordKind, RunRole, record_of
from holysheep_desktop.core.requests import AnalysisRequest, FeatureOptions, user_message
from holysheep_desktop.errors import SidecarError
from holysheep_desktop.storage.database import Database
from holysheep_desktop.storage.history.store import SqliteHistory

QUESTION = AnalysisRequest("gemma-3-270m", user_message("왜 하늘은 파란가요?"), features=FeatureOptions(12))
RECORD = full_report().record
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def kept(work: Callable[[SqliteHistory], Awaitable[object]], path: Path | None = None) -> list[RunRow]:
    """The rows of the list after some work on an empty history."""

    async def steps(history: SqliteHistory) -> list[RunRow]:
        await work(history)
        return list((await history.page(RunFilter())).rows)

    return with_history(path, steps)


async def begun(history: SqliteHistory, at: datetime = NOON, kind: RecordKind = RecordKind.SAE) -> RunKey:
    key = new_run_key()
    await history.begin(Begun(key, kind, QUESTION, "http://127.0.0.1:9/v1", at))
    return key


def test_that_a_run_is_in_the_list_from_its_first_moment() -> None:
    (row,) = kept(begun)

    assert (row.state, row.kind, row.prompt) == (RunState.RUNNING, RecordKind.SAE, "왜 하늘은 파란가요?")
    assert (row.started_at, row.finished_at) == (NOON, None)


def test_that_a_finished_run_gives_back_exactly_what_was_found() -> None:
    async def work(history: SqliteHistory) -> tuple[RunRow, Record | None]:
        key = await begun(history)
        await history.finish(key, RECORD)
        (row,) = (await history.page(RunFilter())).rows
        content = await history.content(key)
        assert content.report is not None
        assert content.report.software == software()
        return row, content.report.record

    row, record = with_history(None, work)

    assert row.state is RunState.OK
    assert row.n_bytes > 100
    assert record == RECORD


def test_that_what_is_found_later_does_not_make_a_run_longer() -> None:
    async def work(history: SqliteHistory) -> list[datetime | None]:
        key = await begun(history)
        ends: list[datetime | None] = []
        for _ in range(2):
            await history.finish(key, RECORD)
            await asyncio.sleep(0.002)  # times are kept in milliseconds
            ends.append((await history.page(RunFilter())).rows[0].finished_at)
        return ends

    first, second = with_history(None, work)

    assert first is not None
    assert second == first


def test_that_every_role_of_a_record_comes_back() -> None:
    main = RECORD.main
    several = Record(
        RecordKind.STEERING, (replace(main, role=RunRole.UNSTEERED), replace(main, role=RunRole.STEERED))
    )

    async def work(history: SqliteHistory) -> Record | None:
        key = await history.add(several, endpoint="here")
        content = await history.content(key)
        return content.report.record if content.report else None

    assert with_history(None, work) == several


def test_that_a_failed_run_keeps_the_class_of_its_error_and_its_question() -> None:
    async def work(history: SqliteHistory) -> tuple[RunRow, AnalysisRequest]:
        key = await begun(history)
        await history.fail(key, SidecarError("secret reason"))
        (row,) = (await history.page(RunFilter())).rows
        return row, (await history.content(key)).request

    row, request = with_history(None, work)

    assert (row.state, row.fault) == (RunState.ERROR, "SidecarError")
    assert request == QUESTION


def test_that_a_stopped_run_is_kept_as_stopped() -> None:
    async def work(history: SqliteHistory) -> None:
        await history.cancel(await begun(history))

    assert [row.state for row in kept(work)] == [RunState.CANCELLED]


def test_that_a_run_of_a_killed_program_is_marked_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    with_history(path, begun)

    assert [row.state for row in kept(SqliteHistory.opening, path)] == [RunState.INTERRUPTED]


def test_that_a_run_of_this_start_is_not_marked_as_interrupted() -> None:
    async def work(history: SqliteHistory) -> None:
        await begun(history, datetime.now(UTC))
        await history.opening()

    assert [row.state for row in kept(work)] == [RunState.RUNNING]


def test_that_a_run_that_ends_after_it_was_deleted_stays_deleted() -> None:
    async def work(history: SqliteHistory) -> None:
        key = await begun(history)
        await history.trash([key])
        await history.empty_trash()
        await history.finish(key, RECORD)

    assert kept(work) == []


def test_that_the_newest_run_comes_first_and_pinned_ones_before_it() -> None:
    async def work(history: SqliteHistory) -> None:
        oldest = await begun(history, NOON)
        await begun(history, NOON + timedelta(hours=2))
        await begun(history, NOON + timedelta(hours=1))
        await history.pin([oldest], is_pinned=True)

    assert [row.started_at.hour for row in kept(work)] == [12, 14, 13]


def test_that_a_long_list_comes_page_by_page_without_gaps() -> None:
    async def work(history: SqliteHistory) -> tuple[list[int], set[int]]:
        for minute in range(25):
            await begun(history, NOON + timedelta(minutes=minute))
        pages = [await history.page(RunFilter(), offset=n, limit=10) for n in (0, 10, 20)]
        minutes = [row.started_at.minute for page in pages for row in page.rows]
        return minutes, {page.n_matching for page in pages}

    assert with_history(None, work) == (list(range(24, -1, -1)), {25})


@pytest.mark.parametrize(
    ("wanted", "hours"),
    [
        (RunFilter(kind=RecordKind.PATCHING), [13]),
        (RunFilter(model="gemma-3-270m"), [13, 12]),
        (RunFilter(model="another"), []),
        (RunFilter(since=NOON + timedelta(minutes=30)), [13]),
        (RunFilter(until=NOON + timedelta(hours=1)), [12]),
        (RunFilter(since=NOON, until=NOON), []),
        (RunFilter(tag="논문"), [12]),
        (RunFilter(only_pinned=True), [13]),
        (RunFilter(kind=RecordKind.PATCHING, tag="논문"), []),
        (RunFilter(in_trash=True), [14]),
    ],
)
def test_that_filters_leave_what_they_name(wanted: RunFilter, hours: list[int]) -> None:
    async def work(history: SqliteHistory) -> list[int]:
        first = await begun(history, NOON)
        second = await begun(history, NOON + timedelta(hours=1), RecordKind.PATCHING)
        third = await begun(history, NOON + timedelta(hours=2))
        await history.describe(first, name="", note="", tags=["논문"])
        await history.pin([second], is_pinned=True)
        await history.trash([third])
        return [row.started_at.hour for row in (await history.page(wanted)).rows]

    assert with_history(None, work) == hours


def test_that_name_note_and_tags_are_kept_as_written() -> None:
    async def work(history: SqliteHistory) -> None:
        await history.describe(
            await begun(history), name="<b>첫 시도</b>", note="한 줄\n두 줄", tags=["b", "a", "b"]
        )

    (row,) = kept(work)
    assert (row.name, row.note, row.tags) == ("<b>첫 시도</b>", "한 줄\n두 줄", ("a", "b"))


def test_that_an_added_note_stands_below_the_users_own_and_is_found() -> None:
    async def work(history: SqliteHistory) -> None:
        key = await begun(history)
        await history.describe(key, name="이름", note="한 줄", tags=["a"])
        await history.add_note(key, "written by a model")
        assert len((await history.page(RunFilter(words="written"))).rows) == 1

    (row,) = kept(work)
    assert (row.name, row.note, row.tags) == ("이름", "한 줄\n\nwritten by a model", ("a",))


def test_that_a_first_added_note_stands_alone() -> None:
    async def work(history: SqliteHistory) -> None:
        await history.add_note(await begun(history), "written by a model")

    (row,) = kept(work)
    assert row.note == "written by a model"


def test_that_the_trash_gives_back_what_was_thrown_away() -> None:
    async def work(history: SqliteHistory) -> None:
        keys = [await begun(history) for _ in range(3)]
        await history.trash(keys)
        await history.restore(keys[:2])

    assert len(kept(work)) == 2


def test_that_emptying_the_trash_gives_its_space_back(tmp_path: Path) -> None:
    async def work(history: SqliteHistory) -> tuple[int, int, int]:
        keys = [await history.add(full_report(answer=f"{n} " * 2_000).record, endpoint="") for n in range(60)]
        before = (await history.facts()).n_bytes
        await history.trash(keys[10:])
        n_deleted = await history.empty_trash()
        after = (await history.facts()).n_bytes
        return n_deleted, before, after

    n_deleted, before, after = with_history(tmp_path / "history.sqlite3", work)

    assert n_deleted == 50
    assert after < before / 2
    assert (tmp_path / "history.sqlite3").stat().st_size == after


def test_that_facts_count_runs_and_name_models_and_tags() -> None:
    async def work(history: SqliteHistory) -> tuple[int, int, tuple[str, ...], tuple[str, ...]]:
        keys = [await begun(history) for _ in range(3)]
        await history.describe(keys[0], name="", note="", tags=["x", "가"])
        await history.trash(keys[1:2])
        facts = await history.facts()
        return facts.n_runs, facts.n_trashed, facts.models, facts.tags

    assert with_history(None, work) == (2, 1, ("gemma-3-270m",), ("x", "가"))


def test_that_runs_of_a_batch_can_be_listed() -> None:
    async def work(history: SqliteHistory) -> tuple[int, str | None]:
        await history.add(RECORD, endpoint="", batch="a" * 32)
        await history.add(RECORD, endpoint="")
        page = await history.page(RunFilter(batch="a" * 32))
        return page.n_matching, page.rows[0].batch

    assert with_history(None, work) == (1, "a" * 32)


def test_that_lone_surrogates_and_nul_do_not_keep_a_run_from_being_kept() -> None:
    odd = AnalysisRequest("m\0odel", user_message("a\ud800b\0c"), features=FeatureOptions(1))

    async def work(history: SqliteHistory) -> None:
        await history.finish(await begun(history), record_of(odd, RECORD.main.result))
        await history.begin(Begun(new_run_key(), RecordKind.SAE, odd, ""))

    newest, _ = kept(work)
    assert newest.prompt == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"


def test_that_a_cancelled_caller_does_not_lose_the_run() -> None:
    async def work(history: SqliteHistory) -> int:
        task = asyncio.get_running_loop().create_task(history.add(RECORD, endpoint=""))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return (await history.page(RunFilter())).n_matching

    assert with_history(None, work) == 1


def test_that_an_unknown_run_has_no_content() -> None:
    async def work(history: SqliteHistory) -> None:
        await history.content(new_run_key())

    with pytest.raises(KeyError):
        with_history(None, work)


def test_that_a_history_in_memory_says_that_it_does_not_last() -> None:
    assert with_history(None, SqliteHistory.opening).lasts is False


def test_that_the_window_does_not_wait_for_the_serialisation() -> None:
    """Work runs in the database's thread, so a second loop turn comes while a large run is being packed."""

    async def work(history: SqliteHistory) -> int:
        turns = 0
        task = asyncio.get_running_loop().create_task(
            history.add(full_report(answer="x " * 500_000).record, endpoint="")
        )
        while not task.done():
            await asyncio.sleep(0)
            turns += 1
        return turns

    assert with_history(None, work) > 10


def test_that_nothing_of_the_database_is_touched_before_the_first_question(tmp_path: Path) -> None:
    Database(tmp_path / "inner" / "history.sqlite3")

    assert list(tmp_path.iterdir()) == []
