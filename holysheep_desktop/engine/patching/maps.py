"""Effect maps, exact or by attribution, in the coordinates of the original prompt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import Way
from holysheep_desktop.core.results import EffectMap, Matrix
from holysheep_desktop.engine.patching.all_positions import HeadSite, patch_heads
from holysheep_desktop.engine.patching.map_plan import MapPlan
from holysheep_desktop.engine.patching.runs import Move
from holysheep_desktop.engine.patching.study import Study
from holysheep_desktop.engine.patching.sweep import Sweep
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.gradients import Gradients
from holysheep_desktop.engine.transformer.hooks import Site

Values: TypeAlias = npt.NDArray[np.float64]
Found: TypeAlias = Mapping[Component, Sequence[Values | None]]
"""By component the raw differences of the metric at each layer: (n_pairs, 1 or n_heads), or (1, n_heads) for
all positions together; None for a layer that has no such site."""


def map_sweep(study: Study, way: Way, plan: MapPlan, report: Callable[[int], None]) -> Sweep:
    """The sweep over every site of the plan; `report` hears the rows that went through a block."""
    spelled = {plan.place(component, layer) for component in plan.by_position for layer in plan.layers}
    places = sorted((place for place in spelled if place), key=lambda place: (place.stream, place.component))
    return Sweep(
        study.model, study.moves[way], tuple(places), study.measure(way), study.should_stop, report,
        sets=plan.sets,
    )  # fmt: skip


def exact_differences(study: Study, sweep: Sweep, plan: MapPlan) -> Found:
    """Patch every site of the plan exactly; the sweep's `report` hears of all rows."""
    patched = sweep.run()
    unpatched = sweep.measure(sweep.move.base.last[None])[0]

    def difference(component: Component, layer: int) -> Values | None:
        place = plan.place(component, layer)
        return None if place is None else patched[place] - unpatched

    found: dict[Component, Sequence[Values | None]] = {
        component: [difference(component, layer) for layer in plan.layers] for component in plan.by_position
    }
    if plan.has_whole_heads:
        n_heads = study.model.config.n_heads
        sites = [HeadSite(layer, head) for layer in plan.layers for head in range(n_heads)]
        heads = patch_heads(study, sweep.move.way, sites, step=sweep.report) - unpatched
        found[Component.HEAD_ALL_POSITIONS] = list(heads.reshape(len(plan.layers), 1, n_heads))
    return found


def attributed_differences(move: Move, plan: MapPlan, gradient: Gradients) -> Found:
    """First-order estimates, (value in the other run − value here) · gradient, shaped as the exact ones.

    What a layer writes is replaced with its MLP output held, so its attention part has the gradient of the
    stream after the layer.
    """
    return {
        component: [_attributed(move, plan, component, layer, gradient) for layer in plan.layers]
        for component in plan.components
    }


_PARTS: dict[Component, tuple[tuple[Site, Site], ...]] = {
    Component.RESID_PRE: ((Site.RESID_PRE, Site.RESID_PRE),),
    Component.RESID_MID: ((Site.RESID_MID, Site.RESID_MID),),
    Component.RESID_POST: ((Site.RESID_POST, Site.RESID_POST),),
    Component.ATTN_OUT: ((Site.ATTN_OUT, Site.ATTN_OUT),),
    Component.MLP_OUT: ((Site.MLP_OUT, Site.MLP_OUT),),
    Component.LAYER_OUTPUT: ((Site.ATTN_OUT, Site.RESID_POST), (Site.MLP_OUT, Site.RESID_POST)),
    Component.HEAD: ((Site.Z, Site.Z),),
    Component.HEAD_ALL_POSITIONS: ((Site.Z, Site.Z),),
}
"""Component to the values that are replaced and the gradients they meet."""


def _attributed(
    move: Move, plan: MapPlan, component: Component, layer: int, gradient: Gradients
) -> Values | None:
    if component in plan.sets:
        sets = plan.sets[component]
        return sets.attribution(move.way, layer)[:, None].astype(np.float64) if layer in sets.layers else None
    base, source = np.array(move.pairs, np.int64).reshape(-1, 2).T
    total = np.zeros((len(base), 1))
    for value, slope in _PARTS[component]:
        change = move.source.at(layer, value)[source] - move.base.at(layer, value)[base]
        share = (change * gradient.grads[hooks.name(layer, slope)][base]).sum(axis=-1, dtype=np.float64)
        total = total + share.reshape(len(base), -1)
    total[base < move.first] = 0.0
    return total.sum(axis=0, keepdims=True) if component is Component.HEAD_ALL_POSITIONS else total


def effect_maps(study: Study, plan: MapPlan, found: Mapping[Way, Found]) -> tuple[EffectMap, ...]:
    """Maps over all tokens of the original prompt; tokens without partner hold None."""
    length, n_heads = len(study.prompts.original), study.model.config.n_heads
    heads = tuple(range(n_heads))

    def matrix(way: Way, component: Component) -> Matrix | None:
        if way not in found:
            return None
        width = n_heads if component is Component.HEAD else 1
        rows: list[tuple[float | None, ...]] = []
        for differences in found[way][component]:
            if differences is None:
                rows += [(None,) * length] * width
                continue
            effects = study.map_metric.scaled(way, differences)
            is_whole = component is Component.HEAD_ALL_POSITIONS
            rows += [tuple(effects[0].tolist())] if is_whole else [_row(study, row) for row in effects.T]
        return tuple(rows)

    return tuple(
        EffectMap(
            component=component,
            layers=plan.layers,
            positions=() if component is Component.HEAD_ALL_POSITIONS else tuple(range(length)),
            noising=matrix(Way.NOISING, component),
            denoising=matrix(Way.DENOISING, component),
            heads=heads if component in {Component.HEAD, Component.HEAD_ALL_POSITIONS} else None,
            method=plan.method,
        )
        for component in plan.components
    )


def _row(study: Study, effects: Values) -> tuple[float | None, ...]:
    """Effects at the pairs in their places; 0 at the tokens behind the answer, which cannot reach it."""
    row: list[float | None] = [None] * len(study.prompts.original)
    for (position, _), effect in zip(study.prompts.alignment.pairs, effects.tolist(), strict=True):
        row[position] = effect
    for position in study.prompts.behind:
        row[position] = 0.0
    return tuple(row)
