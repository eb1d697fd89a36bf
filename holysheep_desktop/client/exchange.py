"""One question to an endpoint, asked until it is answered or there is no point in asking again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from math import ceil
from urllib.parse import urlsplit
from uuid import uuid4

import httpx

from holysheep_desktop.client.bodies import beginning_of_body
from holysheep_desktop.client.failures import (
    FOREIGN_ERRORS,
    broken_body_failure,
    connection_failure,
    request_id_of,
    status_failure,
)
from holysheep_desktop.client.readings import Moved, Reading
from holysheep_desktop.client.recording import Record, Recording
from holysheep_desktop.client.retry import Failure, Pace, RetryBucket, wait_before_retry_s
from holysheep_desktop.core.endpoints import EndpointKind
from holysheep_desktop.core.source import Progress, Report, Waiting, report_nothing
from holysheep_desktop.errors import (
    ApiError,
    ApiTimeoutError,
    CancelledWorkError,
    RateLimitedError,
)

_ERROR_BODY_CAP = 2**16
_WAITING = "waiting"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Call:
    """A request as it goes out, the same for every attempt.

    `total_s`: seconds for all attempts together, anew from each progress that a stream makes; None: no
    deadline.
    """

    operation: str
    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    timeout: httpx.Timeout
    total_s: float | None
    retries: int
    params: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = field(default=b"", repr=False)

    @property
    def whole_url(self) -> str:
        """The address with its query."""
        return str(httpx.URL(self.url, params=dict(self.params))) if self.params else self.url

    @property
    def host(self) -> str:
        """Host and port, for messages."""
        return urlsplit(self.url).netloc


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply and how it came about."""

    payload: object
    request_id: str | None
    attempt: int
    earlier: ApiError | None = None
    """Why the attempt before this one failed."""


class Exchange:
    """Sends calls through one HTTP client and shares the retry bucket among them."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        pace: Pace,
        proxy: str | None,
        kind: EndpointKind = EndpointKind.CUSTOM,
        record: Record | None = None,
    ) -> None:
        self._client = client
        self._kind = kind
        self._record = record
        self._pace = pace
        self._proxy = proxy
        self._bucket = RetryBucket()

    async def ask(self, call: Call, reading: Reading, report: Report = report_nothing) -> Answered:
        """The reply; raises ApiError. Waiting is reported, and does not count towards the deadline."""
        # httpx shows no key in its repr, and so none gets into a traceback with its locals
        headers = httpx.Headers({**call.headers, "Idempotency-Key": uuid4().hex})
        attempt, read_timeouts, spent_s = 1, 0, 0.0
        earlier: ApiError | None = None
        while True:
            started = _now_s()
            outcome = await self._within_deadline(call, headers, reading, attempt, spent_s)
            spent_s += _now_s() - started
            if not isinstance(outcome, Failure):
                self._bucket.give_back()
                payload, request_id = outcome
                return Answered(payload, request_id, attempt, earlier)
            read_timeouts += outcome.is_read_timeout
            wait_s = wait_before_retry_s(outcome, attempt, call.retries, read_timeouts, self._pace.chance())
            if wait_s is None or reading.is_used or not self._bucket.take(outcome):
                raise outcome.error from outcome.cause
            log.info(
                "%s: attempt %d failed (%s), again in %.1f s", call.operation, attempt, outcome.error, wait_s
            )
            attempt, earlier = attempt + 1, outcome.error
            is_rate_limit = isinstance(earlier, RateLimitedError)
            await self._wait(Waiting(wait_s, attempt, call.retries + 1, is_rate_limit), report)

    async def _wait(self, waiting: Waiting, report: Report) -> None:
        """Wait before another attempt, and say every second how long it still is."""
        report(Progress(_WAITING, waiting=waiting))
        counting = asyncio.create_task(_count_down(waiting, report))
        try:
            await self._pace.sleep(waiting.seconds)
        finally:
            counting.cancel()

    async def _within_deadline(
        self, call: Call, headers: Mapping[str, str], reading: Reading, attempt: int, spent_s: float
    ) -> tuple[object, str | None] | Failure:
        left_s = None if call.total_s is None else max(0.0, call.total_s - spent_s)
        recording = Recording(self._kind, call.operation, attempt, headers, call.body)
        failed: Exception | None = None
        try:
            async with asyncio.timeout(left_s) as deadline:
                moved = partial(_put_off, deadline, call.total_s)
                outcome = await self._attempt(call, headers, reading, attempt, recording, moved)
            failed = outcome.error if isinstance(outcome, Failure) else None
        except TimeoutError as error:
            await recording.hang_up()
            failed = ApiTimeoutError(call.operation, call.host, call.total_s or 0.0, attempt)
            raise failed from error
        except ApiError as error:
            failed = error
            raise
        except asyncio.CancelledError:
            failed = CancelledWorkError()
            await recording.hang_up()
            raise
        finally:
            if self._record is not None:
                self._record(recording.ended(call.method, call.whole_url, failed))
        return outcome

    async def _attempt(
        self,
        call: Call,
        headers: Mapping[str, str],
        reading: Reading,
        attempt: int,
        recording: Recording,
        moved: Moved,
    ) -> tuple[object, str | None] | Failure:
        try:
            async with self._client.stream(
                call.method,
                call.url,
                params=call.params or None,
                content=call.body or None,
                headers=headers,
                timeout=call.timeout,
                extensions={"trace": recording.trace},
            ) as response:
                recording.listen(response)
                return await self._read(call, response, reading, attempt, moved)
        except FOREIGN_ERRORS as error:
            return connection_failure(error, call.operation, call.host, attempt, call.timeout, self._proxy)

    async def _read(
        self, call: Call, response: httpx.Response, reading: Reading, attempt: int, moved: Moved
    ) -> tuple[object, str | None] | Failure:
        if not response.is_success:
            begun = await beginning_of_body(response, call.operation, _ERROR_BODY_CAP)
            body = begun.decode("utf-8", "replace")
            n_sent = len(call.body)
            return status_failure(response, body, call.operation, attempt, n_sent, self._pace.now())
        try:
            return await reading.read(response, moved), request_id_of(response)
        except (httpx.NetworkError, httpx.ProtocolError) as error:
            expected = response.headers.get("content-length", "")
            received = response.num_bytes_downloaded
            return broken_body_failure(error, call.operation, call.host, attempt, received, expected)


def _now_s() -> float:
    """By the clock that every limit of a call is counted by: the loop's, which never goes back."""
    return asyncio.get_running_loop().time()


def _put_off(deadline: asyncio.Timeout, total_s: float | None) -> None:
    if total_s is not None and not deadline.expired():
        deadline.reschedule(_now_s() + total_s)


async def _count_down(waiting: Waiting, report: Report) -> None:
    end = _now_s() + waiting.seconds
    for passed in range(1, ceil(waiting.seconds)):
        await asyncio.sleep(end - waiting.seconds + passed - _now_s())
        report(Progress(_WAITING, waiting=replace(waiting, seconds=waiting.seconds - passed)))
