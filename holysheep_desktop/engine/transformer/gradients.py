"""The gradient of a logit difference at every hooked value, by hand: one forward and one backward pass.

The backward pass is the chain rule of `model.Model.run`, block by block from the last to the first. With g
the gradient at the stream after a block:

    MLP        g reaches mlp_out unchanged; then post-norm, W_down, GeGLU, W_gate/W_up and norm, to x_mid
    attention  likewise post-norm, W_o, the softmax mix, rotation, QK-norm, W_qkv and norm, to x_pre

Each half adds its share to g, for the stream is a sum. Attribution patching (Nanda 2023; Kramár et al. 2024,
arXiv 2403.00745) is (value in the other run − value here) · gradient.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.attention import Attention, by_kv_head, by_position
from holysheep_desktop.engine.transformer.hooks import Site
from holysheep_desktop.engine.transformer.mlp import Mlp, gelu, gelu_derivative
from holysheep_desktop.engine.transformer.norm import rms_norm, rms_norm_vjp
from holysheep_desktop.errors import CancelledWorkError, PatchTargetError

if TYPE_CHECKING:  # the model itself offers what stands here
    from holysheep_desktop.engine.transformer.model import Block, Model

Array: TypeAlias = npt.NDArray[np.float32]
Positions: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Gradients:
    """`values` and `grads` by hook name, of equal shapes, for positions 0 … `position`; and the metric."""

    values: dict[str, Array]
    grads: dict[str, Array]
    metric: float


@dataclass(frozen=True, slots=True)
class BlockTape:
    """What the backward pass of one block needs from its forward pass."""

    x_pre: Array
    q_raw: Array
    k_raw: Array
    q: Array
    k: Array
    v: Array
    z: Array
    attn_projected: Array
    attn_out: Array
    x_mid: Array
    gate_up: Array
    neurons: Array
    mlp_projected: Array
    mlp_out: Array
    x_post: Array


def gradients(
    model: Model,
    tokens: npt.ArrayLike,
    cotangent: Mapping[int, float],
    *,
    position: int = -1,
    sites: Collection[Site] = tuple(Site),
    layers: Collection[int] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Gradients:
    """Gradients of Σ cᵢ · logitᵢ at `position` of one prompt (T,); {r: 1, r′: −1} is a logit difference.

    Tokens behind `position` have no influence and are left out. Raises `PatchTargetError`,
    `PromptTooLongError` and `CancelledWorkError`.
    """
    ids = np.asarray(tokens, np.int64)
    if ids.ndim != 1 or not -len(ids) <= position < len(ids):
        raise PatchTargetError("position", f"{position} lies outside the {ids.size} tokens of the prompt")
    ids = ids[: position % len(ids) + 1]
    tape = forward(model, ids, should_stop)
    last = tape[-1].x_post[-1:]
    grad = np.zeros_like(tape[-1].x_post)
    grad[-1:] = model.head.gradient(last, dict(cotangent))
    logits = model.logits(last[0], rows=list(cotangent))
    metric = float(np.dot(logits.astype(np.float64), list(cotangent.values())))
    return backward(model, tape, grad, metric, sites=sites, layers=layers, should_stop=should_stop)


def forward(model: Model, ids: Positions, should_stop: Callable[[], bool] | None) -> list[BlockTape]:
    """Run one prompt (T,) and keep what the backward pass needs. Equal to `Model.run`, which keeps nothing.

    Raises `PromptTooLongError`, `PatchTargetError` (tokens outside the vocabulary) and `CancelledWorkError`.
    """
    model.check_length(len(ids))
    positions = np.arange(len(ids), dtype=np.int64)
    x = model.embed(ids)
    tape: list[BlockTape] = []
    for block in model.blocks:
        if should_stop is not None and should_stop():
            raise CancelledWorkError
        tape.append(_forward_block(block, x, positions))
        x = tape[-1].x_post
    return tape


def _forward_block(block: Block, x: Array, positions: Positions) -> BlockTape:
    attention, mlp, eps = block.attention, block.mlp, block.attention.config.norm_eps
    q_raw, k_raw, v = attention.project(x)
    q, k = attention.place(q_raw, k_raw, positions)
    z = attention.attend(q, k, v, positions, positions)
    attn_projected = attention.w_out(z.reshape(len(x), -1))
    attn_out = rms_norm(attn_projected, attention.post_norm, eps)
    x_mid = x + attn_out
    gate_up = mlp.gate_and_up(x_mid)
    neurons = mlp.activate(gate_up)
    mlp_projected = mlp.w_down(neurons)
    mlp_out = rms_norm(mlp_projected, mlp.post_norm, eps)
    return BlockTape(
        x_pre=x, q_raw=q_raw, k_raw=k_raw, q=q, k=k, v=v, z=z, attn_projected=attn_projected,
        attn_out=attn_out, x_mid=x_mid, gate_up=gate_up, neurons=neurons, mlp_projected=mlp_projected,
        mlp_out=mlp_out, x_post=x_mid + mlp_out,
    )  # fmt: skip


def backward(
    model: Model,
    tape: list[BlockTape],
    grad: Array,
    metric: float,
    *,
    sites: Collection[Site] = tuple(Site),
    layers: Collection[int] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Gradients:
    """Carry `grad` (T, d_model), a gradient at the stream after the last block, down to the wanted layers.

    Raises `CancelledWorkError`.
    """
    wanted = set(range(model.config.n_layers) if layers is None else layers)
    result = Gradients({}, {}, metric)
    for block in reversed(model.blocks[min(wanted, default=model.config.n_layers) :]):
        if should_stop is not None and should_stop():
            raise CancelledWorkError
        grads = _backward_block(block, tape[block.layer], grad)
        grad = grads[Site.RESID_PRE]
        if block.layer in wanted:
            values = _values(tape[block.layer])
            for site in sites:
                name = hooks.name(block.layer, site)
                result.values[name], result.grads[name] = values[site], grads[site]
    return result


def _values(tape: BlockTape) -> dict[Site, Array]:
    return {
        Site.RESID_PRE: tape.x_pre, Site.Z: tape.z, Site.ATTN_OUT: tape.attn_out, Site.RESID_MID: tape.x_mid,
        Site.NEURONS: tape.neurons, Site.MLP_OUT: tape.mlp_out, Site.RESID_POST: tape.x_post,
    }  # fmt: skip


def _backward_block(block: Block, tape: BlockTape, grad: Array) -> dict[Site, Array]:
    neurons, through_mlp = mlp_vjp(block.mlp, tape, grad)
    mid = grad + through_mlp
    z, through_attention = attention_vjp(block.attention, tape, mid)
    return {
        Site.RESID_PRE: mid + through_attention, Site.Z: z, Site.ATTN_OUT: mid, Site.RESID_MID: mid,
        Site.NEURONS: neurons, Site.MLP_OUT: grad, Site.RESID_POST: grad,
    }  # fmt: skip


def mlp_vjp(mlp: Mlp, tape: BlockTape, grad: Array) -> tuple[Array, Array]:
    """Gradients (T, d_mlp) at the neurons and, through the MLP, (T, d_model) at x_mid."""
    eps, d_mlp = mlp.config.norm_eps, mlp.config.d_mlp
    at_projected = rms_norm_vjp(grad, tape.mlp_projected, mlp.post_norm, eps)
    at_neurons = mlp.w_down.transposed(at_projected)
    gate, up = tape.gate_up[:, :d_mlp], tape.gate_up[:, d_mlp:]
    at_gate_up = np.empty_like(tape.gate_up)
    np.multiply(at_neurons * up, gelu_derivative(gate), out=at_gate_up[:, :d_mlp])
    np.multiply(at_neurons, gelu(gate), out=at_gate_up[:, d_mlp:])
    at_normed = mlp.w_gate_up.transposed(at_gate_up)
    return at_neurons, rms_norm_vjp(at_normed, tape.x_mid, mlp.norm, eps)


def attention_vjp(attention: Attention, tape: BlockTape, grad: Array) -> tuple[Array, Array]:
    """Gradients (T, n_heads, d_head) at z and, through attention, (T, d_model) at x_pre."""
    c = attention.config
    positions = np.arange(len(grad), dtype=np.int64)
    at_projected = rms_norm_vjp(grad, tape.attn_projected, attention.post_norm, c.norm_eps)
    at_z = attention.w_out.transposed(at_projected).reshape(tape.z.shape)
    at_q, at_k, at_v = mix_vjp(attention, tape, at_z, positions)
    at_q = rms_norm_vjp(
        attention.rotary.rotate_back(at_q, positions), tape.q_raw, attention.q_norm, c.norm_eps
    )
    at_k = rms_norm_vjp(
        attention.rotary.rotate_back(at_k, positions), tape.k_raw, attention.k_norm, c.norm_eps
    )
    rows = len(grad)
    at_qkv = np.concatenate([part.reshape(rows, -1) for part in (at_q, at_k, at_v)], axis=1)
    return at_z, rms_norm_vjp(attention.w_qkv.transposed(at_qkv), tape.x_pre, attention.norm, c.norm_eps)


def mix_vjp(
    attention: Attention, tape: BlockTape, at_z: Array, positions: Positions
) -> tuple[Array, Array, Array]:
    """Through z = softmax(q·kᵀ/√d)·v. The pattern P is computed again rather than kept: it grows with T².

    ∂v = Pᵀ·∂z;  ∂S = P ⊙ (∂z·vᵀ − Σ(∂z·vᵀ ⊙ P));  ∂q = ∂S·k/√d;  ∂k = ∂Sᵀ·q/√d.
    """
    c = attention.config
    pattern = attention.pattern(tape.q, tape.k, positions, positions)
    k, v = tape.k.swapaxes(0, 1), tape.v.swapaxes(0, 1)
    q_rows, z_rows = by_kv_head(tape.q, c.n_kv_heads), by_kv_head(at_z, c.n_kv_heads)
    at_v = np.matmul(pattern.swapaxes(1, 2), z_rows)
    at_scores = np.matmul(z_rows, v.swapaxes(1, 2))
    at_scores -= np.einsum("hrs,hrs->hr", at_scores, pattern)[..., None]
    at_scores *= pattern
    at_scores *= np.float32(c.d_head**-0.5)
    at_q = by_position(np.matmul(at_scores, k), tape.q.shape)
    at_k = np.matmul(at_scores.swapaxes(1, 2), q_rows)
    return at_q, at_k.swapaxes(0, 1), at_v.swapaxes(0, 1)
