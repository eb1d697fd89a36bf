"""The two runs of a patching analysis, and which tokens of one stand for which of the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.core.alignment import Alignment, Pair
from holysheep_desktop.core.requests import Way
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Site
from holysheep_desktop.engine.transformer.kv_cache import KVCache
from holysheep_desktop.engine.transformer.network import Cache, Network

Array: TypeAlias = npt.NDArray[np.float32]
Index: TypeAlias = npt.NDArray[np.int64]
ShouldStop: TypeAlias = Callable[[], bool]

STREAM_SITES = (Site.RESID_PRE, Site.Z, Site.ATTN_OUT, Site.RESID_MID, Site.MLP_OUT, Site.RESID_POST)


@dataclass(frozen=True, slots=True, eq=False)
class CapturedRun:
    """One unpatched run: its tokens, its keys and values, and every captured value.

    `last` (d_model,) is the stream after the last block at the answer position, which is the last token;
    `logits` (d_vocab,) are its next-token logits.
    """

    tokens: tuple[Token, ...]
    ids: tuple[int, ...]
    cache: Cache
    values: dict[str, Array]
    last: Array
    logits: Array

    @property
    def length(self) -> int:
        """Number of tokens, BOS included."""
        return len(self.ids)

    @property
    def kv_cache(self) -> KVCache:
        """The cache, where it is this engine's own."""
        assert isinstance(self.cache, KVCache)
        return self.cache

    def at(self, layer: int, site: Site) -> Array:
        """A captured value, (T, …)."""
        return self.values[hooks.name(layer, site)]

    def stream(self, layer: int) -> Array:
        """The residual stream (T, d_model) before block `layer`; after the last for `layer` = n_layers."""
        before = hooks.name(layer, Site.RESID_PRE)
        return self.values[before] if before in self.values else self.at(layer - 1, Site.RESID_POST)


def run_and_capture(
    model: Network,
    tokens: Sequence[Token],
    layers: Iterable[int],
    should_stop: ShouldStop,
    *,
    neuron_layers: Iterable[int] = (),
    stream_layers: Iterable[int] = (),
) -> CapturedRun:
    """Run a prompt once and keep every site of `layers`, the neurons of `neuron_layers`, and the stream after
    each of `stream_layers`."""
    ids = tuple(token.id for token in tokens)
    names = {hooks.name(layer, site) for layer in layers for site in STREAM_SITES}
    names |= {hooks.name(layer, Site.NEURONS) for layer in neuron_layers}
    names |= {hooks.name(layer, Site.RESID_POST) for layer in stream_layers}
    names.add(hooks.EMBED)
    cache = model.new_cache(len(ids))
    run = model.run(np.array(ids), past=cache, capture=names, should_stop=should_stop)
    last = run.resid[-1]
    return CapturedRun(tuple(tokens), ids, cache, run.values, last, model.logits(last))


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """One way of patching: values of `source` are moved into `base` at the aligned `pairs`.

    Pairs are (index in base, index in source). Before `first` the two prompts have the same tokens, so
    their values are the same and moving them does nothing.
    """

    way: Way
    base: CapturedRun
    source: CapturedRun
    pairs: tuple[Pair, ...]
    first: int

    def indices(self, positions: Iterable[int] | None = None) -> tuple[Index, Index]:
        """Base and source indices, (n,) each, of the pairs that can matter, or at these base positions."""
        wanted = None if positions is None else set(positions)
        late = (pair for pair in self.pairs if pair[0] >= self.first)
        chosen = [pair for pair in late if wanted is None or pair[0] in wanted]
        array = np.array(chosen, np.int64).reshape(-1, 2)
        return array[:, 0], array[:, 1]

    def onto_itself(self) -> Move:
        """The base patched with its own values at every position: what must change nothing."""
        return Move(self.way, self.base, self.base, tuple((i, i) for i in range(self.base.length)), 0)


def moves(original: CapturedRun, comparison: CapturedRun, alignment: Alignment) -> dict[Way, Move]:
    """Noising and denoising of two runs."""
    first = _first_difference(original, comparison, alignment)
    return {
        Way.NOISING: Move(Way.NOISING, original, comparison, alignment.pairs, first),
        Way.DENOISING: Move(Way.DENOISING, comparison, original, alignment.swapped().pairs, first),
    }


def _first_difference(original: CapturedRun, comparison: CapturedRun, alignment: Alignment) -> int:
    """Length of the common prefix, cut where a user paired tokens of different positions."""
    shorter = min(original.length, comparison.length)
    pairs = zip(original.ids, comparison.ids, strict=False)
    prefix = next((k for k, (a, b) in enumerate(pairs) if a != b), shorter)
    return min([prefix, *(min(i, j) for i, j in alignment.pairs if i != j)])
