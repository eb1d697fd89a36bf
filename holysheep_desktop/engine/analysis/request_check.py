"""A request against this model: what it asks for is found, or refused by the name of the option."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import AnalysisRequest, FeatureOptions, Steering
from holysheep_desktop.engine.analysis.prompt_run import Prompt
from holysheep_desktop.engine.analysis.steering import SteeredSae, grouped
from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.dictionaries.sae_library import SAE_ID, SaeLibrary, checked_feature
from holysheep_desktop.engine.transformer.network import Shape
from holysheep_desktop.errors import PatchTargetError, PromptTooLongError

SAE_LAYER = "extra_body.sae_layer"
STEERING = "extra_body.steering"
PATCHING = "extra_body.activation_patching"
COMPONENTS = "extra_body.activation_patching.components"
SITE = "extra_body.activation_patching.site.component"
MAX_STRENGTH = 1e6
"""Over fifty times the norm of a residual stream; far beyond, squares leave float32."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The SAEs that a request needs, in memory."""

    sae: Sae | None
    steered: tuple[SteeredSae, ...]


def check_lengths(request: AnalysisRequest, prompt: Prompt, config: Shape) -> None:
    """Raises PatchTargetError for an empty prompt or too many new tokens, PromptTooLongError."""
    n_tokens, limit = len(prompt.ids), config.n_context
    if prompt.is_special.all():
        raise PatchTargetError("messages", "the prompt has no text")
    if n_tokens > limit:
        raise PromptTooLongError(n_tokens, limit)
    if n_tokens + request.generation.max_tokens > limit:
        room = limit - n_tokens
        raise PatchTargetError("max_tokens", f"after this prompt there is room for {room} tokens")


def check_components(request: AnalysisRequest, served: Sequence[Component]) -> None:
    """Raises PatchTargetError for a component that the model does not have."""
    if request.patching is None:
        return
    if not served:
        raise PatchTargetError(PATCHING, "this model's blocks are of a kind that cannot be patched here")
    site = request.patching.site
    wished = (*request.patching.components, *((site.component,) if site is not None else ()))
    missing = next((component for component in wished if component not in served), None)
    if missing is not None:
        param = SITE if site is not None and missing is site.component else COMPONENTS
        raise PatchTargetError(param, f"{missing} cannot be patched in this model")


def plan(request: AnalysisRequest, library: SaeLibrary) -> Plan:
    """Load the SAEs of a request; raises PatchTargetError for what is not there, or DictionaryError."""
    if request.steering and request.patching is not None:
        raise PatchTargetError(STEERING, "cannot be combined with activation patching")
    for index, step in enumerate(request.steering):
        _check_step(f"{STEERING}[{index}]", step, library)
    sae = None if request.features is None else library.sae(_sae_id(request.features, library))
    return Plan(sae, grouped(request.steering, library.sae))


def _sae_id(options: FeatureOptions, library: SaeLibrary) -> str:
    if options.sae_id is None:
        info = library.info_at(options.layer)
        if info is None:
            raise PatchTargetError(SAE_LAYER, f"no SAE reads layer {options.layer}; {_layers(library)}")
        return info.sae_id
    info = library.info(options.sae_id)
    if info.layer != options.layer:
        raise PatchTargetError(SAE_ID, f"this SAE reads layer {info.layer}, not {options.layer}")
    return info.sae_id


def _layers(library: SaeLibrary) -> str:
    layers: Sequence[int] = sorted({info.layer for info in library.infos()})
    return f"there are SAEs for layers {', '.join(map(str, layers))}" if layers else "there are no SAEs"


def _check_step(param: str, step: Steering, library: SaeLibrary) -> None:
    try:
        info = library.info(step.sae_id)
    except PatchTargetError as error:
        raise PatchTargetError(f"{param}.sae_id", error.reason) from error
    checked_feature(info, step.feature, f"{param}.feature")
    if not math.isfinite(step.strength) or abs(step.strength) > MAX_STRENGTH:
        raise PatchTargetError(f"{param}.strength", f"must lie between ±{MAX_STRENGTH:g}")
