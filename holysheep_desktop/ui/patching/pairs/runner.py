"""Asks one pair after the other, and keeps what is done however it ends."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Signal, Slot

from holysheep_desktop.core.models import ModelInfo
from holysheep_desktop.core.source import Progress
from holysheep_desktop.errors import ApiConnectionError, ApiTimeoutError, HolySheepError, SidecarError
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.patching.pairs.asking import PairSettings, ask_pair
from holysheep_desktop.ui.patching.pairs.rows import PairRow, PairTable
from holysheep_desktop.ui.session import Session

STAGE = "pairs"


class PairRunner(QObject):
    """A pair that cannot be patched is marked and the next one asked; an endpoint that is gone ends it all.

    Signals: started; progressed(Progress, seconds left or None); pair_done(int); failed(error) where the
    endpoint is gone; ended(bool): whether it was stopped.
    """

    started = Signal()
    progressed = Signal(object, object)
    pair_done = Signal(int)
    failed = Signal(object)
    ended = Signal(bool)

    def __init__(self, session: Session, table: PairTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._table = table
        self._wanted: tuple[int, ...] = ()
        self._n_done = 0
        self._started_at = 0.0
        self._is_stopped = False
        self._job = Job(self)
        self._job.started.connect(self.started)
        self._job.progressed.connect(self._on_progressed)
        self._job.failed.connect(self.failed)
        self._job.cancelled.connect(self._on_cancelled)
        self._job.finished.connect(self._on_finished)

    @property
    def is_running(self) -> bool:
        """Whether pairs are being asked."""
        return self._job.is_running

    @property
    def is_stopped(self) -> bool:
        """Whether the last run was stopped."""
        return self._is_stopped

    def start(self, model: ModelInfo, settings: PairSettings) -> None:
        """Ask every pair that is not done yet."""
        self._wanted = tuple(place for place, row in enumerate(self._table.rows) if row.is_wanted)
        self._n_done, self._is_stopped = 0, False
        self._started_at = time.monotonic()
        self._job.start(self._ask_all(model, settings), name="pairs")

    def stop(self) -> None:
        """Stop at once; what is done stays."""
        self._job.cancel()

    async def _ask_all(self, model: ModelInfo, settings: PairSettings) -> None:
        for place in self._wanted:
            pair = self._table.rows[place].pair
            self._table.set_row(place, PairRow(pair, is_running=True))
            self._table.set_row(place, await self._asked(model, pair_row=place, settings=settings))
            self._n_done += 1
            self.pair_done.emit(place)
            self._tell(0.0)

    async def _asked(self, model: ModelInfo, *, pair_row: int, settings: PairSettings) -> PairRow:
        pair = self._table.rows[pair_row].pair
        is_done = False
        try:
            run = await ask_pair(self._session.source, model, pair, settings, self._job.report)
            is_done = True
            return PairRow(pair, run)
        except (ApiConnectionError, ApiTimeoutError, SidecarError):
            raise
        except HolySheepError as error:
            is_done = True
            return PairRow(pair, error=error)
        finally:
            if not is_done:
                self._table.set_row(pair_row, PairRow(pair))

    def _tell(self, share_of_pair: float) -> None:
        total = len(self._wanted)
        share = (self._n_done + share_of_pair) / max(1, total)
        elapsed_s = time.monotonic() - self._started_at
        left_s = elapsed_s * (1 - share) / share if share > 0 else None
        self.progressed.emit(Progress(STAGE, self._n_done, total), left_s)

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        self._tell(min(1.0, progress.done / progress.total) if progress.total else 0.0)

    @Slot()
    def _on_cancelled(self) -> None:
        self._is_stopped = True

    @Slot()
    def _on_finished(self) -> None:
        self.ended.emit(self._is_stopped)
