"""Gemma 3 as one loop over blocks, with every value between them open to capture and replacement.

    x = embed(tokens) · √d_model
    for each block:   x += attention(x);   x += mlp(x)
    logits = RMSNorm(x) · embedᵀ

Activations are fp32. `run` is the only road through the blocks: prompts, batches, decoding, edits and runs
that start in the middle all take it. A patch moves a value captured in one run into another:

    clean = model.run(tokens_a, capture={name})
    patched = model.run(tokens_b, edit=lambda at, value: clean.values[name] if at == name else None)

Source: Gemma 3 technical report (arXiv 2503.19786).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.attention import Attention
from holysheep_desktop.engine.transformer.gradients import Gradients, backward, forward
from holysheep_desktop.engine.transformer.head import Head
from holysheep_desktop.engine.transformer.hooks import Edit, Site
from holysheep_desktop.engine.transformer.kv_cache import KVCache
from holysheep_desktop.engine.transformer.linear import Linear
from holysheep_desktop.engine.transformer.mlp import Mlp
from holysheep_desktop.engine.transformer.network import Cache, Run
from holysheep_desktop.engine.transformer.norm import rms_norm
from holysheep_desktop.engine.transformer.rope import Rotary
from holysheep_desktop.engine.weights.weights import BlockWeights, Weights
from holysheep_desktop.errors import CancelledWorkError, PatchTargetError, PromptTooLongError

Array: TypeAlias = npt.NDArray[np.float32]
Tokens: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Block:
    """One transformer block: two halves that each read the stream and add to it."""

    layer: int
    attention: Attention
    mlp: Mlp

    def after_mlp(self, mid: Array) -> Array:
        """The stream after the MLP half for any rows of `resid_mid` (…, d_model)."""
        return mid + self.mlp.output(self.mlp.neurons(mid))


class Model:
    """The network with its weights. It keeps no state between calls and may be shared by threads."""

    def __init__(self, weights: Weights) -> None:
        config = weights.config
        self.config = config
        self.weights = weights
        self.head = Head(weights)
        rotary = {
            base: Rotary(config.d_head, base, config.n_context)
            for base in (config.rope_base_local, config.rope_base_global)
        }
        self.blocks = tuple(
            self._block(layer, block, rotary[config.rope_base(layer)])
            for layer, block in enumerate(weights.blocks)
        )

    @property
    def rounding(self) -> float:
        """That of float32."""
        return float(np.finfo(np.float32).eps)

    def _block(self, layer: int, w: BlockWeights, rotary: Rotary) -> Block:
        attention = Attention(
            self.config, layer, rotary,
            norm=w.attn_norm, qkv=Linear(w.qkv), q_norm=w.q_norm, k_norm=w.k_norm,
            out=Linear(w.out), post_norm=w.post_attn_norm,
        )  # fmt: skip
        mlp = Mlp(
            self.config,
            norm=w.mlp_norm, gate_up=Linear(w.gate_up), down=Linear(w.down), post_norm=w.post_mlp_norm,
        )  # fmt: skip
        return Block(layer, attention, mlp)

    def embed(self, tokens: npt.ArrayLike) -> Array:
        """Token ids (…, T) to the stream before block 0, (…, T, d_model).

        Raises `PatchTargetError` outside the vocabulary.
        """
        ids = np.asarray(tokens, np.int64)
        if ids.size and not 0 <= ids.min() <= ids.max() < self.config.d_vocab:
            raise PatchTargetError("tokens", "a token id lies outside the vocabulary")
        rows = self.weights.embedding.rows(ids.reshape(-1)).reshape(*ids.shape, self.config.d_model)
        return rows * np.float32(self.config.d_model**0.5)

    def run(
        self,
        tokens: npt.ArrayLike | None = None,
        *,
        resid: Array | None = None,
        start_layer: int = 0,
        stop_layer: int | None = None,
        past: Cache | None = None,
        capture: Collection[str] = (),
        edit: Edit | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> Run:
        """Run blocks `start_layer` … `stop_layer` − 1 on tokens (T,) or (B, T), or on `resid`.

        `resid` (T, d_model) or (B, T, d_model) enters as `hook_resid_pre` of `start_layer`. With `past`, the
        positions follow those in the cache; a single run adds its keys and values to it, a batch shares it
        and leaves it alone. `should_stop` is asked before every block.

        Raises `PromptTooLongError`, `PatchTargetError` (a name that is not there, tokens outside the
        vocabulary, a replacement of another shape) and `CancelledWorkError`.
        """
        assert past is None or isinstance(past, KVCache)
        taps = Taps(capture, edit, self.config.n_layers)
        if resid is None:
            if tokens is None or start_layer:
                raise PatchTargetError("start_layer", "a run starts from tokens at layer 0, or from a stream")
            self.check_length(np.asarray(tokens).shape[-1], past)
            resid = taps.at(hooks.EMBED, self.embed(tokens))
        self.check_length(resid.shape[-2], past)
        start = past.length if past is not None else 0
        positions = np.arange(start, start + resid.shape[-2], dtype=np.int64)
        for block in self.blocks[start_layer:stop_layer]:
            if should_stop is not None and should_stop():
                raise CancelledWorkError
            resid = self._run_block(block, resid, positions, past, taps)
        if past is not None and resid.ndim == 2:
            past.advance(len(positions))
        return Run(resid, taps.values)

    def _run_block(
        self, block: Block, x: Array, positions: Tokens, past: KVCache | None, taps: Taps
    ) -> Array:
        layer = block.layer
        x = taps.at(hooks.name(layer, Site.RESID_PRE), x)
        q, k, v = block.attention.qkv(x, positions)
        k_positions = positions
        if past is not None:
            k, v = past.extend(layer, k, v)
            k_positions = np.arange(k.shape[-3], dtype=np.int64)
        z = taps.at(hooks.name(layer, Site.Z), block.attention.attend(q, k, v, positions, k_positions))
        x = x + taps.at(hooks.name(layer, Site.ATTN_OUT), block.attention.output(z))
        x = taps.at(hooks.name(layer, Site.RESID_MID), x)
        neurons = taps.at(hooks.name(layer, Site.NEURONS), block.mlp.neurons(x))
        x = x + taps.at(hooks.name(layer, Site.MLP_OUT), block.mlp.output(neurons))
        return taps.at(hooks.name(layer, Site.RESID_POST), x)

    def logits(self, resid: Array, rows: npt.ArrayLike | None = None) -> Array:
        """Logits of the stream after the last block: (…, d_model) → (…, d_vocab), or only those of `rows`.

        A logit difference needs two rows of the embedding, which are dequantised on demand.
        """
        return self.head.logits(resid, rows)

    def new_cache(self, capacity: int | None = None) -> KVCache:
        """An empty key-value cache for one sequence of up to `capacity` tokens."""
        return KVCache(self.config, self.config.n_context if capacity is None else capacity)

    def gradients(
        self,
        tokens: Tokens,
        at_end: Array,
        metric: float,
        *,
        sites: Collection[Site],
        layers: Collection[int],
        should_stop: Callable[[], bool],
    ) -> Gradients:
        """Carry `at_end` (1, d_model), the gradient at the end of the last token's stream, to the sites."""
        tape = forward(self, tokens, should_stop)
        grad = np.zeros_like(tape[-1].x_post)
        grad[-1:] = at_end
        return backward(self, tape, grad, metric, sites=sites, layers=layers, should_stop=should_stop)

    def after_attention(self, layer: int, pre: Array, attn_out: Array) -> Array:
        """Rows of the stream after a block (…, d_model) from those before it and what attention writes."""
        return self.blocks[layer].after_mlp(pre + attn_out)

    def attention_output(self, layer: int, z: Array) -> Array:
        """What attention writes for z (…, n_heads, d_head): (…, d_model)."""
        return self.blocks[layer].attention.output(z)

    def mlp_output(self, layer: int, neurons: Array) -> Array:
        """What the MLP writes for its neurons (…, d_mlp): (…, d_model)."""
        return self.blocks[layer].mlp.output(neurons)

    def each_neuron_moved(
        self, layer: int, neurons: Array, which: Sequence[int] | Tokens, change: Array
    ) -> Array:
        """What the MLP writes when one neuron of `which` (m,) at a time moves by `change` (m, n) in `neurons`
        (n, d_mlp): (m, n, d_model).

        A neuron's change moves the sum before the post-norm along its row of the down projection.
        """
        mlp = self.blocks[layer].mlp
        written: Array = change[..., None] * mlp.w_down.weight[np.asarray(which)][:, None]
        written += mlp.w_down(neurons)
        return rms_norm(written, mlp.post_norm, self.config.norm_eps)

    def neuron_directions(self, layer: int, which: Sequence[int]) -> Array:
        """Rows of the down projection with the scale of the post-norm, (m, d_model)."""
        mlp = self.blocks[layer].mlp
        return mlp.w_down.weight[list(which)] * mlp.post_norm

    def check_length(self, n_tokens: int, past: KVCache | None = None) -> None:
        """Raise `PromptTooLongError` where the tokens do not fit the context or the cache."""
        total = n_tokens + (past.length if past is not None else 0)
        limit = self.config.n_context if past is None else min(past.capacity, self.config.n_context)
        if total > limit:
            raise PromptTooLongError(total, limit)


class Taps:
    """The single point where values are replaced and captured, in this order."""

    def __init__(self, capture: Collection[str], edit: Edit | None, n_layers: int) -> None:
        for name in capture:
            if name != hooks.EMBED and hooks.parse(name)[0] >= n_layers:
                raise PatchTargetError("hook", f"the model has no value {name[:80]}")
        self._capture = frozenset(capture)
        self._edit = edit
        self.values: dict[str, Array] = {}

    def at(self, name: str, value: Array) -> Array:
        """The value that the computation goes on with, of the same shape; PatchTargetError for any other."""
        if self._edit is not None:
            replacement = self._edit(name, value)
            if replacement is not None:
                if replacement.shape != value.shape:
                    raise PatchTargetError("hook", f"{name} has shape {value.shape}, not {replacement.shape}")
                value = np.asarray(replacement, np.float32)
        if name in self._capture:
            self.values[name] = value
        return value
