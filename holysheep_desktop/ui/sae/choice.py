"""Which feature is chosen, from one result to the next."""

from __future__ import annotations

from collections.abc import Sequence

from holysheep_desktop.core.interpretation import most_telling
from holysheep_desktop.core.results import FeatureActivation


class FeatureChoice:
    """Keeps a feature while results list it.

    `feature` is the chosen one. `lost` was chosen and is not in the list any more; it is chosen again by the
    next result that lists it.
    """

    def __init__(self) -> None:
        self.feature: int | None = None
        self.lost: int | None = None
        self._listed: frozenset[int] = frozenset()

    def choose(self, feature: int | None) -> None:
        """Take what somebody chose."""
        self.feature, self.lost = feature, None

    def follow(self, features: Sequence[FeatureActivation], *, is_page_open: bool) -> None:
        """Choose for another result, at least one feature long.

        Whoever has a feature's page open meant that feature: no other takes its place. One that was looked up
        by its number was in no list before, and stays.
        """
        before, self._listed = self._listed, frozenset(entry.feature for entry in features)
        meant = self.lost if self.feature is None else self.feature
        if meant in self._listed:
            self.choose(meant)
        elif meant is None or not is_page_open:
            self.choose(most_telling(features).feature)
        elif meant in before:
            self.feature, self.lost = None, meant
