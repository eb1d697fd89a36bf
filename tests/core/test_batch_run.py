"""A batch runs to its end, or to where it must stop, whatever single calls do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest
from fakes.batches import MemoryBatches, MemoryBook
from fakes.source import SAE_MODEL, FakeSource

from holysheep_desktop.core.batches.batch import BatchItem, BatchSettings, ItemState
from holysheep_desktop.core.batches.pace import Clock, Pace
from holysheep_desktop.core.batches.prompt_list import PromptPair
from holysheep_desktop.core.batches.runner import (
    FIRST_HOLD_S,
    MOST_HOLDS,
    MOST_SILENCES,
    BatchProgress,
    BatchRun,
    RunPhase,
)
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.requests import AnalysisRequest, FeatureOptions, Generation, PatchOptions
from holysheep_desktop.core.results import AnalysisResult, Label
from holysheep_desktop.core.source import Progress, Report, Waiting, report_nothing
from holysheep_desktop.errors import (
    ApiConnectionError,
    AuthenticationError,
    ConnectionFault,
    DatabaseError,
    DatabaseFault,
    RateLimitedError,
    ServerError,
)

LOCAL = BatchSettings(Endpoint(EndpointKind.LOCAL), SAE_MODEL.id, FeatureOptions(12, 5), Generation(3))
REMOTE = BatchSettings(
    Endpoint(EndpointKind.CUSTOM, "https://x.example/v1"), SAE_MODEL.id, FeatureOptions(12, 5), Generation(3)
)
PROMPTS = ("one", "two", "three", "four", "five", "six")


class FastClock:
    """Time passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.time = 0.0

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += seconds
        await asyncio.sleep(0)


@dataclass
class Watch:
    items: list[BatchItem] = field(default_factory=list)
    progress: list[BatchProgress] = field(default_factory=list)

    def item_changed(self, item: BatchItem, labels: Mapping[int, Label]) -> None:
        self.items.append(item)

    def progress_changed(self, progress: BatchProgress) -> None:
        self.progress.append(progress)


@dataclass
class Bench:
    """A batch with everything around it in memory."""

    source: FakeSource = field(default_factory=FakeSource)
    store: MemoryBatches = field(default_factory=MemoryBatches)
    book: MemoryBook = field(default_factory=MemoryBook)
    watch: Watch = field(default_factory=Watch)
    clock: FastClock = field(default_factory=FastClock)
    id: str = ""

    async def create(self, settings: BatchSettings = LOCAL, prompts: tuple[str, ...] = PROMPTS) -> BatchRun:
        self.id = (await self.store.create("b", settings, [PromptPair(text) for text in prompts])).id
        return await self.run()

    async def run(self) -> BatchRun:
        batch = await self.store.open(self.id)
        clock = Clock(self.clock.now, self.clock.sleep)
        return BatchRun(batch, self.source.analyse, self.store, self.book, self.watch, _sentence, clock)

    async def items(self) -> tuple[BatchItem, ...]:
        return (await self.store.open(self.id)).items

    async def states(self) -> str:
        """One letter each: w, d, f."""
        return "".join(item.state[0] for item in await self.items())


async def until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110  nothing says when a call has arrived
        await asyncio.sleep(0)


def _sentence(error: BaseException) -> str:
    return f"sentence for {type(error).__name__}"


class RecordingSource(FakeSource):
    """Counts how many calls run side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.n_now = self.n_most = 0

    async def analyse(self, request: AnalysisRequest, report: Report = report_nothing) -> AnalysisResult:
        self.n_now += 1
        self.n_most = max(self.n_most, self.n_now)
        try:
            return await super().analyse(request, report)
        finally:
            self.n_now -= 1


class LimitedSource(FakeSource):
    """The first call is told to wait, as the client tells it."""

    def __init__(self, clock: FastClock) -> None:
        super().__init__()
        self._clock = clock
        self.begun_at: list[float] = []

    async def analyse(self, request: AnalysisRequest, report: Report = report_nothing) -> AnalysisResult:
        self.begun_at.append(self._clock.time)
        if len(self.begun_at) == 1:
            report(Progress("waiting", waiting=Waiting(30.0, 2, 3, is_rate_limit=True)))
        return await super().analyse(request, report)


def test_that_every_prompt_is_asked_once_and_in_order() -> None:
    bench = Bench()

    async def act() -> None:
        await (await bench.create()).run()

    asyncio.run(act())

    assert [request.prompt for request in bench.source.requests] == list(PROMPTS)
    assert asyncio.run(bench.states()) == "dddddd"


def test_that_a_finding_holds_the_numbers_of_the_result() -> None:
    bench = Bench()

    async def act() -> tuple[BatchItem, AnalysisResult]:
        await (await bench.create(prompts=("sort a list",))).run()
        (item,) = await bench.items()
        return item, await FakeSource().analyse(bench.source.requests[0])

    item, expected = asyncio.run(act())

    assert item.finding is not None
    assert expected.features is not None
    assert expected.answer is not None
    assert list(item.finding.activations.features) == [entry.feature for entry in expected.features.features]
    assert list(item.finding.activations.values) == [entry.activation for entry in expected.features.features]
    assert item.finding.n_active == expected.features.reading.n_active
    assert item.finding.l0 == expected.features.reading.l0_mean
    assert item.finding.answer == expected.answer.text


def test_that_each_item_is_a_run_of_the_batch_in_the_history_with_its_whole_record() -> None:
    bench = Bench()

    async def act() -> str:
        await (await bench.create(prompts=("a", "b"))).run()
        items = await bench.items()
        assert items[1].run_id is not None
        return (await bench.book.report(items[1].run_id)).record.main.request.prompt

    assert asyncio.run(act()) == "b"
    assert list(bench.book.states.values()) == ["ok", "ok"]
    assert set(bench.book.batches.values()) == {bench.id}


def test_that_one_failure_leaves_its_sentence_and_the_others_go_on() -> None:
    bench = Bench()
    bench.source.fail_next(ServerError("analyse", 500))

    async def act() -> str:
        await (await bench.create()).run()
        return (await bench.items())[0].error

    assert asyncio.run(act()) == "sentence for ServerError"
    assert asyncio.run(bench.states()) == "fddddd"


def test_that_failed_items_alone_are_asked_again_on_request() -> None:
    bench = Bench()
    bench.source.fail_next(ServerError("analyse", 500))

    async def act() -> None:
        await (await bench.create()).run()
        await bench.store.retry_failed(bench.id)
        await (await bench.run()).run()

    asyncio.run(act())

    assert [request.prompt for request in bench.source.requests] == [*PROMPTS, "one"]
    assert asyncio.run(bench.states()) == "dddddd"


@pytest.mark.parametrize(("settings", "expected"), [(LOCAL, 1), (REMOTE, 4)])
def test_that_a_local_model_is_asked_one_by_one_and_a_remote_one_four_at_a_time(
    settings: BatchSettings, expected: int
) -> None:
    source = RecordingSource()
    bench = Bench(source)

    async def act() -> None:
        await (await bench.create(settings)).run()

    asyncio.run(act())

    assert source.n_most == expected


def test_that_stop_cancels_the_calls_and_what_ran_waits_again() -> None:
    bench = Bench()

    async def act() -> None:
        run = await bench.create(REMOTE)
        bench.source.hold()
        task = asyncio.create_task(run.run())
        await until(lambda: len(bench.source.requests) == 4)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(act())

    assert bench.source.n_cancelled == 4
    assert asyncio.run(bench.states()) == "wwwwww"
    assert list(bench.book.states.values()) == ["cancelled"] * 4
    assert {item.state for item in bench.watch.items[-4:]} == {ItemState.WAITING}
    assert bench.watch.progress[-1].phase is RunPhase.ENDED


def test_that_a_batch_that_was_stopped_goes_on_where_it_was() -> None:
    bench = Bench()

    async def act() -> None:
        run = await bench.create()
        task = asyncio.create_task(run.run())
        await until(lambda: run.progress.n_done == 2)
        task.cancel()
        await asyncio.wait({task})
        asked = len(bench.source.requests)
        await (await bench.run()).run()
        assert [request.prompt for request in bench.source.requests[asked:]] == list(PROMPTS[2:])

    asyncio.run(act())

    assert asyncio.run(bench.states()) == "dddddd"


def test_that_a_result_is_kept_though_stop_comes_while_it_is_being_kept() -> None:
    class SlowBatches(MemoryBatches):
        def __init__(self) -> None:
            super().__init__()
            self.is_keeping = asyncio.Event()

        async def keep_item(self, batch_id: str, item: BatchItem, labels: Mapping[int, Label]) -> None:
            self.is_keeping.set()
            for _ in range(3):
                await asyncio.sleep(0)
            await super().keep_item(batch_id, item, labels)

    async def act() -> str:
        store = SlowBatches()
        bench = Bench(store=store)
        task = asyncio.create_task((await bench.create()).run())
        await store.is_keeping.wait()
        task.cancel()
        await asyncio.wait({task})
        return await bench.states()

    assert asyncio.run(act()) == "dwwwww"


def test_that_pause_begins_nothing_more_and_lets_what_runs_end() -> None:
    bench = Bench()

    async def act() -> tuple[str, RunPhase]:
        run = await bench.create(REMOTE)
        bench.source.hold()
        task = asyncio.create_task(run.run())
        await until(lambda: len(bench.source.requests) == 4)
        run.pause()
        assert run.progress.phase is RunPhase.PAUSING
        bench.source.release()
        for _ in range(200):
            await asyncio.sleep(0)
        paused = await bench.states(), run.progress.phase
        run.go_on()
        await task
        return paused

    assert asyncio.run(act()) == ("ddddww", RunPhase.PAUSED)
    assert asyncio.run(bench.states()) == "dddddd"


def test_that_a_429_that_the_client_waits_for_holds_every_call_that_would_follow() -> None:
    clock = FastClock()
    source = LimitedSource(clock)
    bench = Bench(source, clock=clock)

    async def act() -> None:
        await (await bench.create(REMOTE)).run()

    asyncio.run(act())

    assert source.begun_at[0] == 0.0
    assert all(begun >= 30.0 for begun in source.begun_at[1:])
    held = [progress.held_s for progress in bench.watch.progress if progress.phase is RunPhase.HELD]
    assert held[0] == 30.0
    assert held == sorted(held, reverse=True)


def test_that_a_429_that_the_client_gave_up_on_pauses_the_queue_as_long_as_the_endpoint_says() -> None:
    bench = Bench()
    bench.source.fail_next(RateLimitedError("analyse", 429, retry_after_s=300.0))

    async def act() -> None:
        await (await bench.create()).run()

    asyncio.run(act())

    assert asyncio.run(bench.states()) == "dddddd"
    assert [request.prompt for request in bench.source.requests] == ["one", *PROMPTS]
    assert bench.clock.time == pytest.approx(300.0)


def test_that_a_hold_is_skipped_when_the_user_goes_on() -> None:
    bench = Bench()
    bench.source.fail_next(RateLimitedError("analyse", 429, retry_after_s=3000.0))

    async def act() -> None:
        run = await bench.create()
        task = asyncio.create_task(run.run())
        await until(lambda: run.progress.phase is RunPhase.HELD)
        run.go_on()
        await task

    asyncio.run(act())

    assert bench.clock.time < 10.0
    assert asyncio.run(bench.states()) == "dddddd"


def test_that_an_endpoint_that_refuses_for_ever_ends_the_batch_after_growing_pauses() -> None:
    bench = Bench()
    for _ in range(MOST_HOLDS):
        bench.source.fail_next(RateLimitedError("analyse", 429))

    async def act() -> None:
        await (await bench.create()).run()

    with pytest.raises(RateLimitedError):
        asyncio.run(act())

    assert asyncio.run(bench.states()) == "wwwwww"
    assert bench.clock.time == pytest.approx(FIRST_HOLD_S * (1 + 2 + 4 + 8))


def test_that_refusals_of_calls_side_by_side_count_once() -> None:
    bench = Bench()
    for _ in range(4):
        bench.source.fail_next(RateLimitedError("analyse", 429))

    async def act() -> None:
        await (await bench.create(REMOTE)).run()

    asyncio.run(act())

    assert bench.clock.time == pytest.approx(FIRST_HOLD_S)
    assert asyncio.run(bench.states()) == "dddddd"


def test_that_a_refused_key_ends_the_batch_and_keeps_what_is_finished() -> None:
    bench = Bench()

    async def act() -> None:
        run = await bench.create()
        task = asyncio.create_task(run.run())
        await until(lambda: run.progress.n_done == 1)
        bench.source.fail_next(AuthenticationError("analyse", 401))
        await task

    with pytest.raises(AuthenticationError):
        asyncio.run(act())

    states = asyncio.run(bench.states())
    assert states.startswith("d")
    assert states.endswith("w")
    assert "f" not in states


def test_that_an_endpoint_that_is_gone_ends_the_batch_after_some_calls() -> None:
    bench = Bench()
    for _ in range(MOST_SILENCES):
        bench.source.fail_next(ApiConnectionError("analyse", ConnectionFault.REFUSED, "x.example"))

    async def act() -> None:
        await (await bench.create()).run()

    with pytest.raises(ApiConnectionError):
        asyncio.run(act())

    assert asyncio.run(bench.states()) == "f" * MOST_SILENCES + "w"


def test_that_a_full_disk_ends_the_batch_with_its_error_and_the_item_waits() -> None:
    bench = Bench()
    bench.store.fail_next_keep(DatabaseError(DatabaseFault.FULL, None))

    async def act() -> None:
        await (await bench.create()).run()

    with pytest.raises(DatabaseError):
        asyncio.run(act())

    assert asyncio.run(bench.states()) == "wwwwww"


def test_that_only_items_with_a_comparison_are_patched() -> None:
    settings = BatchSettings(
        Endpoint(EndpointKind.LOCAL), SAE_MODEL.id, FeatureOptions(12), Generation(3), PatchOptions("", 9)
    )
    bench = Bench()

    async def act() -> tuple[BatchItem, ...]:
        pairs = [PromptPair("Seoul is", "Tokyo is"), PromptPair("alone")]
        bench.id = (await bench.store.create("b", settings, pairs)).id
        await (await bench.run()).run()
        return await bench.items()

    paired, alone = asyncio.run(act())

    first, second = bench.source.requests
    assert first.patching == PatchOptions("Tokyo is", 9)
    assert second.patching is None
    assert paired.finding is not None
    assert alone.finding is not None
    assert paired.finding.impact is not None
    assert alone.finding.impact is None


def test_that_remaining_time_is_the_pace_of_the_last_items_times_what_is_left() -> None:
    pace = Pace()
    for end in (10.0, 12.0, 16.0):
        pace.note(end)

    # 6 s for two intervals, so 3 s each
    assert pace.remaining_s(10) == pytest.approx(30.0)


def test_that_remaining_time_is_unknown_before_two_items_have_ended() -> None:
    pace = Pace()
    pace.note(10.0)

    assert pace.remaining_s(10) is None
