"""Compiled products with the exact integer weights, for one row at a time; numpy where numba is absent.

A decoding step reads every weight once and does little else, so its time is the bytes it reads. The kernel
reads the GGUF's own integers (a quarter of fp32) and multiplies them with fp32 activations:

    y = Σ_blocks ( s · Σ_k x_k q_k  −  m · Σ_k x_k )

Nothing is rounded that the fp32 product would not round too. Integers lie `LANES` output rows side by side
(see `layout`), so the inner loop becomes vector instructions without a sum across lanes.
"""

from __future__ import annotations

import importlib
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias, cast

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.transformer.threads import share
from holysheep_desktop.engine.weights.layout import LANES

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from holysheep_desktop.engine.weights.weights import Interleaved

Floats: TypeAlias = npt.NDArray[np.float32]
Integers: TypeAlias = npt.NDArray[np.int8]


def _load_numba() -> ModuleType | None:
    """The compiler, or None where it is not installed or does not fit this Python."""
    try:
        return importlib.import_module("numba")
    except ImportError:
        return None


_numba: Final = _load_numba()
COMPILED: Final = _numba is not None
"""Whether the kernels run as machine code; interpreted they would take minutes, so numpy does their work."""


def _compile(function: Callable[..., None]) -> Callable[..., None]:
    """Compile on first use, keep the machine code in numba's cache, run without the interpreter's lock."""
    if _numba is None:
        return function
    return cast("Callable[..., None]", _numba.njit(nogil=True, cache=True, error_model="numpy")(function))


@_compile
def multiply_groups(
    q: Integers, scale: Floats, minimum: Floats, x: Floats, y: Floats, first: int, last: int
) -> None:
    """y[rows of groups first … last − 1] = W x, for x (d_in,) and y (d_out,)."""
    n_blocks = scale.shape[1]
    block = q.shape[1] // n_blocks
    has_minimum = minimum.shape[0] > 0
    total = np.empty(LANES, np.float32)
    partial = np.empty(LANES, np.float32)
    for group in range(first, last):
        for lane in range(LANES):
            total[lane] = np.float32(0.0)
        for b in range(n_blocks):
            for lane in range(LANES):
                partial[lane] = np.float32(0.0)
            for k in range(b * block, (b + 1) * block, 4):
                x0, x1, x2, x3 = x[k], x[k + 1], x[k + 2], x[k + 3]
                for lane in range(LANES):
                    partial[lane] += (
                        x0 * np.float32(q[group, k, lane])
                        + x1 * np.float32(q[group, k + 1, lane])
                        + x2 * np.float32(q[group, k + 2, lane])
                        + x3 * np.float32(q[group, k + 3, lane])
                    )
            for lane in range(LANES):
                total[lane] += partial[lane] * scale[group, b, lane]
            if has_minimum:
                inputs = np.float32(0.0)
                for k in range(b * block, (b + 1) * block):
                    inputs += x[k]
                for lane in range(LANES):
                    total[lane] -= inputs * minimum[group, b, lane]
        for lane in range(LANES):
            y[group * LANES + lane] = total[lane]


@_compile
def dequantize_groups(
    q: Integers, scale: Floats, minimum: Floats, weight: Floats, first: int, last: int
) -> None:
    """weight (d_in, rows) = the fp32 weights of groups first … last − 1, transposed for `x @ weight`."""
    n_blocks = scale.shape[1]
    block = q.shape[1] // n_blocks
    has_minimum = minimum.shape[0] > 0
    for group in range(first, last):
        start = (group - first) * LANES
        for b in range(n_blocks):
            for k in range(b * block, (b + 1) * block):
                for lane in range(LANES):
                    weight[k, start + lane] = np.float32(q[group, k, lane]) * scale[group, b, lane]
            if has_minimum:
                for k in range(b * block, (b + 1) * block):
                    for lane in range(LANES):
                        weight[k, start + lane] -= minimum[group, b, lane]


def multiply(w: Interleaved, x: Floats) -> Floats:
    """W x for a few rows x (n, d_in), one after the other on this thread: (n, d_out). Needs `COMPILED`."""
    y = np.empty((len(x), w.n_rows), np.float32)
    for row, out in zip(np.ascontiguousarray(x), y, strict=True):
        multiply_groups(w.q, w.scale, w.minimum, row, out, 0, w.q.shape[0])
    return y


def multiply_shared(w: Interleaved, x: Floats) -> Floats:
    """The same on all threads, for a matrix as large as the vocabulary's."""
    y = np.empty((len(x), w.n_rows), np.float32)
    for row, out in zip(np.ascontiguousarray(x), y, strict=True):
        share(partial(multiply_groups, w.q, w.scale, w.minimum, row, out), w.q.shape[0])
    return y


def dequantized(w: Interleaved, first: int, last: int) -> Floats:
    """The fp32 weights (d_in, rows) of the row groups first … last − 1."""
    d_in = w.q.shape[1]
    if COMPILED:
        weight = np.empty((d_in, (last - first) * LANES), np.float32)
        dequantize_groups(w.q, w.scale, w.minimum, weight, first, last)
        return weight
    rows = np.arange(first * LANES, last * LANES)
    return w.rows(rows).T


def warm_up(w: Interleaved) -> None:
    """Compile the kernels, or load their machine code; `w` is any matrix, for its types."""
    if COMPILED:
        multiply(w, np.zeros((1, w.q.shape[1]), np.float32))
        dequantized(w, 0, 1)
