"""The tables of the history."""

from __future__ import annotations

from typing import Final

HISTORY_1: Final = (
    """
    CREATE TABLE run (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE CHECK (length(key) = 32),
        kind TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('running', 'ok', 'error', 'cancelled', 'interrupted')),
        started_ms INTEGER NOT NULL,
        finished_ms INTEGER,
        model TEXT NOT NULL,
        endpoint TEXT NOT NULL,
        prompt TEXT NOT NULL,
        name TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '',
        is_pinned INTEGER NOT NULL DEFAULT 0 CHECK (is_pinned IN (0, 1)),
        is_trashed INTEGER NOT NULL DEFAULT 0 CHECK (is_trashed IN (0, 1)),
        batch TEXT,
        fault TEXT NOT NULL DEFAULT '',
        n_bytes INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    # The order of the list; the newest of what is not in the trash comes first.
    "CREATE INDEX run_order ON run (is_trashed, is_pinned, started_ms, id)",
    "CREATE INDEX run_model ON run (model)",
    "CREATE INDEX run_batch ON run (batch) WHERE batch IS NOT NULL",
    "CREATE INDEX run_running ON run (state) WHERE state = 'running'",
    """
    CREATE TABLE run_content (
        run INTEGER PRIMARY KEY REFERENCES run ON DELETE CASCADE,
        form TEXT NOT NULL CHECK (form IN ('request', 'report')),
        content BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE run_tag (
        run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
        tag TEXT NOT NULL,
        PRIMARY KEY (run, tag)
    ) STRICT
    """,
    "CREATE INDEX run_tag_tag ON run_tag (tag)",
    # Trigrams find any piece of a word, which Korean needs: its words carry their particles with them.
    "CREATE VIRTUAL TABLE run_text USING fts5 (prompts, answers, labels, notes, tokenize = 'trigram')",
    "CREATE VIRTUAL TABLE run_trigram USING fts5vocab (run_text, row)",
    """
    CREATE TRIGGER run_deleted AFTER DELETE ON run BEGIN
        DELETE FROM run_text WHERE rowid = old.id;
    END
    """,
)
"""`key` names a run on every machine; `content` is compressed JSON: a report, or the question of a run that
has none. Times are milliseconds since 1970, UTC."""
