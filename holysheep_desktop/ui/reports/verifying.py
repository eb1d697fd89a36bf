"""Runs a report again and compares: its questions go to the chosen endpoint, one after the other."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QObject, Signal, Slot

from holysheep_desktop import __version__
from holysheep_desktop.core.report import Report
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import AnalysisSource, Progress
from holysheep_desktop.core.verification import Verification, merged, requests_of, verify
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.session import Session


class Verifier(QObject):
    """Signals: started(), progressed(Progress), asked(int, int) which question of how many,
    found(Verification), failed(exception), cancelled(), finished().
    """

    started = Signal()
    progressed = Signal(object)
    asked = Signal(int, int)
    found = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, session: Session, report: Report, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._report = session, report
        self._job = Job(self)
        self._job.started.connect(self.started)
        self._job.progressed.connect(self.progressed)
        self._job.succeeded.connect(self.found)
        self._job.failed.connect(self.failed)
        self._job.cancelled.connect(self.cancelled)
        self._job.finished.connect(self.finished)

    @property
    def is_running(self) -> bool:
        """Whether questions are being asked."""
        return self._job.is_running

    @Slot()
    def start(self) -> None:
        """Ask everything again, unless that goes on already."""
        if not self._job.is_running:
            self._job.start(self._verified(self._session.source), name="verify report")

    @Slot()
    def stop(self) -> None:
        """Stop; nothing half is compared."""
        self._job.cancel()

    async def _verified(self, source: AnalysisSource) -> Verification:
        runs = self._report.record.runs
        asked = [requests_of(run) for run in runs]
        n_all, done = sum(map(len, asked)), 0
        results: list[AnalysisResult] = []
        for requests in asked:
            found: list[AnalysisResult] = []
            for request in requests:
                done += 1
                self.asked.emit(done, n_all)
                found.append(await source.analyse(request, self._report_progress))
            results.append(merged(found))
        versions = (self._report.software.version, __version__)
        return await asyncio.to_thread(verify, runs, results, versions)

    def _report_progress(self, progress: Progress) -> None:
        self._job.report(progress)
