"""The self-test of a map: its strongest cell once more, as a whole forward pass with a hook."""

from __future__ import annotations

import numpy as np

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import Method, Way
from holysheep_desktop.core.results import EffectMap, Matrix, SelfTest
from holysheep_desktop.engine.patching.all_positions import HeadSite, head_replacement
from holysheep_desktop.engine.patching.map_plan import MapPlan
from holysheep_desktop.engine.patching.replacement import Replacement
from holysheep_desktop.engine.patching.runs import Move
from holysheep_desktop.engine.patching.self_tests import metric_tolerance
from holysheep_desktop.engine.patching.sites import value_of
from holysheep_desktop.engine.patching.study import Study

NAME = "map_agrees"


def check_map(study: Study, plan: MapPlan, drawn: EffectMap) -> SelfTest | None:
    """How far the strongest cell's number lies from that of the full run, in units of the metric.

    The tolerance grows with a metric beyond 1: the rank of an unlikely token changes with rounding. None for
    a map of first-order estimates, which no run gives, and for one without a number.
    """
    way = Way.NOISING if drawn.noising is not None else Way.DENOISING
    matrix = drawn.noising if drawn.noising is not None else drawn.denoising
    if drawn.method is Method.ATTRIBUTION or matrix is None:
        return None
    strongest = _strongest(matrix)
    if strongest is None:
        return None
    row, column = strongest
    replacement = _replacement(study.moves[way], plan, drawn, row, column)
    if replacement is None:
        return None
    base = study.moves[way].base
    run = study.model.run(np.array(base.ids), edit=replacement.edit(), should_stop=study.should_stop)
    full = float(study.measure(way)(run.resid[-1:])[0])
    short = study.map_metric.raw(way, matrix[row][column] or 0.0)
    tolerance = metric_tolerance(study.model) * max(1.0, abs(full))
    return SelfTest(f"{NAME}:{drawn.component}", abs(full - short), tolerance, abs(full - short) <= tolerance)


def _strongest(matrix: Matrix) -> tuple[int, int] | None:
    cells = [
        (abs(value), row, column)
        for row, values in enumerate(matrix)
        for column, value in enumerate(values)
        if value is not None
    ]
    if not cells:
        return None
    _, row, column = max(cells, key=lambda cell: cell[0])
    return row, column


def _replacement(move: Move, plan: MapPlan, drawn: EffectMap, row: int, column: int) -> Replacement | None:
    layer, component = drawn.layers[row // drawn.rows_per_layer], drawn.component
    if component is Component.HEAD_ALL_POSITIONS:
        return head_replacement(move, HeadSite(layer, column))
    pairs = [pair for pair in move.pairs if _original(move, pair) == drawn.positions[column]]
    base, source = np.array(pairs, np.int64).reshape(-1, 2).T
    if not base.size or int(base[0]) < move.first:
        return None
    if component in plan.sets:
        sets = plan.sets[component]
        return Replacement(sets.value(layer), layer, base, sets.values(move, layer, base, source))
    head = row % drawn.rows_per_layer if component is Component.HEAD else None
    return Replacement(component, layer, base, value_of(move.source, component, layer, source), head)


def _original(move: Move, pair: tuple[int, int]) -> int:
    return pair[1] if move.way is Way.DENOISING else pair[0]
