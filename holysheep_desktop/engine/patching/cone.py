"""Many patched copies of one run, carried through the remaining blocks together.

A patch at position p of the stream changes only later blocks and positions ≥ p (its causal cone). So a copy
carries its rows p … T−1 alone and reads keys and values of the positions before from the unpatched run. The
copies go block by block, those that join at a block with those that joined before it, and every weight
matrix meets all their rows in one product. After the last block only the last position is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.patching.runs import CapturedRun, ShouldStop
from holysheep_desktop.engine.patching.sites import after_mlp
from holysheep_desktop.engine.transformer import threads
from holysheep_desktop.engine.transformer.model import Block, Model
from holysheep_desktop.errors import CancelledWorkError

Array: TypeAlias = npt.NDArray[np.float32]
Key = TypeVar("Key")

LEAST_ROWS, MOST_ROWS = 32, 256
"""Rows in one product: enough to reach a core's full speed, few enough for its caches."""


@dataclass(frozen=True, slots=True, eq=False)
class Copies(Generic[Key]):
    """Patched copies of a run that join its stream before block `stream`.

    `rows` (n, T − first, d_model) is their stream from position `first` on; for `stream` = n_layers only the
    last position is read. `key` names them in the result.
    """

    stream: int
    first: int
    rows: Array
    key: Key


class Cone:
    """Carries copies of the run `base`; `step(rows)` hears how many rows went through a block."""

    def __init__(
        self,
        model: Model,
        base: CapturedRun,
        should_stop: ShouldStop,
        step: Callable[[int], None] = lambda rows: None,
    ) -> None:
        self._model = model
        self._base = base
        self._should_stop = should_stop
        self._step = step

    def carry(self, start: int, joining: Callable[[int], Iterable[Copies[Key]]]) -> dict[Key, Array]:
        """The stream after the last block at the last position, (n, d_model) by the copies' key.

        `joining(stream)` is asked once for every stream from `start` to n_layers, in order. Raises
        `CancelledWorkError`: the stop is looked at before every block and in its middle.
        """
        live: _Live[Key] = _Live(self._base.length)
        n_layers = self._model.config.n_layers
        for stream in range(start, n_layers):
            self._check()
            live.join(joining(stream))
            if live.groups:
                block, last = self._model.blocks[stream], stream == n_layers - 1
                live.replace(self._last_positions(block, live) if last else self._all_positions(block, live))
                self._step(live.n_rows())
        live.keep_last_positions()
        live.join(joining(n_layers))
        return live.results()

    def _all_positions(self, block: Block, live: _Live[Key]) -> Array:
        x, positions = live.flat(), live.positions()
        q = self._empty(len(x), self._model.config.n_heads)
        k, v = self._empty(len(x)), self._empty(len(x))

        def project(at: slice) -> None:
            q[at], k[at], v[at] = block.attention.qkv(x[at], positions[at])

        by_rows(project, len(x))
        asked = [(q[at].reshape(*shape, *q.shape[1:]), first) for first, at, shape in live.slices()]
        return self._rest_of_block(block, x, self._mixed(block, live, asked, k, v))

    def _last_positions(self, block: Block, live: _Live[Key]) -> Array:
        """Every row gives its key and value, but only the last of each copy asks."""
        x, positions = live.flat(), live.positions()
        k, v = self._empty(len(x)), self._empty(len(x))

        def project(at: slice) -> None:
            k[at], v[at] = block.attention.key_values(x[at], positions[at])

        by_rows(project, len(x))
        last = self._base.length - 1
        ends = [x[at].reshape(*shape, -1)[:, -1:] for _, at, shape in live.slices()]
        asked = [(block.attention.qkv(end, np.array([last]))[0], last) for end in ends]
        z = self._mixed(block, live, asked, k, v)
        live.keep_last_positions()
        return self._rest_of_block(block, live.flat(), z)

    def _mixed(
        self, block: Block, live: _Live[Key], asked: list[tuple[Array, int]], k: Array, v: Array
    ) -> Array:
        """z of the queries of every group, behind the unpatched prefix: (rows, n_heads, d_head).

        `asked`: the group's queries (copies, T − from, n_heads, d_head) and the position of the first.
        """
        groups, cache, layer = list(live.slices()), self._base.cache, block.layer
        every = np.arange(self._base.length, dtype=np.int64)
        mixed: dict[int, Array] = {}

        def attend(start: int, stop: int) -> None:
            for nth in range(start, stop):
                (first, at, shape), (q, begin) = groups[nth], asked[nth]
                keys = _behind(cache.keys[layer, :first], k[at].reshape(*shape, *k.shape[1:]))
                values = _behind(cache.values[layer, :first], v[at].reshape(*shape, *v.shape[1:]))
                z = block.attention.attend(q, keys, values, every[begin:], every)
                mixed[nth] = z.reshape(-1, *z.shape[2:])

        self._check()
        threads.share(attend, len(groups))
        return np.concatenate([mixed[nth] for nth in range(len(groups))])

    def _empty(self, n_rows: int, n_heads: int | None = None) -> Array:
        config = self._model.config
        return np.empty((n_rows, n_heads or config.n_kv_heads, config.d_head), np.float32)

    def _rest_of_block(self, block: Block, x: Array, z: Array) -> Array:
        out = np.empty_like(x)

        def finish(at: slice) -> None:
            out[at] = after_mlp(block, x[at] + block.attention.output(z[at]))

        self._check()
        by_rows(finish, len(x))
        return out

    def _check(self) -> None:
        if self._should_stop():
            raise CancelledWorkError


def by_rows(work: Callable[[slice], None], n_rows: int) -> None:
    """Do row-wise `work` in pieces on all threads, as many pieces for each thread.

    Each piece is one product of the calling thread's own, so a thread that is held up delays nobody.
    """
    rounds = -(-n_rows // (MOST_ROWS * threads.n_threads()))
    rows = max(LEAST_ROWS, -(-n_rows // (rounds * threads.n_threads())))

    def pieces(start: int, stop: int) -> None:
        for nth in range(start, stop):
            work(slice(nth * rows, min((nth + 1) * rows, n_rows)))

    threads.share(pieces, -(-n_rows // rows))


def _behind(prefix: Array, own: Array) -> Array:
    """Keys or values of the unpatched prefix (p, …) in front of each copy's own (n, T − p, …)."""
    shared = np.broadcast_to(prefix, (own.shape[0], *prefix.shape))
    return np.concatenate([shared, own], axis=1)


class _Live(Generic[Key]):
    """The copies on their way, grouped by first position: one array (n, T − first, d_model) per group."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._last_only = False
        self._keys: dict[int, list[tuple[Key, int]]] = {}
        self.groups: dict[int, Array] = {}

    def join(self, copies: Iterable[Copies[Key]]) -> None:
        arriving: dict[int, list[Array]] = {}
        for group in copies:
            rows = group.rows[:, -1:] if self._last_only else group.rows
            arriving.setdefault(group.first, []).append(rows)
            self._keys.setdefault(group.first, []).append((group.key, len(rows)))
        for first, rows in arriving.items():
            before = [self.groups[first]] if first in self.groups else []
            self.groups[first] = np.concatenate([*before, *rows])

    def keep_last_positions(self) -> None:
        self._last_only = True
        self.groups = {first: x[:, -1:] for first, x in self.groups.items()}

    def n_rows(self) -> int:
        return sum(x.shape[0] * x.shape[1] for x in self.groups.values())

    def flat(self) -> Array:
        return np.concatenate([x.reshape(-1, x.shape[-1]) for x in self.groups.values()])

    def positions(self) -> npt.NDArray[np.int64]:
        """The position of every row of `flat`, before the cut to last positions."""
        every = np.arange(self._length, dtype=np.int64)
        return np.concatenate([np.tile(every[first:], len(x)) for first, x in self.groups.items()])

    def slices(self) -> Iterable[tuple[int, slice, tuple[int, int]]]:
        """First position, rows in `flat`, and (copies, positions) of every group."""
        at = 0
        for first, x in self.groups.items():
            count = x.shape[0] * x.shape[1]
            yield first, slice(at, at + count), (x.shape[0], x.shape[1])
            at += count

    def replace(self, flat: Array) -> None:
        """Put new rows in the place of those that `flat` gave."""
        for first, at, shape in list(self.slices()):
            self.groups[first] = flat[at].reshape(*shape, -1)

    def results(self) -> dict[Key, Array]:
        found: dict[Key, Array] = {}
        for first, keys in self._keys.items():
            at = 0
            for key, count in keys:
                found[key] = self.groups[first][at : at + count, -1]
                at += count
        return found
