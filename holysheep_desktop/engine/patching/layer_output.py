"""A site of one layer replaced at every aligned position, as rows of the stream and as an edit of a run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.core.models import Component
from holysheep_desktop.engine.patching.carrying import carry
from holysheep_desktop.engine.patching.cone import Copies
from holysheep_desktop.engine.patching.runs import Move, ShouldStop
from holysheep_desktop.engine.patching.sites import patched_rows, stream_of
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Array, Site
from holysheep_desktop.engine.transformer.network import Network

Index: TypeAlias = npt.NDArray[np.int64]


def patch_layer(
    model: Network, move: Move, component: Component, layer: int, should_stop: ShouldStop
) -> Array:
    """The last stream (d_model,) at the answer position, with `component` replaced at every pair."""
    base, source = move.indices()
    if not base.size:
        return move.base.last
    first, stream = int(base.min()), stream_of(component, layer)
    rows = move.base.stream(stream)[None, first:].copy()
    rows[0, base - first] = patched_rows(model, move, component, layer, base, source)

    def joining(now: int) -> Iterable[Copies[int]]:
        return [Copies(stream, first, rows, 0)] if now == stream else []

    return carry(model, move.base, stream, joining, should_stop)[0][0]


class LayerOutputEdit:
    """The edit that replaces what a layer writes at every aligned position of a run over the base prompt.

    An `Edit` of `Network.run`; `calls` counts how often each of the two values was replaced.
    """

    def __init__(self, move: Move, layer: int) -> None:
        self._base, self._source = move.indices()
        self._theirs = {
            hooks.name(layer, site): move.source.at(layer, site) for site in (Site.ATTN_OUT, Site.MLP_OUT)
        }
        self.calls = dict.fromkeys(self._theirs, 0)

    def __call__(self, name: str, value: Array) -> Array | None:
        """The replacement for `value`, or None for every other name."""
        theirs = self._theirs.get(name)
        if theirs is None:
            return None
        self.calls[name] += 1
        patched = value.copy()
        patched[self._base] = theirs[self._source]
        return patched
