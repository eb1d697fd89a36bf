"""The tables of the database, as the steps that make them.

`user_version` counts the steps that were applied. A step that was released is never changed: what is to be
different later is a further step.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TypeAlias

from holysheep_desktop.storage.batches.tables import BATCHES_1
from holysheep_desktop.storage.history.tables import HISTORY_1

Step: TypeAlias = tuple[str, ...]
"""Single SQL statements; they are run in one transaction together with the new `user_version`."""

STEPS: tuple[Step, ...] = (HISTORY_1, BATCHES_1)

APPLICATION_ID = 0x48535031
"""Marks the file as ours, where other programs look (`HSP1`)."""
UNMARKED = 0
"""A file that no program has marked yet."""


def version_of(connection: sqlite3.Connection) -> int:
    """How many steps a database has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def application_id_of(connection: sqlite3.Connection) -> int:
    """Which program has marked the database as its own."""
    return int(connection.execute("PRAGMA application_id").fetchone()[0])


def apply_steps(connection: sqlite3.Connection, steps: Sequence[Step]) -> None:
    """Bring a database up to date, all steps or none of them."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in steps[version_of(connection) :]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def table_names(connection: sqlite3.Connection) -> frozenset[str]:
    """The tables, virtual ones and their parts among them."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return frozenset(str(name) for (name,) in found)


def expected_tables(steps: Sequence[Step]) -> frozenset[str]:
    """The tables that these steps make."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        apply_steps(connection, steps)
        return table_names(connection)
    finally:
        connection.close()
