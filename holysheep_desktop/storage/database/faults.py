"""What SQLite says, as our own error."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from holysheep_desktop.errors import DatabaseError, DatabaseFault

_FAULTS = {
    sqlite3.SQLITE_BUSY: DatabaseFault.LOCKED,
    sqlite3.SQLITE_LOCKED: DatabaseFault.LOCKED,
    sqlite3.SQLITE_FULL: DatabaseFault.FULL,
    sqlite3.SQLITE_READONLY: DatabaseFault.READ_ONLY,
    sqlite3.SQLITE_CORRUPT: DatabaseFault.DAMAGED,
    sqlite3.SQLITE_NOTADB: DatabaseFault.DAMAGED,
}
_PRIMARY = 0xFF
"""Extended result codes hold the primary one in their low byte."""


def fault_of(error: sqlite3.Error) -> DatabaseFault:
    """Which fault it is; what has no name of its own is the disk's."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)  # the module's own errors carry none
    return _FAULTS.get(code & _PRIMARY, DatabaseFault.UNUSABLE)


def database_error(error: sqlite3.Error, path: Path | None) -> DatabaseError:
    """Our error for SQLite's; its text may quote values, so only the code's name is kept."""
    return DatabaseError(fault_of(error), path, getattr(error, "sqlite_errorname", type(error).__name__))
