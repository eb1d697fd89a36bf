"""Many patched copies of one run, carried through the remaining blocks together.

A patch at position p of the stream changes only later blocks and positions ≥ p (its causal cone). So a copy
carries its rows p … T−1 alone and reads keys and values of the positions before from the unpatched run. The
copies go block by block, those that join at a block with those that joined before it, and every weight
matrix meets all their rows in one product. After the last block only the last position is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.patching.runs import CapturedRun, ShouldStop
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
        live: _Live[Key] = _Live(self._base.length, self._model.config.d_model)
        n_layers = self._model.config.n_layers
        for stream in range(start, n_layers):
            self._check()
            live.join(joining(stream))
            if len(live.rows):
                block, last = self._model.blocks[stream], stream == n_layers - 1
                through = self._last_positions if last else self._all_positions
                through(block, live)
                self._step(len(live.rows))
        live.keep_last_positions()
        live.join(joining(n_layers))
        return live.results()

    def _all_positions(self, block: Block, live: _Live[Key]) -> None:
        x, positions = live.rows, live.positions()
        q = self._empty(len(x), self._model.config.n_heads)
        k, v = self._empty(len(x)), self._empty(len(x))

        def project(at: slice) -> None:
            q[at], k[at], v[at] = block.attention.qkv(x[at], positions[at])

        by_rows(project, len(x))
        groups = live.groups()
        self._mix(block, groups, q, groups, k, v)
        self._rest_of_block(block, x, q)

    def _last_positions(self, block: Block, live: _Live[Key]) -> None:
        """Every row gives its key and value, but only the last of each copy asks."""
        x, positions = live.rows, live.positions()
        k, v = self._empty(len(x)), self._empty(len(x))

        def project(at: slice) -> None:
            k[at], v[at] = block.attention.key_values(x[at], positions[at])

        by_rows(project, len(x))
        groups = live.groups()
        live.keep_last_positions()
        q, _, _ = block.attention.qkv(live.rows, np.full(len(live.rows), self._base.length - 1))
        self._mix(block, live.groups(), q, groups, k, v)
        self._rest_of_block(block, live.rows, q)

    def _mix(
        self, block: Block, asking: Sequence[Group], q: Array, groups: Sequence[Group], k: Array, v: Array
    ) -> None:
        """Put z of every row in the place of its query, q (rows, n_heads, d_head).

        Each copy of `groups` sees its own k and v behind those of the unpatched prefix; the rows that ask of
        it are its last ones.
        """
        cache, layer, length = self._base.kv_cache, block.layer, self._base.length
        every = np.arange(length, dtype=np.int64)
        parts = [
            part
            for asked, own in zip(asking, groups, strict=True)
            for part in zip(*(group.parts(MOST_ROWS // own.length) for group in (asked, own)), strict=True)
        ]

        def attend(start: int, stop: int) -> None:
            for asked, own in parts[start:stop]:
                first = length - own.length
                keys = _behind(cache.keys[layer, :first], own.of(k))
                values = _behind(cache.values[layer, :first], own.of(v))
                mine = asked.of(q)
                mine[:] = block.attention.attend(mine, keys, values, every[length - asked.length :], every)

        self._check()
        threads.share(attend, len(parts))

    def _empty(self, n_rows: int, n_heads: int | None = None) -> Array:
        config = self._model.config
        return np.empty((n_rows, n_heads or config.n_kv_heads, config.d_head), np.float32)

    def _rest_of_block(self, block: Block, x: Array, z: Array) -> None:
        """Put the stream after the block in the place of `x`."""

        def finish(at: slice) -> None:
            x[at] = block.after_mlp(x[at] + block.attention.output(z[at]))

        self._check()
        by_rows(finish, len(x))

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


@dataclass(frozen=True, slots=True)
class Group:
    """Copies with the same first position, one behind the other in a flat array from row `start` on."""

    start: int
    copies: int
    length: int

    @property
    def stop(self) -> int:
        """The row behind the group's last."""
        return self.start + self.copies * self.length

    def of(self, flat: Array) -> Array:
        """The group's rows of an array, (copies, length, …), not copied."""
        return flat[self.start : self.stop].reshape(self.copies, self.length, *flat.shape[1:])

    def parts(self, copies: int) -> Iterator[Group]:
        """The same copies, at least one and at most `copies` at a time."""
        for done in range(0, self.copies, max(1, copies)):
            here = min(max(1, copies), self.copies - done)
            yield Group(self.start + done * self.length, here, self.length)


class _Live(Generic[Key]):
    """The copies on their way: `rows` (n_rows, d_model) of all, grouped by first position."""

    def __init__(self, length: int, d_model: int) -> None:
        self._length = length
        self._last_only = False
        self._keys: dict[int, list[tuple[Key, int]]] = {}
        self.rows: Array = np.empty((0, d_model), np.float32)

    def groups(self) -> list[Group]:
        """The groups in the order of their rows."""
        found: list[Group] = []
        start = 0
        for first, keys in self._keys.items():
            length = 1 if self._last_only else self._length - first
            found.append(Group(start, sum(count for _, count in keys), length))
            start = found[-1].stop
        return found

    def join(self, copies: Iterable[Copies[Key]]) -> None:
        """Put copies behind those of the same first position."""
        parts = {first: [group.of(self.rows)] for first, group in self._by_first()}
        for one in copies:
            parts.setdefault(one.first, []).append(one.rows[:, -1:] if self._last_only else one.rows)
            self._keys.setdefault(one.first, []).append((one.key, len(one.rows)))
        flat = [x.reshape(-1, x.shape[-1]) for group in parts.values() for x in group]
        self.rows = np.concatenate([self.rows[:0], *flat])

    def keep_last_positions(self) -> None:
        """Drop all rows but those of the last position."""
        self.rows = np.concatenate([self.rows[:0], *(group.of(self.rows)[:, -1] for group in self.groups())])
        self._last_only = True

    def positions(self) -> npt.NDArray[np.int64]:
        """The position of every row, before the cut to last positions."""
        every = np.arange(self._length, dtype=np.int64)
        return np.concatenate([np.tile(every[-group.length :], group.copies) for group in self.groups()])

    def results(self) -> dict[Key, Array]:
        """The last positions by key."""
        found: dict[Key, Array] = {}
        for first, group in self._by_first():
            ends, at = group.of(self.rows)[:, -1], 0
            for key, count in self._keys[first]:
                found[key] = ends[at : at + count]
                at += count
        return found

    def _by_first(self) -> Iterator[tuple[int, Group]]:
        return zip(self._keys, self.groups(), strict=True)
