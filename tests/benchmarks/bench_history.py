"""A history of 100,000 runs: how long finding, deleting and packing take.

Run it by `PYTHONPATH=.:tests python tests/benchmarks/bench_history.py`.

Times are milliseconds on this machine; the bound of the house is 200 ms for a search.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.database.database_files import software
from storage.report_samples import full_report

from holysheep_desktop.core.history import Begun, RunFilter, RunState, new_run_key
from holysheep_desktop.core.report import RecordKind
from holysheep_desktop.storage.database import Database
from holysheep_desktop.storage.history import rows, texts
from holysheep_desktop.storage.history.content import packed_report
from holysheep_desktop.storage.history.store import SqliteHistory

N_RUNS = 100_000
N_TIMES = 5
_SYLLABLES = [chr(0xAC00 + place) for place in range(0, 11172, 9)]
_WORDS = [
    "the",
    "capital",
    "of",
    "France",
    "sort",
    "a",
    "list",
    "film",
    "review",
    "good",
    "bad",
    "python",
    "def",
    "return",
    "model",
    "layer",
]


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def prompt_of(dice: random.Random) -> str:
    korean = ["".join(dice.choices(_SYLLABLES, k=dice.randint(1, 4))) for _ in range(12)]
    return " ".join(dice.sample(korean + dice.choices(_WORDS, k=12), 20))


async def fill(database: Database) -> None:
    dice, report = random.Random(1), full_report()
    packed, start = packed_report(report), datetime(2026, 1, 1, tzinfo=UTC)

    def add(first: int, connection: object) -> None:
        for number in range(first, first + 1_000):
            when = start + timedelta(minutes=number)
            begun = Begun(new_run_key(), RecordKind.SAE, report.record.main.request, "", when)
            text = texts.SearchText(*(prompt_of(dice) + texts.PADDING for _ in range(3)))
            row = replace(rows.row_of(begun), state=RunState.OK)
            rows.insert(connection, rows.NewRun(row, packed, text))

    for first in range(0, N_RUNS, 1_000):
        await database.write(lambda connection, first=first: add(first, connection))


async def timed(name: str, work: Callable[[], Awaitable[object]], n_times: int = N_TIMES) -> None:
    times: list[float] = []
    for _ in range(n_times):
        start = time.perf_counter()
        found = await work()
        times.append((time.perf_counter() - start) * 1_000)
    line = f"{name:38} {statistics.median(times):9.1f} ms   (worst {max(times):.1f})"
    say(f"{line}   {getattr(found, 'n_matching', found)}")


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.sqlite"
        database = Database(path)
        history = SqliteHistory(database, software)
        await timed("fill", lambda: fill(database), 1)
        await database.aclose()
        say(f"{path.stat().st_size / 1e6:.0f} MB")
        database = Database(path)
        history = SqliteHistory(database, software)
        await timed("open, with quick_check", history.opening, 1)
        await timed("first page", lambda: history.page(RunFilter()))
        await timed("page at the end", lambda: history.page(RunFilter(), offset=N_RUNS - 200))
        await timed("facts", history.facts)
        for words in ("가", "가나", "나다라", "France", "capital film", "zq", "없는말이다", "e", "re"):
            await timed(f"search {words!r}", lambda words=words: history.page(RunFilter(words=words)))
        since = datetime(2026, 2, 1, tzinfo=UTC)
        await timed("search and date", lambda: history.page(RunFilter(words="list", since=since)))
        keys = [row.key for row in (await history.page(RunFilter(), limit=N_RUNS)).rows]
        await timed("trash all", lambda: history.trash(keys), 1)
        await timed("empty the trash, with vacuum", history.empty_trash, 1)
        await database.aclose()
        say(f"{path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    asyncio.run(main())
