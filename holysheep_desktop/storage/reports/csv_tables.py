"""A report's tables as CSV files in one ZIP: a spreadsheet opens each, and runs none.

One archive rather than a folder, so that it replaces an older one as a whole and can be sent as one file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from holysheep_desktop.core.csv_text import csv_file, csv_text
from holysheep_desktop.core.reporting.document import (
    Cell,
    Document,
    Facts,
    Passage,
    Section,
    Sentences,
    Table,
)

_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""ZIP entries carry a date; a fixed one makes the same report the same bytes."""


@dataclass(slots=True)
class _File:
    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]] = field(default_factory=list[tuple[Cell, ...]])


def csv_archive_of(document: Document) -> bytes:
    """A ZIP with one CSV file (RFC 4180, UTF-8 with a byte order mark) for each table.

    A table that several runs have is one file with the columns `run` and `role`.
    """
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name, table in _files(document).items():
            entry = zipfile.ZipInfo(f"{name}.csv", _FIRST_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, csv_file(csv_text(table.columns, table.rows)))
    return archive.getvalue()


def _files(document: Document) -> dict[str, _File]:
    files: dict[str, _File] = {}
    for section in document.sections:
        for name, columns, rows in _tables(section):
            key = name
            # Two tables of one name but other columns would not fit under one header.
            while key in files and files[key].columns != columns:
                key += "-2"
            files.setdefault(key, _File(columns)).rows.extend(rows)
    return files


def _tables(section: Section) -> Iterator[tuple[str, tuple[str, ...], list[tuple[Cell, ...]]]]:
    run: tuple[Cell, ...] = (section.run or None, section.role)
    for block in section.blocks:
        match block:
            case Table():
                columns = ("run", "role", *(column.key for column in block.columns))
                yield block.key, columns, [(*run, *row) for row in block.rows]
            case Facts():
                rows = [(*run, block.key, fact.key, fact.value, fact.source) for fact in block.items]
                yield "facts", ("run", "role", "part", "name", "value", "source"), rows
            case Passage():
                yield "texts", ("run", "role", "name", "text"), [(*run, block.title, block.text)]
            case Sentences():
                yield "summary", ("run", "role", "sentence"), [(*run, sentence) for sentence in block.items]
            case _:
                pass
