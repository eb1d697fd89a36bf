"""Blocks that hand the stream on as it is, so that a run can begin in the middle of a model.

Hugging Face's models own their loop over the blocks, and each passes other things around (masks, rotations,
caches); a block that does nothing fits into all of them.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager

import torch
from torch import nn


class Skipping:
    """The blocks of one model; `returns_tuple` as they answer when they are run."""

    def __init__(self, blocks: Sequence[nn.Module], *, returns_tuple: bool) -> None:
        self._blocks = blocks
        self._returns_tuple = returns_tuple

    @contextmanager
    def before(self, layer: int) -> Generator[None]:
        """Blocks below `layer` do nothing."""
        skipped = list(self._blocks)[:layer]
        for block in skipped:
            block.__dict__["forward"] = self._pass_on
        try:
            yield
        finally:
            for block in skipped:
                del block.__dict__["forward"]

    def _pass_on(self, hidden_states: torch.Tensor, *_: object, **__: object) -> object:
        return (hidden_states,) if self._returns_tuple else hidden_states
