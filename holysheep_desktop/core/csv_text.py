"""CSV (RFC 4180) that a spreadsheet opens and does not run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from holysheep_desktop.core.map_csv import FORMULA_STARTS
from holysheep_desktop.core.plain_text import visible

Field: TypeAlias = str | int | float | None
_BOM = "\ufeff"


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Field]]) -> str:
    """CSV text: numbers in full precision, None as an empty field, texts guarded."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([guarded(column) for column in columns])
    writer.writerows([_written(field) for field in row] for row in rows)
    return text.getvalue()


def csv_file(text: str) -> bytes:
    """CSV as UTF-8 with a mark: without it spreadsheets guess another encoding, and Hangul is gibberish."""
    return (_BOM + text).encode("utf-8", "replace")


def guarded(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would run (OWASP ASVS 1.2.10).

    >>> guarded("=1+1"), guarded("the"), guarded(" @x")
    ("'=1+1", 'the', "' @x")
    """
    shown = visible(text)
    is_formula = text.startswith(FORMULA_STARTS) or shown.lstrip().startswith(FORMULA_STARTS)
    return f"'{shown}" if is_formula else shown


def _written(field: Field) -> str:
    if field is None:
        return ""
    return guarded(field) if isinstance(field, str) else repr(field)
