"""The runs of a batch in the history."""

from __future__ import annotations

from holysheep_desktop.core.batches.batch import BatchSettings
from holysheep_desktop.core.batches.prompt_list import PromptPair
from holysheep_desktop.core.history import Begun, HistoryStore, new_run_key
from holysheep_desktop.core.report import Record, Report


class HistoryBook:
    """`core.batches.batch.RunBook` over the history: each item of a batch is one run there."""

    def __init__(self, history: HistoryStore) -> None:
        self._history = history

    def new_id(self) -> str:
        """See `core.batches.batch.RunBook.new_id`."""
        return new_run_key()

    async def begin(self, run_id: str, batch_id: str, settings: BatchSettings, pair: PromptPair) -> None:
        """See `core.batches.batch.RunBook.begin`."""
        endpoint = settings.endpoint.base_url or settings.endpoint.kind
        request = settings.request(pair)
        await self._history.begin(Begun(run_id, settings.kind, request, endpoint, batch=batch_id))

    async def finish(self, run_id: str, record: Record) -> None:
        """See `core.batches.batch.RunBook.finish`."""
        await self._history.finish(run_id, record)

    async def fail(self, run_id: str, error: BaseException) -> None:
        """See `core.batches.batch.RunBook.fail`."""
        await self._history.fail(run_id, error)

    async def cancel(self, run_id: str) -> None:
        """See `core.batches.batch.RunBook.cancel`."""
        await self._history.cancel(run_id)

    async def report(self, run_id: str) -> Report:
        """See `core.batches.batch.RunBook.report`."""
        report = (await self._history.content(run_id)).report
        if report is None:
            raise KeyError(run_id)
        return report
