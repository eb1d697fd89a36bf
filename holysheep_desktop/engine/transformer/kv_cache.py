"""Keys and values of the tokens that have been run, so that each token is run once."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.transformer.config import ModelConfig

Array: TypeAlias = npt.NDArray[np.float32]


class KVCache:
    """Keys (rotated) and values of one sequence: (n_layers, capacity, n_kv_heads, d_head) each."""

    def __init__(self, config: ModelConfig, capacity: int) -> None:
        shape = (config.n_layers, capacity, config.n_kv_heads, config.d_head)
        self.keys: Array = np.zeros(shape, np.float32)
        self.values: Array = np.zeros(shape, np.float32)
        self.length = 0

    @property
    def capacity(self) -> int:
        """How many tokens fit."""
        return self.keys.shape[1]

    def extend(self, layer: int, k: Array, v: Array) -> tuple[Array, Array]:
        """All keys and values of a layer, the given ones (…, T, n_kv_heads, d_head) behind the stored.

        Those of a single run are stored; those of a batch (B, T, …) are joined to the stored prefix in new
        arrays, and the cache stays as it is.
        """
        if k.ndim == 3:
            end = self.length + k.shape[0]
            self.keys[layer, self.length : end] = k
            self.values[layer, self.length : end] = v
            return self.keys[layer, :end], self.values[layer, :end]
        return self._join(self.keys[layer], k), self._join(self.values[layer], v)

    def _join(self, stored: Array, new: Array) -> Array:
        prefix = np.broadcast_to(stored[: self.length], (*new.shape[:-3], self.length, *stored.shape[1:]))
        return np.concatenate([prefix, new], axis=-3)

    def advance(self, n_tokens: int) -> None:
        """Count the tokens that all layers have stored."""
        self.length += n_tokens

    def truncate(self, length: int) -> None:
        """Forget all tokens from position `length` on."""
        self.length = min(self.length, length)
