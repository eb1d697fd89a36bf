"""Patched copies of a run to their end: by the causal cone of this engine's own model, else as whole runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import numpy as np

from holysheep_desktop.engine.patching.cone import Cone, Copies
from holysheep_desktop.engine.patching.runs import Array, CapturedRun, ShouldStop
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.transformer.network import Network

Key = TypeVar("Key")

ROWS_AT_ONCE = 2048
"""Rows of whole runs that go through another model's blocks together."""


def carry(
    model: Network,
    base: CapturedRun,
    start: int,
    joining: Callable[[int], Iterable[Copies[Key]]],
    should_stop: ShouldStop,
    step: Callable[[int], None] = lambda rows: None,
) -> dict[Key, Array]:
    """The stream after the last block at the last position, (n, d_model) by the copies' key.

    `joining(stream)` is asked once for every stream from `start` to n_layers, in order; `step(rows)` hears
    how many rows went through a block. Raises `CancelledWorkError`.
    """
    if isinstance(model, Model):
        return Cone(model, base, should_stop, step).carry(start, joining)
    ends: dict[Key, Array] = {}
    for stream in range(start, model.config.n_layers + 1):
        ends |= _run_on(model, base, list(joining(stream)), should_stop, step)
    return ends


def _run_on(
    model: Network,
    base: CapturedRun,
    joined: Sequence[Copies[Key]],
    should_stop: ShouldStop,
    step: Callable[[int], None],
) -> dict[Key, Array]:
    """The ends of copies that join at one stream, as many runs at once as `ROWS_AT_ONCE` allows."""
    blocks = model.config.n_layers - joined[0].stream if joined else 0
    if not blocks:
        return {copies.key: copies.rows[:, -1] for copies in joined}
    flat = [(nth, row) for nth, copies in enumerate(joined) for row in range(len(copies.rows))]
    at_once = max(1, ROWS_AT_ONCE // base.length)
    found: list[Array] = []
    for begin in range(0, len(flat), at_once):
        whole = np.stack([_whole(base, joined[nth], row) for nth, row in flat[begin : begin + at_once]])
        run = model.run(resid=whole, start_layer=joined[0].stream, should_stop=should_stop)
        found.append(run.resid[:, -1])
        step(sum(joined[nth].rows.shape[1] for nth, _ in flat[begin : begin + at_once]) * blocks)
    ends = np.split(np.concatenate(found), np.cumsum([len(copies.rows) for copies in joined])[:-1])
    return {copies.key: end for copies, end in zip(joined, ends, strict=True)}


def _whole(base: CapturedRun, copies: Copies[Key], row: int) -> Array:
    """One copy from the first position on: before its own rows the unpatched run's, (T, d_model)."""
    return np.concatenate([base.stream(copies.stream)[: copies.first], copies.rows[row]])
