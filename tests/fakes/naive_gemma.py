"""Gemma 3 once more, in float64, head by head and position by position: slow, and with nothing reused.

Written from the papers, not from the engine; it shares the engine's weights and names of values only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.transformer.model import Model

Array = npt.NDArray[np.float64]
Edit = Callable[[str, Array], Array]


def keep(name: str, value: Array) -> Array:
    return value


def norm(x: Array, scale: npt.NDArray[np.float32], eps: float) -> Array:
    return x / np.sqrt((x**2).mean(-1, keepdims=True) + eps) * scale


def rotated(x: Array, position: int, base: float) -> Array:
    half = len(x) // 2
    angle = position * base ** (-2.0 * np.arange(half) / len(x))
    first, second = x[:half], x[half:]
    return np.concatenate([first * np.cos(angle) - second * np.sin(angle),
                           second * np.cos(angle) + first * np.sin(angle)])  # fmt: skip


def mixed(model: Model, layer: int, h: Array) -> Array:
    """z (T, n_heads, d_head)."""
    c, w = model.config, model.weights.blocks[layer]
    qkv = h @ w.qkv.weight.astype(np.float64)
    base, n_tokens = c.rope_base(layer), len(h)
    z = np.zeros((n_tokens, c.n_heads, c.d_head))
    for head in range(c.n_heads):
        group = head // (c.n_heads // c.n_kv_heads)
        q = qkv[:, head * c.d_head : (head + 1) * c.d_head]
        k = qkv[:, c.d_q + group * c.d_head : c.d_q + (group + 1) * c.d_head]
        v = qkv[:, c.d_q + c.d_kv + group * c.d_head : c.d_q + c.d_kv + (group + 1) * c.d_head]
        q, k = norm(q, w.q_norm, c.norm_eps), norm(k, w.k_norm, c.norm_eps)
        for t in range(n_tokens):
            oldest = 0 if c.is_global(layer) else max(0, t - c.window + 1)
            scores = [
                rotated(q[t], t, base) @ rotated(k[s], s, base) / np.sqrt(c.d_head)
                for s in range(oldest, t + 1)
            ]
            p = np.exp(np.array(scores) - max(scores))
            z[t, head] = p / p.sum() @ v[oldest : t + 1]
    return z


def logits(model: Model, ids: Sequence[int], edit: Edit = keep) -> Array:
    """Next-token logits after the last token (d_vocab,); `edit` sees and may replace every named value."""
    c, eps = model.config, model.config.norm_eps
    embedding = model.weights.embedding.rows(np.arange(c.d_vocab)).astype(np.float64)
    x = embedding[list(ids)] * np.sqrt(c.d_model)
    for layer, w in enumerate(model.weights.blocks):
        at = f"blocks.{layer}."
        x = edit(at + "hook_resid_pre", x)
        z = edit(at + "attn.hook_z", mixed(model, layer, norm(x, w.attn_norm, eps)))
        projected = z.reshape(len(x), -1) @ w.out.weight.astype(np.float64)
        x = x + edit(at + "hook_attn_out", norm(projected, w.post_attn_norm, eps))
        x = edit(at + "hook_resid_mid", x)
        gate_up = norm(x, w.mlp_norm, eps) @ w.gate_up.weight.astype(np.float64)
        gate, up = gate_up[:, : c.d_mlp], gate_up[:, c.d_mlp :]
        gelu = 0.5 * gate * (1 + np.tanh(np.sqrt(2 / np.pi) * (gate + 0.044715 * gate**3)))
        neurons = edit(at + "mlp.hook_post", gelu * up)
        down = neurons @ w.down.weight.astype(np.float64)
        x = x + edit(at + "hook_mlp_out", norm(down, w.post_mlp_norm, eps))
        x = edit(at + "hook_resid_post", x)
    return embedding @ norm(x[-1], model.weights.final_norm, eps)


def values(model: Model, ids: Sequence[int]) -> dict[str, Array]:
    """Every named value of an unpatched run."""
    seen: dict[str, Array] = {}

    def look(name: str, value: Array) -> Array:
        seen[name] = value.copy()
        return value

    logits(model, ids, look)
    return seen
