"""A history of a hundred thousand runs: row DB06 of the fault table."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from faults.fault_bench import slowdown
from storage.report_samples import full_report

from holysheep_desktop.core.history import Begun, RunFilter, RunState, new_run_key
from holysheep_desktop.core.report import RecordKind
from holysheep_desktop.storage.database import Database
from holysheep_desktop.storage.history import rows, texts
from holysheep_desktop.storage.history.content import packed_report
from holysheep_desktop.storage.history.store import SqliteHistory
from holysheep_desktop.ui.reports import software

N_RUNS = 100_000
MOST_SEARCH_MS = 200.0
"""Processor time on a quiet machine: another process's work is not the search's."""
FOUND = {
    "sheep": N_RUNS,
    "문 0999": 100 + 10 + 10,  # of six digits, from the first, second and third on
    "099999": 1,
    "양": 0,
}
_ROUNDS = 3


def add_all(connection: sqlite3.Connection) -> None:
    report, start = full_report(), datetime(2026, 1, 1, tzinfo=UTC)
    packed = replace(packed_report(report), blob=b"")
    begun = Begun(new_run_key(), RecordKind.SAE, report.record.main.request, "", start)
    like = replace(rows.row_of(begun), state=RunState.OK)
    for number in range(N_RUNS):
        row = replace(like, key=new_run_key(), started_at=start + timedelta(minutes=number))
        text = texts.SearchText(f"질문 {number:06d} sheep" + texts.PADDING)
        rows.insert(connection, rows.NewRun(row, packed, text))


async def searched_ms(history: SqliteHistory, words: str) -> tuple[int, float]:
    """How many runs it finds, and the best processor time of some."""
    took: list[float] = []
    for _ in range(_ROUNDS):
        started = time.process_time()
        page = await history.page(RunFilter(words=words))
        took.append(1000 * (time.process_time() - started))
    return page.n_matching, min(took)


def test_that_a_hundred_thousand_runs_are_searched_quickly_and_deleted_whole(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    found: dict[str, tuple[int, float]] = {}

    async def work() -> tuple[int, int, int]:
        database = Database(path)
        history = SqliteHistory(database, software)
        await database.write(add_all)
        size = path.stat().st_size
        for words in FOUND:
            found[words] = await searched_ms(history, words)
        keys = [row.key for row in (await history.page(RunFilter(), limit=N_RUNS)).rows]
        await history.trash(keys)
        await history.empty_trash()
        left = (await history.page(RunFilter())).n_matching
        await database.aclose()
        return len(keys), left, size

    n_deleted, n_left, size = asyncio.run(work())

    assert {words: n for words, (n, _) in found.items()} == FOUND
    assert max(took_ms for _, took_ms in found.values()) <= MOST_SEARCH_MS * slowdown()
    assert (n_deleted, n_left) == (N_RUNS, 0)
    assert path.stat().st_size < size / 20
