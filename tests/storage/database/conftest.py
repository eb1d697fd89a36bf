from __future__ import annotations

import pytest

from holysheep_desktop.storage.database import connection


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of a lock: nobody waits five seconds for it here."""
    monkeypatch.setattr(connection, "BUSY_TIMEOUT_S", 0.05)
