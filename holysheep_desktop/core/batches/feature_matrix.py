"""The activations of a batch as a matrix of prompts and features, and which features are worth a column."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from holysheep_desktop.core.batches.batch import Activations

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


class Criterion(StrEnum):
    """By what features are chosen, over all prompts that have an answer.

    A feature that a prompt does not list counts as 0 in mean and variance.
    """

    MAX = "max"
    MEAN = "mean"
    VARIANCE = "variance"
    COUNT = "count"
    """How many prompts list it."""


class FeatureMatrix:
    """Sparse: one entry for each feature that a prompt lists, whose activation is not 0."""

    def __init__(self, rows: Sequence[tuple[Activations, bool]]) -> None:
        """Each row is what a prompt lists, and whether that is all that is active."""
        self._n_rows = len(rows)
        self._is_complete = np.array([is_complete for _, is_complete in rows], dtype=bool)
        lengths = [len(activations.features) for activations, _ in rows]
        features: list[Whole] = [np.empty(0, np.int64), *(np.asarray(a.features, np.int64) for a, _ in rows)]
        values: list[Floats] = [np.empty(0), *(np.asarray(a.values, np.float64) for a, _ in rows)]
        self._rows: Whole = np.repeat(np.arange(self._n_rows), lengths)
        self._values: Floats = np.concatenate(values)
        ids, columns = np.unique(np.concatenate(features), return_inverse=True)
        self._ids: Whole = ids
        self._columns: Whole = columns.reshape(-1)

    @property
    def n_rows(self) -> int:
        """Prompts with an answer."""
        return self._n_rows

    @property
    def features(self) -> tuple[int, ...]:
        """Every feature that some prompt lists, ascending."""
        return tuple(int(feature) for feature in self._ids)

    def top(
        self,
        criterion: Criterion,
        n: int,
        *,
        among: Collection[int] | None = None,
        minimum: float = 0.0,
    ) -> tuple[int, ...]:
        """The `n` features that stand out most, the first first; equal ones by id.

        `among` restricts them; features that never reach `minimum` are left out.
        """
        scores = self._scores(criterion)
        allowed = self._scores(Criterion.MAX) >= minimum
        if among is not None:
            allowed &= np.isin(self._ids, np.fromiter(among, dtype=np.int64))
        places = np.flatnonzero(allowed)
        order = places[np.lexsort((self._ids[places], -scores[places]))]
        return tuple(int(feature) for feature in self._ids[order[:n]])

    def dense(self, features: Sequence[int]) -> Floats:
        """Activations (n_rows, len(features)); NaN where a prompt lists only its strongest and not this one.

        0 stands only where the prompt lists all that is active.
        """
        dense = np.full((self._n_rows, len(features)), np.nan)
        dense[self._is_complete] = 0.0
        place_of = np.full(len(self._ids), -1, dtype=np.int64)
        place_of[np.searchsorted(self._ids, np.asarray(features, dtype=np.int64))] = np.arange(len(features))
        places = place_of[self._columns]
        wanted = places >= 0
        dense[self._rows[wanted], places[wanted]] = self._values[wanted]
        return dense

    def _scores(self, criterion: Criterion) -> Floats:
        n_features = len(self._ids)
        if criterion is Criterion.COUNT:
            return np.bincount(self._columns, minlength=n_features).astype(np.float64)
        if criterion is Criterion.MAX:
            largest = np.full(n_features, -np.inf)
            np.maximum.at(largest, self._columns, self._values)
            return largest
        mean = np.bincount(self._columns, self._values, n_features) / max(1, self._n_rows)
        if criterion is Criterion.MEAN:
            return mean
        # Summed about the mean: the difference of squares loses its digits where a feature hardly varies.
        squares = np.bincount(self._columns, (self._values - mean[self._columns]) ** 2, n_features)
        n_silent = self._n_rows - np.bincount(self._columns, minlength=n_features)
        return (squares + n_silent * mean**2) / max(1, self._n_rows)
