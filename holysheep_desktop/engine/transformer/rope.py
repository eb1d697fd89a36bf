"""Rotary position embedding (Su et al. 2021, arXiv 2104.09864), the half-split form that Gemma uses."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float32]
Positions: TypeAlias = npt.NDArray[np.int64]


class Rotary:
    """cos and sin tables for one base, for positions 0 … n_context − 1."""

    def __init__(self, d_head: int, base: float, n_context: int) -> None:
        exponent = np.arange(0, d_head, 2, dtype=np.float32) / np.float32(d_head)
        frequency = np.float32(1.0) / np.power(np.float32(base), exponent, dtype=np.float32)
        angle = np.arange(n_context, dtype=np.float32)[:, None] * frequency
        self._cos: Array = np.cos(angle)
        self._sin: Array = np.sin(angle)

    def rotate(self, x: Array, positions: Positions) -> Array:
        """Turn the pair (xᵢ, xᵢ₊ₙ⸝₂) of each head by its position's angle: x (…, T, heads, d_head)."""
        return self._turn(x, positions, np.float32(1.0))

    def rotate_back(self, x: Array, positions: Positions) -> Array:
        """The inverse turn of x (…, T, n, d_head), which is also the transpose: gradients flow through it."""
        return self._turn(x, positions, np.float32(-1.0))

    def _turn(self, x: Array, positions: Positions, direction: np.float32) -> Array:
        cos = self._cos[positions][..., None, :]
        sin = self._sin[positions][..., None, :] * direction
        half = x.shape[-1] // 2
        first, second = x[..., :half], x[..., half:]
        turned = np.empty_like(x)
        np.subtract(first * cos, second * sin, out=turned[..., :half])
        np.add(second * cos, first * sin, out=turned[..., half:])
        return turned
