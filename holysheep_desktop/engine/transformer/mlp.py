"""The gated MLP of one Gemma 3 block (GeGLU, Shazeer 2020, arXiv 2002.05202).

    h       = RMSNorm(x)
    neurons = gelu(h·W_gate) ⊙ (h·W_up)     gelu in its tanh form
    out     = RMSNorm(neurons·W_down)        the post-norm; this is what is added to the stream

A neuron is one input coordinate of the down projection; its output direction is that row of W_down.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.transformer.config import ModelConfig
from holysheep_desktop.engine.transformer.linear import Linear
from holysheep_desktop.engine.transformer.norm import rms_norm

Array: TypeAlias = npt.NDArray[np.float32]

SQRT_2_OVER_PI = np.float32(np.sqrt(2.0 / np.pi))
CUBIC = np.float32(0.044715)


class Mlp:
    """The MLP half of a block; every method works row by row."""

    def __init__(
        self, config: ModelConfig, *, norm: Array, gate_up: Linear, down: Linear, post_norm: Array
    ) -> None:
        self.config = config
        self.norm = norm
        self.w_gate_up = gate_up
        self.w_down = down
        self.post_norm = post_norm

    def gate_and_up(self, x: Array) -> Array:
        """Both projections side by side, (…, 2 · d_mlp)."""
        return self.w_gate_up(rms_norm(x, self.norm, self.config.norm_eps))

    def activate(self, gate_up: Array) -> Array:
        """gelu(gate) ⊙ up, (…, d_mlp)."""
        d_mlp = self.config.d_mlp
        neurons = gelu(gate_up[..., :d_mlp])
        neurons *= gate_up[..., d_mlp:]
        return neurons

    def neurons(self, x: Array) -> Array:
        """The neurons' activations for the stream x, (…, d_mlp)."""
        return self.activate(self.gate_and_up(x))

    def output(self, neurons: Array) -> Array:
        """What the MLP adds to the stream: down projection and post-norm, (…, d_model)."""
        return rms_norm(self.w_down(neurons), self.post_norm, self.config.norm_eps)


def gelu(x: Array) -> Array:
    """½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))), in one buffer."""
    inner = x * x
    inner *= CUBIC * SQRT_2_OVER_PI
    inner += SQRT_2_OVER_PI
    inner *= x
    np.tanh(inner, out=inner)
    inner += np.float32(1.0)
    inner *= x
    inner *= np.float32(0.5)
    return inner


def gelu_derivative(x: Array) -> Array:
    """d gelu / dx = ½(1 + t) + ½·x·(1 − t²)·√(2/π)·(1 + 3·0.044715·x²), with t the tanh above."""
    square = x * x
    t: Array = np.tanh(SQRT_2_OVER_PI * x * (np.float32(1.0) + CUBIC * square))
    slope: Array = (square * (np.float32(3.0) * CUBIC) + np.float32(1.0)) * SQRT_2_OVER_PI
    slope *= x * (np.float32(1.0) - t * t)
    slope += np.float32(1.0) + t
    slope *= np.float32(0.5)
    return slope
