"""Gemma 3 forward pass in torch, for producing training data.

Kept apart from the program's own engine so that one can be checked against the other. Matrix products
may run in bfloat16 (with float32 accumulation) for speed; the residual stream, the norms and the softmax
are always float32.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional

N_LAYERS, D_MODEL, N_HEADS, D_HEAD = 18, 640, 4, 256
WINDOW = 512
NORM_EPSILON = 1e-6
BOS, EOS = 2, 1
EMBEDDING_SCALE = math.sqrt(D_MODEL)


def rms_norm(x: Tensor, weight: Tensor) -> Tensor:
    return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + NORM_EPSILON) * (1 + weight)


def rope_tables(base: float, length: int) -> tuple[Tensor, Tensor]:
    """Cosine and sine of the rotary angles, each (length, d_head)."""
    frequency = base ** (-torch.arange(0, D_HEAD, 2, dtype=torch.float64) / D_HEAD)
    angle = torch.outer(torch.arange(length, dtype=torch.float64), frequency).repeat(1, 2)
    return angle.cos().float(), angle.sin().float()


def rotate(x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    first, second = x.chunk(2, dim=-1)
    return x * cosine + torch.cat((-second, first), dim=-1) * sine


@dataclass
class Cache:
    """Keys and values of every layer, each (layer, batch, position, d_head), filled up to `length`."""

    keys: Tensor
    values: Tensor
    length: int = 0


class Gemma:
    """The model's weights and its forward pass."""

    def __init__(self, weights: Path, dtype: torch.dtype = torch.float32, max_length: int = WINDOW) -> None:
        raw = load_file(weights)
        self.dtype = dtype
        self.weights = {
            name.removeprefix("model."): value.to(dtype) if value.ndim == 2 else value
            for name, value in raw.items()
        }
        self.unembedding = self.weights["embed_tokens.weight"]
        self.rope = {False: rope_tables(1e4, max_length), True: rope_tables(1e6, max_length)}
        self.max_length = max_length

    def new_cache(self, batch: int, length: int) -> Cache:
        shape = (N_LAYERS, batch, length, D_HEAD)
        return Cache(torch.zeros(shape, dtype=self.dtype), torch.zeros(shape, dtype=self.dtype))

    def residuals(
        self, tokens: Tensor, *, layers: int = N_LAYERS, cache: Cache | None = None
    ) -> list[Tensor]:
        """Residual stream after each of the first `layers` blocks, each (batch, position, d_model).

        `tokens` is (batch, position) and, with a cache, continues it.
        """
        start = cache.length if cache else 0
        x = self.weights["embed_tokens.weight"][tokens].float() * EMBEDDING_SCALE
        out: list[Tensor] = []
        for layer in range(layers):
            x = self._block(layer, x, start, cache)
            out.append(x)
        if cache:
            cache.length += tokens.shape[1]
        return out

    def final_residual(self, x: Tensor, after: int) -> Tensor:
        """The last block's residual stream when x (batch, position, d_model) stands after block `after`."""
        for layer in range(after + 1, N_LAYERS):
            x = self._block(layer, x, 0, None)
        return x

    def logits(self, residual: Tensor, out: Tensor | None = None) -> Tensor:
        """Logits (token, vocabulary), in the products' type, of the last residual stream (token, d_model)."""
        normed = rms_norm(residual, self.weights["norm.weight"]).to(self.dtype)
        return torch.mm(normed, self.unembedding.T, out=out)

    def _matmul(self, x: Tensor, weight: Tensor) -> Tensor:
        return functional.linear(x.to(self.dtype), weight).float()

    def _linear(self, x: Tensor, layer: int, name: str) -> Tensor:
        return self._matmul(x, self.weights[f"layers.{layer}.{name}.weight"])

    def _norm(self, x: Tensor, layer: int, name: str) -> Tensor:
        return rms_norm(x, self.weights[f"layers.{layer}.{name}.weight"])

    def _block(self, layer: int, x: Tensor, start: int, cache: Cache | None) -> Tensor:
        attended = self._attention(layer, self._norm(x, layer, "input_layernorm"), start, cache)
        x = x + self._norm(attended, layer, "post_attention_layernorm")
        normed = self._norm(x, layer, "pre_feedforward_layernorm")
        gate = functional.gelu(self._linear(normed, layer, "mlp.gate_proj"), approximate="tanh")
        neurons = gate * self._linear(normed, layer, "mlp.up_proj")
        return x + self._norm(
            self._linear(neurons, layer, "mlp.down_proj"), layer, "post_feedforward_layernorm"
        )

    def _attention(self, layer: int, x: Tensor, start: int, cache: Cache | None) -> Tensor:
        batch, length, _ = x.shape
        if start + length > self.max_length:
            raise ValueError(f"{start + length} positions are more than the {self.max_length} of one window")
        cosine, sine = (table[start : start + length] for table in self.rope[layer % 6 == 5])
        q = self._linear(x, layer, "self_attn.q_proj").view(batch, length, N_HEADS, D_HEAD).transpose(1, 2)
        k = self._linear(x, layer, "self_attn.k_proj").view(batch, 1, length, D_HEAD)
        v = self._linear(x, layer, "self_attn.v_proj").view(batch, 1, length, D_HEAD).to(self.dtype)
        q = rotate(self._norm(q, layer, "self_attn.q_norm"), cosine, sine).to(self.dtype)
        k = rotate(self._norm(k, layer, "self_attn.k_norm"), cosine, sine).to(self.dtype)
        if cache:
            cache.keys[layer, :, start : start + length] = k[:, 0]
            cache.values[layer, :, start : start + length] = v[:, 0]
            k = cache.keys[layer, :, None, : start + length]
            v = cache.values[layer, :, None, : start + length]
        if cache and length == 1:
            mixed = self._attend_one(q[:, :, 0], cache, layer, start + 1)
        else:
            shape = (batch, N_HEADS, k.shape[2], D_HEAD)
            z = functional.scaled_dot_product_attention(
                q, k.expand(shape), v.expand(shape), is_causal=True, scale=1 / math.sqrt(D_HEAD)
            )
            mixed = z.transpose(1, 2).reshape(batch, length, N_HEADS * D_HEAD)
        return self._linear(mixed, layer, "self_attn.o_proj")

    def _attend_one(self, q: Tensor, cache: Cache, layer: int, length: int) -> Tensor:
        """Attention of one position: the four heads (batch, head, d_head) share keys and values.

        The product takes the whole, contiguous cache: a slice of it would be copied, which costs seven
        times more.
        """
        scores = (q @ cache.keys[layer].mT)[:, :, :length].float() / math.sqrt(D_HEAD)
        weights = torch.softmax(scores, dim=-1).to(self.dtype)
        return (weights @ cache.values[layer, :, :length]).reshape(len(q), 1, N_HEADS * D_HEAD)
