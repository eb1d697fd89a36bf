"""Effect maps as they grow: joining rows, what each cell is, and which site is the strongest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from holysheep_desktop.core.interpretation import STRONG_IMPACT, CausalRole
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.results import (
    ControlResult,
    EffectMap,
    EffectScale,
    MapRows,
    Matrix,
    PatchAnalysis,
)

MAP_COMPONENTS = (
    Component.RESID_PRE,
    Component.RESID_MID,
    Component.RESID_POST,
    Component.ATTN_OUT,
    Component.MLP_OUT,
    Component.LAYER_OUTPUT,
    Component.HEAD,
    Component.HEAD_ALL_POSITIONS,
    Component.NEURON,
    Component.SAE_FEATURE,
)
"""Components of which a map can be drawn."""

EVERY_POSITION = -1
"""The position of a cell that is about all aligned positions at once."""


class CellKind(StrEnum):
    """Why a cell of a map holds a number, or none."""

    MEASURED = "measured"
    IMPOSSIBLE = "impossible"
    """Its effect cannot reach the answer: it is written after the last block's attention, elsewhere."""
    UNPAIRED = "unpaired"
    """The token has no partner in the other prompt."""
    NO_DICTIONARY = "no dictionary"
    """No SAE reads the layer."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class MapCell:
    """One site: a layer (and head) at one token of the original prompt, with both effects."""

    layer: int
    position: int
    noising: float | None
    denoising: float | None
    kind: CellKind
    head: int | None = None

    @property
    def size(self) -> float:
        """The larger of both absolute effects."""
        return max(abs(self.noising or 0.0), abs(self.denoising or 0.0))


def layer_rows(effects: EffectMap, scale: EffectScale | None = None) -> tuple[MapRows, ...]:
    """A map cut into its layers, in its own order."""
    height = effects.rows_per_layer

    def part(matrix: Matrix | None, place: int) -> Matrix | None:
        return None if matrix is None else matrix[place * height : (place + 1) * height]

    return tuple(
        MapRows(
            component=effects.component,
            layer=layer,
            positions=effects.positions,
            noising=part(effects.noising, place),
            denoising=part(effects.denoising, place),
            heads=effects.heads,
            method=effects.method,
            scale=scale or EffectScale.NORMALISED,
        )
        for place, layer in enumerate(effects.layers)
    )


def map_of_rows(rows: Iterable[MapRows]) -> EffectMap | None:
    """One map of one component, layers ascending; later rows of a layer replace earlier ones.

    Rows whose positions, heads or directions differ from those of the last one belong to another map and
    are left out. None without rows.
    """
    given = list(rows)
    if not given:
        return None
    shape = _shape(given[-1])
    by_layer = {one.layer: one for one in given if _shape(one) == shape}
    ordered = [by_layer[layer] for layer in sorted(by_layer)]
    last = given[-1]
    return EffectMap(
        component=last.component,
        layers=tuple(one.layer for one in ordered),
        positions=last.positions,
        noising=_joined([one.noising for one in ordered]),
        denoising=_joined([one.denoising for one in ordered]),
        heads=last.heads,
        method=last.method,
    )


def _shape(rows: MapRows) -> tuple[object, ...]:
    has_ways = (rows.noising is not None, rows.denoising is not None)
    return (rows.component, rows.positions, rows.heads, rows.method, *has_ways)


def _joined(parts: Sequence[Matrix | None]) -> Matrix | None:
    known = [part for part in parts if part is not None]
    return tuple(row for part in known for row in part) if known else None


def map_of(analysis: PatchAnalysis, component: Component) -> EffectMap | None:
    """The analysis's map of a component."""
    return next((effects for effects in analysis.maps if effects.component is component), None)


def with_map(analysis: PatchAnalysis, effects: EffectMap) -> PatchAnalysis:
    """The analysis with this map in the place of that of the same component.

    Layers that only the old one has stay.
    """
    old = map_of(analysis, effects.component)
    merged = map_of_rows([*(layer_rows(old) if old else ()), *layer_rows(effects)])
    assert merged is not None, "a map without layers"
    others = tuple(one for one in analysis.maps if one.component is not effects.component)
    return replace(analysis, maps=(*others, merged))


def layers_of_control(analysis: PatchAnalysis, control: ControlResult) -> tuple[int, ...]:
    """The layers that a map's controls were drawn from, where the map has others beside them; else none.

    A map that was stopped before its own controls has those of the layer that was analysed first.
    """
    drawn = next((one for one in analysis.maps if control.claim == f"map:{one.component.value}"), None)
    if drawn is None or control.layers is None or set(drawn.layers) <= set(control.layers):
        return ()
    return control.layers


def row_names(effects: EffectMap) -> tuple[str, ...]:
    """`L3`, for heads at positions `L3.H1`, in the order of the matrices' rows."""
    return tuple(f"L{layer}" if head is None else f"L{layer}.H{head}" for layer, head in _sites(effects))


def _sites(effects: EffectMap) -> list[tuple[int, int | None]]:
    heads: tuple[int | None, ...] = effects.heads if effects.heads and effects.positions else (None,)
    return [(layer, head) for layer in effects.layers for head in heads]


def cells_of(
    effects: EffectMap, analysis: PatchAnalysis, n_layers: int | None
) -> tuple[tuple[MapCell, ...], ...]:
    """Every cell, [row][column] as in the matrices; `n_layers` of the model, where it is known."""
    if not effects.positions:
        return _head_cells(effects)
    paired = None if analysis.alignment is None else {i for i, _ in analysis.alignment}
    last, unread = answer_position(analysis, effects), _layers_without_dictionary(analysis, effects)
    found: list[tuple[MapCell, ...]] = []
    for row, (layer, head) in enumerate(_sites(effects)):
        cannot_reach = effects.component is not Component.RESID_PRE and layer + 1 == n_layers
        cells: list[MapCell] = []
        for column, position in enumerate(effects.positions):
            values = _at(effects.noising, row, column), _at(effects.denoising, row, column)
            kind = CellKind.MEASURED
            if values == (None, None):
                kind = CellKind.NO_DICTIONARY if layer in unread else CellKind.MISSING
            if paired is not None and position not in paired:
                kind = CellKind.UNPAIRED
            elif position > last or (cannot_reach and position != last):
                kind = CellKind.IMPOSSIBLE
            cells.append(MapCell(layer, position, *values, kind, head))
        found.append(tuple(cells))
    return tuple(found)


def _layers_without_dictionary(analysis: PatchAnalysis, effects: EffectMap) -> frozenset[int]:
    """Layers of a feature map that are finished and hold nothing; those that are not finished are missing."""
    drawn = map_of(analysis, effects.component)
    if effects.component is not Component.SAE_FEATURE or drawn is None:
        return frozenset()
    return frozenset(drawn.layers)


def answer_position(analysis: PatchAnalysis, effects: EffectMap) -> int:
    """The token of the original prompt after which the answer is read: nothing behind it can matter."""
    if analysis.answer_position is not None:
        return analysis.answer_position[0]
    return len(analysis.tokens) - 1 if analysis.tokens else max(effects.positions, default=0)


def _head_cells(effects: EffectMap) -> tuple[tuple[MapCell, ...], ...]:
    """The cells of a map [layer][head]."""

    def cell(row: int, layer: int, column: int, head: int) -> MapCell:
        values = _at(effects.noising, row, column), _at(effects.denoising, row, column)
        kind = CellKind.MISSING if values == (None, None) else CellKind.MEASURED
        return MapCell(layer, EVERY_POSITION, *values, kind, head)

    return tuple(
        tuple(cell(row, layer, column, head) for column, head in enumerate(effects.heads or ()))
        for row, layer in enumerate(effects.layers)
    )


def _at(matrix: Matrix | None, row: int, column: int) -> float | None:
    return None if matrix is None else matrix[row][column]


def strongest_cell(
    cells: Sequence[Sequence[MapCell]], component: Component, n_layers: int | None
) -> MapCell | None:
    """The measured cell with the largest absolute effect, the earliest layer first; None where all are 0.

    The stream of the last layer at the answer position, once attention has read, is left out: replacing it is
    replacing the answer, so that its effect is 1 by construction.
    """
    measured = [cell for row in cells for cell in row if cell.kind is CellKind.MEASURED]
    if component in {Component.RESID_MID, Component.RESID_POST}:
        measured = [cell for cell in measured if cell.layer + 1 != n_layers]
    best = max(measured, key=_size, default=None)
    return best if best is not None and best.size > 0 else None


def _size(cell: MapCell) -> float:
    return cell.size


def role_of(cell: MapCell, scale: EffectScale | None) -> CausalRole | None:
    """Necessary, sufficient, both or neither: by the threshold above which a score is strong.

    An effect beyond 1 moved the answer at least all the way, so it counts as strong; one below 0 does not.
    None unless both effects were measured on the normalised scale.
    """
    if scale is not EffectScale.NORMALISED or cell.noising is None or cell.denoising is None:
        return None
    is_necessary, is_sufficient = cell.noising > STRONG_IMPACT, cell.denoising > STRONG_IMPACT
    if is_necessary and is_sufficient:
        return CausalRole.NECESSARY_AND_SUFFICIENT
    if is_necessary:
        return CausalRole.NECESSARY
    return CausalRole.SUFFICIENT if is_sufficient else CausalRole.NEITHER


def missing_layers(effects: EffectMap | None, n_layers: int) -> tuple[int, ...]:
    """The layers that a map still lacks."""
    drawn = set(effects.layers) if effects else set[int]()
    return tuple(layer for layer in range(n_layers) if layer not in drawn)


def padded(effects: EffectMap, n_layers: int | None) -> EffectMap:
    """The map with a row of None for each layer of the model that it lacks."""
    if n_layers is None:
        return effects
    n_columns = len(effects.positions or effects.heads or ())
    nothing: Matrix = ((None,) * n_columns,) * effects.rows_per_layer
    drawn = layer_rows(effects)
    blank = replace(
        drawn[0],
        noising=None if effects.noising is None else nothing,
        denoising=None if effects.denoising is None else nothing,
    )
    missing = (replace(blank, layer=layer) for layer in missing_layers(effects, n_layers))
    return map_of_rows([*missing, *drawn]) or effects
