"""Jobs as the program opens and follows them."""

from __future__ import annotations

import asyncio
import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from holysheep_desktop.core.batches.batch import (
    Activations,
    Batch,
    BatchItem,
    BatchSummary,
    ItemFinding,
    ItemState,
)
from holysheep_desktop.core.batches.job import PROMPTS, SHOWN_LIMIT, FollowedJob
from holysheep_desktop.core.batches.prompt_list import PromptPair
from holysheep_desktop.core.first_import import FIRST_IMPORT
from holysheep_desktop.core.report import Report
from holysheep_desktop.core.results import Label
from holysheep_desktop.errors import JobError, JobFault, MissingPackageError
from holysheep_desktop.storage.batches.job_files import finished_parts, read_job, read_progress
from holysheep_desktop.storage.table_export import PARQUET_EXTRA

if TYPE_CHECKING:
    import pyarrow as pa

LABEL_SOURCE = "job"
_Row = Mapping[str, Any]
_WITHOUT_REPORT = (
    "place", "state", "active_features", "l0", "explained_variance", "impact_score", "answer", "cost_usd",
    "elapsed_s", "error", "features", "activations", "labels", "all_listed", "model",
)  # fmt: skip


class DiskJobFolders:
    """`core.batches.job.JobFolders`."""

    async def read(self, folder: Path, known: FollowedJob | None = None) -> FollowedJob:
        """See `core.batches.job.JobFolders.read`."""
        return await asyncio.to_thread(_followed, folder, known)

    async def report(self, followed: FollowedJob, place: int) -> Report | None:
        """See `core.batches.job.JobFolders.report`."""
        return await asyncio.to_thread(_report, followed, place)


def _followed(folder: Path, known: FollowedJob | None) -> FollowedJob:
    job, progress = read_job(folder), read_progress(folder)
    if known is None or known.job != job:
        known = FollowedJob(folder, job, progress, _begun(folder))
    new = [path for path in finished_parts(folder) if path.name not in known.parts]
    rows = [row for path in new for row in _rows(folder, path, _WITHOUT_REPORT)]
    batch = _with_rows(known.batch, rows)
    # One that was killed did not come to say how much of it is there.
    states = [item.state for item in batch.items]
    n_done = max(progress.n_done, states.count(ItemState.DONE))
    n_failed = max(progress.n_failed, states.count(ItemState.FAILED))
    return replace(
        known,
        progress=replace(progress, n_done=n_done, n_failed=n_failed),
        batch=replace(batch, summary=replace(batch.summary, n_done=n_done, n_failed=n_failed)),
        parts=known.parts | {path.name for path in new},
    )


def _begun(folder: Path) -> Batch:
    """The job as it was before anything of it was done."""
    job = read_job(folder)
    summary = BatchSummary(str(folder), job.name, job.created_at, job.n_items)
    items: list[BatchItem] = []
    for path in sorted((folder / PROMPTS).glob("*.parquet")):
        rows = _rows(folder, path, ("place", "prompt", "comparison"))
        items += [BatchItem(row["place"] - 1, PromptPair(row["prompt"], row["comparison"])) for row in rows]
        if len(items) >= SHOWN_LIMIT:
            break
    items = sorted(items, key=lambda item: item.place)[:SHOWN_LIMIT]
    if [item.place for item in items] != list(range(len(items))) or not items:
        raise JobError(folder, JobFault.DAMAGED, PROMPTS)
    return Batch(summary, job.settings, tuple(items))


def _with_rows(batch: Batch, rows: Iterable[_Row]) -> Batch:
    items, labels, settings = list(batch.items), dict(batch.labels), batch.settings
    for row in rows:
        place = row["place"] - 1
        settings = replace(settings, model=row["model"] or settings.model)
        if not 0 <= place < len(items):
            continue
        items[place] = _finished(items[place], row)
        named = zip(row["features"] or (), row["labels"] or (), strict=True)
        labels |= {feature: Label(text, LABEL_SOURCE) for feature, text in named if text is not None}
    return Batch(batch.summary, settings, tuple(items), labels)


def _finished(item: BatchItem, row: _Row) -> BatchItem:
    if row["state"] != ItemState.DONE:
        return replace(item, state=ItemState.FAILED, error=row["error"] or "", elapsed_s=row["elapsed_s"])
    found = ItemFinding(
        Activations(array("q", row["features"] or ()), array("d", row["activations"] or ())),
        bool(row["all_listed"]),
        row["active_features"],
        row["l0"],
        row["explained_variance"],
        row["impact_score"],
        row["answer"],
        row["cost_usd"],
    )
    return replace(item, state=ItemState.DONE, finding=found, elapsed_s=row["elapsed_s"])


def _report(followed: FollowedJob, place: int) -> Report | None:
    if not followed.job.keeps_reports:
        return None
    # The window is there before the first report is read, and pydantic takes a tenth of a second.
    with FIRST_IMPORT:
        from holysheep_desktop.storage.reports.report_json import report_from_json

    for path in finished_parts(followed.folder):
        for row in _rows(followed.folder, path, ("place", "report")):
            if row["place"] == place + 1 and row["report"] is not None:
                return report_from_json(row["report"].encode(), path)
    return None


def _rows(folder: Path, path: Path, columns: Sequence[str]) -> list[_Row]:
    """The rows of a file, every value of its column's type; raises JobError, MissingPackageError."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq

        from holysheep_desktop.storage.batches.job_schema import RESULT_SCHEMA
    except ImportError as error:
        raise MissingPackageError("pyarrow", PARQUET_EXTRA) from error
    wanted = pa.schema([RESULT_SCHEMA.field(name) for name in columns])
    try:
        table: pa.Table = pq.read_table(path, columns=list(columns)).cast(wanted)
        rows = cast("list[_Row]", table.to_pylist())
    except (pa.ArrowException, OSError, ValueError, KeyError) as error:
        raise JobError(folder, JobFault.DAMAGED, path.name) from error
    if not all(_is_sound(row) for row in rows):
        raise JobError(folder, JobFault.DAMAGED, path.name)
    return rows


def _is_sound(row: _Row) -> bool:
    """A place counts from 1, a prompt is there, numbers are finite, and lists are of one length."""
    lists = [row[name] or () for name in ("features", "activations", "labels") if name in row]
    numbers = [value for value in row.values() if isinstance(value, float)]
    return (
        (row["place"] or 0) >= 1
        and row.get("prompt", "") is not None
        and len({len(values) for values in lists}) <= 1
        and all(math.isfinite(number) for number in (*numbers, *(row.get("activations") or ())))
        and None not in (row.get("features") or ())
    )
