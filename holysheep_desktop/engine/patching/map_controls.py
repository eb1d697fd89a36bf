"""Random controls of a map: what its numbers would be if what is moved meant nothing."""

from __future__ import annotations

import numpy as np

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import Way
from holysheep_desktop.core.results import ControlResult
from holysheep_desktop.engine.patching.all_positions import HeadSite
from holysheep_desktop.engine.patching.effects import percentile_95
from holysheep_desktop.engine.patching.map_plan import MapPlan
from holysheep_desktop.engine.patching.natural_directions import random_values
from holysheep_desktop.engine.patching.patches import measure_patches
from holysheep_desktop.engine.patching.replacement import Patch, Replacement, patch_of
from holysheep_desktop.engine.patching.runs import Index, Move
from holysheep_desktop.engine.patching.study import Study
from holysheep_desktop.engine.patching.sweep import Place

CLAIM = "map"


def control_map(
    study: Study, plan: MapPlan, component: Component, way: Way, count: int, seed: int
) -> ControlResult:
    """`count` random cells of the whole map with a random change of the same size in the place of the patch.

    For neurons other active ones are patched, for features others of the SAE; for everything else the
    direction is random. Cells that cannot matter, before the first difference or after the last block
    elsewhere than at the answer, are not drawn.
    """
    random = np.random.default_rng((seed % 2**63, list(Component).index(component)))
    cells = _cells(study, plan, component, study.moves[way])
    drawn = [cells[k] for k in random.integers(0, len(cells), count if cells else 0)]
    move = study.moves[way]
    patches = [_patch(study, plan, component, move, layer, pair, random) for layer, pair in drawn]
    measured = measure_patches(study.model, move.base, patches, study.measure(way), study.should_stop)
    effects = study.map_metric.effect(way, measured)
    return ControlResult(
        claim=f"{CLAIM}:{component}",
        n=len(effects),
        percentile_95=percentile_95(effects),
        effects=tuple(effects.tolist()),
        layers=tuple(sorted({layer for layer, _ in cells})),
    )


def _cells(
    study: Study, plan: MapPlan, component: Component, move: Move
) -> list[tuple[int, tuple[Index, Index]]]:
    base, source = move.indices()
    if component is Component.HEAD_ALL_POSITIONS:
        return [(layer, (base, source)) for layer in plan.control_layers] if base.size else []
    last = move.base.length - 1
    found: list[tuple[int, tuple[Index, Index]]] = []
    for layer in plan.control_layers:
        place = plan.place(component, layer)
        if place is None:
            continue
        reaches = place.stream < study.model.config.n_layers
        found += [(layer, (base[k : k + 1], source[k : k + 1])) for k in range(len(base))
                  if reaches or base[k] == last]  # fmt: skip
    return found


def _patch(
    study: Study,
    plan: MapPlan,
    component: Component,
    move: Move,
    layer: int,
    pair: tuple[Index, Index],
    random: np.random.Generator,
) -> Patch:
    base, source = pair
    if component in plan.sets:
        sets = plan.sets[component]
        values = sets.random_values(move, layer, base, source, random)
        return patch_of(Replacement(sets.value(layer), layer, base, values), study.model, move.base)
    is_head = component in {Component.HEAD, Component.HEAD_ALL_POSITIONS}
    site = HeadSite(layer, int(random.integers(study.model.config.n_heads))) if is_head else None
    place = Place(Component.HEAD, layer) if is_head else Place.of(component, layer)
    values = random_values(move, place.component, place.layer, base, source, random)
    head = None if site is None else site.head
    return patch_of(Replacement(place.component, place.layer, base, values, head), study.model, move.base)
