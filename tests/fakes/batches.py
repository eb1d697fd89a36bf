"""Batches and their history in memory, for tests of what runs and shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from holysheep_desktop.core.batches.batch import Batch, BatchItem, BatchSettings, BatchSummary, ItemState
from holysheep_desktop.core.batches.prompt_list import PromptPair
from holysheep_desktop.core.report import Record, Report, Software
from holysheep_desktop.core.results import Label
from holysheep_desktop.errors import HolySheepError

_START = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


class MemoryBatches:
    """`core.batches.batch.BatchStore`; `fail_next_keep(error)` makes the next item impossible to keep."""

    def __init__(self) -> None:
        self._batches: dict[str, Batch] = {}
        self._deleted: set[str] = set()
        self._numbers = count(1)
        self._failures: list[HolySheepError] = []

    def fail_next_keep(self, error: HolySheepError) -> None:
        self._failures.append(error)

    async def batches(self) -> tuple[BatchSummary, ...]:
        alive = [self._summary(key) for key in self._batches if key not in self._deleted]
        return tuple(reversed(alive))

    async def create(self, name: str, settings: BatchSettings, pairs: Sequence[PromptPair]) -> BatchSummary:
        number = next(self._numbers)
        key = f"{number:032x}"
        summary = BatchSummary(key, name, _START + timedelta(minutes=number), len(pairs))
        items = tuple(BatchItem(place, pair) for place, pair in enumerate(pairs))
        self._batches[key] = Batch(summary, settings, items)
        return summary

    async def open(self, batch_id: str) -> Batch:
        return replace(self._batches[batch_id], summary=self._summary(batch_id))

    async def keep_item(self, batch_id: str, item: BatchItem, labels: Mapping[int, Label]) -> None:
        if self._failures:
            raise self._failures.pop(0)
        batch = self._batches[batch_id]
        items = tuple(item if old.place == item.place else old for old in batch.items)
        self._batches[batch_id] = replace(batch, items=items, labels={**labels, **batch.labels})

    async def retry_failed(self, batch_id: str) -> None:
        batch = self._batches[batch_id]
        items = tuple(
            replace(item, state=ItemState.WAITING, error="") if item.state is ItemState.FAILED else item
            for item in batch.items
        )
        self._batches[batch_id] = replace(batch, items=items)

    async def rename(self, batch_id: str, name: str) -> None:
        batch = self._batches[batch_id]
        self._batches[batch_id] = replace(batch, summary=replace(batch.summary, name=name))

    async def delete(self, batch_id: str) -> None:
        self._deleted.add(self._batches[batch_id].summary.id)

    async def restore(self, batch_id: str) -> None:
        self._deleted.discard(batch_id)

    def _summary(self, key: str) -> BatchSummary:
        batch = self._batches[key]
        states = [item.state for item in batch.items]
        return replace(
            batch.summary, n_done=states.count(ItemState.DONE), n_failed=states.count(ItemState.FAILED)
        )


class MemoryBook:
    """`core.batches.batch.RunBook`; `states` says how each run ended."""

    def __init__(self) -> None:
        self.states: dict[str, str] = {}
        self.batches: dict[str, str] = {}
        self._records: dict[str, Record] = {}
        self._numbers = count(1)

    def forget_all(self) -> None:
        """As if the user had emptied the history."""
        self._records.clear()

    def new_id(self) -> str:
        return f"{next(self._numbers):032x}"

    async def begin(self, run_id: str, batch_id: str, settings: BatchSettings, pair: PromptPair) -> None:
        assert settings.request(pair).prompt == pair.prompt
        self.states[run_id] = "running"
        self.batches[run_id] = batch_id

    async def finish(self, run_id: str, record: Record) -> None:
        self.states[run_id] = "ok"
        self._records[run_id] = record

    async def fail(self, run_id: str, error: BaseException) -> None:
        self.states[run_id] = type(error).__name__

    async def cancel(self, run_id: str) -> None:
        self.states[run_id] = "cancelled"

    async def report(self, run_id: str) -> Report:
        return Report(_START, Software("test", "1", "3", "here"), self._records[run_id])
