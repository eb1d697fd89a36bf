"""The folder of a new job: its list of prompts as Parquet, and what is asked."""

# pyright: reportUnknownParameterType=false

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import TypeAdapter

from holysheep_desktop.cluster.job_options import is_question_given, settings_of
from holysheep_desktop.core.batches.batch import NAME_LENGTH
from holysheep_desktop.core.batches.job import JOB_FILE, PROMPTS, Job, JobState
from holysheep_desktop.core.batches.prompt_formats import parse_bytes
from holysheep_desktop.core.batches.prompt_list import MAX_PROMPT_LENGTH, ListFormat, format_of
from holysheep_desktop.core.models import ModelInfo
from holysheep_desktop.errors import EngineOptionError, JobError, JobFault, PromptListError, PromptListReason
from holysheep_desktop.gateway.engine_choice import EngineChoice, engine_choice
from holysheep_desktop.storage.batches.job_files import read_job, read_progress, write_job
from holysheep_desktop.storage.batches.job_schema import PROMPT_SCHEMA

SMALL_BLOCK = 16
MOST_BLOCKS = 2_000
"""A job has at most about so many files of results."""
_ROWS_PER_FILE = 50_000
_SURELY_ENDED_S = 15.0
_CHOICE = TypeAdapter(EngineChoice)


@dataclass(frozen=True, slots=True)
class KeptList:
    """A list of prompts that lies in the folder of its job."""

    n_items: int = 0
    n_pairs: int = 0


def begun_job(options: argparse.Namespace) -> Job | None:
    """The job that a command line goes on with; None where it begins one. Raises JobError."""
    folder: Path = options.folder
    if options.prompts is not None:
        if (folder / JOB_FILE).exists():
            raise JobError(folder, JobFault.TAKEN)
        return None
    job = read_job(folder)
    if is_question_given(options) or engine_choice(options) not in (EngineChoice(), engine_of(job)):
        raise JobError(folder, JobFault.TAKEN, "what it asks, and whom, cannot be changed")
    _refuse_second_run(folder)
    return job


def new_job(options: argparse.Namespace, kept: KeptList, model: ModelInfo) -> Job:
    """Begin a job whose list is kept; raises JobError, EngineOptionError."""
    folder: Path = options.folder
    name = options.prompts.name[:NAME_LENGTH]
    settings = settings_of(options, name, model)
    if settings.patching is not None and not kept.n_pairs:
        raise EngineOptionError("--patch-layer needs a list with comparisons")
    job = Job(
        name,
        datetime.now(UTC),
        kept.n_items,
        settings,
        options.block or max(SMALL_BLOCK, -(-kept.n_items // MOST_BLOCKS)),
        bool(options.reports),
        cast("dict[str, object]", _CHOICE.dump_python(engine_choice(options), mode="json")),
    )
    write_job(folder, job)  # the last file: without it there is no job
    return job


def _refuse_second_run(folder: Path) -> None:
    """Two that run at once would ask everything twice; one that runs says so every second."""
    progress = read_progress(folder)
    age_s = (datetime.now(UTC) - progress.updated_at).total_seconds()
    if progress.state is JobState.RUNNING and age_s < _SURELY_ENDED_S:
        raise JobError(folder, JobFault.RUNS, f"try again in {_SURELY_ENDED_S:.0f} s")


def engine_of(job: Job) -> EngineChoice:
    """The engine that a job was begun with."""
    return _CHOICE.validate_python(job.engine)


def keep_list(options: argparse.Namespace) -> KeptList:
    """Write the list of a new job into its folder; raises JobError, PromptListError."""
    folder: Path = options.folder
    try:
        (folder / PROMPTS).mkdir(parents=True, exist_ok=True)
        for old in (folder / PROMPTS).glob("*.parquet"):
            old.unlink()
        n_items = n_pairs = 0
        for number, rows in enumerate(_tables(options.prompts)):
            places = pa.array(range(n_items + 1, n_items + rows.num_rows + 1), pa.int64())
            table = rows.add_column(0, "place", places).cast(PROMPT_SCHEMA)
            pq.write_table(table, folder / PROMPTS / f"{number:05}.parquet")
            n_items += rows.num_rows
            n_pairs += rows.num_rows - rows["comparison"].null_count
    except OSError as error:
        raise JobError(folder, JobFault.NOT_WRITTEN, error.strerror or "") from error
    if not n_items:
        raise PromptListError(PromptListReason.EMPTY)
    return KeptList(n_items, n_pairs)


def _tables(path: Path) -> Iterator[pa.Table]:
    if path.suffix.lower() == ".parquet":
        yield from _parquet(path)
        return
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PromptListError(PromptListReason.UNREADABLE) from error
    pairs = parse_bytes(content, format_of(path) or ListFormat.LINES).pairs
    columns = {"prompt": [p.prompt for p in pairs], "comparison": [p.comparison for p in pairs]}
    yield pa.table(columns, schema=_BARE)


_BARE = pa.schema([PROMPT_SCHEMA.field("prompt"), PROMPT_SCHEMA.field("comparison")])


def _parquet(path: Path) -> Iterator[pa.Table]:
    """Any number of rows, some at a time."""
    try:
        file = pq.ParquetFile(path)
        if "prompt" not in file.schema_arrow.names:
            raise PromptListError(PromptListReason.NO_PROMPT_COLUMN)
        names = [name for name in ("prompt", "comparison") if name in file.schema_arrow.names]
        begun = 0
        for batch in file.iter_batches(_ROWS_PER_FILE, columns=names):
            table = pa.Table.from_batches([batch])
            if "comparison" not in names:
                table = table.append_column("comparison", pa.nulls(table.num_rows, pa.string()))
            table = table.select(["prompt", "comparison"]).cast(_BARE)
            _check(cast("list[Mapping[str, str | None]]", table.to_pylist()), begun)
            begun += table.num_rows
            yield table
    except (pa.ArrowException, OSError, ValueError) as error:
        raise PromptListError(PromptListReason.UNREADABLE) from error


def _check(rows: list[Mapping[str, str | None]], begun: int) -> None:
    for number, row in enumerate(rows, start=begun + 1):
        if not (row["prompt"] or "").strip():
            raise PromptListError(PromptListReason.NO_PROMPT, number)
        if any(len(text or "") > MAX_PROMPT_LENGTH for text in row.values()):
            raise PromptListError(PromptListReason.PROMPT_TOO_LONG, number, MAX_PROMPT_LENGTH)
