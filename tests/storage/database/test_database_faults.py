from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from storage.database.database_files import make_history, software, with_database, with_history
from storage.report_samples import full_report

from holysheep_desktop.core.history import Opening, RunFilter
from holysheep_desktop.errors import DatabaseError, DatabaseFault
from holysheep_desktop.storage.database import Database
from holysheep_desktop.storage.database.schema import STEPS
from holysheep_desktop.storage.history.store import SqliteHistory

ROOT = Path(__file__).resolve().parents[3]
N_RUNS = 3
SHORT_LOCK_S = 0.3


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "inner" / "history.sqlite3"
    make_history(path, N_RUNS)
    return path


def run_python(arguments: Sequence[str], prefix: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    command = [*prefix, sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_that_twenty_kills_while_writing_leave_no_half_run(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"

    done = run_python([str(Path(__file__).with_name("killed_writer.py")), str(path)])

    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == 20, done.stderr
    assert {(verdict, n_half) for verdict, n_half, _ in found} == {("ok", 0)}
    assert found[-1][2] >= 15


def test_that_a_killed_migration_is_done_again_at_the_next_start(path: Path) -> None:
    code = (
        "import asyncio, os, signal, sqlite3, sys;"
        "from holysheep_desktop.storage.database import schema, opening;"
        "from pathlib import Path;"
        "connect = opening.connect;\n"
        "def deadly(path):\n"
        "    connection = connect(path)\n"
        "    connection.create_function('die', 0, lambda: os.kill(os.getpid(), signal.SIGKILL))\n"
        "    return connection\n"
        "opening.connect = deadly\n"
        "steps = (*schema.STEPS, ('CREATE TABLE extra (name TEXT)', 'INSERT INTO extra SELECT die()'))\n"
        "opening.open_database(Path(sys.argv[1]), steps)\n"
    )

    killed = run_python(["-c", code, str(path)])
    later = (*STEPS, ("CREATE TABLE extra (name TEXT)",))
    opening = with_database(Database(path, later), Database.opening)

    assert killed.returncode == -signal.SIGKILL
    assert opening == Opening()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM run").fetchone() == (N_RUNS,)
        assert connection.execute("PRAGMA user_version").fetchone() == (len(later),)
    connection.close()


def test_that_a_lock_of_another_process_is_told_and_passes(path: Path, short_patience: None) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    async def try_twice(history: SqliteHistory) -> tuple[DatabaseFault, int]:
        with pytest.raises(DatabaseError) as refused:
            await history.add(full_report().record, endpoint="")
        other.execute("ROLLBACK")
        await history.add(full_report().record, endpoint="")
        return refused.value.fault, (await history.page(RunFilter())).n_matching

    assert with_history(path, try_twice) == (DatabaseFault.LOCKED, N_RUNS + 1)
    other.close()


def test_that_a_run_waits_for_a_short_lock_of_another_process(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    release = threading.Timer(SHORT_LOCK_S, other.execute, ("ROLLBACK",))
    release.start()

    async def add(history: SqliteHistory) -> int:
        await history.add(full_report().record, endpoint="")
        return (await history.page(RunFilter())).n_matching

    assert with_history(path, add) == N_RUNS + 1
    release.join()
    other.close()


def test_that_two_programs_can_keep_runs_in_one_database(path: Path) -> None:
    async def add_in_turn(first: SqliteHistory) -> int:
        database = Database(path)
        second = SqliteHistory(database, software)
        for history in (first, second, first, second):
            await history.add(full_report().record, endpoint="")
        await database.aclose()
        return (await first.page(RunFilter())).n_matching

    assert with_history(path, add_in_turn) == N_RUNS + 4


LOOK = """
import asyncio, json, sys
from pathlib import Path
from storage.database.database_files import with_history
from storage.report_samples import full_report
from holysheep_desktop.core.history import RunFilter
from holysheep_desktop.errors import DatabaseError

async def look(history):
    opening = await history.opening()
    n_before = (await history.page(RunFilter())).n_matching
    refused = None
    try:
        for _ in range(int(sys.argv[2])):
            await history.add(full_report().record, endpoint="")
    except DatabaseError as error:
        refused = error.fault.name
    n_after = (await history.page(RunFilter())).n_matching
    fault = opening.fault.name if opening.fault else None
    return {"fault": fault, "lasts": opening.lasts, "before": n_before, "refused": refused, "after": n_after}
"""


def looked_at(
    path: Path, *, setup: str = "", n_new: int = 1, prefix: Sequence[str] = ()
) -> dict[str, object]:
    code = f"{LOOK}\n{setup}\nprint(json.dumps(with_history(Path(sys.argv[1]), look)))"
    done = run_python(["-c", code, str(path), str(n_new)], prefix)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def as_an_ordinary_user() -> list[str]:
    """Permissions do not bind the superuser; without these capabilities they do."""
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    assert setpriv is not None, "run the tests as an ordinary user, or install util-linux"
    return [
        setpriv,
        "--bounding-set=-dac_override,-dac_read_search",
        "--inh-caps=-dac_override,-dac_read_search",
    ]


def test_that_a_read_only_file_is_read_and_new_runs_are_refused(path: Path) -> None:
    path.chmod(0o400)

    found = looked_at(path, prefix=as_an_ordinary_user())

    assert found == {
        "fault": "READ_ONLY", "lasts": True, "before": N_RUNS, "refused": "READ_ONLY", "after": N_RUNS
    }  # fmt: skip


def test_that_a_file_in_a_read_only_folder_is_read(path: Path) -> None:
    path.parent.chmod(0o500)

    found = looked_at(path, prefix=as_an_ordinary_user())
    path.parent.chmod(0o700)

    assert found == {
        "fault": "READ_ONLY", "lasts": True, "before": N_RUNS, "refused": "READ_ONLY", "after": N_RUNS
    }  # fmt: skip


def test_that_without_a_folder_to_write_in_runs_are_kept_until_the_end(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0o500)

    found = looked_at(folder / "inner" / "history.sqlite3", prefix=as_an_ordinary_user())

    assert found == {"fault": "UNUSABLE", "lasts": False, "before": 0, "refused": None, "after": 1}


def test_that_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    path.mkdir()

    opening = with_history(path, SqliteHistory.opening)

    assert (opening.fault, opening.lasts) == (DatabaseFault.UNUSABLE, False)


def test_that_a_file_system_that_takes_no_more_refuses_and_loses_nothing(path: Path) -> None:
    """The limit on a file's size stands for the disk; SQLite does not call it a full one."""
    limit = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (250_000, 250_000))"
    )

    found = looked_at(path, setup=limit, n_new=400)

    assert found["refused"] == "UNUSABLE"
    assert found["after"] == with_history(path, length)


async def length(history: SqliteHistory) -> int:
    return (await history.page(RunFilter())).n_matching


def test_that_a_full_disk_refuses_a_run_and_loses_nothing(path: Path) -> None:
    async def fill(database: Database) -> tuple[DatabaseFault, str, int]:
        history = SqliteHistory(database, software)
        await database.read(lambda c: c.execute("PRAGMA max_page_count = 60").fetchone())
        n_kept, fault = N_RUNS, None
        while fault is None:
            try:
                await history.add(full_report().record, endpoint="")
                n_kept += 1
            except DatabaseError as error:
                fault = error.fault
        (verdict,) = await database.read(lambda c: c.execute("PRAGMA quick_check").fetchone())
        return fault, verdict, (await history.page(RunFilter())).n_matching - n_kept

    assert with_database(Database(path), fill) == (DatabaseFault.FULL, "ok", 0)
