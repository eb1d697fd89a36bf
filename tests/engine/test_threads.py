from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from holysheep_desktop.engine.transformer import threads


@pytest.fixture(autouse=True)
def two_threads_afterwards() -> Iterator[None]:
    yield
    threads.set_threads(2)


@pytest.mark.parametrize("n_threads", [1, 2, 5])
@pytest.mark.parametrize("n_items", [0, 1, 7, 100])
def test_that_shared_work_covers_every_item_once(n_threads: int, n_items: int) -> None:
    threads.set_threads(n_threads)
    visits = np.zeros(n_items, np.int64)

    def work(first: int, last: int) -> None:
        visits[first:last] += 1

    threads.share(work, n_items)

    assert visits.tolist() == [1] * n_items


def test_that_an_error_in_a_thread_reaches_the_caller() -> None:
    threads.set_threads(3)

    def work(first: int, last: int) -> None:
        raise ArithmeticError(first)

    with pytest.raises(ArithmeticError):
        threads.share(work, 100)


def test_that_shared_work_may_share_again() -> None:
    threads.set_threads(2)
    visits = np.zeros(4, np.int64)

    def inner(first: int, last: int) -> None:
        visits[first:last] += 1

    threads.share(lambda _first, _last: threads.share(inner, 4), 2)

    assert visits.tolist() == [2] * 4


def test_that_work_shared_within_shared_work_stays_with_its_thread() -> None:
    threads.set_threads(3)
    stretches: list[tuple[int, int]] = []

    def outer(first: int, last: int) -> None:
        for _ in range(first, last):
            threads.share(lambda a, b: stretches.append((a, b)), 50)

    threads.share(outer, 6)

    assert stretches == [(0, 50)] * 6


def test_that_at_least_one_thread_computes() -> None:
    assert threads.default_threads() >= 1
    assert threads.set_threads(0) == 1
    assert threads.set_threads() == threads.default_threads() == threads.n_threads()


@pytest.mark.parametrize("d_out", [1, 63, 64, 1000])
def test_that_a_shared_product_is_the_product(d_out: int) -> None:
    threads.set_threads(3)
    random = np.random.default_rng(0)
    x = random.normal(size=(40, 640)).astype(np.float32)
    weight = random.normal(size=(640, d_out)).astype(np.float32)

    for w in (weight, np.ascontiguousarray(weight.T).T):
        assert np.abs(threads.product(x, w) - x.astype(np.float64) @ weight).max() < 1e-3


def test_that_blas_keeps_to_one_thread() -> None:
    threads.set_threads(3)

    assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == {1}
