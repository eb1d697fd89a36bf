"""The one way to the database: pieces of work, one after the other, in a thread of its own."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from holysheep_desktop.core.history import Opening
from holysheep_desktop.errors import DatabaseError, DatabaseFault
from holysheep_desktop.storage.database.faults import database_error
from holysheep_desktop.storage.database.opening import Opened, open_database
from holysheep_desktop.storage.database.schema import STEPS, Step

_T = TypeVar("_T")


class Database:
    """A database file, or one in memory where `path` is None; opened by the first piece of work.

    Every method raises DatabaseError. What `work` raises itself comes through, after a rollback.
    """

    def __init__(self, path: Path | None, steps: Sequence[Step] = STEPS) -> None:
        self._path = path
        self._steps = steps
        self._opened: Opened | None = None
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")

    @property
    def path(self) -> Path | None:
        """The file; None: in memory."""
        return self._path

    async def opening(self) -> Opening:
        """How the database was found."""
        return await self._in_worker(lambda opened: opened.opening)

    async def read(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run `work` on one unchanging view of the database; it must not write."""
        return await self._in_worker(lambda opened: _in_transaction(opened.connection, "BEGIN", work))

    def read_now(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """The same for a caller that is in a thread of its own and may wait."""
        return self._worker.submit(
            self._run, lambda opened: _in_transaction(opened.connection, "BEGIN", work)
        ).result()

    async def write(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run `work` in one transaction, to its end even if the caller is cancelled."""
        return await asyncio.shield(self._in_worker(lambda opened: self._write(opened, work)))

    async def shrink(self) -> None:
        """Give the space of what was deleted back to the disk."""
        await asyncio.shield(self._in_worker(lambda opened: _shrink(opened.connection)))

    async def aclose(self) -> None:
        """Finish what was begun and close the file."""
        await asyncio.get_running_loop().run_in_executor(self._worker, self._close)
        self._worker.shutdown(wait=False)

    def _write(self, opened: Opened, work: Callable[[sqlite3.Connection], _T]) -> _T:
        if not opened.opening.is_writable:
            raise DatabaseError(opened.opening.fault or DatabaseFault.READ_ONLY, self._path)
        return _in_transaction(opened.connection, "BEGIN IMMEDIATE", work)

    def _in_worker(self, work: Callable[[Opened], _T]) -> asyncio.Future[_T]:
        return asyncio.get_running_loop().run_in_executor(self._worker, self._run, work)

    def _run(self, work: Callable[[Opened], _T]) -> _T:
        try:
            if self._opened is None:
                self._opened = open_database(self._path, self._steps)
            return work(self._opened)
        except sqlite3.Error as error:
            if self._opened is not None and self._opened.opening.fault is DatabaseFault.NEWER:
                raise DatabaseError(DatabaseFault.NEWER, self._path) from error
            raise database_error(error, self._path) from error

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.connection.close()
            self._opened = None


def _in_transaction(
    connection: sqlite3.Connection, begin: str, work: Callable[[sqlite3.Connection], _T]
) -> _T:
    connection.execute(begin)
    try:
        done = work(connection)
        connection.execute("COMMIT")
    except BaseException:
        # A full disk has ended the transaction by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return done


def _shrink(connection: sqlite3.Connection) -> None:
    # It frees a page with each step, of which `execute` makes only one.
    connection.executescript("PRAGMA incremental_vacuum")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
