"""Random controls of a site: its value moved as far as the patch moves it, in a direction that means nothing.

The directions are differences of the same site's values between two random tokens of the two prompts, so they
stay in the part of space that activations fill; drawn evenly from all of space they would harm the model
whatever they mean.
"""

from __future__ import annotations

import numpy as np

from holysheep_desktop.core.models import Component
from holysheep_desktop.engine.patching.runs import Array, Index, Move
from holysheep_desktop.engine.patching.sites import value_of

TINY = np.float32(1e-20)
TRIES = 20


def random_values(
    move: Move, component: Component, layer: int, base: Index, source: Index, random: np.random.Generator
) -> Array:
    """New values at the pairs, shaped as by `value_of`: moved in random directions, each by its own norm."""
    ours = value_of(move.base, component, layer, base)
    if not len(ours):
        return ours
    change = value_of(move.source, component, layer, source) - ours
    seen = _values_seen(move, component, layer)
    directions = np.stack([_direction(seen, random) for _ in range(len(ours))])
    size = np.linalg.norm(directions, axis=-1, keepdims=True)
    length = np.linalg.norm(change, axis=-1, keepdims=True)
    return ours + directions * (length / np.maximum(size, TINY))


def _values_seen(move: Move, component: Component, layer: int) -> Array:
    """The site's values at every token of both runs but the first, which is unlike all others."""
    runs = (move.base, move.source)
    return np.concatenate([value_of(run, component, layer, np.arange(1, run.length)) for run in runs])


def _direction(seen: Array, random: np.random.Generator) -> Array:
    """The difference of two of the values that are not the same; of none, any direction at all."""
    for _ in range(TRIES):
        a, b = random.integers(0, len(seen), 2) if len(seen) else (0, 0)
        if a != b and (seen[a] != seen[b]).any():
            return seen[a] - seen[b]
    return random.normal(size=seen.shape[1:]).astype(np.float32)
