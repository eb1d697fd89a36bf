"""A history as one file: a ZIP with a list of the runs and, beside it, the report of each as its own file.

The reports in it are ordinary report files. What is read is checked value by value; no name in the file
decides where anything is written.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, BinaryIO, cast

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from holysheep_desktop.core.history import RunRow, RunState
from holysheep_desktop.core.report import RecordKind
from holysheep_desktop.errors import HistoryFileError
from holysheep_desktop.storage import strict_json
from holysheep_desktop.storage.history import texts
from holysheep_desktop.storage.history.content import (
    SIZE_LIMIT,
    ContentError,
    Packed,
    packed_report,
    packed_request,
    parsed_report,
    parsed_request,
    text_of,
)
from holysheep_desktop.storage.history.rows import NewRun

FORMAT = "holysheep-history"
FORMAT_VERSION = 1
_LIST = "history.jsonl"
_MOST_RUNS = 1_000_000
_LINE_LIMIT = 400_000
_EARLIEST, _LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)

_Word = Annotated[str, StringConstraints(max_length=2_000)]
_Tag = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


class _Line(BaseModel):
    """One run in the list."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    key: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    kind: Annotated[RecordKind, Field(strict=False)]
    state: Annotated[RunState, Field(strict=False)]
    started_at: Annotated[AwareDatetime, Field(strict=False)]
    finished_at: Annotated[AwareDatetime | None, Field(strict=False)] = None
    endpoint: _Word = ""
    name: _Word = ""
    note: Annotated[str, StringConstraints(max_length=50_000)] = ""
    tags: Annotated[list[_Tag], Field(max_length=100)] = []
    is_pinned: bool = False
    fault: Annotated[str, StringConstraints(max_length=100)] = ""


class ArchiveWriter:
    """Writes runs one after the other; `close` writes their list."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._lines: list[str] = []

    def add(self, row: RunRow, packed: Packed) -> None:
        """One more run; raises ContentError where what the database holds is damaged."""
        self._zip.writestr(_entry(row.key), text_of(packed.blob))
        line = _Line(
            key=row.key,
            kind=row.kind,
            state=row.state,
            started_at=row.started_at,
            finished_at=row.finished_at,
            endpoint=row.endpoint[:2_000],
            name=row.name,
            note=row.note,
            tags=list(row.tags),
            is_pinned=row.is_pinned,
            fault=row.fault,
        )
        self._lines.append(line.model_dump_json())

    def close(self) -> None:
        """Finish the file."""
        header = json.dumps({"format": FORMAT, "format_version": FORMAT_VERSION, "n_runs": len(self._lines)})
        self._zip.writestr(_LIST, "\n".join((header, *self._lines, "")))
        self._zip.close()


def read_archive(path: Path) -> Iterator[NewRun]:
    """The runs of a file, each checked when its turn comes; raises HistoryFileError."""
    with _translated(path), zipfile.ZipFile(path) as archive, archive.open(_LIST) as lines:
        n_runs = _n_runs(lines.readline(_LINE_LIMIT))
        for number in range(1, n_runs + 1):
            line = _line(lines.readline(_LINE_LIMIT), number)
            yield _run(archive, line)


@contextmanager
def _translated(path: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise HistoryFileError(path, error.strerror or str(error)) from error
    except KeyError as error:
        raise HistoryFileError(path, "lacks a part that it lists") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise HistoryFileError(path, f"not a sound ZIP file: {type(error).__name__}") from error
    except (ContentError, ValueError) as error:
        raise HistoryFileError(path, str(error)[:300]) from error


def _n_runs(line: bytes) -> int:
    header = _object(line, "header")
    if header.get("format") != FORMAT:
        raise ValueError("not a history of this program")
    version, n_runs = header.get("format_version"), header.get("n_runs")
    if not isinstance(version, int) or not isinstance(n_runs, int) or not 0 <= n_runs <= _MOST_RUNS:
        raise ValueError("the header is damaged")
    if version > FORMAT_VERSION:
        raise ValueError(f"written by a newer version (format {version})")
    return n_runs


def _object(line: bytes, place: str) -> Mapping[str, object]:
    try:
        fields = strict_json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{place}: not readable as JSON") from error
    if not isinstance(fields, dict):
        raise ValueError(f"{place}: not an object")
    return cast(Mapping[str, object], fields)


def _line(content: bytes, number: int) -> _Line:
    try:
        line = _Line.model_validate(_object(content, f"run {number}"))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ValueError(f"run {number}, {place}: {first['msg']}") from error
    for time in (line.started_at, line.finished_at):
        if time is not None and not _EARLIEST <= time <= _LATEST:
            raise ValueError(f"run {number}: a time that cannot be")
    return line


def _run(archive: zipfile.ZipFile, line: _Line) -> NewRun:
    content = _read(archive, _entry(line.key))
    if line.state is RunState.OK:
        report = parsed_report(content)
        if report.record.kind is not line.kind:
            raise ValueError("a run and its report are of different kinds")
        request = report.record.main.request
        packed, text = packed_report(report), texts.of_record(report.record)
    else:
        request = parsed_request(content)
        packed, text = packed_request(request), texts.of_request(request)
    row = RunRow(
        line.key,
        line.kind,
        # Nothing that comes from a file is still going on.
        RunState.INTERRUPTED if line.state is RunState.RUNNING else line.state,
        line.started_at,
        line.finished_at,
        texts.clean(request.model),
        texts.clean(line.endpoint),
        texts.excerpt(request.prompt),
        texts.clean(line.name),
        texts.clean(line.note),
        tuple(sorted({texts.clean(tag) for tag in line.tags})),
        line.is_pinned,
        fault=texts.clean(line.fault),
    )
    return NewRun(row, packed, text)


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as entry:
        content = entry.read(SIZE_LIMIT + 1)
    if len(content) > SIZE_LIMIT:
        raise ValueError(f"a run is larger than {SIZE_LIMIT // 1024 // 1024} MiB")
    return content


def _entry(key: str) -> str:
    return f"runs/{key}.json"
