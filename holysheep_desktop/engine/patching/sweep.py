"""Exact patching of many sites: all copies of a portion of the positions go through the model together.

Exactly unchanged without being run are positions before the first difference of the prompts and, for a patch
that joins the stream after the last block, every position but the last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.core.models import Component
from holysheep_desktop.engine.patching.carrying import carry
from holysheep_desktop.engine.patching.cone import Copies
from holysheep_desktop.engine.patching.readouts import Measure
from holysheep_desktop.engine.patching.runs import Array, Index, Move, ShouldStop
from holysheep_desktop.engine.patching.sites import patched_rows, rows_with, stream_of
from holysheep_desktop.engine.transformer.network import Network

Values: TypeAlias = npt.NDArray[np.float64]
LogitDifference: TypeAlias = Measure

SiteKey: TypeAlias = "tuple[Place, int]"

ROWS_IN_MEMORY = 4096
"""Rows of all copies that are on their way at the same time: a block takes well under a second for them."""


@dataclass(frozen=True, slots=True)
class Place:
    """A component at a layer, in one spelling: the stream after a block is the stream before the next.

    `value` is the component whose value is replaced in part, where the component is a set of parts.
    """

    component: Component
    layer: int
    value: Component | None = None

    @classmethod
    def of(cls, component: Component, layer: int) -> Place:
        """The spelling that is patched: `resid_post` of a layer is `resid_pre` of the next."""
        if component is Component.RESID_POST:
            return cls(Component.RESID_PRE, layer + 1)
        return cls(component, layer)

    @property
    def stream(self) -> int:
        """The block before which its copies join."""
        return stream_of(self.value or self.component, self.layer)


class SetValues(Protocol):
    """New values of the places whose component is a set, at pairs of a move."""

    def values(self, move: Move, layer: int, base: Index, source: Index) -> Array:
        """Shaped as the place's value, one row per pair."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """Patches each of `places` at every aligned position by itself; `measure` reads the metric of the way."""

    model: Network
    move: Move
    places: tuple[Place, ...]
    measure: Measure
    should_stop: ShouldStop
    report: Callable[[int], None] = lambda rows: None
    """Hears how many rows went through a block; `work` is their number at the end."""
    rows_in_memory: int = ROWS_IN_MEMORY
    sets: Mapping[Component, SetValues] = field(default_factory=dict[Component, SetValues])

    def run(self) -> dict[Place, Values]:
        """The patched metric by place: (n_pairs, 1), for heads (n_pairs, n_heads), pairs as in the move.

        A site that cannot matter holds the unpatched metric itself: its effect is exactly 0.
        """
        unpatched = self.measure(self.move.base.last[None])[0]
        rows = {i: row for row, (i, _) in enumerate(self.move.pairs)}
        found = {place: np.full((len(rows), self._width(place)), unpatched) for place in self.places}
        for positions in self._portions() if self.places else ():
            for (place, position), values in self._patch(positions).items():
                found[place][rows[position]] = values
        return found

    @property
    def work(self) -> int:
        """Rows that go through blocks in a whole run."""
        return sum(self._work_at(position) for position in self._positions())

    def _positions(self) -> list[int]:
        return [i for i, _ in self.move.pairs if i >= self.move.first]

    def _work_at(self, position: int) -> int:
        n_layers, length = self.model.config.n_layers, self.move.base.length - position
        whole_blocks = [max(0, n_layers - 1 - place.stream) for place in self.places]
        return sum(
            self._width(place) * (blocks * length + (place.stream < n_layers))
            for place, blocks in zip(self.places, whole_blocks, strict=True)
        )

    def _portions(self) -> Iterator[list[int]]:
        copies = sum(self._width(place) for place in self.places)
        portion: list[int] = []
        rows = 0
        for position in self._positions():
            here = copies * (self.move.base.length - position)
            if portion and rows + here > self.rows_in_memory:
                yield portion
                portion, rows = [], 0
            portion.append(position)
            rows += here
        if portion:
            yield portion

    def _patch(self, positions: Sequence[int]) -> dict[tuple[Place, int], Values]:
        def joining(stream: int) -> Iterator[Copies[tuple[Place, int]]]:
            for place in self.places:
                if place.stream == stream:
                    yield from self._copies(place, positions)

        start = min(place.stream for place in self.places)
        ends = carry(self.model, self.move.base, start, joining, self.should_stop, self.report)
        return _measured(ends, self.measure)

    def _copies(self, place: Place, positions: Sequence[int]) -> Iterator[Copies[tuple[Place, int]]]:
        if place.stream == self.model.config.n_layers:
            positions = [p for p in positions if p == self.move.base.length - 1]
        if not positions:
            return
        base, source = self.move.indices(positions)
        replaced = self._rows(place, base, source)
        stream = self.move.base.stream(place.stream)
        width = self._width(place)
        for position, row in zip(base.tolist(), replaced, strict=True):
            rows = np.repeat(stream[None, position:], width, axis=0)
            rows[:, 0] = row
            yield Copies(place.stream, position, rows, (place, position))

    def _rows(self, place: Place, base: Index, source: Index) -> Array:
        if place.value is None:
            return patched_rows(self.model, self.move, place.component, place.layer, base, source)
        values = self.sets[place.component].values(self.move, place.layer, base, source)
        return rows_with(self.model, self.move.base, place.value, place.layer, base, values)

    def _width(self, place: Place) -> int:
        return self.model.config.n_heads if place.component is Component.HEAD else 1


def _measured(ends: Mapping[SiteKey, Array], measure: Measure) -> dict[SiteKey, Values]:
    """All copies read at once: a metric that needs every logit goes over the vocabulary once."""
    if not ends:
        return {}
    flat = measure(np.concatenate(list(ends.values())))
    stops = np.cumsum([len(rows) for rows in ends.values()])
    return dict(zip(ends, np.split(flat, stops[:-1]), strict=True))
