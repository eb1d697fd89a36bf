"""Runs as rows of the tables: writing, reading and changing them inside a transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from holysheep_desktop.core.history import Begun, HistoryFacts, RunFilter, RunKey, RunPage, RunRow, RunState
from holysheep_desktop.core.report import RecordKind
from holysheep_desktop.storage.history import texts
from holysheep_desktop.storage.history.content import Packed
from holysheep_desktop.storage.history.search import Condition, condition_of, milliseconds
from holysheep_desktop.storage.history.texts import SearchText

_TAG_SEPARATOR = "\x1f"
_MOST_CHOICES = 1_000
_ORDER = "ORDER BY is_pinned DESC, started_ms DESC, id DESC"
_COLUMNS = (
    "key, kind, state, started_ms, finished_ms, model, endpoint, prompt, name, note,"
    " (SELECT group_concat(tag, char(31)) FROM run_tag WHERE run = id),"
    " is_pinned, is_trashed, batch, fault, n_bytes"
)


@dataclass(frozen=True, slots=True)
class NewRun:
    """A whole run with everything that belongs to it."""

    row: RunRow
    packed: Packed
    text: SearchText


def row_of(begun: Begun) -> RunRow:
    """The row of a run that has just begun."""
    request = begun.request
    return RunRow(
        begun.key,
        begun.kind,
        RunState.RUNNING,
        begun.started_at,
        None,
        texts.clean(request.model),
        texts.clean(begun.endpoint),
        texts.excerpt(request.prompt),
        batch=begun.batch,
    )


def insert(connection: sqlite3.Connection, run: NewRun) -> bool:
    """Add a run; False where one of that key is there already."""
    row = run.row
    done = connection.execute(
        "INSERT OR IGNORE INTO run (key, kind, state, started_ms, finished_ms, model, endpoint, prompt, name,"
        " note, is_pinned, is_trashed, batch, fault, n_bytes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row.key,
            row.kind.value,
            row.state.value,
            milliseconds(row.started_at),
            milliseconds(row.finished_at) if row.finished_at else None,
            row.model,
            row.endpoint,
            row.prompt,
            row.name,
            row.note,
            row.is_pinned,
            row.is_trashed,
            row.batch,
            row.fault,
            len(run.packed.blob),
        ),
    )
    if done.rowcount == 0:
        return False
    number = done.lastrowid
    connection.execute(
        "INSERT INTO run_content (run, form, content) VALUES (?, ?, ?)",
        (number, run.packed.form, run.packed.blob),
    )
    _write_tags(connection, number, row.tags)
    notes = texts.of_notes(row.name, row.note, row.tags)
    connection.execute(
        "INSERT INTO run_text (rowid, prompts, answers, labels, notes) VALUES (?, ?, ?, ?, ?)",
        (number, run.text.prompts, run.text.answers, run.text.labels, notes),
    )
    return True


def finish(connection: sqlite3.Connection, key: RunKey, packed: Packed, text: SearchText) -> None:
    """Keep the finding of a run that was begun; one that was deleted meanwhile stays deleted."""
    number = _number(connection, key)
    if number is None:
        return
    end(connection, key, RunState.OK)
    connection.execute(
        "UPDATE run_content SET form = ?, content = ? WHERE run = ?", (packed.form, packed.blob, number)
    )
    connection.execute("UPDATE run SET n_bytes = ? WHERE id = ?", (len(packed.blob), number))
    connection.execute(
        "UPDATE run_text SET prompts = ?, answers = ?, labels = ? WHERE rowid = ?",
        (text.prompts, text.answers, text.labels, number),
    )


def end(connection: sqlite3.Connection, key: RunKey, state: RunState, fault: str = "") -> None:
    """Note how a run ended; what is found later, such as a map, does not make the run longer."""
    connection.execute(
        "UPDATE run SET state = ?, fault = ?, finished_ms = COALESCE(finished_ms, ?) WHERE key = ?",
        (state.value, fault, milliseconds(datetime.now(UTC)), key),
    )


def mark_interrupted(connection: sqlite3.Connection, before: datetime) -> None:
    """Runs that were going on when the program ended, however it ended."""
    connection.execute(
        "UPDATE run SET state = 'interrupted' WHERE state = 'running' AND started_ms < ?",
        (milliseconds(before),),
    )


def page(connection: sqlite3.Connection, wanted: RunFilter, offset: int, limit: int) -> RunPage:
    """Some of the runs that a filter leaves, pinned ones first, then the newest."""
    condition = condition_of(connection, wanted)
    if wanted.words.strip():
        return _searched_page(connection, condition, offset, limit)
    select = f"SELECT {_COLUMNS} FROM run WHERE {condition.sql} {_ORDER} LIMIT ? OFFSET ?"  # noqa: S608
    found = connection.execute(select, (*condition.values, limit, offset))
    rows = tuple(_row(values) for values in found)
    if offset == 0 and len(rows) < limit:
        return RunPage(rows, len(rows))
    count = f"SELECT count(*) FROM run WHERE {condition.sql}"  # noqa: S608
    (n_matching,) = connection.execute(count, condition.values).fetchone()
    return RunPage(rows, int(n_matching))


def _searched_page(connection: sqlite3.Connection, condition: Condition, offset: int, limit: int) -> RunPage:
    """The texts are searched once, for the page and for the number of runs."""
    select = f"SELECT id FROM run WHERE {condition.sql} {_ORDER}"  # noqa: S608 - values are bound
    found = connection.execute(select, condition.values).fetchall()
    chosen = [number for (number,) in found[offset : offset + limit]]
    places = ", ".join("?" * len(chosen))
    select = f"SELECT {_COLUMNS} FROM run WHERE id IN ({places}) {_ORDER}"  # noqa: S608
    return RunPage(tuple(_row(values) for values in connection.execute(select, chosen)), len(found))


def row(connection: sqlite3.Connection, key: RunKey) -> RunRow | None:
    """One run, or None."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM run WHERE key = ?", (key,)).fetchone()  # noqa: S608
    return _row(found) if found else None


def content(connection: sqlite3.Connection, key: RunKey) -> tuple[RecordKind, Packed] | None:
    """What is kept of a run, or None."""
    found = connection.execute(
        "SELECT kind, form, content FROM run JOIN run_content ON run = id WHERE key = ?", (key,)
    ).fetchone()
    return (RecordKind(found[0]), Packed(found[1], found[2])) if found else None


def keys_of_all(connection: sqlite3.Connection) -> list[RunKey]:
    """Every run outside the trash, oldest first."""
    found = connection.execute("SELECT key FROM run WHERE is_trashed = 0 ORDER BY started_ms, id")
    return [str(key) for (key,) in found]


def set_flag(connection: sqlite3.Connection, column: str, keys: Collection[RunKey], value: bool) -> None:
    """Set `is_pinned` or `is_trashed` of runs."""
    connection.executemany(f"UPDATE run SET {column} = ? WHERE key = ?", ((value, key) for key in keys))  # noqa: S608


def describe(connection: sqlite3.Connection, key: RunKey, name: str, note: str, tags: Iterable[str]) -> None:
    """Replace what the user says about a run."""
    number = _number(connection, key)
    if number is None:
        return
    tags = sorted({texts.clean(tag) for tag in tags})
    name, note = texts.clean(name), texts.clean(note)
    connection.execute("UPDATE run SET name = ?, note = ? WHERE id = ?", (name, note, number))
    connection.execute("DELETE FROM run_tag WHERE run = ?", (number,))
    _write_tags(connection, number, tags)
    notes = texts.of_notes(name, note, tags)
    connection.execute("UPDATE run_text SET notes = ? WHERE rowid = ?", (notes, number))


def add_note(connection: sqlite3.Connection, key: RunKey, text: str) -> None:
    """Write a paragraph below the user's note."""
    found = connection.execute("SELECT id, name, note FROM run WHERE key = ?", (key,)).fetchone()
    if found is None:
        return
    number, name, note = found
    tags = [str(tag) for (tag,) in connection.execute("SELECT tag FROM run_tag WHERE run = ?", (number,))]
    describe(connection, key, name, f"{note}\n\n{text}" if note else text, tags)


def delete_trash(connection: sqlite3.Connection, limit: int) -> int:
    """Delete some of what is in the trash; returns how many runs."""
    some = "SELECT id FROM run WHERE is_trashed = 1 LIMIT ?"
    return connection.execute(f"DELETE FROM run WHERE id IN ({some})", (limit,)).rowcount  # noqa: S608


def tidy_index(connection: sqlite3.Connection) -> None:
    """Take what was deleted out of the search index, where it only was crossed out."""
    connection.execute("INSERT INTO run_text (run_text) VALUES ('optimize')")


def facts(connection: sqlite3.Connection) -> HistoryFacts:
    """What is in the history as a whole."""
    numbers = dict(connection.execute("SELECT is_trashed, count(*) FROM run GROUP BY is_trashed").fetchall())
    models = connection.execute("SELECT DISTINCT model FROM run ORDER BY model LIMIT ?", (_MOST_CHOICES,))
    tags = connection.execute("SELECT DISTINCT tag FROM run_tag ORDER BY tag LIMIT ?", (_MOST_CHOICES,))
    (n_pages,) = connection.execute("PRAGMA page_count").fetchone()
    (page_size,) = connection.execute("PRAGMA page_size").fetchone()
    return HistoryFacts(
        numbers.get(0, 0),
        numbers.get(1, 0),
        n_pages * page_size,
        tuple(str(model) for (model,) in models),
        tuple(str(tag) for (tag,) in tags),
    )


def _write_tags(connection: sqlite3.Connection, number: int | None, tags: Iterable[str]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO run_tag (run, tag) VALUES (?, ?)", ((number, tag) for tag in tags)
    )


def _number(connection: sqlite3.Connection, key: RunKey) -> int | None:
    found = connection.execute("SELECT id FROM run WHERE key = ?", (key,)).fetchone()
    return int(found[0]) if found else None


def _row(values: tuple[object, ...]) -> RunRow:
    (key, kind, state, started, finished, model, endpoint, prompt, name, note, tags, *rest) = values
    is_pinned, is_trashed, batch, fault, n_bytes = rest
    return RunRow(
        str(key),
        RecordKind(kind),
        RunState(state),
        _time(started),
        None if finished is None else _time(finished),
        str(model),
        str(endpoint),
        str(prompt),
        str(name),
        str(note),
        tuple(sorted(str(tags).split(_TAG_SEPARATOR))) if tags else (),
        bool(is_pinned),
        bool(is_trashed),
        None if batch is None else str(batch),
        str(fault),
        int(str(n_bytes)),
    )


def _time(milliseconds_since_1970: object) -> datetime:
    return datetime.fromtimestamp(int(str(milliseconds_since_1970)) / 1000, UTC)
