"""What the residual stream after a block becomes when one of the block's values is replaced.

Within a block everything but the mixing of positions works row by row, so a replaced value changes the stream
after its block at its own position only, and that row follows from captured values:

    resid_mid     mid′ + mlp(mid′)
    attn_out      mid′ = pre + attn_out′, then as resid_mid
    head          one head's z replaced at the input of the output projection; the post-norm runs on the sum
    neuron        input coordinates of the down projection replaced; the post-norm runs on the sum
    mlp_out       mid + mlp_out′
    layer_output  pre + attn_out′ + mlp_out′: all that the layer writes
    resid_post    post′

A replaced resid_pre is a replaced resid_post of the layer before (of the embedding for layer 0).
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.core.models import Component
from holysheep_desktop.engine.patching.runs import CapturedRun, Index, Move
from holysheep_desktop.engine.transformer.hooks import Site
from holysheep_desktop.engine.transformer.network import Network

Array: TypeAlias = npt.NDArray[np.float32]

POSITION_COMPONENTS = (
    Component.RESID_PRE,
    Component.RESID_MID,
    Component.RESID_POST,
    Component.ATTN_OUT,
    Component.MLP_OUT,
    Component.LAYER_OUTPUT,
    Component.HEAD,
)
"""Components that have one value (or one per head) at every layer and position."""

SITES: dict[Component, tuple[Site, ...]] = {
    Component.RESID_PRE: (Site.RESID_PRE,),
    Component.RESID_MID: (Site.RESID_MID,),
    Component.RESID_POST: (Site.RESID_POST,),
    Component.ATTN_OUT: (Site.ATTN_OUT,),
    Component.MLP_OUT: (Site.MLP_OUT,),
    Component.LAYER_OUTPUT: (Site.ATTN_OUT, Site.MLP_OUT),
    Component.HEAD: (Site.Z,),
    Component.NEURON: (Site.NEURONS,),
}
"""The captured values that make up a component."""


def stream_of(component: Component, layer: int) -> int:
    """The block before which a patch of this component joins the stream."""
    return layer if component is Component.RESID_PRE else layer + 1


def value_of(run: CapturedRun, component: Component, layer: int, at: Index) -> Array:
    """A component's value at some positions: (n, d_model), neurons (n, d_mlp), heads (n, n_heads, d_head).

    `layer_output` has two, (n, 2, d_model): what attention and what the MLP writes. `layer` may be n_layers
    for `resid_pre`: the stream after the last block.
    """
    match component:
        case Component.RESID_PRE:
            return run.stream(layer)[at]
        case Component.RESID_POST:
            return run.stream(layer + 1)[at]
        case _:
            parts = [run.at(layer, site)[at] for site in SITES[component]]
            return parts[0] if len(parts) == 1 else np.stack(parts, axis=1)


def rows_with(
    model: Network, run: CapturedRun, component: Component, layer: int, at: Index, values: Array
) -> Array:
    """Rows (n, d_model) of the stream of `run` after a site whose value is `values`, shaped as by `value_of`.

    For heads (n, n_heads, d_model): every head replaced by itself.
    """
    match component:
        case Component.RESID_PRE | Component.RESID_POST:
            return values
        case Component.RESID_MID:
            return _after_mid(model, layer, values)
        case Component.ATTN_OUT:
            return model.after_attention(layer, run.at(layer, Site.RESID_PRE)[at], values)
        case Component.MLP_OUT:
            return run.at(layer, Site.RESID_MID)[at] + values
        case Component.LAYER_OUTPUT:
            return run.at(layer, Site.RESID_PRE)[at] + values[:, 0] + values[:, 1]
        case Component.HEAD:
            return _head_rows(model, run, layer, at, values)
        case Component.NEURON:
            return run.at(layer, Site.RESID_MID)[at] + model.mlp_output(layer, values)
        case _:
            raise AssertionError(f"{component} has no value of its own at a position")


def patched_rows(
    model: Network, move: Move, component: Component, layer: int, base: Index, source: Index
) -> Array:
    """Rows of the stream after the patched site, one per pair: (n_pairs, d_model).

    A head component gives (n_pairs, n_heads, d_model), every head patched by itself.
    """
    return rows_with(
        model, move.base, component, layer, base, value_of(move.source, component, layer, source)
    )


def _head_rows(model: Network, run: CapturedRun, layer: int, at: Index, values: Array) -> Array:
    z = run.at(layer, Site.Z)[at]
    n_heads = z.shape[1]
    one_replaced = np.repeat(z[:, None], n_heads, axis=1)
    heads = np.arange(n_heads)
    one_replaced[:, heads, heads] = values
    pre = np.repeat(run.at(layer, Site.RESID_PRE)[at][:, None], n_heads, axis=1)
    return model.after_attention(layer, pre, model.attention_output(layer, one_replaced))


def _after_mid(model: Network, layer: int, mid: Array) -> Array:
    return model.after_attention(layer, mid, np.zeros_like(mid))


def neuron_rows(model: Network, move: Move, layer: int, neurons: Index, base: Index, source: Index) -> Array:
    """Each neuron replaced by itself at every pair: (n_neurons, n_pairs, d_model)."""
    ours = move.base.at(layer, Site.NEURONS)[base]
    change = move.source.at(layer, Site.NEURONS)[source][:, neurons] - ours[:, neurons]
    mid = move.base.at(layer, Site.RESID_MID)[base]
    return mid[None] + model.each_neuron_moved(layer, ours, neurons, change.T)


def after_addition(model: Network, move: Move, hook: Site, layer: int, base: Index, added: Array) -> Array:
    """Rows of the stream when `added` (…, n_pairs, d_model) is added to the value at `hook`.

    For `resid_pre` the rows stand before the block, otherwise after it.
    """
    run = move.base
    match hook:
        case Site.RESID_PRE | Site.RESID_POST:
            return run.at(layer, hook)[base] + added
        case Site.MLP_OUT:
            return run.at(layer, Site.RESID_POST)[base] + added
        case Site.RESID_MID:
            return _after_mid(model, layer, run.at(layer, Site.RESID_MID)[base] + added)
        case Site.ATTN_OUT:
            attn_out = run.at(layer, Site.ATTN_OUT)[base] + added
            pre = np.broadcast_to(run.at(layer, Site.RESID_PRE)[base], attn_out.shape)
            return model.after_attention(layer, pre, attn_out)
        case _:
            raise AssertionError(f"{hook} is not in the stream's coordinates")
