"""Keep the database of a release for ever; what is there stays as it is.

Run it once for each version of the tables, before that version is released:
`PYTHONPATH=.:tests python tests/storage/database/make_release.py`.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from pathlib import Path

from storage.database.database_files import software, with_database
from storage.report_samples import full_report

from holysheep_desktop.storage.database import Database
from holysheep_desktop.storage.database.schema import STEPS
from holysheep_desktop.storage.history.store import SqliteHistory

RELEASES = Path(__file__).with_name("releases")


def make(version: int) -> None:
    """One finished run, in a file without side files."""
    target = RELEASES / f"version-{version}.sqlite3.gz"
    if target.exists():
        sys.stdout.write(f"{target.name} is kept as it is\n")
        return

    async def add(database: Database) -> None:
        await SqliteHistory(database, software).add(full_report().record, endpoint="http://here/v1")
        await database.shrink()

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.sqlite3"
        with_database(Database(path, STEPS[:version]), add)
        target.write_bytes(gzip.compress(path.read_bytes(), mtime=0))


if __name__ == "__main__":
    make(int(sys.argv[1]) if len(sys.argv) > 1 else len(STEPS))
