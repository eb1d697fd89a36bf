"""Any patches of one run, measured: carried through the remaining blocks together, a portion at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.patching.carrying import carry
from holysheep_desktop.engine.patching.cone import Copies
from holysheep_desktop.engine.patching.readouts import Measure
from holysheep_desktop.engine.patching.replacement import Patch
from holysheep_desktop.engine.patching.runs import Array, CapturedRun, ShouldStop
from holysheep_desktop.engine.patching.sweep import ROWS_IN_MEMORY
from holysheep_desktop.engine.transformer.network import Network


def no_step(rows: int) -> None:
    """For callers that do not want to know how many rows went through a block."""


def measure_patches(
    model: Network,
    run: CapturedRun,
    patches: Sequence[Patch],
    measure: Measure,
    should_stop: ShouldStop,
    step: Callable[[int], None] = no_step,
) -> npt.NDArray[np.float64]:
    """The metric of every patch by itself: (n_patches,). A patch without positions changes nothing."""
    ends = carry_patches(model, run, patches, should_stop, step)
    return measure(ends) if len(ends) else np.empty(0, np.float64)


def carry_patches(
    model: Network,
    run: CapturedRun,
    patches: Sequence[Patch],
    should_stop: ShouldStop,
    step: Callable[[int], None] = no_step,
) -> Array:
    """The stream after the last block at the answer position, of every patch by itself: (n, d_model)."""
    ends = np.repeat(run.last[None], len(patches), axis=0)
    for portion in _portions(run, patches):

        def joining(stream: int, portion: Sequence[int] = portion) -> Iterator[Copies[int]]:
            for nth in portion:
                if patches[nth].stream == stream:
                    yield _copy(run, patches[nth], nth)

        start = min(patches[nth].stream for nth in portion)
        for nth, last in carry(model, run, start, joining, should_stop, step).items():
            ends[nth] = last[0]
    return ends


def _copy(run: CapturedRun, patch: Patch, key: int) -> Copies[int]:
    first = int(patch.positions.min())
    rows = run.stream(patch.stream)[None, first:].copy()
    rows[0, patch.positions - first] = patch.rows
    return Copies(patch.stream, first, rows, key)


def _portions(run: CapturedRun, patches: Sequence[Patch]) -> Iterator[list[int]]:
    portion: list[int] = []
    rows = 0
    for nth, patch in enumerate(patches):
        if not patch.positions.size:
            continue
        here = run.length - int(patch.positions.min())
        if portion and rows + here > ROWS_IN_MEMORY:
            yield portion
            portion, rows = [], 0
        portion.append(nth)
        rows += here
    if portion:
        yield portion
