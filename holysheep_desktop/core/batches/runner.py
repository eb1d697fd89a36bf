"""Runs a batch: a few calls at a time, one failure after another, through pauses, limits and Stop.

Plain asyncio over what asks one question. An item is kept as soon as it ends, so that whatever ends the
program in the middle costs no more than the items that were running.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol, TypeAlias

from holysheep_desktop.core.batches.batch import (
    Batch,
    BatchItem,
    BatchStore,
    ItemState,
    RunBook,
    finding_of,
    labels_of,
)
from holysheep_desktop.core.batches.pace import Clock, Gate, Pace
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult, Label
from holysheep_desktop.core.source import Report, Waiting, WaitingOnly
from holysheep_desktop.errors import (
    AccessDeniedError,
    ApiConnectionError,
    AuthenticationError,
    ConfigurationError,
    HolySheepError,
    NotFoundError,
    QuotaError,
    RateLimitedError,
    SecretStoreError,
    SidecarError,
)

FIRST_HOLD_S = 15.0
LONGEST_HOLD_S = 120.0
MOST_HOLDS = 5
"""Times in a row that an endpoint may refuse a call for its rate before the batch gives up."""
MOST_SILENCES = 5
"""Calls in a row without any answer before the batch gives up: the endpoint is gone, not one prompt odd."""

ENDING = (
    ConfigurationError, SecretStoreError, AuthenticationError, AccessDeniedError, NotFoundError, QuotaError,
    SidecarError,
)  # fmt: skip
"""What would fail every other item in the same way: the batch stops, and the item waits for another try."""


Analyse: TypeAlias = Callable[[AnalysisRequest, Report], Awaitable[AnalysisResult]]
"""Asks one question, as `AnalysisSource.analyse` does."""


class RunPhase(StrEnum):
    """What the queue as a whole does."""

    RUNNING = "running"
    PAUSING = "pausing"
    """Nothing new is begun, but something still runs."""
    PAUSED = "paused"
    HELD = "held"
    """The endpoint asked for a pause."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """How far a batch is. `remaining_s` None: not known yet; `held_s`: seconds until the queue goes on."""

    phase: RunPhase
    n_items: int
    n_done: int
    n_failed: int
    n_running: int = 0
    remaining_s: float | None = None
    held_s: float = 0.0


class BatchWatcher(Protocol):
    """Who hears of a running batch, in the loop that runs it."""

    def item_changed(self, item: BatchItem, labels: Mapping[int, Label]) -> None:
        """An item began, ended, or waits again."""
        ...

    def progress_changed(self, progress: BatchProgress) -> None:
        """Counts, phase or remaining time changed."""
        ...


class BatchRun:
    """One run over what waits in a batch. `run` may be cancelled at any time: that is Stop."""

    def __init__(
        self,
        batch: Batch,
        analyse: Analyse,
        store: BatchStore,
        book: RunBook,
        watcher: BatchWatcher,
        explain: Callable[[BaseException], str],
        clock: Clock | None = None,
    ) -> None:
        self._id, self._settings = batch.summary.id, batch.settings
        self._analyse, self._store, self._book = analyse, store, book
        self._watcher, self._explain = watcher, explain
        self._clock = clock or Clock()
        self._waiting = deque(item for item in batch.items if item.state is ItemState.WAITING)
        self._running: dict[int, BatchItem] = {}
        self._n_items = len(batch.items)
        self._n_done = sum(item.state is ItemState.DONE for item in batch.items)
        self._n_failed = sum(item.state is ItemState.FAILED for item in batch.items)
        self._gate, self._pace = Gate(self._clock), Pace()
        self._n_holds = self._n_silences = 0
        self._ending: HolySheepError | None = None
        self._has_ended = False

    @property
    def progress(self) -> BatchProgress:
        """How far the batch is now."""
        return BatchProgress(
            self._phase(),
            self._n_items,
            self._n_done,
            self._n_failed,
            len(self._running),
            self._pace.remaining_s(len(self._waiting) + len(self._running)),
            self._gate.held_s,
        )

    def pause(self) -> None:
        """Begin nothing more; what runs may end."""
        self._gate.close()
        self._pace.forget()
        self._tell()

    def go_on(self) -> None:
        """Begin again, also before the endpoint's pause is over."""
        self._gate.open()
        self._tell()

    async def run(self) -> None:
        """Ask what waits until nothing does; raises the error that would fail every other item too."""
        self._tell()
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self._settings.parallel):
                    group.create_task(self._work())
        finally:
            self._has_ended = True
            for item in sorted(self._running.values(), key=_place, reverse=True):
                self._give_back(item)
            self._tell()
        if self._ending is not None:
            raise self._ending

    async def _work(self) -> None:
        while (item := await self._next()) is not None:
            await self._do(item)

    async def _next(self) -> BatchItem | None:
        """The next item, once the queue may go on; None when there is none, or no point."""
        await self._gate.passed(self._is_over)
        if self._is_over():
            return None
        item = replace(self._waiting.popleft(), state=ItemState.RUNNING, error="")
        self._running[item.place] = item
        self._tell_item(item)
        return item

    def _is_over(self) -> bool:
        return self._ending is not None or not self._waiting

    async def _do(self, item: BatchItem) -> None:
        run_id, started = self._book.new_id(), self._clock.now()
        try:
            outcome = await self._asked(item, run_id)
            await _to_its_end(self._keep(item, run_id, outcome, self._clock.now() - started))
        except HolySheepError as error:  # the disk took no more: nothing that is asked could be kept
            self._end_batch(item, error)

    async def _asked(self, item: BatchItem, run_id: str) -> AnalysisResult | HolySheepError:
        try:
            await self._book.begin(run_id, self._id, self._settings, item.pair)
            try:
                return await self._analyse(self._settings.request(item.pair), WaitingOnly(self._hear))
            except HolySheepError as error:
                return error
        except asyncio.CancelledError:
            with contextlib.suppress(HolySheepError):
                await self._book.cancel(run_id)
            raise

    async def _keep(
        self, item: BatchItem, run_id: str, outcome: AnalysisResult | HolySheepError, elapsed_s: float
    ) -> None:
        if isinstance(outcome, HolySheepError):
            await self._book.fail(run_id, outcome)
            await self._end_failed(item, outcome, elapsed_s)
            return
        await self._book.finish(run_id, self._settings.record(item.pair, outcome))
        self._n_holds = self._n_silences = 0
        found, labels = finding_of(outcome), labels_of(outcome)
        done = replace(item, state=ItemState.DONE, finding=found, elapsed_s=elapsed_s, run_id=run_id)
        await self._store.keep_item(self._id, done, labels)
        self._n_done += 1
        self._end(done, labels)

    async def _end_failed(self, item: BatchItem, error: HolySheepError, elapsed_s: float) -> None:
        if isinstance(error, RateLimitedError):
            self._hold_after(error, item)
            return
        if isinstance(error, ENDING):
            self._end_batch(item, error)
            return
        self._n_silences = self._n_silences + 1 if isinstance(error, ApiConnectionError) else 0
        failed = replace(item, state=ItemState.FAILED, error=self._explain(error), elapsed_s=elapsed_s)
        await self._store.keep_item(self._id, failed, {})
        self._n_failed += 1
        if self._n_silences >= MOST_SILENCES:
            self._stop_beginning(error)
        self._end(failed, {})

    def _end(self, item: BatchItem, labels: Mapping[int, Label]) -> None:
        self._running.pop(item.place, None)
        self._pace.note(self._clock.now())
        self._watcher.item_changed(item, labels)
        self._tell()

    def _end_batch(self, item: BatchItem, error: HolySheepError) -> None:
        self._give_back(item)
        self._stop_beginning(error)

    def _stop_beginning(self, error: HolySheepError) -> None:
        self._ending = self._ending or error
        self._gate.open()

    def _hold_after(self, error: RateLimitedError, item: BatchItem) -> None:
        """The client tried in vain: the whole queue waits as long as the endpoint says, else ever longer."""
        self._give_back(item)
        self._n_holds += self._gate.held_s <= 0  # calls that ran side by side are refused together
        if self._n_holds >= MOST_HOLDS:
            self._stop_beginning(error)
            return
        usual_s = min(LONGEST_HOLD_S, FIRST_HOLD_S * 2.0 ** (self._n_holds - 1))
        self._hold(usual_s if error.retry_after_s is None else error.retry_after_s)

    def _hear(self, waiting: Waiting) -> None:
        """A call that waits because there were too many holds the calls that would follow it."""
        if waiting.is_rate_limit:
            self._hold(waiting.seconds)

    def _hold(self, seconds: float) -> None:
        self._gate.hold(seconds)
        self._pace.forget()
        self._tell()

    def _give_back(self, item: BatchItem) -> None:
        """To the front of the queue: the order of the list is the order of asking."""
        self._running.pop(item.place, None)
        waiting = replace(item, state=ItemState.WAITING)
        self._waiting.appendleft(waiting)
        self._tell_item(waiting)

    def _tell_item(self, item: BatchItem) -> None:
        self._watcher.item_changed(item, {})
        self._tell()

    def _tell(self) -> None:
        self._watcher.progress_changed(self.progress)

    def _phase(self) -> RunPhase:
        if self._has_ended:
            return RunPhase.ENDED
        if self._gate.is_closed:
            return RunPhase.PAUSING if self._running else RunPhase.PAUSED
        return RunPhase.HELD if self._gate.held_s > 0 and self._ending is None else RunPhase.RUNNING


def _place(item: BatchItem) -> int:
    return item.place


async def _to_its_end(work: Coroutine[object, object, None]) -> None:
    """Keeping what was paid for is not cut off by Stop; the cancelling goes on afterwards."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        if not task.cancelled():
            task.exception()
        raise
