"""Finding runs: the words of a search and the other filters as one SQL condition.

Words are looked up as substrings. From three characters on the trigram index knows them; shorter ones, and
most Korean words are two syllables, are looked up as the beginning of every trigram that the index holds.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import datetime

from holysheep_desktop.core.history import RunFilter
from holysheep_desktop.storage.history.texts import clean

_TRIGRAM = 3
_MOST_TERMS, _MOST_ENTRIES = 5_000, 100_000
"""A piece that begins more trigrams, or trigrams with more entries, is found sooner by reading all texts."""
_MOST_WORDS = 16
_LAST = "\U0010ffff"
_STORED_COLUMNS = ("c0", "c1", "c2", "c3")
"""The texts as the full-text table keeps them; reading them there is three times as fast as through it."""


@dataclass(slots=True)
class Condition:
    """Parts of a WHERE, with their values in order."""

    parts: list[str] = field(default_factory=list[str])
    values: list[object] = field(default_factory=list[object])

    def add(self, part: str, *values: object) -> None:
        """One more part that must hold."""
        self.parts.append(part)
        self.values += values

    @property
    def sql(self) -> str:
        """All parts together."""
        return " AND ".join(self.parts)


def condition_of(connection: sqlite3.Connection, wanted: RunFilter) -> Condition:
    """The condition on table `run` for a filter."""
    condition = Condition()
    condition.add("is_trashed = ?", int(wanted.in_trash))
    equals = {"kind": wanted.kind, "model": wanted.model, "batch": wanted.batch}
    for column, value in equals.items():
        if value is not None:
            condition.add(f"{column} = ?", str(value))
    if wanted.only_pinned:
        condition.add("is_pinned = 1")
    if wanted.tag is not None:
        condition.add("id IN (SELECT run FROM run_tag WHERE tag = ?)", wanted.tag)
    if wanted.since is not None:
        condition.add("started_ms >= ?", milliseconds(wanted.since))
    if wanted.until is not None:
        condition.add("started_ms < ?", milliseconds(wanted.until))
    _add_words(connection, clean(wanted.words).split()[:_MOST_WORDS], condition)
    return condition


def milliseconds(time: datetime) -> int:
    """Milliseconds since 1970, UTC."""
    return round(time.timestamp() * 1000)


def _add_words(connection: sqlite3.Connection, words: list[str], condition: Condition) -> None:
    phrases: list[str] = []
    for word in words:
        terms = [word] if len(word) >= _TRIGRAM else _terms(connection, word)
        if terms is None:
            likes = " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column in _STORED_COLUMNS)
            found = f"id IN (SELECT id FROM run_text_content WHERE {likes})"  # noqa: S608 - values are bound
            condition.add(found, *[_like(word)] * len(_STORED_COLUMNS))
        elif terms:
            phrases.append("(" + " OR ".join(_quoted(term) for term in terms) + ")")
        else:
            condition.add("0")
            return
    if phrases:
        found = "id IN (SELECT rowid FROM run_text WHERE run_text MATCH ?)"
        condition.add(found, " AND ".join(phrases))


def _terms(connection: sqlite3.Connection, piece: str) -> list[str] | None:
    """Trigrams that begin with a piece, which the index holds in lower case; None where they are too many."""
    low = piece.lower()
    found = connection.execute(
        "SELECT term, doc FROM run_trigram WHERE term >= ? AND term < ? LIMIT ?",
        (low, low + _LAST, _MOST_TERMS + 1),
    ).fetchall()
    if len(found) > _MOST_TERMS or sum(n_runs for _, n_runs in found) > _MOST_ENTRIES:
        return None
    return [str(term) for term, _ in found]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _like(piece: str) -> str:
    escaped = "".join(f"\\{c}" if c in "\\%_" else c for c in piece)
    return f"%{escaped}%"
