"""Neurons and SAE features as maps by position: at every site the strongest ones, patched there all together.

Patching one neuron at one token moves the answer by less than rounding shows, and a layer has thousands. So a
site's number is the exact effect of its `count` strongest: those with the largest |attribution| (change ·
gradient of the metric) at that layer and that position, in the noising direction; denoising moves the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from holysheep_desktop.core.models import Component, HookPoint
from holysheep_desktop.core.requests import Way
from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.patching.features import SITES
from holysheep_desktop.engine.patching.runs import Array, Index, Move
from holysheep_desktop.engine.patching.sites import value_of
from holysheep_desktop.engine.patching.study import Study
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Site

VALUES_OF_HOOKS = {
    HookPoint.RESID_PRE: Component.RESID_PRE,
    HookPoint.RESID_MID: Component.RESID_MID,
    HookPoint.RESID_POST: Component.RESID_POST,
    HookPoint.ATTN_OUT: Component.ATTN_OUT,
    HookPoint.MLP_OUT: Component.MLP_OUT,
}
"""The value that an SAE reads, as a component."""


class PositionSets(Protocol):
    """What is replaced at the sites of a component whose sites are sets."""

    @property
    def layers(self) -> frozenset[int]:
        """The layers that have such sites."""
        ...

    def value(self, layer: int) -> Component:
        """The component whose value the set is a part of."""
        ...

    def values(self, move: Move, layer: int, base: Index, source: Index) -> Array:
        """New values of that component, one row a pair: (n_pairs, …), with the set of each pair patched."""
        ...

    def random_values(
        self, move: Move, layer: int, base: Index, source: Index, random: np.random.Generator
    ) -> Array:
        """The same with random other members in the place of the set's: its control."""
        ...

    def attribution(self, way: Way, layer: int) -> Array:
        """Summed attribution of each pair's set, (n_pairs,), in the move's order; 0 before `first`."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Strongest:
    """By layer the strongest members at every pair from the first difference on: (n_pairs, count)."""

    members: Mapping[int, Index]
    rows: Mapping[int, int]
    """Original token index to row."""

    def at(self, move: Move, layer: int, base: Index, source: Index) -> Index:
        """The sets of these pairs of a move, (n_pairs, count)."""
        originals = source if move.way is Way.DENOISING else base
        return self.members[layer][[self.rows[i] for i in originals.tolist()]]


class NeuronSets:
    """The strongest neurons of each site."""

    def __init__(self, study: Study, layers: Sequence[int], count: int) -> None:
        self.layers = frozenset(layers)
        self._study = study
        self._gradients = {
            way: study.gradient(way, layers, (Site.NEURONS,)) for way in (Way.NOISING, Way.DENOISING)
        }
        strongest = {layer: _largest(self._each(Way.NOISING, layer), count) for layer in layers}
        self._strongest = Strongest(strongest, _rows(study.moves[Way.NOISING]))

    def value(self, layer: int) -> Component:
        """Neurons."""
        return Component.NEURON

    def values(self, move: Move, layer: int, base: Index, source: Index) -> Array:
        """The base's neurons with those of the sets replaced: (n_pairs, d_mlp)."""
        return self._replaced(move, layer, base, source, self._strongest.at(move, layer, base, source))

    def random_values(
        self, move: Move, layer: int, base: Index, source: Index, random: np.random.Generator
    ) -> Array:
        """As many random neurons that are active there (|activation| above the token's median) instead."""
        own = self._strongest.at(move, layer, base, source)
        sizes = np.abs(move.base.at(layer, Site.NEURONS)[base])
        drawn = np.empty_like(own)
        for row, size in enumerate(sizes):
            active = np.setdiff1d(np.flatnonzero(size >= np.median(size)), own[row])
            pool = active if len(active) >= own.shape[1] else np.arange(len(size))
            drawn[row] = random.choice(pool, own.shape[1], replace=False)
        return self._replaced(move, layer, base, source, drawn)

    def attribution(self, way: Way, layer: int) -> Array:
        """Σ change · gradient over the set of each pair, (n_pairs,); 0 before the first difference."""
        move = self._study.moves[way]
        members = self._strongest.at(move, layer, *move.indices())
        return _at_pairs(move, np.take_along_axis(self._each(way, layer), members, axis=1).sum(axis=1))

    def _each(self, way: Way, layer: int) -> Array:
        """Attribution of every neuron at every pair, (n_pairs, d_mlp)."""
        move = self._study.moves[way]
        base, source = move.indices()
        change = move.source.at(layer, Site.NEURONS)[source] - move.base.at(layer, Site.NEURONS)[base]
        return change * self._gradients[way].grads[hooks.name(layer, Site.NEURONS)][base]

    def _replaced(self, move: Move, layer: int, base: Index, source: Index, members: Index) -> Array:
        values = value_of(move.base, Component.NEURON, layer, base)
        theirs = value_of(move.source, Component.NEURON, layer, source)
        np.put_along_axis(values, members, np.take_along_axis(theirs, members, axis=1), axis=1)
        return values


class FeatureSets:
    """The strongest SAE features of each site; what the SAE does not explain stays."""

    def __init__(self, study: Study, saes: Mapping[int, Sae], count: int) -> None:
        self.layers = frozenset(saes)
        self._study = study
        self._saes = saes
        sites = {SITES[sae.hook_point] for sae in saes.values()}
        self._gradients = {
            way: study.gradient(way, tuple(saes), tuple(sites)) for way in (Way.NOISING, Way.DENOISING)
        }
        strongest = {layer: _largest(self._each(Way.NOISING, layer), count) for layer in saes}
        self._strongest = Strongest(strongest, _rows(study.moves[Way.NOISING]))

    def value(self, layer: int) -> Component:
        """What the layer's SAE reads."""
        return VALUES_OF_HOOKS[self._saes[layer].hook_point]

    def values(self, move: Move, layer: int, base: Index, source: Index) -> Array:
        """The base's activations plus Σ (f_other − f_this) · direction over the sets: (n_pairs, d_in)."""
        return value_of(move.base, self.value(layer), layer, base) + self._added(move, layer, base, source)

    def random_values(
        self, move: Move, layer: int, base: Index, source: Index, random: np.random.Generator
    ) -> Array:
        """As many features at random along their directions, resized to the norm of the set's own change."""
        own = self._strongest.at(move, layer, base, source)
        added = self._added(move, layer, base, source)
        directions = self._saes[layer].w_dec[random.integers(0, self._saes[layer].d_sae, own.shape)]
        weights = random.normal(size=own.shape).astype(np.float32)
        drawn = np.einsum("pk,pkd->pd", weights, directions)
        size = np.linalg.norm(drawn, axis=1, keepdims=True)
        drawn *= np.linalg.norm(added, axis=1, keepdims=True) / np.maximum(size, np.float32(1e-20))
        return value_of(move.base, self.value(layer), layer, base) + drawn

    def attribution(self, way: Way, layer: int) -> Array:
        """Σ change · (gradient · direction) over the set."""
        move = self._study.moves[way]
        members = self._strongest.at(move, layer, *move.indices())
        return _at_pairs(move, np.take_along_axis(self._each(way, layer), members, axis=1).sum(axis=1))

    def _each(self, way: Way, layer: int) -> Array:
        """Attribution of every feature at every pair, (n_pairs, d_sae)."""
        move, sae = self._study.moves[way], self._saes[layer]
        base, source = move.indices()
        slope = self._gradients[way].grads[hooks.name(layer, SITES[sae.hook_point])][base]
        along: Array = slope @ sae.w_dec.T
        return self._change(move, layer, base, source) * along

    def _change(self, move: Move, layer: int, base: Index, source: Index) -> Array:
        sae, component = self._saes[layer], self.value(layer)
        theirs = sae.encode(value_of(move.source, component, layer, source))
        return theirs - sae.encode(value_of(move.base, component, layer, base))

    def _added(self, move: Move, layer: int, base: Index, source: Index) -> Array:
        members = self._strongest.at(move, layer, base, source)
        change = np.take_along_axis(self._change(move, layer, base, source), members, axis=1)
        added: Array = np.einsum("pk,pkd->pd", change, self._saes[layer].w_dec[members])
        return added


def _largest(attribution: Array, count: int) -> Index:
    """Indices of the `count` largest |attribution| of every row: (n, count)."""
    count = min(count, attribution.shape[1])
    return np.argsort(-np.abs(attribution), axis=1, kind="stable")[:, :count]


def _rows(noising: Move) -> dict[int, int]:
    base, _ = noising.indices()
    return {position: row for row, position in enumerate(base.tolist())}


def _at_pairs(move: Move, late: Array) -> Array:
    """Values of the pairs from the first difference on, in their places among all pairs."""
    found = np.zeros(len(move.pairs), np.float32)
    found[[row for row, (i, _) in enumerate(move.pairs) if i >= move.first]] = late
    return found
