"""The one thread in which the engine lives, opened once and kept in memory."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TypeAlias, TypeVar

from holysheep_desktop.core.models import ModelInfo
from holysheep_desktop.core.source import Progress, Report, report_nothing
from holysheep_desktop.errors import CancelledWorkError, EngineError, RequestError
from holysheep_desktop.gateway.engine_interface import Engine, OpenEngine, ShouldStop
from holysheep_desktop.gateway.line import Line, Place

T = TypeVar("T")
Work: TypeAlias = Callable[[Engine, Report, ShouldStop], T]

WAITING_LIMIT = 32


class EnginePhase(StrEnum):
    """Whether the engine can be asked."""

    PREPARING = "preparing"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """The phase, and while preparing how far it is; total 0 means that the end is not known."""

    phase: EnginePhase
    stage: str = ""
    done: int = 0
    total: int = 0


class EngineWorker:
    """Opens an engine in its own thread and runs one piece of work after the other on it.

    All methods belong to the event loop's thread. `prepared` is called from the worker's thread.
    """

    def __init__(
        self,
        open_engine: OpenEngine,
        *,
        prepared: Report = report_nothing,
        waiting_limit: int = WAITING_LIMIT,
    ) -> None:
        self._open_engine = open_engine
        self._tell_prepared = prepared
        self._line = Line(waiting_limit)
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="engine")
        self._stopping = threading.Event()
        self._status = EngineStatus(EnginePhase.PREPARING)
        self._engine: Engine | None = None
        self._models: tuple[ModelInfo, ...] = ()
        self._heard_at: float | None = None

    @property
    def silent_s(self) -> float:
        """Seconds since the running work last asked whether it should stop; 0 where none runs."""
        heard_at = self._heard_at
        return 0.0 if heard_at is None else time.monotonic() - heard_at

    @property
    def status(self) -> EngineStatus:
        """Where the engine is, at this moment."""
        return self._status

    async def open(self) -> None:
        """Open the engine; raises EngineError where that fails, CancelledWorkError after `stop`."""
        loop = asyncio.get_running_loop()
        try:
            self._engine, self._models = await loop.run_in_executor(self._executor, self._opened)
        except EngineError:
            self._status = EngineStatus(EnginePhase.FAILED)
            raise
        self._status = EngineStatus(EnginePhase.READY)

    def engine(self) -> Engine:
        """The opened engine; raises RequestError (`engine_preparing`, `engine_failed`)."""
        if self._engine is not None:
            return self._engine
        if self._status.phase is EnginePhase.FAILED:
            raise RequestError(None, "the local engine could not be opened", "engine_failed")
        raise RequestError(None, "the local engine is being prepared; try again shortly", "engine_preparing")

    def models(self) -> tuple[ModelInfo, ...]:
        """What the engine said of itself when it was opened; raises as `engine` does."""
        self.engine()
        return self._models

    def check(self) -> None:
        """Raise RequestError where `run` would refuse at once."""
        self.engine()
        self._line.check()

    async def run(
        self,
        work: Work[T],
        report: Report = report_nothing,
        *,
        is_short: bool = False,
        changes_models: bool = False,
    ) -> T:
        """Run `work` in the engine's thread when its turn comes; `report` hears of waiting (stage `queued`).

        Cancelling gives the place up, or asks the running work to stop and does not wait for it; the next
        one starts when it has. With `changes_models` the engine is asked for its models afterwards, however
        the work ended. `report` is called from both threads. Raises what the work raises,
        RequestError where there is no room or no engine, CancelledWorkError after `stop`.
        """
        engine = self.engine()
        place = self._line.join(partial(_tell_queued, report), is_short=is_short)
        try:
            await place.turn
        except BaseException:
            self._line.leave(place)
            raise
        if self._stopping.is_set():
            raise CancelledWorkError
        stop = threading.Event()

        def should_stop() -> bool:
            self._heard_at = time.monotonic()
            return stop.is_set() or self._stopping.is_set()

        self._heard_at = time.monotonic()
        running = asyncio.get_running_loop().run_in_executor(
            self._executor,
            self._then_models(work) if changes_models else work,
            engine,
            report,
            should_stop,
        )
        running.add_done_callback(lambda _: self._end(place))
        try:
            await asyncio.wait({running})
        except asyncio.CancelledError:
            stop.set()
            running.add_done_callback(_forget_outcome)
            raise
        return running.result()

    def stop(self) -> None:
        """Ask running work to stop, send away who waits, and close the engine after it. Does not wait."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        self._line.close()
        if self._engine is not None:
            self._executor.submit(self._engine.close)
        self._executor.shutdown(wait=False)

    def join(self) -> None:
        """Wait, after `stop`, until the running work has ended and the engine is closed."""
        self._executor.shutdown(wait=True)

    def _end(self, place: Place) -> None:
        self._heard_at = None
        self._line.leave(place)

    def _then_models(self, work: Work[T]) -> Work[T]:
        """Runs in the engine's thread, so that a caller who has gone leaves no old list behind."""

        def work_and_models(engine: Engine, report: Report, should_stop: ShouldStop) -> T:
            try:
                return work(engine, report, should_stop)
            finally:
                self._models = engine.models()

        return work_and_models

    def _opened(self) -> tuple[Engine, tuple[ModelInfo, ...]]:
        engine = self._open_engine(self._prepared, self._stopping.is_set)
        return engine, engine.models()

    def _prepared(self, progress: Progress) -> None:
        self._status = EngineStatus(EnginePhase.PREPARING, progress.stage, progress.done, progress.total)
        self._tell_prepared(progress)


def _tell_queued(report: Report, gone: int, ahead: int) -> None:
    report(Progress("queued", gone, ahead))


def _forget_outcome(running: asyncio.Future[T]) -> None:
    if not running.cancelled():
        running.exception()
