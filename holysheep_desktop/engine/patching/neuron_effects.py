"""The influential neurons of a layer or of all, with their labels and the control to hold them against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import PatchOptions, Way
from holysheep_desktop.core.results import ControlResult, Label, NeuronEffect
from holysheep_desktop.engine.patching.effects import percentile_95, spearman
from holysheep_desktop.engine.patching.neurons import (
    Neuron,
    attribution,
    patch_neurons,
    random_active,
    strongest,
)
from holysheep_desktop.engine.patching.request import NeuronLabels
from holysheep_desktop.engine.patching.study import Study
from holysheep_desktop.engine.transformer.hooks import Site


@dataclass(frozen=True, slots=True)
class NeuronFindings:
    """Neurons by the size of their exact effect, the random control, and how well attribution ranked them."""

    effects: tuple[NeuronEffect, ...]
    control: ControlResult
    agreement: float | None


def find_neurons(
    study: Study, layers: Sequence[int], options: PatchOptions, seed: int, labels: NeuronLabels
) -> NeuronFindings:
    """Rank the neurons of `layers` by attribution, then patch the first `neuron_top_k` exactly."""
    move = study.moves[Way.NOISING]
    gradient = study.gradient(Way.NOISING, layers, (Site.NEURONS,))
    attributions = {layer: attribution(move, gradient, layer) for layer in layers}
    chosen = strongest(attributions, options.neuron_top_k)
    random = random_active(move, layers, chosen, options.controls, seed)
    patched = patch_neurons(
        study.model, move, [*chosen, *random], study.measure(Way.NOISING), study.should_stop
    )
    effects = study.map_metric.effect(Way.NOISING, patched)
    exact, controls = effects[: len(chosen)], effects[len(chosen) :]
    first_order = study.map_metric.scaled(Way.NOISING, [attributions[n.layer][n.index] for n in chosen])
    label_of = _labels(chosen, labels)
    found = [
        NeuronEffect(
            neuron.id, float(impact), label_of[neuron], float(estimate) if study.has_gradient else None
        )
        for neuron, impact, estimate in zip(chosen, exact, first_order, strict=True)
    ]
    found.sort(key=lambda neuron: -abs(neuron.impact or 0.0))
    return NeuronFindings(
        effects=tuple(found),
        control=ControlResult(
            Component.NEURON.value, len(random), percentile_95(controls), tuple(controls.tolist())
        ),
        agreement=spearman(abs(exact), abs(first_order)) if len(chosen) > 1 else None,
    )


def _labels(neurons: Sequence[Neuron], labels: NeuronLabels) -> dict[Neuron, Label | None]:
    found: dict[Neuron, Label | None] = {}
    for layer in sorted({neuron.layer for neuron in neurons}):
        here = [neuron for neuron in neurons if neuron.layer == layer]
        found.update(zip(here, labels(layer, [neuron.index for neuron in here]), strict=True))
    return found
