"""Writing runs into one file, in a thread of its own that asks the database for some runs at a time."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from holysheep_desktop.core.first_import import FIRST_IMPORT
from holysheep_desktop.core.history import RunKey, RunRow
from holysheep_desktop.errors import CancelledWorkError, HistoryFileError
from holysheep_desktop.storage.atomic_file import replacing
from holysheep_desktop.storage.database import Database
from holysheep_desktop.storage.history import rows
from holysheep_desktop.storage.history.content import ContentError, Packed

if TYPE_CHECKING:
    from holysheep_desktop.storage.history.archive import ArchiveWriter

log = logging.getLogger(__name__)

_AT_ONCE = 50


class Saving:
    """One export; `stop` ends it early, and then nothing was written."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stop = threading.Event()

    def stop(self) -> None:
        """Ask it to end; harmless when it has ended."""
        self._stop.set()

    def save(self, path: Path, keys: Collection[RunKey] | None) -> int:
        """Write these runs, or all outside the trash; returns how many. Raises HistoryFileError."""
        wanted = self._database.read_now(rows.keys_of_all) if keys is None else list(keys)
        try:
            return self._write(path, wanted)
        except OSError as error:
            raise HistoryFileError(path, error.strerror or str(error)) from error
        except ValueError as error:  # a NUL in the path
            raise HistoryFileError(path, str(error)) from error

    def _write(self, path: Path, keys: list[RunKey]) -> int:
        # imported at the first export: pydantic would hold the first window for 0.15 s
        with FIRST_IMPORT:
            from holysheep_desktop.storage.history.archive import ArchiveWriter

        n_written = 0
        with replacing(path) as file:
            archive = ArchiveWriter(file)
            for start in range(0, len(keys), _AT_ONCE):
                for row, packed in self._some(keys[start : start + _AT_ONCE]):
                    n_written += self._add(archive, row, packed)
            archive.close()
        return n_written

    @staticmethod
    def _add(archive: ArchiveWriter, row: RunRow, packed: Packed) -> bool:
        try:
            archive.add(row, packed)
        except ContentError:  # one damaged run does not keep the others from being saved
            log.warning("a run is damaged and was left out of the export")
            return False
        return True

    def _some(self, keys: list[RunKey]) -> list[tuple[RunRow, Packed]]:
        if self._stop.is_set():
            raise CancelledWorkError

        def work(connection: sqlite3.Connection) -> list[tuple[RunRow, Packed]]:
            found = [(rows.row(connection, key), rows.content(connection, key)) for key in keys]
            return [(row, content[1]) for row, content in found if row is not None and content is not None]

        return self._database.read_now(work)
