"""Which SAE features tell a problematic prompt from a normal one.

Features are compared by number over aligned tokens, never as pairs of number and value, and none is cut off.
Where an endpoint gives one number for each prompt and no tokens, the returned features are compared as they
are, and a feature that is missing there may only have been cut off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from holysheep_desktop.core.alignment import (
    Alignment,
    Difference,
    Pair,
    align,
    alignment_from_pairs,
    difference_of,
)
from holysheep_desktop.core.interpretation import COUNTED_AS_ACTIVE
from holysheep_desktop.core.results import ActivationCache, FeatureAnalysis, Label
from holysheep_desktop.core.tokens import Token

ACTIVE_ABOVE = COUNTED_AS_ACTIVE
"""The tutorial's threshold: a feature is active where |activation| is above this."""
LEAST_CHANGE = 0.1
"""A feature that is active in both is stronger or weaker where its activations differ by more than this share
of the larger one; below it they count as alike."""

_Row: TypeAlias = Mapping[int, float]


class Kind(StrEnum):
    """How a feature differs, as seen from the problematic prompt."""

    ONLY_PROBLEMATIC = "only_problematic"
    ONLY_NORMAL = "only_normal"
    STRONGER = "stronger"
    WEAKER = "weaker"


class Scope(StrEnum):
    """What was compared."""

    ALIGNED_TOKENS = "aligned_tokens"
    RETURNED_FEATURES = "returned_features"
    """One number for each prompt, of the features that the endpoint chose to return."""


@dataclass(frozen=True, slots=True)
class FeatureDifference:
    """One feature that differs, with its activations at the aligned tokens where they differ most.

    `tokens` are the indices of those two tokens, (problematic, normal). None: the feature fires only on
    tokens without partner, or tokens are not known. An activation is None where it was not returned.
    """

    feature: int
    kind: Kind
    problematic: float | None
    normal: float | None
    tokens: Pair | None = None
    label: Label | None = None

    @property
    def amount(self) -> float:
        """Problematic minus normal activation; what was not returned counts as 0."""
        return (self.problematic or 0.0) - (self.normal or 0.0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All features that differ, and how many are alike.

    Those that can be patched come first, and among them the largest difference.
    `alignment` is from the problematic to the normal prompt; None where tokens are not known.
    """

    scope: Scope
    differences: tuple[FeatureDifference, ...]
    n_alike: int
    alignment: Alignment | None = None
    pairs_last_tokens: bool = False
    """One prompt begins with the other: see `aligned_tokens`."""

    @classmethod
    def nothing(cls) -> Comparison:
        """No feature differs, because none was read."""
        return cls(Scope.ALIGNED_TOKENS, (), 0)

    def of_kind(self, kind: Kind) -> tuple[FeatureDifference, ...]:
        """The features that differ in one way."""
        return tuple(one for one in self.differences if one.kind is kind)

    def of_feature(self, feature: int) -> FeatureDifference | None:
        """How one feature differs, or None."""
        return next((one for one in self.differences if one.feature == feature), None)

    def patchable(self) -> tuple[FeatureDifference, ...]:
        """The features that differ at two tokens that stand for each other; no others can be patched."""
        return tuple(one for one in self.differences if one.tokens is not None)

    def candidates(self, count: int) -> tuple[int, ...]:
        """The suspects: the patchable features with the largest differences.

        They are chosen before anything is patched, so the test that follows has not seen them.
        """
        return tuple(one.feature for one in self.patchable()[:count])


def compare(problematic: FeatureAnalysis, normal: FeatureAnalysis) -> Comparison:
    """Compare the features of two prompts that were read with the same SAE."""
    if problematic.cache is None or normal.cache is None:
        return _compare_returned(problematic, normal)
    return _compare_tokens(problematic, problematic.cache, normal, normal.cache)


def aligned_tokens(problematic: Sequence[int], normal: Sequence[int]) -> tuple[Alignment, bool]:
    """The alignment of two prompts by token ids, and whether their last tokens were paired for it.

    Where one prompt begins with the whole other one, every pair reads the same text up to itself, so nothing
    could differ at any of them. Then the last tokens stand for each other instead: from them both runs speak.

    >>> aligned_tokens([2, 7, 9, 8], [2, 7, 9])[0].pairs
    ((0, 0), (1, 1), (3, 2))
    """
    found = align(problematic, normal)
    if difference_of(problematic, normal, found.pairs) is not Difference.OUT_OF_REACH:
        return found, False
    n, m = len(problematic), len(normal)
    pairs = [(i, i) for i in range(min(n, m) - 1)]
    return alignment_from_pairs([*pairs, (n - 1, m - 1)], n, m), True


def _compare_tokens(
    problematic: FeatureAnalysis, ours: ActivationCache, normal: FeatureAnalysis, theirs: ActivationCache
) -> Comparison:
    alignment, is_last = aligned_tokens(_ids(ours.tokens), _ids(theirs.tokens))
    rows, other_rows = _rows(ours), _rows(theirs)
    differences: list[FeatureDifference] = []
    n_alike = 0
    for feature in sorted(_active(rows) | _active(other_rows)):
        found = _difference(feature, rows, other_rows, alignment.pairs)
        if found is None:
            n_alike += 1
            continue
        label = problematic.label(feature) or normal.label(feature)
        differences.append(FeatureDifference(feature, *found, label))
    return Comparison(Scope.ALIGNED_TOKENS, _ordered(differences), n_alike, alignment, is_last)


def _difference(
    feature: int, rows: Sequence[_Row], other_rows: Sequence[_Row], pairs: Iterable[Pair]
) -> tuple[Kind, float, float, Pair | None] | None:
    """Kind, activations and tokens of the largest difference over the pairs; None where there is none."""
    ours, theirs, tokens = 0.0, 0.0, None
    for i, j in pairs:
        a, b = rows[i].get(feature, 0.0), other_rows[j].get(feature, 0.0)
        if _differ(a, b) and abs(a - b) > abs(ours - theirs):
            ours, theirs, tokens = a, b, (i, j)
    highest, other_highest = _highest(rows, feature), _highest(other_rows, feature)
    if tokens is None:
        if min(highest, other_highest) > ACTIVE_ABOVE:
            return None
        ours, theirs = highest, other_highest
    return _kind(highest, other_highest, ours - theirs), ours, theirs, tokens


def _differ(a: float, b: float) -> bool:
    larger = max(abs(a), abs(b))
    return larger > ACTIVE_ABOVE and abs(a - b) > LEAST_CHANGE * larger


def _kind(highest: float, other_highest: float, amount: float) -> Kind:
    if other_highest <= ACTIVE_ABOVE:
        return Kind.ONLY_PROBLEMATIC
    if highest <= ACTIVE_ABOVE:
        return Kind.ONLY_NORMAL
    return Kind.STRONGER if amount > 0 else Kind.WEAKER


def _compare_returned(problematic: FeatureAnalysis, normal: FeatureAnalysis) -> Comparison:
    ours = {one.feature: one for one in problematic.features if abs(one.activation) > ACTIVE_ABOVE}
    theirs = {one.feature: one for one in normal.features if abs(one.activation) > ACTIVE_ABOVE}
    differences: list[FeatureDifference] = []
    for feature in sorted(ours.keys() | theirs.keys()):
        here, there = ours.get(feature), theirs.get(feature)
        a, b = here.activation if here else None, there.activation if there else None
        if a is not None and b is not None and not _differ(a, b):
            continue
        sizes = abs(a or 0.0), abs(b or 0.0)
        kind = _kind(*sizes, sizes[0] - sizes[1])
        label = problematic.label(feature) or normal.label(feature)
        differences.append(FeatureDifference(feature, kind, a, b, label=label))
    n_alike = len(ours.keys() | theirs.keys()) - len(differences)
    return Comparison(Scope.RETURNED_FEATURES, _ordered(differences), n_alike)


def _ordered(differences: Iterable[FeatureDifference]) -> tuple[FeatureDifference, ...]:
    """Those that can be patched first, the largest difference first."""
    return tuple(sorted(differences, key=lambda one: (one.tokens is None, -abs(one.amount), one.feature)))


def _ids(tokens: Iterable[Token]) -> list[int]:
    return [token.id for token in tokens]


def _rows(cache: ActivationCache) -> list[_Row]:
    """The activations of each token; those of special tokens are left out."""
    return [
        {} if token.is_special else dict(zip(row.features, row.values, strict=True))
        for token, row in zip(cache.tokens, cache.activations, strict=True)
    ]


def _active(rows: Iterable[_Row]) -> set[int]:
    return {feature for row in rows for feature, value in row.items() if value > ACTIVE_ABOVE}


def _highest(rows: Iterable[_Row], feature: int) -> float:
    return max((row.get(feature, 0.0) for row in rows), default=0.0)
