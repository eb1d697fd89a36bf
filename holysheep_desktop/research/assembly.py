"""A Hugging Face model made into a `TorchNetwork`, and tried: only what can be recomputed is offered.

TransformerLens 3 wraps the model as it is, so its numbers are transformers' own. Which of its hooks mean here
what they mean in `engine.hooks` is found out by running a few tokens: the parts of a block must add up, and
a block run on one token with a part put in by hand must give the row of the whole run.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from transformer_lens.model_bridge import TransformerBridge
from transformer_lens.model_bridge.sources import build_bridge_from_module
from transformers import PreTrainedModel

from holysheep_desktop.core.models import Component
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Site
from holysheep_desktop.engine.transformer.network import Run
from holysheep_desktop.errors import ModelSourceError
from holysheep_desktop.research.decoder import HookedDecoder
from holysheep_desktop.research.head import TorchHead
from holysheep_desktop.research.network import TorchNetwork, TorchShape
from holysheep_desktop.research.skipping import Skipping
from holysheep_desktop.research.taps import HOOKED

CONTEXT_LENGTH = 2048
"""Tokens that are taken at once unless more are asked for: attention of all heads is kept in memory."""
N_PROBED = 5
EXACT = 1e-3
ROUNDED = 0.1
"""Largest deviation in units of the largest value, for float32 and for half precision."""

_WITHOUT_HEADS = (Component.RESID_PRE, Component.RESID_MID, Component.RESID_POST, Component.ATTN_OUT,
                  Component.MLP_OUT, Component.LAYER_OUTPUT)  # fmt: skip
_PARTS = frozenset({Site.Z, Site.ATTN_OUT, Site.NEURONS, Site.MLP_OUT})
CURE = "choose a decoder-only text model that TransformerLens knows"


@dataclass(frozen=True, slots=True, eq=False)
class Assembled:
    """A network and what of it can be patched; nothing where its blocks are of another build."""

    network: TorchNetwork
    components: tuple[Component, ...]


def assemble(name: str, model: PreTrainedModel, *, n_context: int | None, centred: bool) -> Assembled:
    """Wrap a model; `centred` takes the mean out of all that is written into the stream, as some SAEs expect.

    Raises ModelSourceError for an architecture that is not served.
    """
    model.eval().requires_grad_(requires_grad=False)
    bridge = _bridge(name, model)
    if centred:
        _centre(name, bridge)
    head = _head(name, bridge, model)
    shape = TorchShape(
        n_layers=bridge.cfg.n_layers,
        n_heads=bridge.cfg.n_heads,
        d_model=bridge.cfg.d_model,
        d_vocab=len(head.weight),
        n_context=min(n_context or CONTEXT_LENGTH, bridge.cfg.n_ctx),
    )
    named = frozenset(site for site in HOOKED if _is_in_every_layer(bridge, site))
    if not named >= {Site.RESID_PRE, Site.RESID_POST}:
        raise ModelSourceError(name, "its blocks have no residual stream", CURE)
    skipping = Skipping(list(bridge.blocks), returns_tuple=_returns_tuple(model, bridge))
    network = TorchNetwork(HookedDecoder(bridge), shape, head, named, skipping)
    run = _probe(network)
    tolerance = EXACT if bridge.cfg.dtype is torch.float32 else ROUNDED
    _check_head(name, model, network, run, tolerance)
    return Assembled(network, _components(network, run, tolerance))


def _bridge(name: str, model: PreTrainedModel) -> TransformerBridge:
    architecture = type(model).__name__
    try:
        return build_bridge_from_module(model, architecture, hf_config=model.config, model_name=name)
    except (ValueError, KeyError, AttributeError, NotImplementedError) as error:
        raise ModelSourceError(name, f"TransformerLens does not serve {architecture}", CURE) from error


def _centre(name: str, bridge: TransformerBridge) -> None:
    """Only a LayerNorm does not see the mean; behind an RMSNorm the model would be another one."""
    if bridge.cfg.normalization_type not in ("LN", "LNPre"):
        raise ModelSourceError(name, "an SAE wants the stream centred, and the model has no LayerNorm",
                               "leave that SAE out")  # fmt: skip
    bridge.process_weights(
        fold_ln=False, center_writing_weights=True, center_unembed=False, fold_value_biases=False
    )


def _head(name: str, bridge: TransformerBridge, model: PreTrainedModel) -> TorchHead:
    config = model.config
    unembedding = model.get_output_embeddings()
    if unembedding is None:
        raise ModelSourceError(name, "it predicts no tokens", CURE)
    divisor = getattr(config, "logits_scaling", None)
    scale = getattr(config, "logit_scale", None) or (1.0 / divisor if divisor else 1.0)
    cap = getattr(config, "final_logit_softcapping", None)
    weight, bias = unembedding.weight.detach(), getattr(unembedding, "bias", None)
    return TorchHead(bridge.ln_final, weight, bias, float(scale), None if cap is None else float(cap))


def _is_in_every_layer(bridge: TransformerBridge, site: Site) -> bool:
    return all(
        bridge.get_hook_point(hooks.name(layer, site)) is not None for layer in range(bridge.cfg.n_layers)
    )


@torch.no_grad()
def _returns_tuple(model: PreTrainedModel, bridge: TransformerBridge) -> bool:
    seen: list[bool] = []

    def look(_: nn.Module, __: object, output: object) -> None:
        seen.append(isinstance(output, tuple))

    handle = bridge.blocks[0].register_forward_hook(look)
    try:
        model.base_model(
            input_ids=torch.zeros((1, 1), dtype=torch.long, device=model.device), use_cache=False
        )
    finally:
        handle.remove()
    return seen[0]


def _probe(network: TorchNetwork) -> Run:
    ids = np.arange(N_PROBED) % network.config.d_vocab
    names = {
        hooks.name(layer, site)
        for layer in range(network.config.n_layers)
        for site in (*network.sites, Site.RESID_MID)
    }
    return network.run(ids, capture=names)


@torch.no_grad()
def _check_head(name: str, model: PreTrainedModel, network: TorchNetwork, run: Run, tolerance: float) -> None:
    ids = torch.arange(N_PROBED, device=model.device)[None] % network.config.d_vocab
    said = model(input_ids=ids, use_cache=False).logits[0].float().cpu().numpy()
    if not _is_near(network.logits(run.resid), said, tolerance):
        raise ModelSourceError(name, "its last layers are of a kind that is not served", CURE)


def _components(network: TorchNetwork, run: Run, tolerance: float) -> tuple[Component, ...]:
    """Nothing unless all parts of the blocks are what they are taken for."""
    if not network.sites >= _PARTS:
        return ()
    layers = range(network.config.n_layers)
    if not all(_adds_up(network, run, layer, tolerance) for layer in layers):
        return ()
    with_mid = all(_is_mid(network, run, layer, tolerance) for layer in layers)
    streams = tuple(c for c in _WITHOUT_HEADS if with_mid or c is not Component.RESID_MID)
    return (*streams, Component.HEAD, Component.HEAD_ALL_POSITIONS, Component.NEURON)


def _adds_up(network: TorchNetwork, run: Run, layer: int, tolerance: float) -> bool:
    at = {site: run.values[hooks.name(layer, site)] for site in HOOKED}
    pre, post, attn_out = at[Site.RESID_PRE], at[Site.RESID_POST], at[Site.ATTN_OUT]
    pairs = (
        (pre + attn_out + at[Site.MLP_OUT], post),
        (network.attention_output(layer, at[Site.Z]), attn_out),
        (network.mlp_output(layer, at[Site.NEURONS]), at[Site.MLP_OUT]),
        (network.after_attention(layer, pre, attn_out), post),
    )
    return all(_is_near(found, expected, tolerance) for found, expected in pairs)


def _is_mid(network: TorchNetwork, run: Run, layer: int, tolerance: float) -> bool:
    """Whether the MLP reads the stream after attention; in parallel blocks it reads the one before."""
    mid = run.values[hooks.name(layer, Site.RESID_MID)]
    read = network.after_attention(layer, mid, np.zeros_like(mid))
    return _is_near(read, run.values[hooks.name(layer, Site.RESID_POST)], tolerance)


def _is_near(found: npt.NDArray[np.float32], expected: npt.NDArray[np.float32], tolerance: float) -> bool:
    if found.shape != expected.shape:
        return False
    largest = float(np.abs(expected).max()) or 1.0
    return float(np.abs(found - expected).max()) <= tolerance * largest
