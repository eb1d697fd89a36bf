"""Effect maps of many layers as compact pictures for the HTML report: places and shares, no markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from holysheep_desktop.core.effect_maps import CellKind, MapCell, cells_of, row_names
from holysheep_desktop.core.results import EffectMap, PatchAnalysis

MOST_TABLE_ROWS = 4
"""Maps with more rows than this are drawn as pictures."""
_LEFT, _TOP, _BOTTOM = 56, 24, 76
_GAP, _BAR = 16, 76
_WIDTH = 720
_ROW_HEIGHT, _LEAST_ROW_HEIGHT, _MOST_HEIGHT = 14, 5, 360
_LABEL_WIDTH = 13
_LABEL_LENGTH = 10


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One cell; `share` is its part of the largest absolute effect, None where nothing was measured."""

    x: str
    y: str
    share: str | None
    is_positive: bool
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class HeatLabel:
    """A word of an axis or a title."""

    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True)
class HeatBarStop:
    """A step of the colour bar with its number."""

    y: str
    share: str
    is_positive: bool
    text: str


@dataclass(frozen=True, slots=True)
class HeatPicture:
    """Noising and denoising side by side on one scale."""

    title: str
    width: int
    height: str
    cell_width: str
    cell_height: str
    cells: tuple[HeatCell, ...]
    titles: tuple[HeatLabel, ...]
    rows: tuple[HeatLabel, ...]
    tokens: tuple[HeatLabel, ...]
    bar: tuple[HeatBarStop, ...]
    bar_x: str
    bar_height: str


def heat_picture(effects: EffectMap, patching: PatchAnalysis, titles: Sequence[str]) -> HeatPicture:
    """A picture of a map; `titles` are the words for noising and denoising.

    Layers go upwards and tokens to the right, as on the screen.
    """
    cells = cells_of(effects, patching, None)
    ways = [way for way, matrix in enumerate((effects.noising, effects.denoising)) if matrix is not None]
    names, n_columns = row_names(effects), max(1, len(effects.positions))
    height = min(_ROW_HEIGHT, max(_LEAST_ROW_HEIGHT, _MOST_HEIGHT / max(1, len(cells))))
    map_width = (_WIDTH - _LEFT - _BAR - _GAP * len(ways)) / max(1, len(ways))
    width = map_width / n_columns
    peak = max((cell.size for row in cells for cell in row), default=0.0)
    lefts = [_LEFT + nth * (map_width + _GAP) for nth in range(len(ways))]
    bottom = _TOP + height * len(cells)
    shown = tuple(
        _cell(cell, way, (left + column * width, bottom - (row + 1) * height), peak)
        for way, left in zip(ways, lefts, strict=True)
        for row, line in enumerate(cells)
        for column, cell in enumerate(line)
    )
    return HeatPicture(
        title=effects.component,
        width=_WIDTH,
        height=_px(bottom + _BOTTOM),
        cell_width=_px(width + 0.05),
        cell_height=_px(height + 0.05),
        cells=shown,
        titles=tuple(
            HeatLabel(_px(left), _px(_TOP - 8), titles[way]) for way, left in zip(ways, lefts, strict=True)
        ),
        rows=tuple(
            HeatLabel(_px(_LEFT - 6), _px(bottom - row * height - height / 2 + 4), names[row])
            for row in range(0, len(names), max(1, round(12 / height)))
        ),
        tokens=tuple(
            HeatLabel(_px(left + (column + 0.5) * width + 4), _px(bottom + 6), _token(patching, position))
            for left in lefts
            for column, position in enumerate(effects.positions)
            if column % max(1, -int(-_LABEL_WIDTH // width)) == 0
        ),
        bar=_bar(peak, bottom - _TOP),
        bar_x=_px(lefts[-1] + map_width + _GAP if lefts else _LEFT),
        bar_height=_px((bottom - _TOP) / 20 + 0.05),
    )


def _cell(cell: MapCell, way: int, place: tuple[float, float], peak: float) -> HeatCell:
    value = cell.noising if way == 0 else cell.denoising
    is_measured = value is not None and cell.kind is CellKind.MEASURED
    share = abs(value) / peak if is_measured and value is not None and peak else 0.0
    site = f"L{cell.layer}" if cell.head is None else f"L{cell.layer}.H{cell.head}"
    return HeatCell(
        x=_px(place[0]),
        y=_px(place[1]),
        share=f"{share:.3f}" if is_measured else None,
        is_positive=value is None or value >= 0,
        kind=cell.kind.value,
        words=f"{site}, {cell.position}: " + ("—" if value is None else f"{value:.4f}"),
    )


def _bar(peak: float, height: float) -> tuple[HeatBarStop, ...]:
    steps = [1 - 2 * (i + 0.5) / 20 for i in range(20)]
    numbers = {0: peak, 5: peak / 2, 10: 0.0, 15: -peak / 2, 19: -peak}
    return tuple(
        HeatBarStop(
            y=_px(_TOP + i * height / 20),
            share=f"{abs(step):.3f}",
            is_positive=step >= 0,
            text=f"{numbers[i]:.2f}" if i in numbers else "",
        )
        for i, step in enumerate(steps)
    )


def _token(patching: PatchAnalysis, position: int) -> str:
    text = patching.tokens[position].text if position < len(patching.tokens) else str(position)
    text = text.strip() or text
    return text if len(text) <= _LABEL_LENGTH else text[: _LABEL_LENGTH - 1] + "…"


def _px(value: float) -> str:
    return f"{value:.2f}"
