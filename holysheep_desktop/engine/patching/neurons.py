"""MLP neurons: ranked by attribution, then patched exactly, with random neurons as control.

Attribution of a neuron is Σ over aligned positions of (activation in the other run − activation here) ·
gradient of the metric, the first-order estimate of its noising effect (Nanda 2023; Kramár et al. 2403.00745).
It ranks; what is reported is the exact effect of replacing the neuron at every aligned position.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.patching.carrying import carry
from holysheep_desktop.engine.patching.cone import Copies
from holysheep_desktop.engine.patching.runs import Move, ShouldStop
from holysheep_desktop.engine.patching.sites import neuron_rows
from holysheep_desktop.engine.patching.sweep import ROWS_IN_MEMORY, LogitDifference
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.gradients import Gradients
from holysheep_desktop.engine.transformer.hooks import Site
from holysheep_desktop.engine.transformer.network import Network

Values: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, order=True)
class Neuron:
    """One input coordinate of a layer's down projection."""

    layer: int
    index: int

    @classmethod
    def named(cls, name: str) -> Neuron:
        """The neuron of an `id`."""
        layer, index = name.removeprefix("L").split(".N")
        return cls(int(layer), int(index))

    @property
    def id(self) -> str:
        """`L12.N345`."""
        return f"L{self.layer}.N{self.index}"


def attribution(move: Move, gradient: Gradients, layer: int) -> Values:
    """First-order noising effect of every neuron of a layer, in units of the metric: (d_mlp,)."""
    base, source = move.indices()
    change = move.source.at(layer, Site.NEURONS)[source] - move.base.at(layer, Site.NEURONS)[base]
    slope = gradient.grads[hooks.name(layer, Site.NEURONS)][base]
    return np.einsum("tn,tn->n", change, slope, dtype=np.float64)


def strongest(attributions: dict[int, Values], count: int) -> list[Neuron]:
    """The neurons of the given layers with the largest |attribution|, largest first; without those of 0."""
    ranked = [
        (-abs(float(values[n])), Neuron(layer, int(n)))
        for layer, values in attributions.items()
        for n in np.argsort(-np.abs(values))[:count]
        if values[n]
    ]
    return [neuron for _, neuron in sorted(ranked)[:count]]


def random_active(
    move: Move, layers: Sequence[int], but: Sequence[Neuron], count: int, seed: int
) -> list[Neuron]:
    """Random neurons that are active in the unpatched run, none of `but`.

    Active: mean |activation| over the patched positions above the median of the layer's neurons.
    """
    base, _ = move.indices()
    if not base.size:
        return []
    pool: list[Neuron] = []
    for layer in layers:
        size = np.abs(move.base.at(layer, Site.NEURONS)[base]).mean(axis=0)
        pool += [Neuron(layer, int(n)) for n in np.flatnonzero(size > np.median(size))]
    taken = set(but)
    pool = [neuron for neuron in pool if neuron not in taken]
    chosen = np.random.default_rng(seed % 2**63).choice(len(pool), min(count, len(pool)), replace=False)
    return [pool[n] for n in chosen]


def patch_neurons(
    model: Network,
    move: Move,
    neurons: Sequence[Neuron],
    logit_difference: LogitDifference,
    should_stop: ShouldStop,
) -> Values:
    """The metric after each neuron by itself is replaced at every aligned position: (n_neurons,)."""
    base, source = move.indices()
    if not base.size:
        return np.repeat(logit_difference(move.base.last[None]), len(neurons))
    first = int(base.min())
    at_once = max(1, ROWS_IN_MEMORY // (move.base.length - first))
    found: dict[Neuron, float] = {}
    for start in range(0, len(neurons), at_once):
        portion = neurons[start : start + at_once]

        def joining(stream: int, portion: Sequence[Neuron] = portion) -> Iterator[Copies[tuple[Neuron, ...]]]:
            here = tuple(neuron for neuron in portion if neuron.layer + 1 == stream)
            if here:
                indices = np.array([neuron.index for neuron in here])
                rows = np.repeat(move.base.stream(stream)[None, first:], len(here), axis=0)
                rows[:, base - first] = neuron_rows(model, move, stream - 1, indices, base, source)
                yield Copies(stream, first, rows, here)

        streams = [neuron.layer + 1 for neuron in portion]
        ends = carry(model, move.base, min(streams), joining, should_stop)
        for here, last in ends.items():
            found.update(zip(here, logit_difference(last).tolist(), strict=True))
    return np.array([found[neuron] for neuron in neurons], np.float64)
