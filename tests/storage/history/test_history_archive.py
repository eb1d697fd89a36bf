from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from storage.database.database_files import with_history
from storage.report_samples import full_report

from holysheep_desktop.core.history import Begun, ImportCount, RunFilter, RunRow, RunState, new_run_key
from holysheep_desktop.errors import HistoryFileError
from holysheep_desktop.storage.history import archive
from holysheep_desktop.storage.history.store import SqliteHistory
from holysheep_desktop.storage.reports.report_json import report_from_json

Files = dict[str, bytes]


async def fill(history: SqliteHistory) -> None:
    """One run of each state, with everything a user can say about the first."""
    record = full_report().record
    done = await history.add(record, endpoint="http://here/v1")
    await history.describe(done, name="이름", note="쪽지", tags=["가", "b"])
    await history.pin([done], is_pinned=True)
    stopped = Begun(new_run_key(), record.kind, record.main.request, "http://here/v1")
    await history.begin(stopped)
    await history.cancel(stopped.key)


def exported(path: Path) -> list[RunRow]:
    async def work(history: SqliteHistory) -> list[RunRow]:
        await fill(history)
        assert await history.save(path) == 2
        return list((await history.page(RunFilter())).rows)

    return with_history(None, work)


def imported(path: Path, *, times: int = 1) -> tuple[ImportCount, list[RunRow]]:
    async def work(history: SqliteHistory) -> tuple[ImportCount, list[RunRow]]:
        for _ in range(times):
            count = await history.load(path)
        return count, list((await history.page(RunFilter())).rows)

    return with_history(None, work)


def test_that_an_export_brings_back_every_run_as_it_was(tmp_path: Path) -> None:
    before = exported(tmp_path / "runs.zip")

    count, after = imported(tmp_path / "runs.zip")

    assert count == ImportCount(2, 0)
    assert [(row.key, row.state, row.name, row.note, row.tags, row.is_pinned) for row in after] == [
        (row.key, row.state, row.name, row.note, row.tags, row.is_pinned) for row in before
    ]
    assert [row.started_at for row in after] == [row.started_at for row in before]


def test_that_an_imported_run_can_be_opened_and_found(tmp_path: Path) -> None:
    exported(tmp_path / "runs.zip")

    async def work(history: SqliteHistory) -> tuple[int, int]:
        await history.load(tmp_path / "runs.zip")
        found = await history.page(RunFilter(words="쪽지"))
        content = await history.content(found.rows[0].key)
        assert content.report is not None
        assert content.report.record == full_report().record
        return found.n_matching, (await history.page(RunFilter(words="아침"))).n_matching

    assert with_history(None, work) == (1, 2)


def test_that_a_second_import_adds_nothing(tmp_path: Path) -> None:
    exported(tmp_path / "runs.zip")

    count, rows = imported(tmp_path / "runs.zip", times=2)

    assert count == ImportCount(0, 2)
    assert len(rows) == 2


def test_that_reports_in_an_export_are_ordinary_report_files(tmp_path: Path) -> None:
    rows = exported(tmp_path / "runs.zip")
    (done,) = [row for row in rows if row.state is RunState.OK]

    with zipfile.ZipFile(tmp_path / "runs.zip") as file:
        report = report_from_json(file.read(f"runs/{done.key}.json"), tmp_path)

    assert report.record == full_report().record


def test_that_only_the_chosen_runs_are_written(tmp_path: Path) -> None:
    async def work(history: SqliteHistory) -> int:
        await fill(history)
        (first, _) = (await history.page(RunFilter())).rows
        return await history.save(tmp_path / "one.zip", [first.key])

    assert with_history(None, work) == 1
    assert imported(tmp_path / "one.zip")[0] == ImportCount(1, 0)


def test_that_a_folder_that_is_gone_is_told_and_leaves_no_part(tmp_path: Path) -> None:
    async def work(history: SqliteHistory) -> None:
        await history.save(tmp_path / "gone" / "runs.zip")

    with pytest.raises(HistoryFileError):
        with_history(None, work)
    assert list(tmp_path.iterdir()) == []


def files_of(path: Path) -> Files:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def write(path: Path, files: Files) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)


def lines(files: Files) -> list[dict[str, object]]:
    return [json.loads(line) for line in files["history.jsonl"].splitlines()]


def with_line(files: Files, number: int, **changes: object) -> Files:
    changed = lines(files)
    changed[number] = {**changed[number], **changes}
    return {**files, "history.jsonl": "\n".join(json.dumps(line) for line in changed).encode()}


def last_report(files: Files, content: bytes) -> Files:
    (key,) = [str(line["key"]) for line in lines(files)[1:] if line["state"] == "ok"]
    return {**files, f"runs/{key}.json": content}


SPOILERS: dict[str, Callable[[Files], Files]] = {
    "another format": lambda files: with_line(files, 0, format="other"),
    "a newer format": lambda files: with_line(files, 0, format_version=2),
    "a count that is not true": lambda files: with_line(files, 0, n_runs=3),
    "a negative count": lambda files: with_line(files, 0, n_runs=-1),
    "no list": lambda files: {name: c for name, c in files.items() if name != "history.jsonl"},
    "a missing report": lambda files: {"history.jsonl": files["history.jsonl"]},
    "a key with a path": lambda files: with_line(files, 2, key="../../../../../../../../etc/passwd"),
    "an unknown kind": lambda files: with_line(files, 2, kind="magic"),
    "an unknown state": lambda files: with_line(files, 2, state="asleep"),
    "a time without a zone": lambda files: with_line(files, 2, started_at="2026-01-01T00:00:00"),
    "a time before computers": lambda files: with_line(files, 2, started_at="0001-01-01T00:00:00Z"),
    "a pin that is a text": lambda files: with_line(files, 2, is_pinned="yes"),
    "a thousand tags": lambda files: with_line(files, 2, tags=[str(n) for n in range(1000)]),
    "a name of a megabyte": lambda files: with_line(files, 2, name="x" * 1_000_000),
    "NaN": lambda files: {
        **files,
        "history.jsonl": files["history.jsonl"].replace(b'"n_runs": 2', b'"n_runs": NaN'),
    },
    "deep nesting": lambda files: {**files, "history.jsonl": b"[" * 100_000},
    "a report that is none": lambda files: last_report(files, b"{}"),
    "a report of bytes": lambda files: last_report(files, bytes(range(256))),
    "a report of another kind": lambda files: (
        with_line(files, 1, kind="debug")
        if lines(files)[1]["state"] == "ok"
        else with_line(files, 2, kind="debug")
    ),
}


@pytest.mark.parametrize("spoil", SPOILERS.values(), ids=SPOILERS)
def test_that_a_file_made_to_break_it_is_refused_and_changes_nothing(
    tmp_path: Path, spoil: Callable[[Files], Files]
) -> None:
    path = tmp_path / "runs.zip"
    exported(path)
    write(path, spoil(files_of(path)))

    async def work(history: SqliteHistory) -> int:
        with pytest.raises(HistoryFileError):
            await history.load(path)
        return (await history.page(RunFilter())).n_matching

    assert with_history(None, work) == 0


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_that_what_is_no_sound_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "runs.zip"
    path.write_bytes(content)

    with pytest.raises(HistoryFileError):
        imported(path)


def test_that_a_cut_file_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "runs.zip"
    exported(path)
    whole = path.read_bytes()

    for size in range(0, len(whole), len(whole) // 12):
        path.write_bytes(whole[:size])
        with pytest.raises(HistoryFileError):
            imported(path)


def test_that_a_changed_byte_in_a_report_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "runs.zip"
    exported(path)
    whole = bytearray(path.read_bytes())
    whole[200] ^= 0xFF
    path.write_bytes(whole)

    with pytest.raises(HistoryFileError):
        imported(path)


def test_that_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is lowered, so that the test needs no sixty-four megabytes."""
    path = tmp_path / "runs.zip"
    exported(path)
    monkeypatch.setattr(archive, "SIZE_LIMIT", 100_000)
    write(path, last_report(files_of(path), b" " * 100_001))

    with pytest.raises(HistoryFileError, match="larger than"):
        imported(path)


def test_that_a_running_run_comes_in_as_interrupted(tmp_path: Path) -> None:
    path = tmp_path / "runs.zip"
    exported(path)
    files = files_of(path)
    (stopped,) = [n for n, line in enumerate(lines(files)) if line.get("state") == "cancelled"]
    write(path, with_line(files, stopped, state="running"))

    _, rows = imported(path)

    assert {row.state for row in rows} == {RunState.OK, RunState.INTERRUPTED}
