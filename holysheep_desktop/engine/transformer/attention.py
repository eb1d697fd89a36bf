"""Attention of one Gemma 3 block, in pieces that take and give plain arrays.

    h       = RMSNorm(x)
    q, k, v = h·W_q, h·W_k, h·W_v          q and k are RMS-normed per head (QK-norm), then rotated
    z       = softmax(q·kᵀ / √d_head) · v   causal; five of six layers look back over a window only
    out     = RMSNorm(z·W_o)                the post-norm; this is what is added to the stream

All but the mixing of positions works row by row, so rows of several runs can be put into one product; the
mixing takes explicit positions, so keys and values of a prefix can come from anywhere. Shapes: x (…, T,
d_model), q and z (…, T, n_heads, d_head), k and v (…, S, n_kv_heads, d_head).
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.transformer.config import ModelConfig
from holysheep_desktop.engine.transformer.linear import Linear
from holysheep_desktop.engine.transformer.norm import rms_norm
from holysheep_desktop.engine.transformer.rope import Rotary

Array: TypeAlias = npt.NDArray[np.float32]
Positions: TypeAlias = npt.NDArray[np.int64]

MASKED = np.float32(-1e30)


class Attention:
    """The attention half of block `layer`."""

    def __init__(
        self,
        config: ModelConfig,
        layer: int,
        rotary: Rotary,
        *,
        norm: Array,
        qkv: Linear,
        q_norm: Array,
        k_norm: Array,
        out: Linear,
        post_norm: Array,
    ) -> None:
        self.config = config
        self.layer = layer
        self.rotary = rotary
        self.window = None if config.is_global(layer) else config.window
        self.norm = norm
        self.w_qkv = qkv
        self.q_norm = q_norm
        self.k_norm = k_norm
        self.w_out = out
        self.post_norm = post_norm

    def project(self, x: Array) -> tuple[Array, Array, Array]:
        """q (…, T, n_heads, d_head), k and v (…, T, n_kv_heads, d_head) before QK-norm and rotation."""
        c = self.config
        qkv = self.w_qkv(rms_norm(x, self.norm, c.norm_eps))
        rows = qkv.shape[:-1]
        q = qkv[..., : c.d_q].reshape(*rows, c.n_heads, c.d_head)
        k = qkv[..., c.d_q : c.d_q + c.d_kv].reshape(*rows, c.n_kv_heads, c.d_head)
        v = qkv[..., c.d_q + c.d_kv :].reshape(*rows, c.n_kv_heads, c.d_head)
        return q, k, v

    def qkv(self, x: Array, positions: Positions) -> tuple[Array, Array, Array]:
        """q, k (normed and rotated to `positions`, (T,) or (…, T)) and v of every row."""
        q, k, v = self.project(x)
        return *self.place(q, k, positions), v

    def key_values(self, x: Array, positions: Positions) -> tuple[Array, Array]:
        """k (normed and rotated) and v alone, for rows that nothing is asked of."""
        c = self.config
        kv = self.w_qkv.columns(rms_norm(x, self.norm, c.norm_eps), slice(c.d_q, c.d_q + 2 * c.d_kv))
        rows = kv.shape[:-1]
        k = kv[..., : c.d_kv].reshape(*rows, c.n_kv_heads, c.d_head)
        v = kv[..., c.d_kv :].reshape(*rows, c.n_kv_heads, c.d_head)
        return self.rotary.rotate(rms_norm(k, self.k_norm, c.norm_eps), positions), v

    def place(self, q: Array, k: Array, positions: Positions) -> tuple[Array, Array]:
        """QK-norm and rotation of what `project` gives of q and k; the shapes stay."""
        eps = self.config.norm_eps
        q = self.rotary.rotate(rms_norm(q, self.q_norm, eps), positions)
        return q, self.rotary.rotate(rms_norm(k, self.k_norm, eps), positions)

    def pattern(self, q: Array, k: Array, q_positions: Positions, k_positions: Positions) -> Array:
        """Attention probabilities (…, n_kv_heads, T · heads per kv head, S)."""
        c = self.config
        shared = c.n_heads // c.n_kv_heads
        scores = np.matmul(by_kv_head(q, c.n_kv_heads), k.swapaxes(-3, -2).swapaxes(-2, -1))
        scores *= np.float32(c.d_head**-0.5)
        hidden = ~visible(q_positions, k_positions, self.window)
        if hidden.any():
            scores[..., np.repeat(hidden, shared, axis=0)] = MASKED
        return softmax_in_place(scores)

    def attend(self, q: Array, k: Array, v: Array, q_positions: Positions, k_positions: Positions) -> Array:
        """z: every head's mix of the values that each position may see. Positions are (T,) and (S,)."""
        pattern = self.pattern(q, k, q_positions, k_positions)
        return by_position(np.matmul(pattern, v.swapaxes(-3, -2)), q.shape)

    def output(self, z: Array) -> Array:
        """What attention adds to the stream: output projection and post-norm, (…, T, d_model)."""
        flat = z.reshape(*z.shape[:-2], self.config.d_q)
        return rms_norm(self.w_out(flat), self.post_norm, self.config.norm_eps)


def visible(q_positions: Positions, k_positions: Positions, window: int | None) -> npt.NDArray[np.bool_]:
    """(T, S): whether position t may look at position s; `window` tokens back, itself included."""
    distance = q_positions[:, None] - k_positions[None, :]
    allowed = distance >= 0
    return allowed if window is None else allowed & (distance < window)


def by_kv_head(q: Array, n_kv_heads: int) -> Array:
    """(…, T, n_heads, d) → (…, n_kv_heads, T · shared, d): the queries that read one key head, as rows."""
    *batch, t, heads, d = q.shape
    grouped = q.reshape(*batch, t, n_kv_heads, heads // n_kv_heads, d)
    return np.moveaxis(grouped, -3, -4).reshape(*batch, n_kv_heads, t * (heads // n_kv_heads), d)


def by_position(rows: Array, shape: tuple[int, ...]) -> Array:
    """The inverse of `by_kv_head`, back to `shape`."""
    *batch, t, heads, d = shape
    n_kv_heads = rows.shape[-3]
    grouped = rows.reshape(*batch, n_kv_heads, t, heads // n_kv_heads, d)
    return np.moveaxis(grouped, -4, -3).reshape(shape)


def softmax_in_place(scores: Array) -> Array:
    """exp(s − max) / Σ over the last axis of scores (…, S), in their place."""
    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)
    return scores
