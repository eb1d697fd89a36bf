"""Connections to a database file, with the settings that make it safe against a kill."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

BUSY_TIMEOUT_S = 5.0
_OWNER_ONLY = 0o600


def connect(path: Path | None) -> sqlite3.Connection:
    """A connection for reading and writing; None: a database in memory. Raises sqlite3.Error or OSError.

    Write-ahead logging with `synchronous=NORMAL`: a kill loses nothing that was committed, a power cut at
    most the last transactions, and neither leaves half of one.
    """
    if path is None:
        return _set_up(_opened(":memory:"))
    _make_private(path)
    return _set_up(_opened(path.absolute().as_uri() + "?mode=rw"))


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing, also where the folder cannot be written; raises sqlite3.Error."""
    address = path.absolute().as_uri()
    connection = _opened(address + "?mode=ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:
        connection.close()
        # Without a place for its index, a write-ahead log can only be read as a file that nobody changes.
        connection = _opened(address + "?immutable=1")
        connection.execute("SELECT count(*) FROM sqlite_master")
    return connection


def _opened(address: str) -> sqlite3.Connection:
    return sqlite3.connect(address, timeout=BUSY_TIMEOUT_S, isolation_level=None, uri=True)


def _make_private(path: Path) -> None:
    """SQLite gives its side files the permissions of the main one."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, _OWNER_ONLY))


def _set_up(connection: sqlite3.Connection) -> sqlite3.Connection:
    try:
        if connection.execute("PRAGMA page_count").fetchone() == (0,):
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection
