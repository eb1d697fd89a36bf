"""What several pairs of prompts say together: a mean map with intervals and p-values.

Prompts of different pairs have different tokens, so cells are not averaged by position but by what a token
is in its pair, as Meng et al. 2022 (ROME, 2202.05262, figure 2) do. Each pair gives one number for each layer
and class: the mean over its tokens of the class. Tokens before the first difference are left out: both runs
are the same there, so that every effect is exactly 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from holysheep_desktop.core.effect_maps import map_of
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.results import EffectMap, EffectScale, Matrix, PatchAnalysis

N_RESAMPLES = 10_000
LEVEL = 0.95
MOST_EXACT_PAIRS = 12
"""2 ** 12 sign patterns are fewer than the random ones that would stand for them."""
_TIE = 1e-12
Values: TypeAlias = NDArray[np.float64]


class PlaceClass(StrEnum):
    """What a token is in its pair."""

    FIRST_DIFFERENT = "first different token"
    """Only where more than one token differs."""
    MIDDLE = "between the first and the last different token"
    LAST_DIFFERENT = "last different token"
    NEXT = "first token after them"
    FURTHER = "further tokens"
    ANSWER = "answer position"
    """The token after which the answer is read, whatever else it is."""


@dataclass(frozen=True, slots=True)
class CellStatistic:
    """One cell of the mean map over the `n` pairs that have it.

    `low` and `high` are the bounds of the 95 % percentile bootstrap over pairs (None for a single pair); `p`
    is two-sided, by flipping the signs of whole pairs; `p_adjusted` is Holm's over all cells of the map.
    """

    n: int
    mean: float
    low: float | None
    high: float | None
    p: float
    p_adjusted: float


Cells: TypeAlias = tuple[tuple[CellStatistic | None, ...], ...]


@dataclass(frozen=True, slots=True)
class PairStatistics:
    """The mean map: [row][column] as in an effect map, with classes of tokens (or heads) as columns.

    Pairs without a scale are left out where others have one: raw and normalised effects have no common mean.
    """

    component: Component
    layers: tuple[int, ...]
    heads: tuple[int, ...] | None
    places: tuple[PlaceClass, ...]
    """Empty for a map of heads at all positions, whose columns are the heads."""
    noising: Cells | None
    denoising: Cells | None
    scale: EffectScale
    n_pairs: int
    n_left_out: int


def pair_statistics(
    analyses: Sequence[PatchAnalysis], component: Component, *, seed: int = 0
) -> PairStatistics | None:
    """The statistics of a component over pairs; None where no analysis has a whole map of it."""
    having = [(analysis, map_of(analysis, component)) for analysis in analyses]
    known = [(analysis, effects) for analysis, effects in having if effects is not None]
    if not known:
        return None
    scaled = [entry for entry in known if entry[0].map_scale is not EffectScale.RAW]
    used = scaled or known
    shape = _shape(used[0][1])
    used = [entry for entry in used if _shape(entry[1]) == shape]
    first = used[0][1]
    grouped = [_grouped(analysis, effects) for analysis, effects in used]
    places = tuple(place for place in PlaceClass if any(place in rows for rows in grouped))
    columns: Sequence[PlaceClass | int] = places if first.positions else tuple(first.heads or ())
    rng = np.random.default_rng(seed)
    cells = [_cells([rows_of[way] for rows_of in map(_ways, grouped)], columns, rng) for way in (0, 1)]
    return PairStatistics(
        component,
        first.layers,
        first.heads,
        places if first.positions else (),
        cells[0] if first.noising is not None else None,
        cells[1] if first.denoising is not None else None,
        EffectScale.NORMALISED if scaled else EffectScale.RAW,
        len(used),
        len(analyses) - len(used),
    )


def places_of(analysis: PatchAnalysis) -> Mapping[int, PlaceClass]:
    """The class of every paired token of the original prompt, from the first difference to the answer."""
    pairs = analysis.alignment or ()
    answer = analysis.answer_position[0] if analysis.answer_position else len(analysis.tokens) - 1
    first, others = analysis.tokens, analysis.comparison_tokens
    different = [i for i, j in pairs if i < answer and first[i].id != others[j].id]
    same = {i for i, j in pairs if i == j and first[i].id == others[j].id}
    start = next((i for i in range(len(first)) if i not in same), answer)
    found: dict[int, PlaceClass] = {}
    for i, _ in pairs:
        if i > answer:
            continue
        place = PlaceClass.ANSWER if i == answer else _place(i, start, different)
        if place is not None:
            found[i] = place
    return _with_next(found)


def _place(position: int, start: int, different: Sequence[int]) -> PlaceClass | None:
    """`start` is where the prompts part: at a different token, or at one that only one of them has."""
    if position < start:
        return None
    if not different or position > different[-1]:
        return PlaceClass.FURTHER
    if position == different[-1]:
        return PlaceClass.LAST_DIFFERENT
    if position == different[0]:
        return PlaceClass.FIRST_DIFFERENT
    return PlaceClass.MIDDLE


def _with_next(found: Mapping[int, PlaceClass]) -> Mapping[int, PlaceClass]:
    """The first of the further tokens is a class of its own."""
    further = [position for position, place in found.items() if place is PlaceClass.FURTHER]
    return {**found, min(further): PlaceClass.NEXT} if further else found


_Rows: TypeAlias = Mapping[PlaceClass | int, tuple[Values | None, Values | None]]
"""By class (or head): the noising and the denoising effects, row by row of the map."""


def _grouped(analysis: PatchAnalysis, effects: EffectMap) -> _Rows:
    """One column of numbers for each class; NaN where a pair has no number."""
    if not effects.positions:
        heads = enumerate(effects.heads or ())
        return {head: (_mean(effects.noising, [c]), _mean(effects.denoising, [c])) for c, head in heads}
    of_place: dict[PlaceClass | int, list[int]] = {}
    places = places_of(analysis)
    for column, position in enumerate(effects.positions):
        if position in places:
            of_place.setdefault(places[position], []).append(column)
    return {
        place: (_mean(effects.noising, columns), _mean(effects.denoising, columns))
        for place, columns in of_place.items()
    }


def _ways(rows: _Rows) -> tuple[Mapping[PlaceClass | int, Values], Mapping[PlaceClass | int, Values]]:
    noising = {place: both[0] for place, both in rows.items() if both[0] is not None}
    denoising = {place: both[1] for place, both in rows.items() if both[1] is not None}
    return noising, denoising


def _mean(matrix: Matrix | None, columns: Sequence[int]) -> Values | None:
    if matrix is None:
        return None
    chosen = np.array([[row[column] for column in columns] for row in matrix], dtype=np.float64)
    known = ~np.isnan(chosen)
    total = np.where(known, chosen, 0.0).sum(axis=1)
    n = known.sum(axis=1)
    return np.where(n > 0, total / np.maximum(n, 1), np.nan)


def _shape(effects: EffectMap) -> tuple[object, ...]:
    return effects.layers, effects.heads, effects.noising is None, effects.denoising is None


def _cells(
    pairs: Sequence[Mapping[PlaceClass | int, Values]],
    columns: Sequence[PlaceClass | int],
    rng: np.random.Generator,
) -> Cells:
    found: list[list[CellStatistic | None]] = []
    for column in columns:
        having = [rows[column] for rows in pairs if column in rows]
        found.append(_column(np.array(having), rng) if having else [])
    n_rows = max((len(column) for column in found), default=0)
    rows = [[column[row] if column else None for column in found] for row in range(n_rows)]
    return _adjusted(rows)


def _column(values: Values, rng: np.random.Generator) -> list[CellStatistic | None]:
    """Statistics of one class, [pair][row]; rows are grouped by the pairs that have a number there."""
    result: list[CellStatistic | None] = [None] * values.shape[1]
    known = ~np.isnan(values)
    for pattern in {tuple(column) for column in known.T.tolist()}:
        mask = np.array(pattern)
        if not mask.any():
            continue
        rows = [row for row in range(values.shape[1]) if tuple(known[:, row].tolist()) == pattern]
        for row, cell in zip(rows, _statistics(values[mask][:, rows], rng), strict=True):
            result[row] = cell
    return result


def _statistics(values: Values, rng: np.random.Generator) -> list[CellStatistic]:
    """Statistics of every row of a complete table [pair][row]."""
    n, n_rows = values.shape
    means = values.mean(axis=0)
    low, high = _bootstrap(values, rng) if n > 1 else (None, None)
    p = sign_permutation(values, rng)
    return [
        CellStatistic(
            n,
            float(means[row]),
            None if low is None else float(low[row]),
            None if high is None else float(high[row]),
            float(p[row]),
            float(p[row]),
        )
        for row in range(n_rows)
    ]


def _bootstrap(values: Values, rng: np.random.Generator) -> tuple[Values, Values]:
    """Percentile interval of the mean (Efron & Tibshirani 1993, chapter 13)."""
    n = values.shape[0]
    drawn = rng.integers(n, size=(N_RESAMPLES, n))
    weights = np.zeros((N_RESAMPLES, n))
    np.add.at(weights, (np.arange(N_RESAMPLES)[:, None], drawn), 1.0 / n)
    low, high = np.percentile(weights @ values, [50 * (1 - LEVEL), 50 * (1 + LEVEL)], axis=0)
    return low, high


def sign_permutation(values: Values, rng: np.random.Generator) -> Values:
    """Two-sided p of the mean of each column, under effects that are symmetric about 0.

    Exact over all sign patterns for up to 12 pairs; else (1 + hits) / (1 + draws) over random ones, which
    is never 0 (Phipson & Smyth 2010).
    """
    n = values.shape[0]
    observed = np.abs(values.sum(axis=0)) - _TIE
    if n <= MOST_EXACT_PAIRS:
        signs = 1.0 - 2.0 * ((np.arange(2**n)[:, None] >> np.arange(n)) & 1)
        return (np.abs(signs @ values) >= observed).mean(axis=0)
    signs = 1.0 - 2.0 * rng.integers(2, size=(N_RESAMPLES, n))
    hits = (np.abs(signs @ values) >= observed).sum(axis=0)
    return (1.0 + hits) / (1.0 + N_RESAMPLES)


def _adjusted(rows: Sequence[Sequence[CellStatistic | None]]) -> Cells:
    """Holm 1979: the k-th smallest of m p-values times m − k + 1, never below one before it."""
    ordered = sorted(
        (cell.p, row, column)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        if cell is not None
    )
    adjusted: dict[tuple[int, int], float] = {}
    largest = 0.0
    for rank, (p, row, column) in enumerate(ordered):
        largest = max(largest, min(1.0, p * (len(ordered) - rank)))
        adjusted[row, column] = largest
    return tuple(
        tuple(
            None if cell is None else replace(cell, p_adjusted=adjusted[row, column])
            for column, cell in enumerate(cells)
        )
        for row, cells in enumerate(rows)
    )
