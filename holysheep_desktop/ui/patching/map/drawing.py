"""What the map asks for, and what it has so far. It knows nothing of widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from holysheep_desktop.core.effect_maps import (
    MAP_COMPONENTS,
    MapCell,
    answer_position,
    layer_rows,
    map_of,
    map_of_rows,
    missing_layers,
)
from holysheep_desktop.core.models import Component, ModelInfo
from holysheep_desktop.core.requests import AnalysisRequest, SiteChoice
from holysheep_desktop.core.results import ControlResult, EffectMap, EffectScale, MapRows, PatchAnalysis
from holysheep_desktop.ui.patching.effects import map_claim, map_control

_FEWEST_TOKENS = 1
_LEAST_LAYERS = 2
"""A run of one layer has a row of some components already; that is no map."""
_USUAL_STRONGEST = 10
_SITE_CONTROLS = 20
_SITE_TOKENS = 12
"""How far both patched runs go on speaking."""
_PATCHED_TOGETHER = {Component.NEURON, Component.SAE_FEATURE}


def model_named(models: Sequence[ModelInfo], model_id: str) -> ModelInfo | None:
    """What the endpoint says of the model that a finding is about."""
    return next((model for model in models if model.id == model_id), None)


def offered_components(model: ModelInfo | None) -> tuple[Component, ...]:
    """The components of a map that the endpoint names for the model."""
    named = model.capabilities.patching_components if model else ()
    return tuple(component for component in MAP_COMPONENTS if component.value in named)


def with_checks_of(analysis: PatchAnalysis, found: PatchAnalysis, component: Component) -> PatchAnalysis:
    """The analysis with a map's own controls and self-tests; a self-test that failed once stays failed."""
    controls = {control.claim: control for control in analysis.controls}
    controls |= {
        control.claim: control for control in found.controls if control.claim == map_claim(component)
    }
    tests = {test.name: test for test in analysis.self_tests}
    for test in found.self_tests:
        known = tests.get(test.name)
        if known is None or known.passed:
            tests[test.name] = test
    return replace(analysis, controls=tuple(controls.values()), self_tests=tuple(tests.values()))


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
    def has_difference(self) -> bool:
        """Whether the two runs can differ; prompts of the same tokens are one run, which has no map."""
        original, comparison = (
            [token.id for token in tokens]
            for tokens in (self.analysis.tokens, self.analysis.comparison_tokens)
        )
        return not original or original != comparison

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
        """With the map of the final result in the place of the rows that were reported, and its checks."""
        effects = map_of(found, self.component)
        if effects is None:
            return self
        checked = replace(self, analysis=with_checks_of(self.analysis, found, self.component))
        return checked.with_rows(layer_rows(effects, found.map_scale))

    @property
    def control(self) -> ControlResult | None:
        """What random directions do in cells of this map; those of a run of one layer are not the map's."""
        return map_control(self.analysis, self.component) if self.is_complete else None

    def map_request(self) -> AnalysisRequest:
        """The finding's question, for this component at every layer that is missing, and nothing else."""
        assert self.request.patching is not None
        missing = self.missing
        is_part = missing is not None and bool(self.rows) and bool(missing)
        return self._asking(
            _FEWEST_TOKENS,
            components=(self.component,),
            sweep=True,
            layers=missing if is_part else None,
            neuron_top_k=self.n_strongest if self.component in _PATCHED_TOGETHER else 0,
            feature_ids=(),
            controls=self.request.patching.controls,
        )

    @property
    def n_strongest(self) -> int:
        """How many neurons or features are patched together in one cell."""
        assert self.request.patching is not None
        return self.request.patching.neuron_top_k or _USUAL_STRONGEST

    def site_request(self, cell: MapCell) -> AnalysisRequest:
        """The finding's question, for one site: what both patched runs say, and what acts there.

        A head that was patched everywhere is opened where the answer is read.
        """
        component, position = self.component, cell.position
        if component is Component.HEAD_ALL_POSITIONS and self.effects is not None:
            component, position = Component.HEAD, answer_position(self.analysis, self.effects)
        return self._asking(
            _SITE_TOKENS,
            layer=cell.layer,
            components=(),
            sweep=False,
            layers=None,
            neuron_top_k=_USUAL_STRONGEST,
            controls=_SITE_CONTROLS,
            feature_ids=(),
            site=SiteChoice(component, cell.layer, position, cell.head),
        )

    def _asking(self, max_tokens: int, **changes: object) -> AnalysisRequest:
        assert self.request.patching is not None
        options = replace(self.request.patching, **changes)  # pyright: ignore[reportArgumentType]
        generation = replace(self.request.generation, max_tokens=max_tokens, top_logprobs=None)
        return replace(self.request, patching=options, generation=generation, features=None, logit_lens=False)
