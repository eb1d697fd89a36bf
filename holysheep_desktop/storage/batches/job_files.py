"""The files of a job: written by whoever runs it, read by whoever follows it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar, cast

from holysheep_desktop.core.batches.job import (
    JOB_FILE,
    KEPT,
    PROGRESS_FILE,
    RESULTS,
    Job,
    JobProgress,
    JobState,
)
from holysheep_desktop.core.first_import import FIRST_IMPORT
from holysheep_desktop.errors import JobError, JobFault
from holysheep_desktop.storage import strict_json
from holysheep_desktop.storage.atomic_file import replace_file

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FORMAT: Final = "holysheep-job"
FORMAT_VERSION: Final = 1
_SIZE_LIMIT = 4 * 2**20
_PENDING = ".pending"
_ENDING = ".parquet"

T = TypeVar("T")


def write_job(folder: Path, job: Job) -> None:
    """Write down what a job asks; raises JobError."""
    _write(folder, JOB_FILE, Job, job)


def read_job(folder: Path) -> Job:
    """What a job asks; raises JobError."""
    return _read(folder, JOB_FILE, Job)


def write_progress(folder: Path, progress: JobProgress) -> None:
    """Replace what a job says of itself; raises JobError."""
    _write(folder, PROGRESS_FILE, JobProgress, progress)


def read_progress(folder: Path) -> JobProgress:
    """What a job says of itself; one that never began has stopped. Raises JobError."""
    if not (folder / PROGRESS_FILE).exists():
        return JobProgress(JobState.STOPPED, 0, 0, datetime.now(UTC))
    return _read(folder, PROGRESS_FILE, JobProgress)


def finished_parts(folder: Path) -> list[Path]:
    """The result files whose rows are all there, by name; what a kill cut off is not among them."""
    kept = {
        path.name.removesuffix(_ENDING)
        for path in (folder / KEPT).glob(f"*{_ENDING}")
        if not path.name.endswith(f"{_PENDING}{_ENDING}")
    }
    parts = (folder / RESULTS).glob(f"*{_ENDING}")
    # A part is named after the block that is kept, with the number of the file in that block behind it.
    return sorted(path for path in parts if path.stem.rpartition("-")[0] in kept)


@cache
def _adapter(kind: type[T]) -> TypeAdapter[T]:
    with FIRST_IMPORT:
        from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _write(folder: Path, name: str, kind: type[T], value: T) -> None:
    fields = cast("dict[str, object]", _adapter(kind).dump_python(value, mode="json"))
    document = {"format": FORMAT, "format_version": FORMAT_VERSION, **fields}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(folder / name, json.dumps(document, ensure_ascii=False, indent=1).encode())
    except (OSError, ValueError) as error:
        raise JobError(folder, JobFault.NOT_WRITTEN, str(error)) from error


def _read(folder: Path, name: str, kind: type[T]) -> T:
    try:
        with (folder / name).open("rb") as file:
            fields = strict_json.loads(file.read(_SIZE_LIMIT))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise JobError(folder, JobFault.NO_JOB) from error
    except (OSError, ValueError, RecursionError) as error:
        raise JobError(folder, JobFault.DAMAGED, name) from error
    if not isinstance(fields, Mapping) or fields.get("format") != FORMAT:
        raise JobError(folder, JobFault.NO_JOB)
    version = fields.get("format_version")
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise JobError(folder, JobFault.NEWER)
    bare = {key: value for key, value in fields.items() if key not in {"format", "format_version"}}
    try:
        return _adapter(kind).validate_python(bare)
    except ValueError as error:
        raise JobError(folder, JobFault.DAMAGED, name) from error
