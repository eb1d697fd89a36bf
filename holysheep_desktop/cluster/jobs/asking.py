"""What a job does with a block of prompts, in a process that holds one engine."""

# pyright: reportUnknownParameterType=false

from __future__ import annotations

import platform
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

import pyarrow as pa

from holysheep_desktop import __version__
from holysheep_desktop.cluster.jobs.rows import FoundRow, table_of
from holysheep_desktop.core.batches.batch import BatchItem, ItemState, finding_of, labels_of
from holysheep_desktop.core.batches.job import Job
from holysheep_desktop.core.batches.prompt_list import PromptPair
from holysheep_desktop.core.provenance import Origin
from holysheep_desktop.core.report import Report as ReportFile, Software
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import report_nothing
from holysheep_desktop.errors import HolySheepError
from holysheep_desktop.gateway.engine_interface import Engine, OpenEngine
from holysheep_desktop.gateway.faults import fault_of
from holysheep_desktop.storage.reports.report_json import report_to_json

PROGRAM = "holysheep-gateway batch"


class Asker:
    """Opens an engine once and asks it block after block; Ray Data makes as many as are wanted.

    An item that the engine refuses is a failed row; what nobody foresaw fails the block.
    """

    def __init__(self, opener: OpenEngine, job: Job) -> None:
        self._engine: Engine = opener(report_nothing, never)
        self._job = job
        self._settings = job.settings

    def __call__(self, block: pa.Table) -> pa.Table:
        """Rows of results for rows of prompts."""
        rows = cast("list[dict[str, object]]", block.to_pylist())
        return table_of([self._asked(row) for row in rows])

    def _asked(self, row: dict[str, object]) -> FoundRow:
        pair = PromptPair(str(row["prompt"]), cast("str | None", row["comparison"]))
        item = BatchItem(cast("int", row["place"]) - 1, pair)
        started_at = time.monotonic()
        try:
            result = self._engine.analyse(self._settings.request(pair), report_nothing, never)
        except HolySheepError as error:
            return self._failed(item, fault_of(error, f"{item.place + 1}").message, started_at)
        done = replace(
            item, state=ItemState.DONE, finding=finding_of(result), elapsed_s=time.monotonic() - started_at
        )
        report = self._report(pair, result) if self._job.keeps_reports else None
        return FoundRow(done, self._settings.model, labels_of(result), report)

    def _failed(self, item: BatchItem, reason: str, started_at: float) -> FoundRow:
        elapsed_s = time.monotonic() - started_at
        failed = replace(item, state=ItemState.FAILED, error=reason, elapsed_s=elapsed_s)
        return FoundRow(failed, self._settings.model)

    def _report(self, pair: PromptPair, result: AnalysisResult) -> str:
        # Whoever opens it sits at another machine.
        source = replace(result.provenance, origin=Origin.REPORTED, endpoint=f"{platform.node()} (batch)")
        result = replace(result, provenance=source)
        software = Software(PROGRAM, __version__, platform.python_version(), platform.platform())
        record = self._settings.record(pair, result)
        return report_to_json(ReportFile(datetime.now(UTC), software, record)).decode()


def never() -> bool:
    """Nobody stops a job between two of its blocks; a process that is to end is ended."""
    return False
