"""Batches in the database of the history."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from holysheep_desktop.core.batches.batch import Batch, BatchItem, BatchSettings, BatchSummary
from holysheep_desktop.core.batches.prompt_list import PromptPair
from holysheep_desktop.core.results import Label
from holysheep_desktop.errors import DatabaseError, DatabaseFault
from holysheep_desktop.storage.batches.rows import (
    ITEM_COLUMNS,
    OUTCOME_COLUMNS,
    item_of,
    milliseconds,
    outcome_cells,
    settings_from_json,
    settings_to_json,
    summary_of,
)
from holysheep_desktop.storage.database import Database

KEPT_AFTER_DELETION = timedelta(days=1)
_SUMMARIES = """
    SELECT batch.key, batch.name, batch.created_ms, count(*),
        coalesce(sum(batch_item.state = 'done'), 0), coalesce(sum(batch_item.state = 'failed'), 0)
    FROM batch JOIN batch_item ON batch_item.batch = batch.id
    WHERE {condition} GROUP BY batch.id ORDER BY batch.created_ms DESC, batch.id DESC
"""
_ALIVE = _SUMMARIES.format(condition="batch.deleted_ms IS NULL")
_ONE = _SUMMARIES.format(condition="batch.key = ?")
_ITEMS = f"SELECT {', '.join(ITEM_COLUMNS)} FROM batch_item WHERE batch = ? ORDER BY place"  # noqa: S608
_KEEP = (
    f"UPDATE batch_item SET {', '.join(f'{name} = ?' for name in OUTCOME_COLUMNS)}"  # noqa: S608
    " WHERE batch = ? AND place = ?"
)


class DatabaseBatches:
    """`core.batches.batch.BatchStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def batches(self) -> tuple[BatchSummary, ...]:
        """See `core.batches.batch.BatchStore.batches`."""
        return await self._database.read(_summaries)

    async def create(self, name: str, settings: BatchSettings, pairs: Sequence[PromptPair]) -> BatchSummary:
        """See `core.batches.batch.BatchStore.create`; batches deleted a day ago are gone for good."""
        key, now = uuid.uuid4().hex, datetime.now(UTC)

        def write(connection: sqlite3.Connection) -> BatchSummary:
            oldest = milliseconds(now - KEPT_AFTER_DELETION)
            connection.execute("DELETE FROM batch WHERE deleted_ms < ?", (oldest,))
            _insert(connection, key, name, milliseconds(now), settings, pairs)
            return summary_of(connection.execute(_ONE, (key,)).fetchone())

        return await self._database.write(write)

    async def open(self, batch_id: str) -> Batch:
        """See `core.batches.batch.BatchStore.open`."""
        try:
            return await self._database.read(lambda connection: _opened(connection, batch_id))
        except ValueError as error:  # settings that this program did not write
            raise DatabaseError(DatabaseFault.DAMAGED, self._database.path) from error

    async def keep_item(self, batch_id: str, item: BatchItem, labels: Mapping[int, Label]) -> None:
        """See `core.batches.batch.BatchStore.keep_item`."""

        def write(connection: sqlite3.Connection) -> None:
            number = _number(connection, batch_id)
            connection.execute(_KEEP, (*outcome_cells(item), number, item.place))
            connection.executemany(
                "INSERT OR IGNORE INTO batch_label VALUES (?, ?, ?, ?)",
                [(number, feature, label.text, label.source) for feature, label in labels.items()],
            )

        await self._database.write(write)

    async def retry_failed(self, batch_id: str) -> None:
        """See `core.batches.batch.BatchStore.retry_failed`."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE batch_item SET state = 'waiting', error = '' WHERE batch = ? AND state = 'failed'",
                (_number(connection, batch_id),),
            )

        await self._database.write(write)

    async def rename(self, batch_id: str, name: str) -> None:
        """See `core.batches.batch.BatchStore.rename`."""
        await self._change(batch_id, "UPDATE batch SET name = ? WHERE id = ?", name)

    async def delete(self, batch_id: str) -> None:
        """See `core.batches.batch.BatchStore.delete`."""
        now = milliseconds(datetime.now(UTC))
        await self._change(batch_id, "UPDATE batch SET deleted_ms = ? WHERE id = ?", now)

    async def restore(self, batch_id: str) -> None:
        """See `core.batches.batch.BatchStore.restore`."""
        await self._change(batch_id, "UPDATE batch SET deleted_ms = ? WHERE id = ?", None)

    async def _change(self, batch_id: str, statement: str, value: str | int | None) -> None:
        def write(connection: sqlite3.Connection) -> None:
            connection.execute(statement, (value, _number(connection, batch_id)))

        await self._database.write(write)


def _summaries(connection: sqlite3.Connection) -> tuple[BatchSummary, ...]:
    return tuple(summary_of(cells) for cells in connection.execute(_ALIVE))


def _number(connection: sqlite3.Connection, batch_id: str) -> int:
    found = connection.execute("SELECT id FROM batch WHERE key = ?", (batch_id,)).fetchone()
    if found is None:
        raise KeyError(batch_id)
    return int(found[0])


def _insert(
    connection: sqlite3.Connection,
    key: str,
    name: str,
    created_ms: int,
    settings: BatchSettings,
    pairs: Sequence[PromptPair],
) -> None:
    cursor = connection.execute(
        "INSERT INTO batch (key, name, created_ms, settings) VALUES (?, ?, ?, ?)",
        (key, name, created_ms, settings_to_json(settings)),
    )
    connection.executemany(
        "INSERT INTO batch_item (batch, place, prompt, comparison, state) VALUES (?, ?, ?, ?, 'waiting')",
        [(cursor.lastrowid, place, pair.prompt, pair.comparison) for place, pair in enumerate(pairs)],
    )


def _opened(connection: sqlite3.Connection, batch_id: str) -> Batch:
    number = _number(connection, batch_id)
    summary = summary_of(connection.execute(_ONE, (batch_id,)).fetchone())
    (settings,) = connection.execute("SELECT settings FROM batch WHERE id = ?", (number,)).fetchone()
    items = tuple(item_of(cells) for cells in connection.execute(_ITEMS, (number,)))
    found = connection.execute("SELECT feature, text, source FROM batch_label WHERE batch = ?", (number,))
    labels = {feature: Label(text, source) for feature, text, source in found}
    return Batch(summary, settings_from_json(settings), items, labels)
