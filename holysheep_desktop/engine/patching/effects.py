"""From raw metrics to effects: 0 = nothing changed, 1 = fully became the other run.

Source: Zhang & Nanda 2309.16042, with both directions of Heimersheim & Nanda 2404.15255. Noising patches the
original run with comparison activations, denoising the comparison run with original ones; both effects grow
toward the run that the activations come from. Nothing is clipped: values below 0 and above 1 are findings.
Where the two runs hardly differ there is no scale, and effects are raw differences.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.core.requests import Way
from holysheep_desktop.core.results import Baseline, EffectDirection, EffectScale

Values: TypeAlias = npt.NDArray[np.float64]

MIN_LOGIT_DIFFERENCE = 0.5
"""Logits between the two runs below which a normalised effect would be noise divided by noise."""
MIN_PROBABILITY_DIFFERENCE = 0.05
"""Difference of the answer's probability between the runs below which it has no scale."""
MIN_DIVERGENCE = 0.05
"""Nats between the two next-token distributions, either way, below which KL divergence has no scale."""
MIN_TEXT_DISTANCE = 0.02
"""1 − cosine between the two answers below which `semantic_similarity` has no scale."""
MIN_EFFECT = 0.02
"""Normalised effects smaller than this have no direction."""


@dataclass(frozen=True, slots=True)
class Metric:
    """The raw metric of both runs, and how far they must lie apart to give a scale.

    `to_zero`: the metric is a distance from the other run, so that a patch moves it from the unpatched run's
    value toward 0, in both ways.
    """

    original: float
    comparison: float
    least_distance: float = MIN_LOGIT_DIFFERENCE
    to_zero: bool = False

    @property
    def scale(self) -> EffectScale:
        """Normalised where the runs lie far enough apart."""
        apart = min(abs(end - start) for start, end in map(self._ends, (Way.NOISING, Way.DENOISING)))
        return EffectScale.NORMALISED if apart >= self.least_distance else EffectScale.RAW

    @property
    def baseline(self) -> Baseline:
        """Both raw values."""
        return Baseline(self.original, self.comparison)

    def difference(self, way: Way, patched: npt.ArrayLike) -> Values:
        """Patched minus unpatched (…), in units of the metric."""
        start, _ = self._ends(way)
        return np.asarray(patched, np.float64) - start

    def effect(self, way: Way, patched: npt.ArrayLike) -> Values:
        """The normalised effect of patched metrics (…), or the raw difference where there is no scale."""
        return self.scaled(way, self.difference(way, patched))

    def scaled(self, way: Way, difference: npt.ArrayLike) -> Values:
        """The effects that belong to raw differences (…)."""
        values = np.asarray(difference, np.float64)
        if self.scale is EffectScale.RAW:
            return values
        start, end = self._ends(way)
        return values / (end - start) + 0.0  # no negative zeros

    def raw(self, way: Way, effect: float) -> float:
        """The metric that belongs to an effect."""
        start, end = self._ends(way)
        return start + (effect * (end - start) if self.scale is EffectScale.NORMALISED else effect)

    def _ends(self, way: Way) -> tuple[float, float]:
        start, end = self.original, self.comparison
        if way is Way.DENOISING:
            start, end = end, start
        return start, 0.0 if self.to_zero else end


def direction_of(effect: float) -> EffectDirection:
    """Which way a normalised noising effect points."""
    if abs(effect) < MIN_EFFECT:
        return EffectDirection.NONE
    return EffectDirection.TOWARD_COMPARISON if effect > 0 else EffectDirection.AWAY_FROM_COMPARISON


def percentile_95(effects: npt.ArrayLike) -> float | None:
    """95th percentile of |effect| over effects (n,), linear between ranks; None without effects."""
    sizes = np.abs(np.asarray(effects, np.float64))
    return float(np.percentile(sizes, 95)) if sizes.size else None


def spearman(a: npt.ArrayLike, b: npt.ArrayLike) -> float | None:
    """Spearman's rank correlation of (n,) and (n,), mean ranks for ties; None where a side does not vary."""
    left, right = _ranks(np.asarray(a, np.float64)), _ranks(np.asarray(b, np.float64))
    left -= left.mean() if left.size else 0.0
    right -= right.mean() if right.size else 0.0
    norm = float(np.sqrt((left @ left) * (right @ right)))
    return float(left @ right) / norm if norm > 0 else None


def _ranks(values: Values) -> Values:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return ((last - counts + 1 + last) / 2.0)[inverse]
