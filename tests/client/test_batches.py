"""A batch through the real client: what an endpoint's limits do to the calls that run side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx
import pytest
from client.clients import BASE_URL, CHAT, REQUEST, Canned, Waits, client_of, run
from fakes.batches import MemoryBatches, MemoryBook

from holysheep_desktop.core.batches.batch import BatchItem, BatchSettings, ItemState
from holysheep_desktop.core.batches.pace import Clock
from holysheep_desktop.core.batches.prompt_list import PromptPair
from holysheep_desktop.core.batches.runner import BatchProgress, BatchRun
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.requests import FeatureOptions, Generation
from holysheep_desktop.core.results import Label
from holysheep_desktop.core.source import Progress

ENDPOINT = Endpoint(EndpointKind.CUSTOM, BASE_URL)


@dataclass
class Server:
    """Answers each call with the next of its statuses, and 200 when they are used up."""

    statuses: list[int] = field(default_factory=list[int])
    n_calls: int = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        assert request.url.path.endswith("/chat/completions")
        self.n_calls += 1
        status = self.statuses.pop(0) if self.statuses else 200
        headers = {"Retry-After": "20"} if status == 429 else {}
        return Canned(status, CHAT if status == 200 else {}, headers).response()


class Silent:
    """`core.batches.runner.BatchWatcher` that nobody looks at."""

    def item_changed(self, item: BatchItem, labels: Mapping[int, Label]) -> None:
        pass

    def progress_changed(self, progress: BatchProgress) -> None:
        pass


async def states_after(server: Server, n_prompts: int) -> list[ItemState]:
    store, waits = MemoryBatches(), Waits()
    settings = BatchSettings(ENDPOINT, "gpt-4.1", FeatureOptions(12), Generation(8))
    pairs = [PromptPair(f"prompt {n}") for n in range(n_prompts)]
    batch = await store.open((await store.create("b", settings, pairs)).id)
    clock = Clock(sleep=waits.pace().sleep, now=lambda: sum(waits.seconds))
    async with client_of(transport=httpx.MockTransport(server), waits=waits) as client:
        await BatchRun(batch, client.analyse, store, MemoryBook(), Silent(), str, clock).run()
    return [item.state for item in (await store.open(batch.summary.id)).items]


@pytest.mark.parametrize(("status", "expected"), [(429, True), (503, False)])
def test_that_only_a_429_says_that_other_calls_had_better_wait_too(status: int, expected: bool) -> None:
    told: list[Progress] = []

    async def act() -> None:
        async with client_of(transport=httpx.MockTransport(Server([status]))) as client:
            await client.analyse(REQUEST, told.append)

    run(act())

    assert [progress.waiting.is_rate_limit for progress in told if progress.waiting] == [expected]


def test_that_a_batch_gets_through_an_endpoint_that_limits_its_rate() -> None:
    server = Server([429, 429, 200, 429])

    assert run(states_after(server, 12)) == [ItemState.DONE] * 12
    assert server.n_calls == 12 + 3


def test_that_the_retries_of_all_calls_of_a_batch_come_out_of_one_bucket() -> None:
    server = Server([500] * 10_000)

    states = run(states_after(server, 60))

    # a retry costs 5 of the 500: 100 for all, where two for each item would be 120
    assert states == [ItemState.FAILED] * 60
    assert server.n_calls == 60 + 100
