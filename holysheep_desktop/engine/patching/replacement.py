"""One replaced value of a run, as the row of the stream that it makes and as an edit of a whole run."""

from __future__ import annotations

from dataclasses import dataclass

from holysheep_desktop.core.models import Component
from holysheep_desktop.engine.patching.runs import CapturedRun, Index
from holysheep_desktop.engine.patching.sites import SITES, Array, rows_with, stream_of
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Edit
from holysheep_desktop.engine.transformer.network import Network


@dataclass(frozen=True, slots=True, eq=False)
class Replacement:
    """New `values` (n, …) of a component at `positions` (n,) of a run, shaped as by `sites.value_of`.

    Of heads only `head` takes its new values.
    """

    component: Component
    layer: int
    positions: Index
    values: Array
    head: int | None = None

    @property
    def stream(self) -> int:
        """The block before which the patched rows join the stream."""
        return stream_of(self.component, self.layer)

    def rows(self, model: Network, run: CapturedRun) -> Array:
        """The stream of `run` at the replaced positions: (n, d_model)."""
        rows = rows_with(model, run, self.component, self.layer, self.positions, self.values)
        return rows if self.head is None else rows[:, self.head]

    def edit(self) -> Edit:
        """The same in a whole run over the same tokens, or over a prompt that goes on behind them."""
        names = [hooks.name(self.layer, site) for site in SITES[self.component]]
        parts = [self.values] if len(names) == 1 else [self.values[:, k] for k in range(len(names))]
        new = dict(zip(names, parts, strict=True))

        def replace(name: str, value: Array) -> Array | None:
            values = new.get(name)
            if values is None:
                return None
            patched = value.copy()
            if self.head is None:
                patched[self.positions] = values
            else:
                patched[self.positions, self.head] = values[:, self.head]
            return patched

        return replace


@dataclass(frozen=True, slots=True, eq=False)
class Patch:
    """A run of which some rows of the stream before block `stream` are replaced: rows (n, d_model)."""

    stream: int
    positions: Index
    rows: Array


def patch_of(replacement: Replacement, model: Network, run: CapturedRun) -> Patch:
    """The patch that a replacement makes."""
    return Patch(replacement.stream, replacement.positions, replacement.rows(model, run))
