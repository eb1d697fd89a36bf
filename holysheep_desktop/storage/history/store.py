"""`core.history.HistoryStore` on the database."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from holysheep_desktop.core.first_import import FIRST_IMPORT
from holysheep_desktop.core.history import (
    Begun,
    HistoryFacts,
    ImportCount,
    Opening,
    RunContent,
    RunFilter,
    RunKey,
    RunPage,
    RunState,
    new_run_key,
)
from holysheep_desktop.core.report import Record, Report, Software
from holysheep_desktop.errors import DatabaseError, DatabaseFault
from holysheep_desktop.storage.database import Database
from holysheep_desktop.storage.history import rows, texts
from holysheep_desktop.storage.history.content import ContentError, packed_report, packed_request, unpacked
from holysheep_desktop.storage.history.saving import Saving

_DELETED_AT_ONCE = 1_000


class SqliteHistory:
    """Keeps runs in a database; `software` says what the reports in it were made with."""

    def __init__(self, database: Database, software: Callable[[], Software]) -> None:
        self._database = database
        self._software = software
        self._started_at = datetime.now(UTC)
        self._is_marked = False

    async def opening(self) -> Opening:
        """See `HistoryStore.opening`; runs of a program that was killed are marked as interrupted."""
        opening = await self._database.opening()
        if not self._is_marked and opening.is_writable:
            await self._database.write(lambda connection: rows.mark_interrupted(connection, self._started_at))
            self._is_marked = True
        return opening

    async def begin(self, begun: Begun) -> None:
        """See `HistoryStore.begin`."""

        def work(connection: sqlite3.Connection) -> None:
            packed = packed_request(begun.request)
            rows.insert(connection, rows.NewRun(rows.row_of(begun), packed, texts.of_request(begun.request)))

        await self._database.write(work)

    async def finish(self, key: RunKey, record: Record) -> None:
        """See `HistoryStore.finish`."""

        def work(connection: sqlite3.Connection) -> None:
            rows.finish(connection, key, packed_report(self._report(record)), texts.of_record(record))

        await self._database.write(work)

    async def fail(self, key: RunKey, error: BaseException) -> None:
        """See `HistoryStore.fail`."""
        fault = type(error).__name__
        await self._database.write(lambda connection: rows.end(connection, key, RunState.ERROR, fault))

    async def cancel(self, key: RunKey) -> None:
        """See `HistoryStore.cancel`."""
        await self._database.write(lambda connection: rows.end(connection, key, RunState.CANCELLED))

    async def add(self, record: Record, *, endpoint: str, batch: str | None = None) -> RunKey:
        """See `HistoryStore.add`."""
        begun = Begun(new_run_key(), record.kind, record.main.request, endpoint, batch=batch)
        row = replace(rows.row_of(begun), state=RunState.OK, finished_at=begun.started_at)

        def work(connection: sqlite3.Connection) -> None:
            packed = packed_report(self._report(record))
            rows.insert(connection, rows.NewRun(row, packed, texts.of_record(record)))

        await self._database.write(work)
        return begun.key

    async def page(self, wanted: RunFilter, *, offset: int = 0, limit: int = 200) -> RunPage:
        """See `HistoryStore.page`."""
        return await self._database.read(lambda connection: rows.page(connection, wanted, offset, limit))

    async def facts(self) -> HistoryFacts:
        """See `HistoryStore.facts`."""
        return await self._database.read(rows.facts)

    async def content(self, key: RunKey) -> RunContent:
        """See `HistoryStore.content`; raises DatabaseError too where what is kept is damaged."""

        def work(connection: sqlite3.Connection) -> RunContent:
            found = rows.content(connection, key)
            if found is None:
                raise KeyError(key)
            return unpacked(*found)

        try:
            return await self._database.read(work)
        except ContentError as error:
            raise DatabaseError(DatabaseFault.DAMAGED, self._database.path) from error

    async def pin(self, keys: Collection[RunKey], *, is_pinned: bool) -> None:
        """See `HistoryStore.pin`."""
        await self._set_flag("is_pinned", keys, is_pinned)

    async def trash(self, keys: Collection[RunKey]) -> None:
        """See `HistoryStore.trash`."""
        await self._set_flag("is_trashed", keys, True)

    async def restore(self, keys: Collection[RunKey]) -> None:
        """See `HistoryStore.restore`."""
        await self._set_flag("is_trashed", keys, False)

    async def describe(self, key: RunKey, *, name: str, note: str, tags: Collection[str]) -> None:
        """See `HistoryStore.describe`."""
        await self._database.write(lambda connection: rows.describe(connection, key, name, note, tags))

    async def add_note(self, key: RunKey, text: str) -> None:
        """See `HistoryStore.add_note`."""
        await self._database.write(lambda connection: rows.add_note(connection, key, text))

    async def empty_trash(self) -> int:
        """See `HistoryStore.empty_trash`; other work may come in between."""
        n_deleted = 0
        while n := await self._database.write(
            lambda connection: rows.delete_trash(connection, _DELETED_AT_ONCE)
        ):
            n_deleted += n
        await self._database.write(rows.tidy_index)
        await self._database.shrink()
        return n_deleted

    async def save(self, path: Path, keys: Collection[RunKey] | None = None) -> int:
        """See `HistoryStore.save`; other work may come in between."""
        saving = Saving(self._database)
        try:
            return await asyncio.to_thread(saving.save, path, keys)
        except asyncio.CancelledError:
            saving.stop()
            raise

    async def load(self, path: Path) -> ImportCount:
        """See `HistoryStore.load`."""

        def work(connection: sqlite3.Connection) -> ImportCount:
            # imported at the first import: pydantic would hold the first window for 0.15 s
            with FIRST_IMPORT:
                from holysheep_desktop.storage.history.archive import read_archive

            added = [rows.insert(connection, run) for run in read_archive(path)]
            return ImportCount(sum(added), len(added) - sum(added))

        return await self._database.write(work)

    def _report(self, record: Record) -> Report:
        return Report(datetime.now(UTC), self._software(), record)

    async def _set_flag(self, column: str, keys: Collection[RunKey], value: bool) -> None:
        await self._database.write(lambda connection: rows.set_flag(connection, column, keys, value))
