"""A patching request against this model: checked once, refused by the name of the option."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import AnalysisRequest, Message, PatchOptions, Role
from holysheep_desktop.core.results import Label
from holysheep_desktop.engine.analysis.prompt_run import Prompt, read_messages, read_prompt_text
from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.patching import params
from holysheep_desktop.engine.patching.site_check import check_site
from holysheep_desktop.engine.transformer.hooks import Array
from holysheep_desktop.engine.transformer.network import Shape
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer
from holysheep_desktop.errors import PatchTargetError, PromptTooLongError


class Dictionaries(Protocol):
    """The SAEs that a model can be read with."""

    def sae_at(self, layer: int) -> Sae | None:
        """The model's own SAE of a layer, or None."""
        ...

    def sae(self, sae_id: str) -> Sae:
        """The SAE of that id; raises `PatchTargetError` for an unknown one."""
        ...

    def label(self, sae_id: str, feature: int) -> Label | None:
        """The label of a feature, or None."""
        ...

    def mean_at(self, layer: int) -> Array | None:
        """The stored corpus mean of the stream after a layer (d_model,), or None."""
        ...


class NeuronLabels(Protocol):
    """Says what neurons stand for, many of a layer at once."""

    def __call__(self, layer: int, neurons: Sequence[int], /) -> Sequence[Label | None]:
        """One label per neuron."""
        ...


def no_labels(layer: int, neurons: Sequence[int], /) -> Sequence[Label | None]:
    """A `NeuronLabels` that knows nothing."""
    return [None] * len(neurons)


def checked_options(request: AnalysisRequest, config: Shape) -> PatchOptions:
    """The patching options, if this model can serve them; raises `PatchTargetError`."""
    options = request.patching
    if options is None:
        raise PatchTargetError(params.PATCHING, "is missing")
    if not 0 <= options.layer < config.n_layers:
        raise PatchTargetError(params.TARGET_LAYER, f"the model has layers 0 to {config.n_layers - 1}")
    if options.neuron_top_k < 0 or options.controls < 0:
        raise PatchTargetError(params.PATCHING, "neuron_top_k and controls must not be negative")
    _check_layers(options, config)
    if options.site is not None:
        check_site(options.site, config)
    if request.steering:
        raise PatchTargetError(params.STEERING, "a patching analysis compares unsteered runs")
    return options


def _check_layers(options: PatchOptions, config: Shape) -> None:
    if options.layers is None:
        return
    if not options.sweep:
        raise PatchTargetError(params.LAYERS, "has no effect without a sweep")
    if not options.layers or not all(0 <= layer < config.n_layers for layer in options.layers):
        raise PatchTargetError(params.LAYERS, f"the model has layers 0 to {config.n_layers - 1}")


def swept_layers(options: PatchOptions, config: Shape) -> tuple[int, ...]:
    """The layers that maps are about, ascending."""
    if not options.sweep:
        return (options.layer,)
    return tuple(range(config.n_layers)) if options.layers is None else tuple(sorted(set(options.layers)))


def control_layers(options: PatchOptions, config: Shape) -> tuple[int, ...]:
    """The layers that controls are drawn from, ascending.

    Of a sweep all: a map that is drawn in parts has the controls of the whole.
    """
    if options.sweep and options.controls:
        return tuple(range(config.n_layers))
    return swept_layers(options, config)


def find_sae(options: PatchOptions, dictionaries: Dictionaries) -> Sae | None:
    """The SAE that was named, else the target layer's.

    Raises `PatchTargetError` where features are asked for and there is none, and for features that it
    does not have.
    """
    sae = _named_sae(options, dictionaries)
    is_listed = Component.SAE_FEATURE in options.components and not options.sweep
    if sae is None and (options.feature_ids or is_listed):
        param = params.FEATURE_IDS if options.feature_ids else params.COMPONENTS
        raise PatchTargetError(param, f"no SAE reads layer {options.layer}")
    if sae is not None:
        _check_features(options.feature_ids, sae)
    return sae


def _named_sae(options: PatchOptions, dictionaries: Dictionaries) -> Sae | None:
    if options.sae_id is None:
        return dictionaries.sae_at(options.layer)
    try:
        sae = dictionaries.sae(options.sae_id)
    except PatchTargetError as error:
        raise PatchTargetError(params.SAE_ID, error.reason) from error
    if sae.layer != options.layer:
        raise PatchTargetError(params.SAE_ID, f"this SAE reads layer {sae.layer}, not {options.layer}")
    return sae


def _check_features(features: Sequence[int], sae: Sae) -> None:
    for index, feature in enumerate(features):
        if not 0 <= feature < sae.d_sae:
            param = f"{params.FEATURE_IDS}[{index}]"
            raise PatchTargetError(param, f"the SAE has features 0 to {sae.d_sae - 1}")
    if len(set(features)) < len(features):
        raise PatchTargetError(params.FEATURE_IDS, "names a feature twice")


def read_comparison(
    tokenizer: TextTokenizer, text: str, messages: Sequence[Message], config: Shape
) -> Prompt:
    """The tokens of the comparison prompt; raises `PatchTargetError` where empty, `PromptTooLongError`.

    In a chat template it stands behind the system's messages of the original.
    """
    prompt = read_prompt_text(tokenizer, text)
    if prompt.template is not None:
        system = (message for message in messages if message.role is Role.SYSTEM)
        prompt = read_messages(tokenizer, (*system, Message(Role.USER, text)))
    if prompt.is_special.all() or not text:
        raise PatchTargetError(params.COMPARISON_PROMPT, "has no text")
    if len(prompt.ids) > config.n_context:
        raise PromptTooLongError(len(prompt.ids), config.n_context, params.COMPARISON_PROMPT)
    return prompt
