from __future__ import annotations

import sys

from PySide6.QtCore import QObject

N_CALLS = 1_000


def test_that_void_calls_do_not_eat_references_to_none() -> None:
    """PySide6 6.12.0 drops one at each call, which ends Python 3.11; from 3.12 on None is immortal."""
    thing = QObject()
    before = sys.getrefcount(None)

    for _ in range(N_CALLS):
        thing.setObjectName("a")

    assert before - sys.getrefcount(None) < N_CALLS // 10
