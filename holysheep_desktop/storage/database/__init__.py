"""The SQLite database of history and batches: how it is opened, migrated, mended and asked."""

from __future__ import annotations

from holysheep_desktop.storage.database.database import Database

__all__ = ["Database"]
