"""y = x·W, by the road that suits the number of rows."""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.transformer import kernels
from holysheep_desktop.engine.transformer.threads import product
from holysheep_desktop.engine.weights.weights import Matrix

Array: TypeAlias = npt.NDArray[np.float32]

MAX_KERNEL_ROWS = 3
"""Up to here the integer kernel, row by row, beats a matrix product that reads four times the bytes."""


class Linear:
    """A linear map (d_in, d_out) without bias."""

    def __init__(self, matrix: Matrix) -> None:
        self.weight = matrix.weight
        self._integers = matrix.integers if kernels.COMPILED else None

    def __call__(self, x: Array) -> Array:
        """(…, d_in) → (…, d_out)."""
        flat = x.reshape(math.prod(x.shape[:-1]), x.shape[-1])
        if self._integers is None or len(flat) > MAX_KERNEL_ROWS:
            y = product(flat, self.weight)
        else:
            y = kernels.multiply(self._integers, flat)
        return y.reshape(*x.shape[:-1], self.weight.shape[1])

    def columns(self, x: Array, which: slice) -> Array:
        """(…, d_in) → (…, n): some of the outputs only."""
        flat = x.reshape(math.prod(x.shape[:-1]), x.shape[-1])
        y = product(flat, self.weight[:, which])
        return y.reshape(*x.shape[:-1], y.shape[-1])

    def transposed(self, grad: Array) -> Array:
        """(…, d_out) → (…, d_in): grad·Wᵀ."""
        rows = math.prod(grad.shape[:-1])
        flat = grad.reshape(rows, grad.shape[-1])
        return product(flat, self.weight.T).reshape(*grad.shape[:-1], self.weight.shape[0])
