"""The names of the values inside a model, many at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Site


def all_names(n_layers: int, sites: Collection[Site] = tuple(Site)) -> Iterator[str]:
    """The names of `sites` in every layer."""
    for layer in range(n_layers):
        for site in sites:
            yield hooks.name(layer, site)
