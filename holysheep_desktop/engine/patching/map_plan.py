"""Which maps a request asks for, and what is replaced at their sites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import Method, PatchOptions
from holysheep_desktop.engine.patching import params
from holysheep_desktop.engine.patching.position_sets import FeatureSets, NeuronSets, PositionSets
from holysheep_desktop.engine.patching.request import Dictionaries, control_layers
from holysheep_desktop.engine.patching.sites import POSITION_COMPONENTS
from holysheep_desktop.engine.patching.study import Study
from holysheep_desktop.engine.patching.sweep import Place
from holysheep_desktop.errors import PatchTargetError

DEFAULT_MAPS = (Component.RESID_POST, Component.LAYER_OUTPUT)
SETS = (Component.NEURON, Component.SAE_FEATURE)
"""Components whose sites are sets; without a sweep they are listed one by one instead of mapped."""


@dataclass(frozen=True, slots=True)
class MapPlan:
    """Which maps are drawn, and what is replaced where a component is a set."""

    components: tuple[Component, ...]
    layers: tuple[int, ...]
    control_layers: tuple[int, ...]
    method: Method
    sets: Mapping[Component, PositionSets] = field(default_factory=dict[Component, PositionSets])

    def place(self, component: Component, layer: int) -> Place | None:
        """The place of a component that has positions, or None where the layer has none."""
        if component not in self.sets:
            return Place.of(component, layer)
        sets = self.sets[component]
        return Place(component, layer, sets.value(layer)) if layer in sets.layers else None

    @property
    def by_position(self) -> tuple[Component, ...]:
        """The components that have a site at every position."""
        return tuple(c for c in self.components if c is not Component.HEAD_ALL_POSITIONS)

    @property
    def has_whole_heads(self) -> bool:
        """Whether heads are patched at all positions at once."""
        return Component.HEAD_ALL_POSITIONS in self.components


def plan_maps(
    study: Study, options: PatchOptions, layers: tuple[int, ...], dictionaries: Dictionaries
) -> MapPlan:
    """The maps of a request; raises `PatchTargetError` for features where no SAE reads any of the layers."""
    wished = options.components or DEFAULT_MAPS
    drawable = (*POSITION_COMPONENTS, Component.HEAD_ALL_POSITIONS, *(SETS if options.sweep else ()))
    components = tuple(c for c in drawable if c in wished)
    of_controls = control_layers(options, study.model.config)
    if not study.prompts_differ:
        return MapPlan((), layers, of_controls, options.method)
    sets: dict[Component, PositionSets] = {}
    if Component.NEURON in components:
        sets[Component.NEURON] = NeuronSets(study, of_controls, options.neuron_top_k)
    if Component.SAE_FEATURE in components:
        sets[Component.SAE_FEATURE] = _feature_sets(study, options, of_controls, dictionaries)
    return MapPlan(components, layers, of_controls, options.method, sets)


def _feature_sets(
    study: Study, options: PatchOptions, layers: tuple[int, ...], dictionaries: Dictionaries
) -> FeatureSets:
    found = {layer: dictionaries.sae_at(layer) for layer in layers}
    saes = {layer: sae for layer, sae in found.items() if sae is not None}
    if not saes and options.layers is None:
        raise PatchTargetError(params.COMPONENTS, "no SAE reads any layer")
    return FeatureSets(study, saes, options.neuron_top_k)
