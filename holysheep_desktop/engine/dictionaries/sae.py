"""Sparse autoencoders at inference: from activations to features and back.

An SAE writes an activation x as a sparse sum of learned directions (Bricken et al. 2023, «Towards
Monosemanticity»; Cunningham et al. 2309.08600):

    z = x · W_enc + b_enc            pre-activations
    f = JumpReLU_θ(z) = z · [z > θ]  features         (Rajamanoharan et al. 2407.14435)
    x̂ = f · W_dec + b_dec            reconstruction
    x = x̂ + ε                        the error ε is what the features do not explain

θ = 0 is a plain ReLU. TopK keeps the k largest of a row (Gao et al. 2406.04093); BatchTopK is read with the
threshold that its training left behind, so it is a JumpReLU here (Bussmann et al. 2412.06410).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.core.models import HookPoint

FloatArray: TypeAlias = npt.NDArray[np.float32]

CHUNK_VALUES = 1 << 22
"""Feature values held at once when a long text is read in chunks: 16 MB in float32."""


@dataclass(frozen=True, slots=True, eq=False)
class Sae:
    """The weights of one SAE, in float32 and in the model's own units.

    `w_enc` (d_in, d_sae), `b_enc` (d_sae,), `w_dec` (d_sae, d_in), `b_dec` (d_in,), `threshold` (d_sae,).
    `k` is set for TopK alone. Activations are read at `hook_point` of block `layer`.
    """

    sae_id: str
    layer: int
    hook_point: HookPoint
    w_enc: FloatArray
    b_enc: FloatArray
    w_dec: FloatArray
    b_dec: FloatArray
    threshold: FloatArray
    k: int | None = None

    @property
    def d_in(self) -> int:
        """Width of the activations."""
        return self.w_enc.shape[0]

    @property
    def d_sae(self) -> int:
        """Number of features."""
        return self.w_enc.shape[1]

    def encode(self, x: FloatArray) -> FloatArray:
        """Features (n_tokens, d_sae) ≥ 0 of activations (n_tokens, d_in)."""
        z = x @ self.w_enc
        z += self.b_enc
        z *= z > self.threshold
        np.maximum(z, 0.0, out=z)
        return z if self.k is None else _largest_of_each_row(z, self.k)

    def decode(self, features: FloatArray) -> FloatArray:
        """Reconstructions (n_tokens, d_in) of features (n_tokens, d_sae)."""
        return features @ self.w_dec + self.b_dec

    def direction(self, feature: int) -> FloatArray:
        """What one unit of a feature adds to the activations, (d_in,)."""
        return self.w_dec[feature]

    def chunks(self, n_tokens: int) -> Iterator[slice]:
        """Slices of tokens that are encoded together, so that no text needs more than 16 MB of features."""
        step = max(1, CHUNK_VALUES // self.d_sae)
        for start in range(0, n_tokens, step):
            yield slice(start, min(start + step, n_tokens))

    def reconstruct(self, x: FloatArray) -> FloatArray:
        """x̂ of any number of activations (n_tokens, d_in), in chunks."""
        out = np.empty_like(x)
        for rows in self.chunks(len(x)):
            out[rows] = self.decode(self.encode(x[rows]))
        return out


def _largest_of_each_row(z: FloatArray, k: int) -> FloatArray:
    if k >= z.shape[1]:
        return z
    kept = np.argpartition(z, -k, axis=1)[:, -k:]
    out = np.zeros_like(z)
    np.put_along_axis(out, kept, np.take_along_axis(z, kept, axis=1), axis=1)
    return out
