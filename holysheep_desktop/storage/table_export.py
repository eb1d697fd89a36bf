"""Tables as CSV, JSON Lines and Parquet. Numbers keep their full precision; text stays text."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from holysheep_desktop.core.csv_text import csv_file, csv_text
from holysheep_desktop.core.table_export import Cell, ColumnKind, ExportTable, TableFormat
from holysheep_desktop.errors import ExportWriteError, MissingPackageError
from holysheep_desktop.storage.atomic_file import replace_file

PARQUET_EXTRA = "parquet"


class DiskTableFiles:
    """`core.table_export.TableFiles`."""

    async def write(self, table: ExportTable, path: Path) -> None:
        """See `core.table_export.TableFiles.write`."""
        await asyncio.to_thread(_write, table, path)


def _write(table: ExportTable, path: Path) -> None:
    ending = path.suffix.lower().removeprefix(".")
    written = TableFormat(ending) if ending in set(TableFormat) else TableFormat.CSV
    content = _FORMATS[written](table)
    try:
        replace_file(path, content)
    except OSError as error:
        raise ExportWriteError(path, error.strerror or str(error)) from error
    except ValueError as error:  # a NUL in the path
        raise ExportWriteError(path, str(error)) from error


def to_csv(table: ExportTable) -> bytes:
    """UTF-8 with the mark by which spreadsheets know it; no text in it is a formula."""
    rows = zip(*(column.values for column in table.columns), strict=True)
    text = csv_text([column.name for column in table.columns], rows)
    return csv_file(text)


def to_jsonl(table: ExportTable) -> bytes:
    """One object for each row."""
    names = [column.name for column in table.columns]
    lines = [
        json.dumps(dict(zip(names, cells, strict=True)), ensure_ascii=False, allow_nan=False)
        for cells in zip(*(column.values for column in table.columns), strict=True)
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def to_parquet(table: ExportTable) -> bytes:
    """Apache Parquet by pyarrow; raises MissingPackageError where that is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingPackageError("pyarrow", PARQUET_EXTRA) from error
    kinds = {ColumnKind.TEXT: pa.string(), ColumnKind.INTEGER: pa.int64(), ColumnKind.NUMBER: pa.float64()}
    arrays = [
        pa.array([_clean(cell) for cell in column.values], kinds[column.kind]) for column in table.columns
    ]
    sink = io.BytesIO()
    pq.write_table(pa.table(arrays, names=[_clean_text(column.name) for column in table.columns]), sink)
    return sink.getvalue()


_FORMATS: Mapping[TableFormat, Callable[[ExportTable], bytes]] = {
    TableFormat.CSV: to_csv,
    TableFormat.JSONL: to_jsonl,
    TableFormat.PARQUET: to_parquet,
}


def _clean(cell: Cell) -> Cell:
    return _clean_text(cell) if isinstance(cell, str) else cell


def _clean_text(text: str) -> str:
    """Half of a surrogate pair has no place in UTF-8."""
    return text.encode("utf-8", "replace").decode()
