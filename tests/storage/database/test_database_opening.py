from __future__ import annotations

import gzip
import shutil
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from storage.database.database_files import (
    SPOILERS,
    garble_a_page,
    make_history,
    with_database,
    with_history,
)
from storage.report_samples import full_report

from holysheep_desktop.core.history import Opening, RunFilter, RunState
from holysheep_desktop.errors import DatabaseError, DatabaseFault
from holysheep_desktop.storage.database import Database
from holysheep_desktop.storage.database.schema import STEPS
from holysheep_desktop.storage.history.store import SqliteHistory

N_RUNS = 30


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("history") / "history.sqlite3"
    make_history(path, N_RUNS)
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path))


async def opening_and_length(history: SqliteHistory) -> tuple[Opening, int]:
    opening = await history.opening()
    return opening, (await history.page(RunFilter())).n_matching


async def add_one(history: SqliteHistory) -> int:
    await history.add(full_report().record, endpoint="")
    return (await history.page(RunFilter())).n_matching


def test_that_a_new_database_has_nothing_to_tell(tmp_path: Path) -> None:
    opening, n_runs = with_history(tmp_path / "new" / "history.sqlite3", opening_and_length)

    assert (opening, n_runs) == (Opening(), 0)


def test_that_runs_are_there_after_a_restart(path: Path) -> None:
    assert with_history(path, opening_and_length) == (Opening(), N_RUNS)


def test_that_nobody_but_the_user_can_read_the_files(tmp_path: Path) -> None:
    path = tmp_path / "inner" / "history.sqlite3"
    modes: list[int] = []

    async def look(history: SqliteHistory) -> None:
        await add_one(history)
        modes.extend(stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir())

    with_history(path, look)

    assert len(modes) == 3
    assert set(modes) == {0o600}


@pytest.mark.parametrize("spoil", SPOILERS)
def test_that_a_damaged_file_is_moved_aside_and_the_program_goes_on(
    path: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(path)
    damaged = path.read_bytes()

    opening, n_runs = with_history(path, opening_and_length)

    assert opening.fault is DatabaseFault.DAMAGED
    assert opening.lasts
    assert opening.moved_to is not None
    assert opening.moved_to.name.startswith("history.sqlite3.corrupt-")
    assert opening.moved_to.read_bytes() == damaged
    assert n_runs == opening.n_saved


@pytest.mark.parametrize("spoil", SPOILERS)
def test_that_a_new_run_is_kept_after_a_damage(path: Path, spoil: Callable[[Path], None]) -> None:
    spoil(path)
    _, n_saved = with_history(path, opening_and_length)

    assert with_history(path, add_one) == n_saved + 1
    assert with_history(path, opening_and_length) == (Opening(), n_saved + 1)


def test_that_all_runs_but_those_of_a_garbled_page_are_saved_whole(path: Path) -> None:
    garble_a_page(path)

    async def look(history: SqliteHistory) -> tuple[int, list[RunState]]:
        opening = await history.opening()
        rows = (await history.page(RunFilter(words="number"))).rows
        reports = [(await history.content(row.key)).report for row in rows]
        assert all(report is not None for report in reports)
        return opening.n_saved, [row.state for row in rows]

    n_saved, states = with_history(path, look)

    assert 0 < n_saved < N_RUNS
    assert states == [RunState.OK] * n_saved


def test_that_a_database_of_another_program_is_not_written_into(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE photograph (name TEXT)")
    connection.close()

    opening, n_runs = with_history(path, opening_and_length)

    assert opening.fault is DatabaseFault.DAMAGED
    assert n_runs == 0
    assert opening.moved_to is not None
    with sqlite3.connect(opening.moved_to) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("photograph",)]
    connection.close()


def application_id_of(path: Path) -> int:
    """Where other programs look: bytes 68 to 71 of the header (https://www.sqlite.org/fileformat2.html)."""
    return int.from_bytes(path.read_bytes()[68:72], "big")


def test_that_every_database_of_this_program_says_whose_it_is(tmp_path: Path, path: Path) -> None:
    new = tmp_path / "new.sqlite3"
    with_history(new, add_one)

    assert (application_id_of(new), application_id_of(path)) == (0x48535031, 0x48535031)


def test_that_a_newer_database_of_another_program_is_not_taken_for_one_of_this(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute("PRAGMA application_id = 1")
    connection.close()

    opening, _ = with_history(path, opening_and_length)

    assert opening.fault is DatabaseFault.DAMAGED
    assert opening.moved_to is not None
    assert application_id_of(opening.moved_to) == 1


def test_that_a_log_without_its_database_does_no_harm(path: Path) -> None:
    path.with_name("history.sqlite3-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(4096))
    path.unlink()

    assert with_history(path, opening_and_length) == (Opening(), 0)


def test_that_a_stale_index_of_the_log_does_no_harm(path: Path) -> None:
    path.with_name("history.sqlite3-shm").write_bytes(b"\xa5" * 32768)

    assert with_history(path, opening_and_length) == (Opening(), N_RUNS)


def test_that_a_database_of_a_newer_version_is_read_and_never_written(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    connection.close()
    before = path.read_bytes()

    opening, n_runs = with_history(path, opening_and_length)
    with pytest.raises(DatabaseError) as refused:
        with_history(path, add_one)

    assert (opening.fault, n_runs) == (DatabaseFault.NEWER, N_RUNS)
    assert refused.value.fault is DatabaseFault.NEWER
    assert path.read_bytes() == before


def test_that_tables_which_a_newer_version_changed_are_told_as_newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("ALTER TABLE run RENAME COLUMN prompt TO question")
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    connection.close()

    with pytest.raises(DatabaseError) as refused:
        with_history(path, opening_and_length)

    assert refused.value.fault is DatabaseFault.NEWER


def test_that_an_older_database_is_copied_before_it_is_changed(path: Path) -> None:
    steps = (*STEPS, ("ALTER TABLE run ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey'",))

    async def colours(database: Database) -> list[tuple[str]]:
        return await database.read(lambda c: c.execute("SELECT DISTINCT colour FROM run").fetchall())

    assert with_database(Database(path, steps), colours) == [("grey",)]
    with sqlite3.connect(path.with_name(f"history.sqlite3.version-{len(STEPS)}")) as backup:
        assert backup.execute("SELECT count(*) FROM run").fetchone() == (N_RUNS,)
        assert backup.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
        assert backup.execute("PRAGMA quick_check").fetchone() == ("ok",)
    backup.close()


def test_that_the_database_of_each_release_can_still_be_opened(tmp_path: Path) -> None:
    dumps = sorted(Path(__file__).with_name("releases").glob("version-*.sqlite3.gz"))
    assert dumps
    for dump in dumps:
        path = tmp_path / dump.stem
        path.write_bytes(gzip.decompress(dump.read_bytes()))

        async def look(history: SqliteHistory) -> tuple[Opening, str]:
            opening = await history.opening()
            (row,) = (await history.page(RunFilter(words="아침"))).rows
            content = await history.content(row.key)
            assert content.report is not None
            return opening, content.report.record.main.request.prompt

        assert with_history(path, look) == (Opening(), "좋은 아침")


def test_that_a_step_that_fails_leaves_the_database_as_it_was(path: Path) -> None:
    steps = (*STEPS, ("CREATE TABLE extra (name TEXT)", "CREATE UNIQUE INDEX one_kind ON run (kind)"))

    opening = with_database(Database(path, steps), Database.opening)

    assert (opening.fault, opening.lasts) == (DatabaseFault.UNUSABLE, False)
    assert with_history(path, opening_and_length) == (Opening(), N_RUNS)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master WHERE name = 'extra'").fetchall() == []
    connection.close()
