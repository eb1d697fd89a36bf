"""Reading on by Tab chooses nothing: Qt would make the first row of a view current when the focus comes."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtWidgets import QAbstractItemView


@contextmanager
def nothing_chosen(view: QAbstractItemView) -> Generator[None]:
    """While the focus comes to a view without a current row, it gets none and nobody hears of one."""
    model = view.selectionModel()
    had_one = view.currentIndex().isValid()
    model.blockSignals(True)
    try:
        yield
        if not had_one:
            model.clearCurrentIndex()
    finally:
        model.blockSignals(False)
