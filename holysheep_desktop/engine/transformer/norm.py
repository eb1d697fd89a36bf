"""RMSNorm (Zhang & Sennrich 2019, arXiv 1910.07467) and its derivative."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float32]


def inverse_rms(x: Array, eps: float) -> Array:
    """1 / √(mean(x²) + ε) over the last axis, which is kept: (…, n) → (…, 1)."""
    mean_square = np.einsum("...i,...i->...", x, x)[..., None] * np.float32(1.0 / x.shape[-1])
    return np.float32(1.0) / np.sqrt(mean_square + np.float32(eps))


def rms_norm(x: Array, scale: Array, eps: float) -> Array:
    """x / rms(x) · scale, over the last axis of (…, d). `scale` (d,) is 1 + γ, as GGUF has it for Gemma."""
    normed = x * inverse_rms(x, eps)
    normed *= scale
    return normed


def rms_norm_vjp(grad: Array, x: Array, scale: Array, eps: float) -> Array:
    """The gradient at x (…, d) from the gradient at the output, of the same shape.

    With r = 1/rms(x) and h = grad · scale:  ∂x = r·h − r³·x·mean(x·h).
    """
    r = inverse_rms(x, eps)
    h = grad * scale
    mean = np.einsum("...i,...i->...", x, h)[..., None] * np.float32(1.0 / x.shape[-1])
    h -= x * (r * r * mean)
    h *= r
    return h
