"""Runs one batch on a real gateway, as the desktop program does: `batch_program DATABASE BASE_URL TOKEN`.

Goes on with the batch that the database has, or makes one; says on standard output how many items are done.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from holysheep_desktop.client.endpoint_client import EndpointClient
from holysheep_desktop.core.batches.batch import BatchItem, BatchSettings
from holysheep_desktop.core.batches.prompt_list import PromptPair
from holysheep_desktop.core.batches.run_book import HistoryBook
from holysheep_desktop.core.batches.runner import BatchProgress, BatchRun
from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.report import Software
from holysheep_desktop.core.requests import FeatureOptions, Generation
from holysheep_desktop.core.results import Label
from holysheep_desktop.storage.batches.store import DatabaseBatches
from holysheep_desktop.storage.database import Database
from holysheep_desktop.storage.history.store import SqliteHistory

PROMPTS = tuple(f"Number {n} is" for n in range(12))
SOFTWARE = Software("test", "1", "3", f"{datetime.now(UTC):%Y}")


class Telling:
    """`core.batches.runner.BatchWatcher` on standard output."""

    def item_changed(self, item: BatchItem, labels: Mapping[int, Label]) -> None:
        pass

    def progress_changed(self, progress: BatchProgress) -> None:
        sys.stdout.write(f"{progress.n_done}\n")
        sys.stdout.flush()


async def main(database_path: Path, base_url: str, token: str) -> None:
    async def key() -> str:
        return token

    database = Database(database_path)
    store, book = DatabaseBatches(database), HistoryBook(SqliteHistory(database, lambda: SOFTWARE))
    endpoint = Endpoint(EndpointKind.LOCAL, base_url)
    client = EndpointClient(endpoint, key, NetworkLimits())
    known = await store.batches()
    if not known:
        settings = BatchSettings(endpoint, "gemma-3-270m", FeatureOptions(12, 5), Generation(0))
        known = (await store.create("journey", settings, [PromptPair(text) for text in PROMPTS]),)
    try:
        batch = await store.open(known[0].id)
        await BatchRun(batch, client.analyse, store, book, Telling(), str).run()
    finally:
        await client.aclose()
        await database.aclose()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
