"""The retry policy by itself."""

from __future__ import annotations

import pytest
from client.clients import NOW

from holysheep_desktop.client.retry import Failure, RetryBucket, server_wait_s, wait_before_retry_s
from holysheep_desktop.errors import ApiError

FAILED = Failure(ApiError("analyse", "x"), may_retry=True)
TIMED_OUT = Failure(ApiError("analyse", "x"), may_retry=True, is_read_timeout=True)


def test_that_waits_double_from_one_second_to_eight() -> None:
    waits = [wait_before_retry_s(FAILED, attempt, 9, 0, 0.0) for attempt in range(1, 7)]
    assert waits == [1.0, 2.0, 4.0, 8.0, 8.0, 8.0]


@pytest.mark.parametrize(("chance", "seconds"), [(0.0, 4.0), (0.5, 3.5), (1.0, 3.0)])
def test_that_chance_shortens_a_wait_by_a_quarter_at_most(chance: float, seconds: float) -> None:
    assert wait_before_retry_s(FAILED, 3, 9, 0, chance) == seconds


def test_that_no_retry_follows_the_last_attempt() -> None:
    assert wait_before_retry_s(FAILED, 3, 2, 0, 0.0) is None


def test_that_a_second_read_timeout_is_the_last() -> None:
    waits = [wait_before_retry_s(TIMED_OUT, n, 5, n, 0.0) for n in (1, 2)]
    assert waits == [1.0, None]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": " 7 "}, 7.0),
        ({"retry-after": "٣"}, None),
        ({"retry-after": "1e3"}, None),
        ({"retry-after": "0x10"}, None),
        ({"retry-after": "Mon, 23 Nov 2026 12:01:00"}, 60.0),
        ({"retry-after": "Mon, 23 Nov 2026 13:01:00 +0100"}, 60.0),
        ({"retry-after": "Mon, 99 Nov 2026 12:01:00 GMT"}, None),
        ({"retry-after-ms": "soon", "retry-after": "3"}, 3.0),
        ({"retry-after-ms": "0", "retry-after": "3"}, 3.0),
    ],
)
def test_that_only_a_sensible_retry_after_is_read(headers: dict[str, str], seconds: float | None) -> None:
    assert server_wait_s(headers, NOW) == seconds


def test_that_the_bucket_pays_for_a_hundred_retries_or_fifty_after_timeouts() -> None:
    counts: list[int] = []
    for failure in (FAILED, TIMED_OUT):
        bucket = RetryBucket()
        n_paid = 0
        while bucket.take(failure):
            n_paid += 1
        counts.append(n_paid)
    assert counts == [100, 50]


def test_that_five_successes_pay_for_one_retry_and_never_fill_the_bucket_beyond_its_size() -> None:
    bucket = RetryBucket(5)
    bucket.give_back()
    assert (bucket.take(FAILED), bucket.take(FAILED)) == (True, False)
    for _ in range(5):
        bucket.give_back()
    assert bucket.take(FAILED)
