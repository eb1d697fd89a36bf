"""The contract of `core.batches.batch.BatchStore`, for the database and for the fake of the tests."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from fakes.batches import MemoryBatches

from holysheep_desktop.core.batches.batch import (
    Activations,
    BatchItem,
    BatchSettings,
    BatchStore,
    ItemFinding,
    ItemState,
)
from holysheep_desktop.core.batches.prompt_list import PromptPair
from holysheep_desktop.core.connections.network import Network, ProxyUse
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.requests import FeatureOptions, Generation, PatchOptions
from holysheep_desktop.core.results import Label
from holysheep_desktop.errors import DatabaseError, DatabaseFault
from holysheep_desktop.storage.batches.store import DatabaseBatches
from holysheep_desktop.storage.database import Database

T = TypeVar("T")
Work = Callable[[BatchStore], Coroutine[object, object, T]]
SETTINGS = BatchSettings(
    Endpoint(EndpointKind.CUSTOM, "https://x.example/v1", "Lab"),
    "gemma-3-270m",
    FeatureOptions(12, 5, "m/layer-12/8k"),
    Generation(3, seed=7, stop=("\n",)),
    PatchOptions("", 9),
)
PAIRS = (PromptPair("하나", "둘"), PromptPair("three"), PromptPair("네\n번째"))
FOUND = ItemFinding(
    Activations(array("q", [4711, 2**40]), array("d", [0.1 + 0.2, 1.5])),
    is_complete=True,
    n_active=2,
    l0=3.5,
    explained_variance=0.91,
    impact=-0.2,
    answer="답\n",
    cost_usd=0.002,
)


def run(kind: str, folder: Path, work: Work[T]) -> T:
    async def act() -> T:
        if kind == "fake":
            return await work(MemoryBatches())
        database = Database(folder / "history.sqlite" if kind == "file" else None)
        try:
            return await work(DatabaseBatches(database))
        finally:
            await database.aclose()

    return asyncio.run(act())


@pytest.fixture(params=["fake", "memory", "file"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_that_a_batch_comes_back_with_its_settings_and_its_prompts_in_order(
    kind: str, tmp_path: Path
) -> None:
    async def work(store: BatchStore) -> None:
        summary = await store.create("이름", SETTINGS, PAIRS)
        batch = await store.open(summary.id)
        assert batch.settings == SETTINGS
        assert [item.pair for item in batch.items] == list(PAIRS)
        assert {item.state for item in batch.items} == {ItemState.WAITING}
        assert batch.summary == summary
        assert (summary.name, summary.n_items, summary.n_waiting) == ("이름", 3, 3)

    run(kind, tmp_path, work)


def test_that_how_an_item_ended_comes_back_bit_by_bit(kind: str, tmp_path: Path) -> None:
    async def work(store: BatchStore) -> None:
        key = (await store.create("b", SETTINGS, PAIRS)).id
        done = BatchItem(1, PAIRS[1], ItemState.DONE, FOUND, elapsed_s=0.25, run_id="a" * 32)
        failed = BatchItem(0, PAIRS[0], ItemState.FAILED, error="왜냐하면", elapsed_s=1.0)
        await store.keep_item(key, done, {4711: Label("sort", "you")})
        await store.keep_item(key, failed, {})
        batch = await store.open(key)
        assert batch.items == (failed, done, BatchItem(2, PAIRS[2]))
        assert batch.labels == {4711: Label("sort", "you")}
        assert (batch.summary.n_done, batch.summary.n_failed, batch.summary.n_waiting) == (1, 1, 1)

    run(kind, tmp_path, work)


def test_that_failed_items_wait_again_and_finished_ones_do_not(kind: str, tmp_path: Path) -> None:
    async def work(store: BatchStore) -> None:
        key = (await store.create("b", SETTINGS, PAIRS)).id
        await store.keep_item(key, BatchItem(0, PAIRS[0], ItemState.FAILED, error="x"), {})
        await store.keep_item(key, BatchItem(1, PAIRS[1], ItemState.DONE, FOUND), {})
        await store.retry_failed(key)
        items = (await store.open(key)).items
        assert [(item.state, item.error) for item in items] == [
            (ItemState.WAITING, ""),
            (ItemState.DONE, ""),
            (ItemState.WAITING, ""),
        ]

    run(kind, tmp_path, work)


def test_that_batches_are_listed_newest_first_with_the_names_they_have_now(kind: str, tmp_path: Path) -> None:
    async def work(store: BatchStore) -> None:
        old = await store.create("old", SETTINGS, PAIRS)
        await store.create("new", SETTINGS, PAIRS[:1])
        await store.rename(old.id, "older")
        assert [(b.name, b.n_items) for b in await store.batches()] == [("new", 1), ("older", 3)]

    run(kind, tmp_path, work)


def test_that_a_deleted_batch_is_not_listed_until_it_is_restored(kind: str, tmp_path: Path) -> None:
    async def work(store: BatchStore) -> None:
        kept = await store.create("b", SETTINGS, PAIRS)
        await store.delete(kept.id)
        assert await store.batches() == ()
        await store.create("c", SETTINGS, PAIRS)
        await store.restore(kept.id)
        assert [batch.name for batch in await store.batches()] == ["c", "b"]
        assert (await store.open(kept.id)).items[0].pair == PAIRS[0]

    run(kind, tmp_path, work)


def test_that_a_batch_that_is_not_there_is_a_key_error(kind: str, tmp_path: Path) -> None:
    async def work(store: BatchStore) -> None:
        with pytest.raises(KeyError):
            await store.open("f" * 32)

    run(kind, tmp_path, work)


def test_that_what_runs_when_the_program_is_killed_waits_at_the_next_start(tmp_path: Path) -> None:
    async def first(store: BatchStore) -> str:
        key = (await store.create("b", SETTINGS, PAIRS)).id
        await store.keep_item(key, BatchItem(0, PAIRS[0], ItemState.DONE, FOUND), {})
        await store.keep_item(key, BatchItem(1, PAIRS[1], ItemState.RUNNING), {})
        return key

    key = run("file", tmp_path, first)

    async def second(store: BatchStore) -> list[ItemState]:
        return [item.state for item in (await store.open(key)).items]

    states = run("file", tmp_path, second)
    assert states == [ItemState.DONE, ItemState.WAITING, ItemState.WAITING]


def test_that_how_the_network_is_reached_is_not_kept_with_a_batch(tmp_path: Path) -> None:
    network = Network(proxy=ProxyUse.OWN, proxy_url="http://proxy.example:8080")
    settings = replace(SETTINGS, endpoint=replace(SETTINGS.endpoint, network=network))

    async def work(store: BatchStore) -> BatchSettings:
        return (await store.open((await store.create("b", settings, PAIRS)).id)).settings

    assert run("file", tmp_path, work).endpoint.network == Network()


def test_that_settings_that_nobody_can_read_are_a_damaged_database(tmp_path: Path) -> None:
    async def act() -> DatabaseFault:
        database = Database(tmp_path / "history.sqlite")
        store = DatabaseBatches(database)
        key = (await store.create("b", SETTINGS, PAIRS)).id
        await database.write(
            lambda connection: connection.execute("UPDATE batch SET settings = '{}'") and None
        )
        try:
            with pytest.raises(DatabaseError) as raised:
                await store.open(key)
        finally:
            await database.aclose()
        return raised.value.fault

    assert asyncio.run(act()) is DatabaseFault.DAMAGED
