"""A table that leaves the program: named columns of texts and numbers, in one of three file formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeAlias

Cell: TypeAlias = str | int | float | None


class ColumnKind(StrEnum):
    """What a column holds, None apart."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column; `values` is as long as the table. None is a value that does not exist."""

    name: str
    kind: ColumnKind
    values: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class ExportTable:
    """Columns of equal length, with names that differ."""

    columns: tuple[ExportColumn, ...]

    @property
    def n_rows(self) -> int:
        """How long the columns are."""
        return len(self.columns[0].values) if self.columns else 0


class TableFormat(StrEnum):
    """The file formats, by their ending."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


class TableFiles(Protocol):
    """Files of tables."""

    async def write(self, table: ExportTable, path: Path) -> None:
        """Write atomically, in the format of the path's ending (CSV where it has none of them).

        Raises ExportWriteError, and MissingPackageError where the format needs a package that is not there.
        """
        ...
