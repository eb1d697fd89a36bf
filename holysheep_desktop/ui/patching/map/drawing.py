"""What the map asks for, and what it has so far. It knows nothing of widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from holysheep_desktop.core.effect_maps import (
    MAP_COMPONENTS,
    layer_rows,
    map_of,
    map_of_rows,
    missing_layers,
)
from holysheep_desktop.core.models import Component, ModelInfo
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import EffectMap, EffectScale, MapRows, PatchAnalysis

_FEWEST_TOKENS = 1
_LEAST_LAYERS = 2
"""A run of one layer has a row of some components already; that is no map."""
_SITE_NEURONS = 10
_SITE_CONTROLS = 20


def model_named(models: Sequence[ModelInfo], model_id: str) -> ModelInfo | None:
    """What the endpoint says of the model that a finding is about."""
    return next((model for model in models if model.id == model_id), None)


def offered_components(model: ModelInfo | None) -> tuple[Component, ...]:
    """The components of a map that the endpoint names for the model."""
    named = model.capabilities.patching_components if model else ()
    return tuple(component for component in MAP_COMPONENTS if component.value in named)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The map of one component for one finding; `n_layers` None where the endpoint does not say."""

    request: AnalysisRequest
    analysis: PatchAnalysis
    component: Component
    n_layers: int | None
    rows: tuple[MapRows, ...] = ()

    @classmethod
    def of(
        cls, request: AnalysisRequest, analysis: PatchAnalysis, component: Component, n_layers: int | None
    ) -> Drawing:
        """What the analysis already has of the map."""
        known = map_of(analysis, component)
        has_map = known is not None and len(known.layers) >= _LEAST_LAYERS
        rows = layer_rows(known, analysis.map_scale) if has_map and known else ()
        return cls(request, analysis, component, n_layers, rows)

    @property
    def effects(self) -> EffectMap | None:
        """The map as far as it is drawn."""
        return map_of_rows(self.rows)

    @property
    def scale(self) -> EffectScale:
        """What its numbers mean."""
        if self.rows:
            return self.rows[-1].scale
        return self.analysis.map_scale or EffectScale.NORMALISED

    @property
    def missing(self) -> tuple[int, ...] | None:
        """Layers that are not drawn; None where nobody knows how many there are."""
        return None if self.n_layers is None else missing_layers(self.effects, self.n_layers)

    @property
    def is_complete(self) -> bool:
        """Whether there is nothing left to draw."""
        return bool(self.rows) and not self.missing

    def with_rows(self, rows: Sequence[MapRows]) -> Drawing:
        """With more rows of this component; others are none of this map's."""
        own = [one for one in rows if one.component is self.component and self._fits(one)]
        return replace(self, rows=(*self.rows, *own)) if own else self

    def _fits(self, rows: MapRows) -> bool:
        n_tokens = len(self.analysis.tokens)
        return not n_tokens or all(position < n_tokens for position in rows.positions)

    def finished(self, found: PatchAnalysis) -> Drawing:
        """With the map of the final result in the place of the rows that were reported."""
        effects = map_of(found, self.component)
        return self if effects is None else self.with_rows(layer_rows(effects, found.map_scale))

    def map_request(self) -> AnalysisRequest:
        """The finding's question, for this component at every layer that is missing, and nothing else."""
        missing = self.missing
        is_part = missing is not None and bool(self.rows) and bool(missing)
        return self._asking(
            (self.component,), sweep=True, layers=missing if is_part else None, neuron_top_k=0, controls=0
        )

    def site_request(self, layer: int, components: tuple[Component, ...]) -> AnalysisRequest:
        """The finding's question, for what acts inside one layer."""
        return self._asking(
            components,
            layer=layer,
            sweep=False,
            layers=None,
            neuron_top_k=_SITE_NEURONS,
            controls=_SITE_CONTROLS,
        )

    def _asking(self, components: tuple[Component, ...], **changes: object) -> AnalysisRequest:
        assert self.request.patching is not None
        options = replace(self.request.patching, components=components, **changes)  # pyright: ignore[reportArgumentType]
        generation = replace(self.request.generation, max_tokens=_FEWEST_TOKENS, top_logprobs=None)
        return replace(self.request, patching=options, generation=generation, features=None, logit_lens=False)
