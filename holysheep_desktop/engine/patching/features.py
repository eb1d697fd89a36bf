"""SAE features of the target layer, patched one by one; everything else, the SAE's error included, stays.

x ← x + (f_other − f_this) · d, with d the feature's decoder direction, at every aligned position. The control
adds the directions of random active features, scaled to the same norm, at the same positions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.core.models import HookPoint
from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.patching.carrying import carry
from holysheep_desktop.engine.patching.cone import Copies
from holysheep_desktop.engine.patching.runs import Array, Index, Move, ShouldStop
from holysheep_desktop.engine.patching.sites import after_addition
from holysheep_desktop.engine.patching.sweep import ROWS_IN_MEMORY, LogitDifference
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.gradients import Gradients
from holysheep_desktop.engine.transformer.hooks import Site
from holysheep_desktop.engine.transformer.network import Network

Values: TypeAlias = npt.NDArray[np.float64]

SITES = {
    HookPoint.RESID_PRE: Site.RESID_PRE,
    HookPoint.RESID_MID: Site.RESID_MID,
    HookPoint.RESID_POST: Site.RESID_POST,
    HookPoint.ATTN_OUT: Site.ATTN_OUT,
    HookPoint.MLP_OUT: Site.MLP_OUT,
}

TINY = np.float32(1e-20)


@dataclass(frozen=True, slots=True, eq=False)
class FeatureChange:
    """One feature and its change (other run − this run) at every aligned position, (n_pairs,)."""

    feature: int
    change: Array

    @property
    def largest(self) -> float:
        """The change at the position where it is largest in size; 0 where no position is patched."""
        return float(self.change[np.abs(self.change).argmax()]) if self.change.size else 0.0


def strongest_features(sae: Sae, move: Move, gradient: Gradients, count: int) -> list[FeatureChange]:
    """The features with the largest |attribution|, among those that change between the runs."""
    site = SITES[sae.hook_point]
    base, source = move.indices()
    if not base.size:
        return []
    ours, theirs = move.base.at(sae.layer, site)[base], move.source.at(sae.layer, site)[source]
    change = sae.encode(theirs) - sae.encode(ours)
    slope = gradient.grads[hooks.name(sae.layer, site)][base]
    changing = np.flatnonzero(change.any(axis=0))
    along = slope @ sae.w_dec[changing].T
    attribution = np.einsum("tf,tf->f", change[:, changing], along, dtype=np.float64)
    order = np.argsort(-np.abs(attribution), kind="stable")[:count]
    return [FeatureChange(int(f), change[:, f]) for f in changing[order]]


def named_features(sae: Sae, move: Move, features: Sequence[int]) -> list[FeatureChange]:
    """These features with their changes, in the order in which they are named."""
    site = SITES[sae.hook_point]
    base, source = move.indices()
    ours, theirs = move.base.at(sae.layer, site)[base], move.source.at(sae.layer, site)[source]
    change = sae.encode(theirs) - sae.encode(ours)
    return [FeatureChange(feature, change[:, feature]) for feature in features]


def attributions(sae: Sae, move: Move, gradient: Gradients, changes: Sequence[FeatureChange]) -> Values:
    """First-order effect of each feature, Σ over pairs of change · (gradient · direction): (n_features,)."""
    base, _ = move.indices()
    slope = gradient.grads[hooks.name(sae.layer, SITES[sae.hook_point])][base].astype(np.float64)
    return np.array([float(one.change @ (slope @ sae.direction(one.feature))) for one in changes])


def additions(sae: Sae, changes: list[FeatureChange]) -> Array:
    """What patching each feature adds to the activations: (n_features, n_pairs, d_in)."""
    return np.stack([one.change[:, None] * sae.direction(one.feature) for one in changes])


def random_additions(
    sae: Sae, move: Move, chosen: list[FeatureChange], count: int, random: np.random.Generator
) -> list[Array]:
    """`additions` of each of `chosen` along the directions of random other features: (count, n_pairs, d_in).

    The directions are scaled to the feature's own norm, so that only where they point is random; they come
    from features that are active at the patched positions of either run, and where those are fewer than
    `count`, from all. Directions drawn evenly from all of space would not do as control: activations fill
    only a part of it, and what leaves that part harms the model whatever it means.
    """
    pools = others(sae, move, chosen)
    return [random_addition(sae, one, pools, count, random) for one in chosen]


def random_addition(
    sae: Sae, one: FeatureChange, pools: tuple[Index, Index], count: int, random: np.random.Generator
) -> Array:
    """The controls of one feature, (count, n_pairs, d_model), drawn from the first pool, then the second."""
    directions = resized(sae.w_dec[drawn(pools, count, random)], np.linalg.norm(sae.direction(one.feature)))
    return one.change[None, :, None] * directions[:, None]


def drawn(pools: tuple[Index, Index], count: int, random: np.random.Generator) -> Index:
    """`count` different features at random (count,), of the second pool only where the first has too few."""
    return np.concatenate([random.permutation(pool) for pool in pools])[:count]


def others(sae: Sae, move: Move, chosen: Sequence[FeatureChange]) -> tuple[Index, Index]:
    """All features but the chosen: those active at the patched positions of either run, and the silent."""
    base, source = move.indices()
    site = SITES[sae.hook_point]
    seen = np.concatenate([move.base.at(sae.layer, site)[base], move.source.at(sae.layer, site)[source]])
    is_active = sae.encode(seen).any(axis=0)
    is_free = np.ones(sae.d_sae, np.bool_)
    is_free[[one.feature for one in chosen]] = False
    return np.flatnonzero(is_active & is_free), np.flatnonzero(~is_active & is_free)


def resized(vectors: Array, norm: npt.ArrayLike) -> Array:
    """The vectors (…, d) with another norm (…,)."""
    own = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return (vectors / np.maximum(own, TINY) * np.asarray(norm, np.float32)[..., None]).astype(np.float32)


def patch_additions(
    model: Network,
    move: Move,
    sae: Sae,
    added: Array,
    logit_difference: LogitDifference,
    should_stop: ShouldStop,
) -> Values:
    """The metric when each of `added` (n, n_pairs, d_in) by itself is added at the SAE's site: (n,)."""
    base, _ = move.indices()
    first, site = int(base.min()), SITES[sae.hook_point]
    stream = sae.layer if site is Site.RESID_PRE else sae.layer + 1
    at_once = max(1, ROWS_IN_MEMORY // (move.base.length - first))
    found: list[Values] = []
    for start in range(0, len(added), at_once):
        portion = added[start : start + at_once]

        def joining(now: int, portion: Array = portion) -> Iterator[Copies[int]]:
            if now == stream:
                rows = np.repeat(move.base.stream(stream)[None, first:], len(portion), axis=0)
                rows[:, base - first] = after_addition(model, move, site, sae.layer, base, portion)
                yield Copies(stream, first, rows, 0)

        found.append(logit_difference(carry(model, move.base, stream, joining, should_stop)[0]))
    return np.concatenate(found)
