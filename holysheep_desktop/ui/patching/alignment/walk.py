"""Where the arrow keys lead from a token."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from holysheep_desktop.ui.patching.alignment.columns import Column, Place, Side


def step(columns: Sequence[Column], place: Place, key: Qt.Key) -> Place | None:
    """The token that a key leads to; None for a key that leads nowhere.

    Left and Right stay in the prompt, Home and End go to its ends; Up and Down go to the partner in the
    other prompt, or to the token that lies closest to where it would be.
    """
    own = [column.index(place.side) for column in columns if column.index(place.side) is not None]
    ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(own) - 1}
    moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
    if key in ends or key in moves:
        wanted = ends[key] if key in ends else place.index + moves[key]
        return Place(place.side, max(0, min(wanted, len(own) - 1)))
    is_across = (key == Qt.Key.Key_Down and place.side is Side.ORIGINAL) or (
        key == Qt.Key.Key_Up and place.side is Side.COMPARISON
    )
    return _across(columns, place) if is_across else None


def _across(columns: Sequence[Column], place: Place) -> Place | None:
    here = next((n for n, column in enumerate(columns) if column.index(place.side) == place.index), 0)
    other = place.side.other
    found = [(abs(n - here), n) for n, column in enumerate(columns) if column.index(other) is not None]
    if not found:
        return None
    index = columns[min(found)[1]].index(other)
    assert index is not None
    return Place(other, index)
