"""What an SAE reads in one prompt: which features fire where, and how much of the activations they explain.

BOS and the other special tokens are left out of every number: Gemma's BOS has an activation many times
larger than any other token's, and one of them in a sum drowns all the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.core.requests import Pooling
from holysheep_desktop.core.results import TokenActivations
from holysheep_desktop.engine.dictionaries.sae import FloatArray, Sae

POOLING_WORDS = {
    Pooling.MAX: "max over prompt tokens, special tokens left out",
    Pooling.MEAN: "mean over prompt tokens, special tokens left out",
    Pooling.LAST: "last prompt token that is not special",
}

Mask: TypeAlias = npt.NDArray[np.bool_]
Doubles: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class PromptReading:
    """The features of a prompt of T tokens, of which n are not special.

    `pooled` (d_sae,): maximum, mean (silent tokens count as 0) or last of the n tokens, 0 where n is 0.
    `n_active`: features active on any token, whatever the pooling. `l0` (n,): active features of each.
    `spliced` (T, d_in): the activations with every token that is not special replaced by x̂.
    `explained_variance`: None without a stored mean, or where nothing varies.
    """

    pooled: FloatArray
    n_active: int
    l0: npt.NDArray[np.int64]
    by_token: tuple[TokenActivations, ...]
    spliced: FloatArray
    explained_variance: float | None

    @property
    def l0_mean(self) -> float | None:
        """Mean number of active features of a token; None where every token is special."""
        return float(self.l0.mean()) if self.l0.size else None

    @property
    def l0_p95(self) -> float | None:
        """95th percentile of the number of active features of a token."""
        return float(np.percentile(self.l0, 95)) if self.l0.size else None

    @property
    def sparsity(self) -> float | None:
        """1 − L0 / d_sae, with the full width of the dictionary."""
        mean = self.l0_mean
        return None if mean is None else 1.0 - mean / self.pooled.size

    def strongest(self, top_k: int) -> tuple[int, ...]:
        """The active features with the largest pooled activation, strongest first, ties by number."""
        order = np.argsort(-self.pooled, kind="stable")[:top_k]
        return tuple(int(feature) for feature in order if self.pooled[feature] > 0)


class _Pool:
    """Takes the features of all tokens in order, some tokens at a time, and pools each over the tokens."""

    def __init__(self, d_sae: int, pooling: Pooling) -> None:
        self._pooling = pooling
        self._n = 0
        self._largest = np.zeros(d_sae, np.float32)
        self._sum = np.zeros(d_sae, np.float64)
        self._last = np.zeros(d_sae, np.float32)

    def add(self, features: FloatArray) -> None:
        """Features (m, d_sae) of the next m > 0 tokens."""
        self._n += len(features)
        np.maximum(self._largest, features.max(axis=0), out=self._largest)
        if self._pooling is Pooling.MEAN:
            self._sum += features.sum(axis=0, dtype=np.float64)
        self._last = features[-1].copy()

    @property
    def n_active(self) -> int:
        """Features active on any token so far."""
        return int(np.count_nonzero(self._largest))

    def pooled(self) -> FloatArray:
        """One number for each feature."""
        if self._pooling is Pooling.MEAN:
            return (self._sum / max(self._n, 1)).astype(np.float32)
        return self._last if self._pooling is Pooling.LAST else self._largest


def read_prompt(
    sae: Sae,
    x: FloatArray,
    is_special: Mask,
    mean: FloatArray | None,
    pooling: Pooling = Pooling.MAX,
) -> PromptReading:
    """Read activations `x` (T, d_in); `mean` (d_in,) is the SAE's stored training mean μ."""
    positions = np.flatnonzero(~is_special)
    pool = _Pool(sae.d_sae, pooling)
    l0 = np.zeros(len(positions), np.int64)
    spliced = x.copy()
    by_token = [TokenActivations((), ()) for _ in range(len(x))]
    for rows in sae.chunks(len(positions)):
        at = positions[rows]
        features = sae.encode(x[at])
        pool.add(features)
        l0[rows] = np.count_nonzero(features, axis=1)
        spliced[at] = sae.decode(features)
        for position, row in zip(at.tolist(), features, strict=True):
            by_token[position] = _token(row, x[position], spliced[position])
    variance = None if mean is None else explained_variance(x[positions], spliced[positions], mean)
    return PromptReading(pool.pooled(), pool.n_active, l0, tuple(by_token), spliced, variance)


def _token(features: FloatArray, x: FloatArray, reconstruction: FloatArray) -> TokenActivations:
    active = np.flatnonzero(features)
    norm = float(np.linalg.norm(x.astype(np.float64)))
    error = float(np.linalg.norm(x.astype(np.float64) - reconstruction))
    return TokenActivations(
        features=tuple(active.tolist()),
        values=tuple(features[active].tolist()),
        residual_norm=norm,
        reconstruction_error=error / norm if norm > 0 else None,
    )


def explained_variance(x: FloatArray, reconstruction: FloatArray, mean: FloatArray) -> float | None:
    """1 − FVU with FVU = Σ‖x−x̂‖² / Σ‖x−μ‖²: in float64, divided once (Lieberum et al. 2408.05147).

    `x` and `reconstruction` are (n, d_in), `mean` (d_in,). None where x never leaves μ, for then there is no
    variance to explain.
    """
    exact = x.astype(np.float64)
    total = float(np.square(exact - mean).sum())
    return 1.0 - float(np.square(exact - reconstruction).sum()) / total if total > 0 else None
