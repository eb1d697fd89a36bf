"""Finding the database at the start: sound, older, newer, damaged, read-only, or not to be had at all."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from holysheep_desktop.core.history import Opening
from holysheep_desktop.errors import DatabaseFault
from holysheep_desktop.storage.database.connection import connect, connect_for_reading
from holysheep_desktop.storage.database.faults import fault_of
from holysheep_desktop.storage.database.rescue import rescue
from holysheep_desktop.storage.database.schema import (
    APPLICATION_ID,
    UNMARKED,
    Step,
    application_id_of,
    apply_steps,
    expected_tables,
    table_names,
    version_of,
)
from holysheep_desktop.storage.regular_file import check_regular

log = logging.getLogger(__name__)

_SIDE_FILES = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection, and how it came about."""

    connection: sqlite3.Connection
    opening: Opening


class DamagedFileError(Exception):
    """The file is not a sound database of this program; never leaves this module."""


def open_database(path: Path | None, steps: Sequence[Step]) -> Opened:
    """Open, check and migrate; what cannot be kept in a file is kept in memory, and the opening says so.

    Raises sqlite3.OperationalError where another process holds the file.
    """
    if path is None:
        return _in_memory(steps, None)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        check_regular(path)
        return _from_file(path, steps)
    except DamagedFileError as error:
        log.warning("the database is damaged: %s", error.__cause__ or error)
        return _afresh(path, steps)
    except OSError as error:
        log.warning("no database in %s: %s", path.parent, error.strerror)
        return _in_memory(steps, DatabaseFault.UNUSABLE)


def _in_memory(steps: Sequence[Step], fault: DatabaseFault | None) -> Opened:
    connection = connect(None)
    apply_steps(connection, steps)
    return Opened(connection, Opening(fault, lasts=False))


def _from_file(path: Path, steps: Sequence[Step]) -> Opened:
    is_new = not path.exists()
    if not is_new and path.stat().st_size == 0:
        raise DamagedFileError("0 bytes")
    try:
        connection = connect(path)
    except (sqlite3.Error, OSError) as error:
        return _without_writing(path, steps, error)
    try:
        return _prepared(connection, path, steps, is_new=is_new)
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.Error):
            return _without_writing(path, steps, error)
        raise


def _prepared(connection: sqlite3.Connection, path: Path, steps: Sequence[Step], *, is_new: bool) -> Opened:
    version = 0
    if not is_new:
        version = _checked_version(connection, steps)
        if version > len(steps):
            connection.close()
            return Opened(connect_for_reading(path), Opening(DatabaseFault.NEWER))
    if version < len(steps):
        if version:
            _back_up(connection, path.with_name(f"{path.name}.version-{version}"))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        apply_steps(connection, steps)
    _try_to_write(connection)
    return Opened(connection, Opening())


def _try_to_write(connection: sqlite3.Connection) -> None:
    """Raises where the file or its folder cannot be written; a lock alone would not tell."""
    version = version_of(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(f"PRAGMA user_version = {version}")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _checked_version(connection: sqlite3.Connection, steps: Sequence[Step]) -> int:
    """The version of a sound database; raises DamagedFileError for any other file."""
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise DamagedFileError(f"quick_check: {verdict}"[:200])
    if application_id_of(connection) not in {UNMARKED, APPLICATION_ID}:
        raise DamagedFileError("a database of another program")
    version = version_of(connection)
    if version > len(steps):
        return version
    names = table_names(connection)
    if not names and version == 0:  # killed between the first page and the first table
        return 0
    if version == 0 or not expected_tables(steps[:version]) <= names:
        raise DamagedFileError("not a database of this program")
    return version


def _without_writing(path: Path, steps: Sequence[Step], error: sqlite3.Error | OSError) -> Opened:
    """What is left where the file could not be opened for writing."""
    fault = fault_of(error) if isinstance(error, sqlite3.Error) else DatabaseFault.UNUSABLE
    if fault is DatabaseFault.DAMAGED:
        raise DamagedFileError from error
    if fault is DatabaseFault.LOCKED:
        raise error
    log.warning("the database %s cannot be written: %s", path, error)
    try:
        connection = connect_for_reading(path)
    except sqlite3.Error:
        return _in_memory(steps, fault)
    try:
        if _checked_version(connection, steps) == len(steps):
            return Opened(connection, Opening(DatabaseFault.READ_ONLY))
    except sqlite3.Error:
        log.warning("the database cannot be read either")
    except BaseException:
        connection.close()
        raise
    connection.close()
    return _in_memory(steps, fault)


def _afresh(path: Path, steps: Sequence[Step]) -> Opened:
    """A new database with what can be read of the damaged one, which is moved aside and kept."""
    try:
        aside = _move_aside(path)
        opened = _from_file(path, steps)
        n_saved = rescue(aside, opened.connection)
    except (sqlite3.Error, OSError) as error:
        log.warning("no new database: %s", error)
        return _in_memory(steps, DatabaseFault.DAMAGED)
    return replace(opened, opening=Opening(DatabaseFault.DAMAGED, aside, n_saved))


def _move_aside(path: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.name}.corrupt-{stamp}")
    for ending in _SIDE_FILES:
        if (file := path.with_name(path.name + ending)).exists():
            file.replace(aside.with_name(aside.name + ending))
    return aside


def _back_up(connection: sqlite3.Connection, target: Path) -> None:
    """A copy of the whole database as it is now, complete or not there at all."""
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    copy = connect(part)
    try:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()
    part.replace(target)
