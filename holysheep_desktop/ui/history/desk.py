"""What the History tab asks of the store, each wish in a job of its own."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal, Slot

from holysheep_desktop.core.history import (
    HistoryFacts,
    HistoryStore,
    RunContent,
    RunFilter,
    RunKey,
    RunPage,
)
from holysheep_desktop.ui.history.description import Description
from holysheep_desktop.ui.history.writes import Writes
from holysheep_desktop.ui.loop.jobs import Job

PAGE = 200


class HistoryDesk(QObject):
    """Signals: opened(Opening); listed(RunPage, HistoryFacts); more_listed(RunPage); read(tuple of
    RunContent); changed() after something was written; emptied(int) runs; failed(exception).
    """

    opened = Signal(object)
    listed = Signal(object, object)
    more_listed = Signal(object)
    read = Signal(object)
    changed = Signal()
    emptied = Signal(int)
    failed = Signal(object)

    def __init__(self, store: HistoryStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._writes = Writes(self)
        jobs = tuple(Job(self) for _ in range(5))
        self._opening, self._listing, self._more, self._reading, self._emptying = jobs
        self._opening.succeeded.connect(self.opened)
        self._listing.succeeded.connect(self._on_listed)
        self._more.succeeded.connect(self.more_listed)
        self._reading.succeeded.connect(self.read)
        self._emptying.succeeded.connect(self._on_emptied)
        for job in jobs:
            job.failed.connect(self.failed)
        self._writes.written.connect(self.changed)
        self._writes.failed.connect(self.failed)

    def open(self) -> None:
        """Look how the database is."""
        self._opening.start(self._store.opening(), name="open history")

    def list_runs(self, wanted: RunFilter, limit: int) -> None:
        """List the first runs that a filter leaves, and what there is as a whole."""
        self._more.cancel()
        self._listing.start(self._page_and_facts(wanted, limit), name="list history")

    def list_more(self, wanted: RunFilter, offset: int) -> None:
        """List the runs behind those that are listed."""
        if not self._more.is_running and not self._listing.is_running:
            self._more.start(self._store.page(wanted, offset=offset, limit=PAGE), name="list more history")

    def read_runs(self, keys: Collection[RunKey]) -> None:
        """Read what is kept of these runs."""
        self._reading.start(self._contents(tuple(keys)), name="read history")

    def forget_reading(self) -> None:
        """What was asked to be read is not wanted any more."""
        self._reading.cancel()

    def pin(self, keys: Collection[RunKey], *, is_pinned: bool) -> None:
        """Pin runs, or take the pins away."""
        self._writes.add(lambda: self._store.pin(keys, is_pinned=is_pinned))

    def trash(self, keys: Collection[RunKey]) -> None:
        """Move runs into the trash."""
        self._writes.add(lambda: self._store.trash(keys))

    def restore(self, keys: Collection[RunKey]) -> None:
        """Take runs out of the trash."""
        self._writes.add(lambda: self._store.restore(keys))

    @Slot(object)
    def describe(self, said: Description) -> None:
        """Keep what the user says about a run."""
        self._writes.add(
            lambda: self._store.describe(said.key, name=said.name, note=said.note, tags=said.tags)
        )

    def empty_trash(self) -> None:
        """Delete what is in the trash for good."""
        self._emptying.start(self._store.empty_trash(), name="empty trash")

    async def flush(self) -> None:
        """Write what still waits; for the end of the program."""
        await self._writes.flush()

    async def _page_and_facts(self, wanted: RunFilter, limit: int) -> tuple[RunPage, HistoryFacts]:
        return await self._store.page(wanted, limit=limit), await self._store.facts()

    async def _contents(self, keys: tuple[RunKey, ...]) -> tuple[RunContent, ...]:
        return tuple([await self._store.content(key) for key in keys])

    @Slot(object)
    def _on_listed(self, found: tuple[RunPage, HistoryFacts]) -> None:
        self.listed.emit(*found)

    @Slot(object)
    def _on_emptied(self, n_deleted: int) -> None:
        self.emptied.emit(n_deleted)
        self.changed.emit()
