"""What has to be asked so that a run of a report comes out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from holysheep_desktop.core.effect_maps import with_map
from holysheep_desktop.core.report import Run
from holysheep_desktop.core.requests import AnalysisRequest, Way
from holysheep_desktop.core.results import AnalysisResult, EffectMap

_LEAST_LAYERS = 2
"""A map of a single layer comes with the run itself."""


def requests_of(run: Run) -> tuple[AnalysisRequest, ...]:
    """The run's own request, and one for each map that was drawn after it, as the Patching tab asks it."""
    options, analysis = run.request.patching, run.result.patching
    if options is None or analysis is None:
        return (run.request,)
    drawn_later = [
        effects
        for effects in analysis.maps
        if len(effects.layers) >= _LEAST_LAYERS
        and not (options.sweep and effects.component in options.components)
    ]
    return (run.request, *(_map_request(run.request, effects) for effects in drawn_later))


def _map_request(request: AnalysisRequest, effects: EffectMap) -> AnalysisRequest:
    assert request.patching is not None
    way = Way.BOTH
    if effects.noising is None or effects.denoising is None:
        way = Way.DENOISING if effects.noising is None else Way.NOISING
    options = replace(
        request.patching,
        components=(effects.component,),
        sweep=True,
        way=way,
        layers=effects.layers,
        method=effects.method,
        neuron_top_k=0,
        controls=0,
    )
    generation = replace(request.generation, max_tokens=1, top_logprobs=None)
    return replace(request, patching=options, generation=generation, features=None, logit_lens=False)


def merged(results: Sequence[AnalysisResult]) -> AnalysisResult:
    """The first result with the maps of the others."""
    first = results[0]
    analysis = first.patching
    if analysis is None:
        return first
    for other in results[1:]:
        for effects in other.patching.maps if other.patching else ():
            analysis = with_map(analysis, effects)
    return replace(first, patching=analysis)
