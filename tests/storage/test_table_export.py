from __future__ import annotations

import asyncio
import csv
import io
import json
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from holysheep_desktop.core.plain_text import visible
from holysheep_desktop.core.table_export import ColumnKind, ExportColumn, ExportTable
from holysheep_desktop.errors import ExportWriteError, MissingPackageError
from holysheep_desktop.storage.table_export import DiskTableFiles, to_csv

TABLE = ExportTable(
    (
        ExportColumn("prompt", ColumnKind.TEXT, ('정렬, "목록"\n둘째 줄', "=1+1", None)),
        ExportColumn("active", ColumnKind.INTEGER, (7, None, 0)),
        ExportColumn("f88", ColumnKind.NUMBER, (0.1 + 0.2, -1.5, None)),
    )
)


def write(path: Path, table: ExportTable = TABLE) -> None:
    asyncio.run(DiskTableFiles().write(table, path))


def test_that_csv_has_every_value_in_full_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"

    write(path)

    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    assert rows == [
        ["prompt", "active", "f88"],
        ['정렬, "목록"\n둘째 줄', "7", "0.30000000000000004"],
        ["'=1+1", "", "-1.5"],
        ["", "0", ""],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\0", " =", "\n@"])
def test_that_text_that_a_spreadsheet_would_run_is_guarded(start: str) -> None:
    text = f'{start}HYPERLINK("http://127.0.0.1")'
    table = ExportTable((ExportColumn("=name", ColumnKind.TEXT, (text,)),))

    rows = list(csv.reader(io.StringIO(to_csv(table).decode("utf-8-sig"), newline="")))

    assert [row[0] for row in rows] == ["'=name", f"'{visible(text)}"]


def test_that_json_lines_hold_an_object_for_each_row(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"

    write(path)

    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert lines[0] == {"prompt": '정렬, "목록"\n둘째 줄', "active": 7, "f88": 0.30000000000000004}
    assert lines[1:] == [
        {"prompt": "=1+1", "active": None, "f88": -1.5},
        {"prompt": None, "active": 0, "f88": None},
    ]


def test_that_parquet_keeps_types_and_gaps(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"

    write(path)

    table = pq.read_table(path)
    assert [str(kind) for kind in table.schema.types] == ["string", "int64", "double"]
    assert table.to_pydict() == {column.name: list(column.values) for column in TABLE.columns}


def test_that_parquet_without_pyarrow_names_the_extra_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(MissingPackageError) as raised:
        write(tmp_path / "t.parquet")

    assert (raised.value.package, raised.value.extra) == ("pyarrow", "parquet")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_that_half_a_surrogate_pair_ends_no_export(ending: str, tmp_path: Path) -> None:
    table = ExportTable((ExportColumn("a\ud800", ColumnKind.TEXT, ("b\udfff",)),))

    write(tmp_path / f"t.{ending}", table)

    assert (tmp_path / f"t.{ending}").stat().st_size > 0


def test_that_a_folder_that_is_not_there_is_named_and_the_old_file_stays(tmp_path: Path) -> None:
    with pytest.raises(ExportWriteError) as raised:
        write(tmp_path / "none" / "t.csv")

    assert raised.value.path == tmp_path / "none" / "t.csv"
