"""How many threads compute, and how work is shared between them without waiting in a loop.

Matrix products of OpenBLAS fork and join at every call, and their threads spin while they wait: as soon as
other processes want the cores, each join waits for a thread that the system has put aside. So BLAS keeps to
one thread, and large products are cut into columns for ordinary threads, `max(1, cores − 1)` of them, that
sleep while they wait and take pieces as they come free.

Measured on 4 cores on which 12 other threads were busy, a forward pass over 16 and 64 tokens: 3 BLAS threads
5,500 and 4,100 ms, 2 BLAS threads 125–840 and 370–2,270 ms, 3 threads of this module 62–66 and 144–170 ms.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import count
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

PIECES_PER_THREAD = 2
COLUMNS = 64
WORTH_SHARING = 1 << 21
"""Multiplications below which a product is done before other threads have woken up."""

Array: TypeAlias = npt.NDArray[np.float32]


def default_threads() -> int:
    """All cores that this process may use but one, which the window and the system keep."""
    return max(1, cores() - 1)


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(slots=True)
class _Threads:
    """The process's one set of threads, as BLAS has one set: made when it is first needed."""

    n_threads: int | None = None
    pool: ThreadPoolExecutor | None = None


_threads = _Threads()


class _Within(threading.local):
    """Whether the running thread is taking pieces of shared work."""

    work = False


_within = _Within()


def set_threads(n_threads: int | None = None) -> int:
    """Compute with `n_threads` threads from now on, by default all cores but one; returns how many.

    Holds for the whole process; call it when nothing is being computed.
    """
    chosen = default_threads() if n_threads is None else max(1, n_threads)
    if _threads.pool is not None:
        _threads.pool.shutdown()
    _threads.n_threads, _threads.pool = chosen, None
    threadpool_limits(1, user_api="blas")
    return chosen


def n_threads() -> int:
    """How many threads compute; chooses the default when nobody has chosen."""
    return set_threads() if _threads.n_threads is None else _threads.n_threads


def share(work: Callable[[int, int], None], n_items: int) -> None:
    """Call work(first, last) on stretches that cover `n_items`, on all threads, the caller's among them.

    `work` must release the interpreter's lock for this to help. A thread that is held up takes fewer pieces.
    Work that shares again is done where it is: all threads are busy, and smaller products cost more.
    """
    threads = n_threads()
    if threads == 1 or n_items <= 1 or _within.work:
        work(0, n_items)
        return
    n_pieces = min(n_items, threads * PIECES_PER_THREAD)
    pieces = count()

    def take_pieces() -> None:
        _within.work = True
        try:
            while (piece := next(pieces)) < n_pieces:
                work(n_items * piece // n_pieces, n_items * (piece + 1) // n_pieces)
        finally:
            _within.work = False

    if _threads.pool is None:
        _threads.pool = ThreadPoolExecutor(threads - 1, thread_name_prefix="engine")
    others = [_threads.pool.submit(take_pieces) for _ in range(threads - 1)]
    try:
        take_pieces()
    finally:
        started = [other for other in others if not other.cancel()]
        wait(started)
    for other in started:
        other.result()


def product(x: Array, weight: Array) -> Array:
    """x·W for x (n, d_in) and W (d_in, d_out), the columns of W shared between the threads."""
    d_in, d_out = weight.shape
    if len(x) * d_in * d_out < WORTH_SHARING:
        return x @ weight
    y = np.empty((len(x), d_out), np.float32)
    columns = -(-d_out // COLUMNS)

    def multiply(first: int, last: int) -> None:
        stretch = slice(first * COLUMNS, min(last * COLUMNS, d_out))
        np.matmul(x, weight[:, stretch], out=y[:, stretch])

    share(multiply, columns)
    return y
