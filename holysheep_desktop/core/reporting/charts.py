"""Charts of rows of bars and maps of effects, laid out as pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from holysheep_desktop.core.effect_maps import EVERY_POSITION, CellKind, MapCell, cells_of, row_names
from holysheep_desktop.core.reporting.picture import (
    Anchor,
    Line,
    Picture,
    Rect,
    Shape,
    Text,
    Tone,
    fitted,
    text_width,
)
from holysheep_desktop.core.reporting.words import number
from holysheep_desktop.core.results import EffectMap, PatchAnalysis

WIDTH = 720.0
_ROW, _BAR = 22.0, 13.0
_MOST_LABEL, _LABEL_GAP, _COLUMN_GAP = 300.0, 10.0, 22.0
_HEAD, _FOOT = 22.0, 26.0
_TICK_SIZE = 11.0
_LEFT, _BOTTOM = 56.0, 78.0
_SCALE_ROOM, _SCALE_WIDTH, _SCALE_STEPS = 76.0, 12.0, 20
_HEAT_ROW, _LEAST_HEAT_ROW, _MOST_HEAT_HEIGHT = 14.0, 5.0, 380.0
_TOKEN_LENGTH, _TOKEN_STEP = 72.0, 13.0


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One row: its label, and a value for each column; None: not measured, which is hatched."""

    label: str
    values: tuple[float | None, ...]


def bar_picture(title: str, rows: Sequence[ChartRow], columns: Sequence[str], axis_title: str) -> Picture:
    """Rows of horizontal bars, one column for each series, all on one scale about 0.

    A chart of several columns compares effects, so that its colours say the sign.
    """
    known = [value for row in rows for value in row.values if value is not None]
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    span = (high - low) or 1.0
    is_signed = len(columns) > 1 or low < 0
    label_width = min(_MOST_LABEL, max((text_width(row.label) for row in rows), default=0.0)) + _LABEL_GAP
    n_columns = max(1, len(columns))
    column_width = (WIDTH - label_width - _COLUMN_GAP * (n_columns - 1)) / n_columns
    number_room = max((text_width(number(value)) for value in known), default=0.0) + 8
    left_room = number_room if low < 0 else 0.0
    inner = max(20.0, column_width - left_room - number_room)
    head = _HEAD if any(columns) else 6.0
    bottom = head + _ROW * len(rows)
    shapes: list[Shape] = []
    for nth, row in enumerate(rows):
        baseline = head + nth * _ROW + _ROW / 2 + 4
        label = fitted(row.label, label_width - _LABEL_GAP)
        shapes.append(Text(label_width - _LABEL_GAP, baseline, label, anchor=Anchor.END))
    for place in range(n_columns):
        left = label_width + place * (column_width + _COLUMN_GAP) + left_room
        if place < len(columns) and columns[place]:
            shapes.append(Text(left, head - 9, fitted(columns[place], inner + number_room), Tone.MUTED))
        values = [row.values[place] if place < len(row.values) else None for row in rows]
        frame = _Frame(left, head, inner, low, span)
        shapes += _bars(values, frame, is_signed=is_signed)
        shapes.append(Line(frame.x(0), head, frame.x(0), bottom, Tone.MUTED))
    if axis_title:
        words = fitted(axis_title, WIDTH - label_width)
        shapes.append(Text(label_width + left_room, bottom + 17, words, Tone.MUTED, size=_TICK_SIZE))
    return Picture(title, WIDTH, bottom + (_FOOT if axis_title else 6.0), tuple(shapes))


@dataclass(frozen=True, slots=True)
class _Frame:
    left: float
    top: float
    width: float
    low: float
    span: float

    def x(self, value: float) -> float:
        return self.left + (value - self.low) / self.span * self.width


def _bars(values: Sequence[float | None], frame: _Frame, *, is_signed: bool) -> list[Shape]:
    shapes: list[Shape] = []
    for nth, value in enumerate(values):
        y = frame.top + nth * _ROW + (_ROW - _BAR) / 2
        if value is None:
            shapes.append(Rect(frame.left, y, frame.width, _BAR, Tone.MUTED, is_hatched=True))
            continue
        tone = Tone.ACCENT if not is_signed else Tone.UP if value >= 0 else Tone.DOWN
        start, end = sorted((frame.x(0), frame.x(value)))
        shapes.append(Rect(start, y, max(end - start, 0.75), _BAR, tone))
        anchor, shift = (Anchor.START, 5.0) if value >= 0 else (Anchor.END, -5.0)
        shapes.append(
            Text(frame.x(value) + shift, y + _BAR - 2.5, number(value), anchor=anchor, size=_TICK_SIZE)
        )
    return shapes


def heat_picture(title: str, effects: EffectMap, patching: PatchAnalysis, titles: Sequence[str]) -> Picture:
    """Noising and denoising of a map side by side on one scale; `titles` are the words for both."""
    columns = _column_names(effects, patching)
    matrices = (effects.noising, effects.denoising)
    ways = {way: titles[way] for way, matrix in enumerate(matrices) if matrix is not None}
    return heat_of_cells(title, cells_of(effects, patching, None), row_names(effects), columns, ways)


def heat_of_cells(
    title: str,
    cells: Sequence[Sequence[MapCell]],
    names: Sequence[str],
    columns: Sequence[str],
    ways: Mapping[int, str],
) -> Picture:
    """Maps of cells [row][column] side by side on one scale.

    `ways` are the titles of those that are drawn: 0 noising, 1 denoising. Layers go upwards and tokens to
    the right, as on the screen.
    """
    n_columns = max(1, len(columns))
    row_height = min(_HEAT_ROW, max(_LEAST_HEAT_ROW, _MOST_HEAT_HEIGHT / max(1, len(cells))))
    map_width = (WIDTH - _LEFT - _SCALE_ROOM - 16.0 * len(ways)) / max(1, len(ways))
    cell_width = map_width / n_columns
    bottom = _HEAD + row_height * len(cells)
    peak = max((cell.size for row in cells for cell in row), default=0.0)
    shapes: list[Shape] = []
    for nth, (way, words) in enumerate(ways.items()):
        left = _LEFT + nth * (map_width + 16.0)
        shapes.append(Text(left, _HEAD - 8, fitted(words, map_width), Tone.MUTED))
        for row, line in enumerate(cells):
            for column, cell in enumerate(line):
                place = (left + column * cell_width, bottom - (row + 1) * row_height)
                shapes.append(_heat_cell(cell, way, place, (cell_width, row_height), peak))
        shapes += turned_tokens(columns, left, cell_width, bottom)
    for row in range(0, len(names), max(1, round(12 / row_height))):
        y = bottom - row * row_height - row_height / 2 + 4
        shapes.append(Text(_LEFT - 6, y, names[row], anchor=Anchor.END, size=_TICK_SIZE))
    right = _LEFT + len(ways) * (map_width + 16.0)
    shapes += _scale(peak, right, bottom - _HEAD)
    return Picture(title, WIDTH, bottom + _BOTTOM, tuple(shapes))


def _heat_cell(
    cell: MapCell, way: int, place: tuple[float, float], size: tuple[float, float], peak: float
) -> Rect:
    value = cell.noising if way == 0 else cell.denoising
    site = f"L{cell.layer}" if cell.head is None else f"L{cell.layer}.H{cell.head}"
    where = site if cell.position == EVERY_POSITION else f"{site}, {cell.position}"
    words = f"{where}: {'—' if value is None else f'{value:.4f}'}"
    # A hair wider than its place: without it seams of the page shine through.
    box = (*place, size[0] + 0.05, size[1] + 0.05)
    if cell.kind is CellKind.UNPAIRED:
        return Rect(*box, Tone.MUTED, is_hatched=True, words=words)
    if value is None or cell.kind is not CellKind.MEASURED:
        return Rect(*box, Tone.MUTED, opacity=0.12, words=words)
    tone = Tone.UP if value >= 0 else Tone.DOWN
    return Rect(*box, tone, opacity=abs(value) / peak if peak else 0.0, words=words)


def _column_names(effects: EffectMap, patching: PatchAnalysis) -> list[str]:
    if not effects.positions:
        return [f"H{head}" for head in effects.heads or ()]
    return [token_text(patching, position) for position in effects.positions]


def turned_tokens(names: Sequence[str], left: float, width: float, bottom: float) -> list[Shape]:
    """Names of columns, turned upwards below a map; left out where they would lie on each other."""
    every = max(1, -int(-_TOKEN_STEP // width))
    return [
        Text(
            left + (column + 0.5) * width + 4,
            bottom + 6,
            fitted(name, _TOKEN_LENGTH - 8, _TICK_SIZE),
            anchor=Anchor.END,
            size=_TICK_SIZE,
            is_turned=True,
        )
        for column, name in enumerate(names)
        if column % every == 0
    ]


def token_text(patching: PatchAnalysis, position: int) -> str:
    """The token of the original prompt at a position; its number where the reply has no tokens."""
    text = patching.tokens[position].text if 0 <= position < len(patching.tokens) else str(position)
    return text.strip(" ") or text


def _scale(peak: float, left: float, height: float) -> list[Shape]:
    step_height = height / _SCALE_STEPS
    numbers = {0: peak, 5: peak / 2, 10: 0.0, 15: -peak / 2, 19: -peak}
    shapes: list[Shape] = []
    for nth in range(_SCALE_STEPS):
        share, y = 1 - 2 * (nth + 0.5) / _SCALE_STEPS, _HEAD + nth * step_height
        tone = Tone.UP if share >= 0 else Tone.DOWN
        shapes.append(Rect(left, y, _SCALE_WIDTH, step_height + 0.05, tone, opacity=abs(share)))
        if nth in numbers:
            words = f"{numbers[nth]:.2f}".replace("-", "−")
            shapes.append(Text(left + _SCALE_WIDTH + 6, y + 9, words, Tone.MUTED, size=_TICK_SIZE))
    return shapes
