"""Passages of the sample in which a feature fires: the strongest, and some from the middle of its range."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.dictionaries.corpus_sample import Ids
from holysheep_desktop.engine.dictionaries.dashboards import FULL_SCALE, N_TOP_EXAMPLES
from holysheep_desktop.engine.dictionaries.sae import FloatArray

N_MIDDLE_EXAMPLES = 4
WINDOW = 20
BEFORE = 13
"""Tokens of a window before its peak, where the document has as many."""
MIDDLE = (0.3, 0.7)
"""Shares of the largest activation between which the middle of the range lies."""
SAME_TEXT = 5
"""Passages whose last tokens up to the peak are the same count as one."""
CANDIDATES = 480
SEED = 29

Bytes: TypeAlias = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Sampled:
    """The sample's tokens (n,) with the bounds of its documents (n_documents + 1,)."""

    ids: Ids
    bounds: Ids

    def document_of(self, positions: Ids) -> Ids:
        """The number of the document at each of these positions (n,)."""
        return np.searchsorted(self.bounds, positions, side="right") - 1


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """Windows of every feature, strongest first; `start` is −1 where there is none."""

    d_sae: int
    start: npt.NDArray[np.int32] = field(init=False)
    length: Bytes = field(init=False)
    peak: Bytes = field(init=False)
    activations: Bytes = field(init=False)

    def __post_init__(self) -> None:
        shape = (self.d_sae, N_TOP_EXAMPLES + N_MIDDLE_EXAMPLES)
        object.__setattr__(self, "start", np.full(shape, -1, np.int32))
        object.__setattr__(self, "length", np.zeros(shape, np.uint8))
        object.__setattr__(self, "peak", np.zeros(shape, np.uint8))
        object.__setattr__(self, "activations", np.zeros((*shape, WINDOW), np.uint8))

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """The arrays, (d_sae, n_examples, …), by their names in a pack."""
        return {
            "example_start": self.start,
            "example_length": self.length,
            "example_peak": self.peak,
            "example_activations": self.activations,
        }


def find_examples(
    windows: Windows, feature: int, positions: Ids, values: FloatArray, sample: Sampled
) -> None:
    """Fill in a feature that fires at `positions` (n,), ascending, with `values` (n,).

    No document gives two passages, and no two passages have the same text before their peak.
    """
    seen: set[object] = set()
    strongest = positions[np.argsort(-values, kind="stable")[:CANDIDATES]]
    top = _distinct(strongest.tolist(), N_TOP_EXAMPLES, sample, seen)
    largest = float(values.max())
    low, high = (share * largest for share in MIDDLE)
    between = positions[(values >= low) & (values <= high)]
    shuffled = np.random.default_rng((SEED, feature)).permutation(between)[:CANDIDATES]
    middle = _distinct(shuffled.tolist(), N_MIDDLE_EXAMPLES, sample, seen)
    levels = np.clip(np.rint(values * (FULL_SCALE / largest)), 1, FULL_SCALE).astype(np.uint8)
    for slot, position in [*enumerate(top), *enumerate(middle, N_TOP_EXAMPLES)]:
        _fill(windows, (feature, slot), position, positions, levels, sample)


def _distinct(positions: Iterable[int], n: int, sample: Sampled, seen: set[object]) -> list[int]:
    chosen: list[int] = []
    for position in positions:
        document = int(np.searchsorted(sample.bounds, position, side="right")) - 1
        text = sample.ids[max(position + 1 - SAME_TEXT, 0) : position + 1].tobytes()
        if document in seen or text in seen:
            continue
        seen.update((document, text))
        chosen.append(position)
        if len(chosen) == n:
            break
    return chosen


def _fill(
    windows: Windows, row: tuple[int, int], position: int, positions: Ids, levels: Bytes, sample: Sampled
) -> None:
    """A window inside its document, without the BOS that opens it."""
    document = int(np.searchsorted(sample.bounds, position, side="right")) - 1
    first, last = int(sample.bounds[document]) + 1, int(sample.bounds[document + 1])
    start = max(min(position - BEFORE, last - WINDOW), first)
    stop = min(start + WINDOW, last)
    begin, end = np.searchsorted(positions, (start, stop)).tolist()
    windows.start[row] = start
    windows.length[row] = stop - start
    windows.peak[row] = position - start
    windows.activations[row][positions[begin:end] - start] = levels[begin:end]
