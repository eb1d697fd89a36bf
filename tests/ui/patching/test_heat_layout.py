"""Which columns of a map are named where there is no room for all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from holysheep_desktop.ui.patching.map.heat_layout import HeatLayout, Window

LETTERS = 14.0


def layout(window: Window, *, cell_width: float) -> HeatLayout:
    """One map whose columns are so wide."""
    wide = HeatLayout(
        width=1000, height=200, n_rows=18, n_maps=1, window=window,
        label_width=30, title_height=22, token_height=84,
    )  # fmt: skip
    return replace(wide, width=wide.width - wide.map_width + window.count * cell_width)


@pytest.mark.parametrize(
    ("cell_width", "telling", "named"),
    [
        pytest.param(20.0, (5,), list(range(12)), id="there is room for all"),
        pytest.param(7.0, (), [0, 2, 4, 6, 8, 10], id="every second fits and none is telling"),
        pytest.param(7.0, (5, 11), [0, 2, 5, 8, 11], id="the telling ones, and what fits between"),
        pytest.param(7.0, (5, 6, 7), [0, 2, 5, 7, 10], id="of telling neighbours those that fit"),
    ],
)
def test_that_the_columns_that_tell_are_named_first(
    cell_width: float, telling: tuple[int, ...], named: list[int]
) -> None:
    assert layout(Window.whole(12), cell_width=cell_width).labelled_columns(LETTERS, telling) == named


def test_that_only_columns_in_sight_are_named() -> None:
    window = Window(total=12, first=4, count=4)

    assert layout(window, cell_width=7.0).labelled_columns(LETTERS, (1, 5, 9)) == [5, 7]
