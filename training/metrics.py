"""How well an SAE reconstructs: sums over tokens, divided once at the end, in float64."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from training.kernels import Floats


@dataclass
class Reconstruction:
    """L0 and unexplained variance, added up over tokens; `mean` (d_in,) is the stored training mean."""

    mean: NDArray[np.float64]
    error: float = 0.0
    variance: float = 0.0
    l0: list[NDArray[np.int64]] = field(default_factory=list)

    def add(self, x: Floats, reconstruction: Floats, active: NDArray[np.int64]) -> None:
        """Tokens x and their reconstruction, both (token, d_in), with `active` features per token."""
        self.error += float(np.square(x.astype(np.float64) - reconstruction).sum())
        self.variance += float(np.square(x - self.mean).sum())
        self.l0.append(active)

    @property
    def tokens(self) -> int:
        return sum(map(len, self.l0))

    def summary(self) -> dict[str, float]:
        l0 = np.concatenate(self.l0)
        return {
            "tokens": len(l0),
            "l0": float(l0.mean()),
            "l0_p95": float(np.percentile(l0, 95)),
            "explained_variance": 1 - self.error / self.variance,
        }


@dataclass
class CrossEntropy:
    """Summed next-token losses: the model as it is, the SAE spliced in, and zeros in its place."""

    model: float = 0.0
    sae: float = 0.0
    zero: float = 0.0
    predictions: int = 0

    def add(self, model: float, sae: float, zero: float, predictions: int) -> None:
        self.model += model
        self.sae += sae
        self.zero += zero
        self.predictions += predictions

    def summary(self) -> dict[str, float]:
        mean = {name: getattr(self, name) / self.predictions for name in ("model", "sae", "zero")}
        recovered = (self.zero - self.sae) / (self.zero - self.model)
        return {f"ce_{name}": value for name, value in mean.items()} | {"ce_loss_recovered": recovered}
