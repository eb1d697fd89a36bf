"""Writes into a history until it is killed: twenty children in turn, each at another moment.

Prints one JSON list for each: the verdict of quick_check, and how many runs have no whole content.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import random
import signal
import sqlite3
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from storage.database.database_files import software
from storage.report_samples import full_report

from holysheep_desktop.core.history import Begun, new_run_key
from holysheep_desktop.core.report import Record
from holysheep_desktop.storage.database import Database, opening
from holysheep_desktop.storage.database.connection import connect
from holysheep_desktop.storage.history.content import Packed, packed_report, unpacked
from holysheep_desktop.storage.history.rows import RecordKind
from holysheep_desktop.storage.history.store import SqliteHistory

N_KILLS = 20
N_BYTES = 2**17


def large_record() -> Record:
    """Larger than the cache of `deadly_connect`."""
    record = full_report().record
    run = record.main
    assert run.result.answer is not None
    answer = replace(run.result.answer, text=os.urandom(N_BYTES).hex())
    return replace(record, runs=(replace(run, result=replace(run.result, answer=answer)), *record.runs[1:]))


def deadly_connect(n_commits: int) -> Callable[[Path | None], sqlite3.Connection]:
    """Pages go to the disk as they are changed, and the process dies where the last of them would.

    It dies before that commit; 0: it lives until it is killed from outside.
    """
    commits = itertools.count(1)

    def watch(statement: str) -> None:
        if statement == "COMMIT" and next(commits) == n_commits:
            os.kill(os.getpid(), signal.SIGKILL)

    def connect_without_cache(path: Path | None) -> sqlite3.Connection:
        connection = connect(path)
        connection.execute("PRAGMA cache_size = 2")
        connection.set_trace_callback(watch)
        return connection

    return connect_without_cache


async def write_for_ever(path: Path, told: int, n_commits: int) -> None:
    opening.connect = deadly_connect(n_commits)
    history = SqliteHistory(Database(path), software)
    record = large_record()
    await history.opening()
    while True:
        key = new_run_key()
        await history.begin(Begun(key, record.kind, record.main.request, "here"))
        await history.finish(key, record)
        os.write(told, b".")


def checked(path: Path) -> tuple[str, int, int]:
    connection = sqlite3.connect(path)
    (verdict,) = connection.execute("PRAGMA quick_check").fetchone()
    rows = connection.execute(
        "SELECT kind, state, form, content FROM run LEFT JOIN run_content ON run = id"
    ).fetchall()
    connection.close()
    n_half = 0
    for kind, state, form, content in rows:
        if content is None or (state == "ok") != (form == "report"):
            n_half += 1
        else:
            unpacked(RecordKind(kind), Packed(form, content))
    return str(verdict), n_half, len(rows)


def main() -> None:
    path = Path(sys.argv[1])
    moments = random.Random(7)
    for number in range(1, N_KILLS + 1):
        heard, told = os.pipe()
        child = os.fork()
        if child == 0:
            # every second dies in the middle of its third or fourth transaction
            asyncio.run(write_for_ever(path, told, 0 if number % 2 else 3 + number % 4 // 2))
        if number % 2 and number % 3:  # some are killed while they open the file
            os.read(heard, 1)
        if number % 2:
            threading.Event().wait(moments.uniform(0.0, 0.05))
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(heard)
        os.close(told)
        sys.stdout.write(json.dumps(checked(path)) + "\n")


if __name__ == "__main__":
    packed_report(full_report())  # what is slow to import is imported before the fork
    main()
