"""The tables of the batches."""

from __future__ import annotations

from typing import Final

BATCHES_1: Final = (
    """
    CREATE TABLE batch (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE CHECK (length(key) = 32),
        name TEXT NOT NULL,
        created_ms INTEGER NOT NULL,
        deleted_ms INTEGER,
        settings TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE batch_item (
        batch INTEGER NOT NULL REFERENCES batch ON DELETE CASCADE,
        place INTEGER NOT NULL,
        prompt TEXT NOT NULL,
        comparison TEXT,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
        error TEXT NOT NULL DEFAULT '',
        elapsed_s REAL,
        run_key TEXT,
        is_complete INTEGER NOT NULL DEFAULT 0,
        n_active INTEGER,
        l0 REAL,
        explained_variance REAL,
        impact REAL,
        answer TEXT,
        cost_usd REAL,
        features BLOB,
        activations BLOB,
        PRIMARY KEY (batch, place)
    ) STRICT
    """,
    """
    CREATE TABLE batch_label (
        batch INTEGER NOT NULL REFERENCES batch ON DELETE CASCADE,
        feature INTEGER NOT NULL,
        text TEXT NOT NULL,
        source TEXT NOT NULL,
        PRIMARY KEY (batch, feature)
    ) STRICT, WITHOUT ROWID
    """,
)
"""`settings` is JSON; `features` are int64 and `activations` float64, little-endian, strongest first.
An item that runs stands as `waiting`: what a kill cuts off is asked again. Times are milliseconds since
1970, UTC."""
