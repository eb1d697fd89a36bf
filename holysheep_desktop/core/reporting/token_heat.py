"""A map of features against tokens, laid out as a picture."""

from __future__ import annotations

from collections.abc import Sequence

from holysheep_desktop.core.reporting.charts import WIDTH, ChartRow, turned_tokens
from holysheep_desktop.core.reporting.picture import (
    Anchor,
    Picture,
    Rect,
    Shape,
    Text,
    Tone,
    fitted,
    text_width,
)
from holysheep_desktop.core.reporting.words import number

_ROW, _HEAD, _BOTTOM = 22.0, 12.0, 78.0
_MOST_LABEL, _LABEL_GAP = 260.0, 10.0
_SCALE_ROOM, _SCALE_WIDTH, _SCALE_STEPS, _TICK_SIZE = 84.0, 12.0, 20, 11.0


def token_heat_picture(title: str, rows: Sequence[ChartRow], tokens: Sequence[str]) -> Picture:
    """Features downwards and tokens to the right, on one scale from 0; each cell says its value."""
    label_width = min(_MOST_LABEL, max((text_width(row.label) for row in rows), default=0.0)) + _LABEL_GAP
    cell_width = (WIDTH - label_width - _SCALE_ROOM) / max(1, len(tokens))
    bottom = _HEAD + _ROW * len(rows)
    peak = max((value for row in rows for value in row.values if value is not None), default=0.0)
    shapes: list[Shape] = []
    for nth, row in enumerate(rows):
        y = _HEAD + nth * _ROW
        label = fitted(row.label, label_width - _LABEL_GAP)
        shapes.append(Text(label_width - _LABEL_GAP, y + _ROW - 7, label, anchor=Anchor.END))
        for column, value in enumerate(row.values):
            known = max(0.0, value or 0.0)
            # A hair wider than its place: without it seams of the page shine through.
            box = (label_width + column * cell_width, y, cell_width + 0.05, _ROW + 0.05)
            words = f"{row.label} · {tokens[column]}: {known:.4g}"
            shapes.append(Rect(*box, Tone.ACCENT, opacity=known / peak if peak else 0.0, words=words))
    shapes += turned_tokens(tokens, label_width, cell_width, bottom)
    shapes += _scale(peak, WIDTH - _SCALE_ROOM + 16.0, bottom - _HEAD)
    return Picture(title, WIDTH, bottom + _BOTTOM, tuple(shapes))


def _scale(peak: float, left: float, height: float) -> list[Shape]:
    step_height = height / _SCALE_STEPS
    shapes: list[Shape] = []
    for nth in range(_SCALE_STEPS):
        share, y = 1 - (nth + 0.5) / _SCALE_STEPS, _HEAD + nth * step_height
        shapes.append(Rect(left, y, _SCALE_WIDTH, step_height + 0.05, Tone.ACCENT, opacity=share))
    for value, y in ((peak, _HEAD + 9), (0.0, _HEAD + height)):
        shapes.append(Text(left + _SCALE_WIDTH + 6, y, number(value), Tone.MUTED, size=_TICK_SIZE))
    return shapes
