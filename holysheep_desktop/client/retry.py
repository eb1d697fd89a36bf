"""When to ask again, and how long to wait before: all numbers of the retry policy, and no input or output.

The figures are those of openai-python (what is retried, Retry-After) and of the AWS SDKs (the retry bucket).
"""

from __future__ import annotations

import asyncio
import math
import random
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from holysheep_desktop.errors import ApiError

BACKOFF_S = 1.0
BACKOFF_CAP_S = 8.0
JITTER = 0.25
LONGEST_WAIT_S = 120.0
READ_TIMEOUT_RETRIES = 1
BUCKET_SIZE = 500
RETRY_COST = 5
TIMEOUT_COST = 10

_RETRIED = frozenset({408, 409, 429})
_NOT_RETRIED = frozenset({501, 507})  # neither the path nor the memory will be there in a second
_QUOTA_CODES = frozenset(
    {"insufficient_quota", "quota_exceeded", "billing_hard_limit_reached", "billing_not_active"}
)
_SECONDS = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _random() -> float:
    return random.random()  # noqa: S311  jitter is no secret


@dataclass(frozen=True, slots=True)
class Pace:
    """Clock, sleep and chance, so that tests need not wait."""

    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    now: Callable[[], datetime] = _utc_now
    chance: Callable[[], float] = _random


@dataclass(frozen=True, slots=True)
class Failure:
    """One attempt that failed: what to raise in the end, and what the policy needs to know."""

    error: ApiError
    cause: BaseException | None = None
    may_retry: bool = False
    server_wait_s: float | None = None
    is_read_timeout: bool = False


class RetryBucket:
    """Retries that an endpoint in trouble still gets: each costs, each success gives one back."""

    def __init__(self, size: int = BUCKET_SIZE) -> None:
        self._size = size
        self._left = size

    def take(self, failure: Failure) -> bool:
        """Pay for a retry; False where too little is left."""
        cost = TIMEOUT_COST if failure.is_read_timeout else RETRY_COST
        if self._left < cost:
            return False
        self._left -= cost
        return True

    def give_back(self) -> None:
        """One request succeeded."""
        self._left = min(self._size, self._left + 1)


def wait_before_retry_s(
    failure: Failure, attempt: int, retries: int, read_timeouts: int, chance: float
) -> float | None:
    """Seconds to wait after the given attempt (counted from 1); None: give up.

    After a read timeout the server may have done, and charged for, the work: one retry at most.
    """
    if not failure.may_retry or attempt > retries:
        return None
    if failure.is_read_timeout and read_timeouts > READ_TIMEOUT_RETRIES:
        return None
    if failure.server_wait_s is not None:
        return failure.server_wait_s if failure.server_wait_s <= LONGEST_WAIT_S else None
    return min(BACKOFF_CAP_S, BACKOFF_S * 2.0 ** (attempt - 1)) * (1.0 - JITTER * chance)


def is_quota(status: int, code: str | None, kind: str | None) -> bool:
    """Whether money or an allowance is used up, which waiting does not mend."""
    return status == 402 or (status == 429 and not _QUOTA_CODES.isdisjoint({code, kind}))


def may_retry_status(status: int, headers: Mapping[str, str]) -> bool:
    """Whether another attempt can help; the server's own `x-should-retry` is obeyed."""
    asked = headers.get("x-should-retry", "").strip().casefold()
    if asked in {"true", "false"}:
        return asked == "true"
    return status in _RETRIED or (500 <= status < 600 and status not in _NOT_RETRIED)


def server_wait_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that the server asks to wait; None where it says nothing or nothing that makes sense."""
    milliseconds = _positive(headers.get("retry-after-ms", ""))
    if milliseconds is not None:
        return milliseconds / 1000
    text = headers.get("retry-after", "")
    seconds = _positive(text)
    return seconds if seconds is not None else _until(text, now)


def _positive(text: str) -> float | None:
    match = _SECONDS.fullmatch(text.strip())
    if match is None:
        return None
    value = float(match.group())
    return value if value > 0 else None


def _until(text: str, now: datetime) -> float | None:
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    seconds = (date - now).total_seconds()
    return seconds if seconds > 0 and math.isfinite(seconds) else None
