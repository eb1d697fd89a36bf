"""Attention heads replaced at every aligned position at once: the head sweep layer × head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import Way
from holysheep_desktop.engine.patching.patches import measure_patches, no_step
from holysheep_desktop.engine.patching.replacement import Patch, Replacement, patch_of
from holysheep_desktop.engine.patching.runs import Move
from holysheep_desktop.engine.patching.sites import value_of
from holysheep_desktop.engine.patching.study import Study


@dataclass(frozen=True, slots=True, order=True)
class HeadSite:
    """One attention head."""

    layer: int
    head: int


def head_replacement(move: Move, site: HeadSite) -> Replacement:
    """The head's z replaced by the other run's at every pair of the move that can matter."""
    base, source = move.indices()
    values = value_of(move.source, Component.HEAD, site.layer, source)
    return Replacement(Component.HEAD, site.layer, base, values, site.head)


def head_work(study: Study, way: Way, layers: Sequence[int]) -> int:
    """Rows that go through blocks when every head of the layers is patched."""
    move, config = study.moves[way], study.model.config
    base, _ = move.indices()
    if not base.size:
        return 0
    length = move.base.length - int(base.min())
    streams = [layer + 1 for layer in layers]
    rows = sum((config.n_layers - 1 - s) * length + 1 for s in streams if s < config.n_layers)
    return rows * config.n_heads


def patch_heads(
    study: Study,
    way: Way,
    sites: Sequence[HeadSite],
    move: Move | None = None,
    step: Callable[[int], None] = no_step,
) -> npt.NDArray[np.float64]:
    """The map metric (n_sites,), each head by itself replaced at every pair of `move`, else the study's."""
    move = study.moves[way] if move is None else move
    if not move.indices()[0].size:
        return np.repeat(study.measure(way)(move.base.last[None]), len(sites))
    patches: list[Patch] = [patch_of(head_replacement(move, site), study.model, move.base) for site in sites]
    return measure_patches(study.model, move.base, patches, study.measure(way), study.should_stop, step)
