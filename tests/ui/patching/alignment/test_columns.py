"""Partners share a column, columns wrap, and the arrow keys walk over them."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st
from PySide6.QtCore import QPoint, QRect, QSize, Qt

from holysheep_desktop.core.alignment import align
from holysheep_desktop.ui.patching.alignment.columns import (
    LINE_HEIGHT,
    ChipLayout,
    Column,
    Place,
    Side,
    columns_of,
    lay_out,
)
from holysheep_desktop.ui.patching.alignment.walk import step

# BOS a b c / BOS a x: b stands alone
COLUMNS = (Column(0, 0), Column(1, 1), Column(2, None), Column(3, 2))
ids = st.lists(st.integers(0, 4), max_size=14)


def sizes(*widths: int) -> list[QSize]:
    return [QSize(width, 20) for width in widths]


def layout(width: int = 1000) -> ChipLayout:
    return lay_out(COLUMNS, (sizes(40, 10, 10, 30), sizes(40, 20, 10)), 50, width)


def test_that_a_token_without_partner_has_a_column_of_its_own() -> None:
    assert columns_of(align([2, 5, 6, 7], [2, 5, 7])) == COLUMNS


@given(ids, ids)
def test_that_every_token_stands_in_one_column_in_its_order(a: list[int], b: list[int]) -> None:
    columns = columns_of(align(a, b))

    for side, tokens in ((Side.ORIGINAL, a), (Side.COMPARISON, b)):
        shown = [column.index(side) for column in columns if column.index(side) is not None]
        assert shown == list(range(len(tokens)))


def test_that_partners_are_centred_above_each_other() -> None:
    chips = layout().chips

    # the second column begins at 50 + 40 + 4 and is 20 wide
    assert chips[Place(Side.ORIGINAL, 1)] == QRect(99, 0, 10, 20)
    assert chips[Place(Side.COMPARISON, 1)] == QRect(94, 20 + LINE_HEIGHT, 20, 20)


def test_that_columns_that_do_not_fit_begin_another_band() -> None:
    wrapped = layout(width=130)

    assert len(wrapped.bands) == 2
    assert wrapped.chips[Place(Side.ORIGINAL, 3)].left() == 50
    assert wrapped.height > layout().height


def test_that_a_click_beside_a_line_still_means_it() -> None:
    shown = layout()
    middle = shown.lines[1, 1].center()

    assert shown.line_at(middle + QPoint(5, 0)) == (1, 1)
    assert shown.line_at(middle + QPoint(9, 0)) is None
    assert shown.place_at(middle) is None


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        (Place(Side.ORIGINAL, 1), Qt.Key.Key_Right, Place(Side.ORIGINAL, 2)),
        (Place(Side.ORIGINAL, 0), Qt.Key.Key_Left, Place(Side.ORIGINAL, 0)),
        (Place(Side.COMPARISON, 0), Qt.Key.Key_End, Place(Side.COMPARISON, 2)),
        (Place(Side.COMPARISON, 2), Qt.Key.Key_Home, Place(Side.COMPARISON, 0)),
        (Place(Side.ORIGINAL, 3), Qt.Key.Key_Down, Place(Side.COMPARISON, 2)),
        (Place(Side.COMPARISON, 2), Qt.Key.Key_Up, Place(Side.ORIGINAL, 3)),
        (Place(Side.ORIGINAL, 2), Qt.Key.Key_Down, Place(Side.COMPARISON, 1)),
        (Place(Side.ORIGINAL, 2), Qt.Key.Key_Up, None),
        (Place(Side.ORIGINAL, 2), Qt.Key.Key_A, None),
    ],
)
def test_that_arrow_keys_walk_over_the_tokens(start: Place, key: Qt.Key, end: Place | None) -> None:
    assert step(COLUMNS, start, key) == end
