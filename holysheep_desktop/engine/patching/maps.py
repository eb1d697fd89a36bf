"""Effect maps of position components, exact or by attribution, in the coordinates of the original prompt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import Method, Way
from holysheep_desktop.core.results import EffectMap, Matrix
from holysheep_desktop.engine.patching.effects import Metric
from holysheep_desktop.engine.patching.runs import Move, ShouldStop
from holysheep_desktop.engine.patching.sweep import LogitDifference, Place, Sweep
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.gradients import Gradients
from holysheep_desktop.engine.transformer.hooks import Site
from holysheep_desktop.engine.transformer.model import Model

Values: TypeAlias = npt.NDArray[np.float64]
Found: TypeAlias = Mapping[Component, Sequence[Values]]
"""By component the raw differences of the metric at each layer: (n_pairs, 1 or n_heads)."""


@dataclass(frozen=True, slots=True)
class MapPlan:
    """Which maps are drawn."""

    components: tuple[Component, ...]
    layers: tuple[int, ...]
    method: Method


def map_sweep(
    model: Model,
    move: Move,
    plan: MapPlan,
    logit_difference: LogitDifference,
    should_stop: ShouldStop,
    report: Callable[[int], None],
) -> Sweep:
    """The sweep over every site of the plan; `report` hears the rows that went through a block."""
    spelled = {Place.of(component, layer) for component in plan.components for layer in plan.layers}
    places = tuple(sorted(spelled, key=lambda place: (place.stream, place.component)))
    return Sweep(model, move, places, logit_difference, should_stop, report)


def exact_differences(sweep: Sweep, plan: MapPlan) -> Found:
    """Patch every site of the plan exactly."""
    patched = sweep.run()
    unpatched = sweep.logit_difference(sweep.move.base.last[None])[0]
    return {
        component: [patched[Place.of(component, layer)] - unpatched for layer in plan.layers]
        for component in plan.components
    }


def attributed_differences(move: Move, plan: MapPlan, gradient: Gradients) -> Found:
    """First-order estimates, (value in the other run − value here) · gradient, shaped as the exact ones.

    What a layer writes is replaced with its MLP output held, so its attention part has the gradient of the
    stream after the layer.
    """
    return {
        component: [_attributed(move, component, layer, gradient) for layer in plan.layers]
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
}
"""Component to the values that are replaced and the gradients they meet."""


def _attributed(move: Move, component: Component, layer: int, gradient: Gradients) -> Values:
    base, source = np.array(move.pairs, np.int64).reshape(-1, 2).T
    total = np.zeros((len(base), 1))
    for value, slope in _PARTS[component]:
        change = move.source.at(layer, value)[source] - move.base.at(layer, value)[base]
        share = (change * gradient.grads[hooks.name(layer, slope)][base]).sum(axis=-1, dtype=np.float64)
        total = total + share.reshape(len(base), -1)
    total[base < move.first] = 0.0
    return total


def effect_maps(
    plan: MapPlan, found: Mapping[Way, Found], metric: Metric, pairs: Sequence[int], length: int, n_heads: int
) -> tuple[EffectMap, ...]:
    """Maps over all `length` tokens of the original prompt; `pairs` are those that have a partner."""

    def matrix(way: Way, component: Component) -> Matrix | None:
        if way not in found:
            return None
        rows = [metric.scaled(way, heads) for layer in found[way][component] for heads in layer.T]
        return tuple(_row(row, pairs, length) for row in rows)

    return tuple(
        EffectMap(
            component=component,
            layers=plan.layers,
            positions=tuple(range(length)),
            noising=matrix(Way.NOISING, component),
            denoising=matrix(Way.DENOISING, component),
            heads=tuple(range(n_heads)) if component is Component.HEAD else None,
            method=plan.method,
        )
        for component in plan.components
    )


def _row(effects: Values, pairs: Sequence[int], length: int) -> tuple[float | None, ...]:
    row: list[float | None] = [None] * length
    for position, effect in zip(pairs, effects.tolist(), strict=True):
        row[position] = effect
    return tuple(row)
