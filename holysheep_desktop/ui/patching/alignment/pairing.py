"""Which token is chosen, which waits for a partner, and what a click or a key wishes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt

from holysheep_desktop.core.alignment import Alignment, Pair
from holysheep_desktop.ui.patching.alignment.columns import Column, Place, Side
from holysheep_desktop.ui.patching.alignment.walk import step


@dataclass(frozen=True, slots=True)
class Wish:
    """Two tokens to be joined or parted."""

    pair: Pair
    joins: bool


class Pairing:
    """Changes no alignment by itself; each act returns what it wishes, or None."""

    def __init__(self) -> None:
        self.current = Place(Side.ORIGINAL, 0)
        self.start: Place | None = None
        self._columns: Sequence[Column] = ()
        self._partners: dict[Place, Place] = {}

    @property
    def paired(self) -> frozenset[Place]:
        """The tokens that have a partner."""
        return frozenset(self._partners)

    def show(self, columns: Sequence[Column], alignment: Alignment) -> None:
        """Take another alignment; the chosen token stays where it can, a begun pair is given up."""
        self._columns = columns
        self._partners = {}
        for i, j in alignment.pairs:
            ours, theirs = Place(Side.ORIGINAL, i), Place(Side.COMPARISON, j)
            self._partners |= {ours: theirs, theirs: ours}
        n_tokens = (alignment.n_original, alignment.n_comparison)[self.current.side]
        self.current = replace(self.current, index=max(0, min(self.current.index, n_tokens - 1)))
        self.start = None

    def partner_of(self, place: Place) -> Place | None:
        """The token that stands for this one in the other prompt."""
        return self._partners.get(place)

    def move(self, key: Qt.Key) -> bool:
        """Follow a key to another token; False for a key that leads nowhere."""
        target = step(self._columns, self.current, key)
        if target is None:
            return False
        self.current = target
        return True

    def click(self, place: Place) -> Wish | None:
        """A begun pair ends here; else a paired token is parted, and a lonely one begins a pair."""
        self.current = place
        if self.start is not None or place not in self._partners:
            return self.enter()
        return self.part()

    def drop(self, target: Place | None) -> Wish | None:
        """A drag ends; only a token of the other prompt is a partner."""
        if target is None or self.start is None or target.side is self.start.side:
            self.start = None
            return None
        self.current = target
        return self.enter()

    def enter(self) -> Wish | None:
        """Begin a pair at the chosen token, or end it there; in the same prompt it begins anew."""
        start, self.start = self.start, None
        if start is None:
            self.start = self.current
        elif start.side is not self.current.side:
            return Wish(_pair(start, self.current), joins=True)
        elif start != self.current:
            self.start = self.current
        return None

    def part(self) -> Wish | None:
        """Part the chosen token from its partner."""
        partner = self._partners.get(self.current)
        return None if partner is None else Wish(_pair(self.current, partner), joins=False)


def _pair(one: Place, other: Place) -> Pair:
    indices = {one.side: one.index, other.side: other.index}
    return indices[Side.ORIGINAL], indices[Side.COMPARISON]
