from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from fakes.engine import WAIT_LIMIT_S, FakeEngine

from holysheep_desktop.core.requests import AnalysisRequest, user_message
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.errors import CancelledWorkError, RequestError, WeightsError
from holysheep_desktop.gateway.engine_interface import Engine, ShouldStop
from holysheep_desktop.gateway.worker import EnginePhase, EngineWorker, Work


def with_worker(
    scenario: Callable[[EngineWorker, FakeEngine], Coroutine[Any, Any, None]], **options: int
) -> None:
    engine = FakeEngine()

    async def main() -> None:
        worker = EngineWorker(lambda _report, _stop: engine, **options)
        await worker.open()
        try:
            await scenario(worker, engine)
        finally:
            engine.may_go_on.set()
            worker.stop()

    asyncio.run(main())


def asking(prompt: str) -> Work[AnalysisResult]:
    request = AnalysisRequest("echo-1", user_message(prompt))

    def work(engine: Engine, report: Report, should_stop: ShouldStop) -> AnalysisResult:
        return engine.analyse(request, report, should_stop)

    return work


async def until_started(engine: FakeEngine) -> None:
    assert await asyncio.to_thread(engine.started.acquire, timeout=WAIT_LIMIT_S)


def text_of(result: AnalysisResult) -> str | None:
    return None if result.answer is None else result.answer.text


def test_that_work_is_answered_from_a_thread_other_than_the_loops() -> None:
    async def scenario(worker: EngineWorker, _engine: FakeEngine) -> None:
        thread = await worker.run(lambda _engine, _report, _stop: threading.current_thread())
        assert thread is not threading.current_thread()

    with_worker(scenario)


def test_that_every_piece_of_work_runs_in_the_same_thread() -> None:
    async def scenario(worker: EngineWorker, _engine: FakeEngine) -> None:
        names = [await worker.run(lambda _engine, _report, _stop: threading.get_ident()) for _ in range(3)]
        assert len(set(names)) == 1

    with_worker(scenario)


def test_that_a_second_request_waits_and_hears_that_one_is_ahead() -> None:
    async def scenario(worker: EngineWorker, engine: FakeEngine) -> None:
        heard: list[Progress] = []
        first = asyncio.create_task(worker.run(asking("hold")))
        await until_started(engine)
        second = asyncio.create_task(worker.run(asking("quick"), heard.append))
        await asyncio.sleep(0)
        assert heard == [Progress("queued", 0, 1)]
        assert engine.prompts == ["hold"]
        engine.may_go_on.set()
        assert text_of(await first) == "hold "
        assert text_of(await second) == "quick "

    with_worker(scenario)


def test_that_cancelling_running_work_stops_it_and_lets_the_next_one_start() -> None:
    async def scenario(worker: EngineWorker, engine: FakeEngine) -> None:
        running = asyncio.create_task(worker.run(asking("hold")))
        await until_started(engine)
        waiting = asyncio.create_task(worker.run(asking("next")))
        running.cancel()
        assert text_of(await waiting) == "next "
        assert engine.stopped.is_set()

    with_worker(scenario)


def test_that_cancelling_who_waits_never_starts_the_work() -> None:
    async def scenario(worker: EngineWorker, engine: FakeEngine) -> None:
        running = asyncio.create_task(worker.run(asking("hold")))
        await until_started(engine)
        waiting = asyncio.create_task(worker.run(asking("never")))
        await asyncio.sleep(0)
        waiting.cancel()
        with suppress(asyncio.CancelledError):
            await waiting
        engine.may_go_on.set()
        await running
        assert await worker.run(asking("later")) is not None
        assert engine.prompts == ["hold", "later"]

    with_worker(scenario)


def test_that_more_waiting_requests_than_the_limit_are_refused() -> None:
    async def scenario(worker: EngineWorker, engine: FakeEngine) -> None:
        tasks = [asyncio.create_task(worker.run(asking("hold"))) for _ in range(2)]
        await until_started(engine)
        with pytest.raises(RequestError) as caught:
            await worker.run(asking("one too many"))
        assert caught.value.code == "engine_busy"
        engine.may_go_on.set()
        await asyncio.gather(*tasks)

    with_worker(scenario, waiting_limit=1)


def test_that_an_error_of_the_work_reaches_who_asked_and_nobody_else() -> None:
    async def scenario(worker: EngineWorker, _engine: FakeEngine) -> None:
        def failing(_engine: Engine, _report: Report, _stop: ShouldStop) -> None:
            raise WeightsError(Path("x"), "damaged")

        with pytest.raises(WeightsError):
            await worker.run(failing)
        assert text_of(await worker.run(asking("after"))) == "after "

    with_worker(scenario)


def test_that_stopping_ends_running_work_sends_away_who_waits_and_closes_the_engine() -> None:
    async def scenario(worker: EngineWorker, engine: FakeEngine) -> None:
        running = asyncio.create_task(worker.run(asking("hold")))
        await until_started(engine)
        waiting = asyncio.create_task(worker.run(asking("never")))
        await asyncio.sleep(0)
        worker.stop()
        with pytest.raises(CancelledWorkError):
            await running
        with pytest.raises(RequestError, match="shutting down"):
            await waiting
        assert await asyncio.to_thread(engine.closed.wait, WAIT_LIMIT_S)

    with_worker(scenario)


def test_that_stopping_between_the_turn_and_the_start_of_the_work_never_starts_it() -> None:
    async def scenario(worker: EngineWorker, engine: FakeEngine) -> None:
        def stop_once_one_has_gone(progress: Progress) -> None:
            if progress.done == 1:
                worker.stop()

        running = asyncio.create_task(worker.run(asking("hold")))
        await until_started(engine)
        second = asyncio.create_task(worker.run(asking("never")))
        third = asyncio.create_task(worker.run(asking("neither"), stop_once_one_has_gone))
        await asyncio.sleep(0)
        engine.may_go_on.set()
        assert text_of(await running) == "hold "
        with pytest.raises(CancelledWorkError):
            await second
        with pytest.raises(RequestError, match="shutting down"):
            await third
        assert engine.prompts == ["hold"]

    with_worker(scenario)


def test_that_an_engine_that_is_being_prepared_says_how_far_it_is_and_refuses_work() -> None:
    may_open = threading.Event()
    reported = threading.Event()

    def open_slowly(report: Report, _stop: ShouldStop) -> Engine:
        report(Progress("weights", 3, 18))
        reported.set()
        assert may_open.wait(WAIT_LIMIT_S)
        return FakeEngine()

    async def scenario() -> None:
        worker = EngineWorker(open_slowly)
        opening = asyncio.create_task(worker.open())
        assert await asyncio.to_thread(reported.wait, WAIT_LIMIT_S)
        status = worker.status
        assert (status.phase, status.stage, status.done, status.total) == (
            EnginePhase.PREPARING,
            "weights",
            3,
            18,
        )
        with pytest.raises(RequestError) as caught:
            await worker.run(asking("too early"))
        assert caught.value.code == "engine_preparing"
        may_open.set()
        await opening
        assert worker.status.phase is EnginePhase.READY
        worker.stop()

    asyncio.run(scenario())


def test_that_an_engine_that_cannot_be_opened_is_said_to_have_failed() -> None:
    def fail(_report: Report, _stop: ShouldStop) -> Engine:
        raise WeightsError(Path("weights.gguf"), "not a GGUF file")

    async def scenario() -> None:
        worker = EngineWorker(fail)
        with pytest.raises(WeightsError):
            await worker.open()
        with pytest.raises(RequestError) as caught:
            worker.check()
        assert caught.value.code == "engine_failed"
        assert worker.status.phase is EnginePhase.FAILED
        worker.stop()

    asyncio.run(scenario())
