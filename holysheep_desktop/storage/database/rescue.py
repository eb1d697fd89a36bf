"""Reading what can still be read of a damaged database into a new one."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from holysheep_desktop.storage.database.connection import connect_for_reading
from holysheep_desktop.storage.database.schema import table_names

log = logging.getLogger(__name__)

_MOST_GAPS = 100_000
"""Rows that are tried one by one behind an unreadable page before the rest of a table is given up."""


def rescue(damaged: Path, connection: sqlite3.Connection) -> int:
    """Copy every readable row into the tables of the same name; returns how many runs came over."""
    try:
        old = connect_for_reading(damaged)
    except sqlite3.Error:
        return 0
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        known = _known(old)
        for table in _tables(connection):
            if table in known:
                _copy(old, connection, table)
        _drop_orphans(connection)
        (n_runs,) = connection.execute("SELECT count(*) FROM run").fetchone()
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
        old.close()
    return int(n_runs)


def _tables(connection: sqlite3.Connection) -> list[str]:
    """Tables in the order in which they were made; the parts of a virtual table come with it."""
    found = connection.execute("SELECT name, type FROM pragma_table_list WHERE schema = 'main'").fetchall()
    made = connection.execute(
        "SELECT name FROM sqlite_master WHERE sql NOT LIKE '%fts5vocab%' ORDER BY rowid"
    )
    order = [str(name) for (name,) in made]
    kept = {str(name) for name, kind in found if kind in {"table", "virtual"}}
    return [name for name in order if name in kept and not name.startswith("sqlite_")]


def _known(old: sqlite3.Connection) -> frozenset[str]:
    try:
        return table_names(old)
    except sqlite3.DatabaseError:
        return frozenset()


def _copy(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> None:
    columns = [str(row[1]) for row in new.execute(f'PRAGMA table_info("{table}")')]
    if _has_rowid(new, table):
        columns = ["rowid", *columns]
    names = ", ".join(f'"{column}"' if column != "rowid" else column for column in columns)
    places = ", ".join("?" * len(columns))
    insert = f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({places})'  # noqa: S608 - our own names
    for row in _readable_rows(old, table, names, columns):
        with contextlib.suppress(sqlite3.IntegrityError, sqlite3.DataError):  # a value that was garbled
            new.execute(insert, row)


def _has_rowid(connection: sqlite3.Connection, table: str) -> bool:
    found = connection.execute("SELECT wr FROM pragma_table_list WHERE name = ?", (table,)).fetchone()
    return not found[0]


def _readable_rows(
    old: sqlite3.Connection, table: str, names: str, columns: Sequence[str]
) -> Iterator[tuple[object, ...]]:
    if columns[0] != "rowid":
        with contextlib.suppress(sqlite3.DatabaseError):
            yield from old.execute(f'SELECT {names} FROM "{table}"')  # noqa: S608
        return
    place, last = 0, _last_rowid(old, table)
    select = f'SELECT {names} FROM "{table}" WHERE rowid > ? ORDER BY rowid'  # noqa: S608
    for _ in range(_MOST_GAPS):
        try:
            for row in old.execute(select, (place,)):
                place = int(row[0])
                yield row
        except sqlite3.DatabaseError:
            place += 1
            if place > last:
                return
        else:
            return


def _last_rowid(old: sqlite3.Connection, table: str) -> int:
    try:
        (last,) = old.execute(f'SELECT max(rowid) FROM "{table}"').fetchone()  # noqa: S608
    except sqlite3.DatabaseError:
        return _MOST_GAPS
    return int(last or 0)


def _drop_orphans(connection: sqlite3.Connection) -> None:
    """Rows whose other half could not be read are of no use."""
    connection.execute("DELETE FROM run WHERE id NOT IN (SELECT run FROM run_content)")
    connection.execute("DELETE FROM run_text WHERE rowid NOT IN (SELECT id FROM run)")
    for table, rowid, _parent, _key in connection.execute("PRAGMA foreign_key_check").fetchall():
        if rowid is not None:
            connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))  # noqa: S608
