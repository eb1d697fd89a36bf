"""Database files for the tests: with runs in them, and spoilt in every way a disk can spoil them."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from storage.report_samples import full_report

from holysheep_desktop.core.report import Software
from holysheep_desktop.storage.database import Database
from holysheep_desktop.storage.history.store import SqliteHistory

T = TypeVar("T")
SOFTWARE = Software("HolySheep Desktop", "0", "3", "test")


def software() -> Software:
    return SOFTWARE


def with_history(path: Path | None, work: Callable[[SqliteHistory], Awaitable[T]]) -> T:
    """Open the history of a file, do something with it, and close it."""

    async def steps() -> T:
        database = Database(path)
        try:
            return await work(SqliteHistory(database, software))
        finally:
            await database.aclose()

    return asyncio.run(steps())


def with_database(database: Database, work: Callable[[Database], Awaitable[T]]) -> T:
    """Do something with a database and close it."""

    async def steps() -> T:
        try:
            return await work(database)
        finally:
            await database.aclose()

    return asyncio.run(steps())


def make_history(path: Path, n_runs: int) -> None:
    """A history of finished runs, in one file without side files."""

    async def work(history: SqliteHistory) -> None:
        for number in range(n_runs):
            await history.add(full_report(prompt=f"run number {number}").record, endpoint="http://here/v1")

    with_history(path, work)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def zero_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(100))


def cut_in_half(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2 // 4096 * 4096)


def cut_inside_a_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 8 * 4096 - 1234)


def garble_a_page(path: Path) -> None:
    """The page in the middle of the table of contents; counting the runs would not notice."""
    with sqlite3.connect(path) as connection:
        (page,) = connection.execute(
            "SELECT pageno FROM dbstat WHERE name = 'run_content' AND pagetype = 'leaf'"
            " ORDER BY pageno LIMIT 1 OFFSET 1"
        ).fetchone()
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def write_text(path: Path) -> None:
    path.write_text("this is no database, but a letter to a friend\n" * 100, encoding="utf-8")


SPOILERS = [zero_header, cut_in_half, cut_inside_a_page, garble_a_page, empty, write_text]
