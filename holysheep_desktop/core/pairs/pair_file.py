"""Tables of prompt pairs for patching: pasted from a spreadsheet, or read from CSV with named columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields

from holysheep_desktop.core.batches.prompt_list import MAX_FILE_BYTES, MAX_PROMPT_LENGTH, csv_records, decoded
from holysheep_desktop.errors import PromptListError, PromptListReason

MAX_PAIRS = 500
"""A pair is a whole map: half a thousand of them take an hour on a desktop computer."""
_FEWEST_COLUMNS = 2
_KOREAN_NAMES = {
    "원본": "original",
    "비교": "comparison",
    "원본 응답": "original_answer",
    "비교 응답": "comparison_answer",
    "과제": "task",
    "언어": "language",
}


@dataclass(frozen=True, slots=True)
class PromptPair:
    """Two prompts and what each is answered; an empty answer means the most likely next token of its run.

    An answer is a text whose first token is compared, with the space before it where it has one.
    """

    original: str
    comparison: str
    original_answer: str = ""
    comparison_answer: str = ""
    task: str = ""
    language: str = ""


COLUMNS = tuple(field.name for field in fields(PromptPair))


def parse_pair_file(content: bytes) -> tuple[PromptPair, ...]:
    """The pairs in a CSV file; raises PromptListError."""
    if len(content) > MAX_FILE_BYTES:
        raise PromptListError(PromptListReason.FILE_TOO_LARGE, limit=MAX_FILE_BYTES)
    return parse_pairs(decoded(content)[0])


def parse_pairs(text: str) -> tuple[PromptPair, ...]:
    """The pairs in a text: columns parted by comma, semicolon or tab, named in a first row or in our order.

    Empty rows are left out. Raises PromptListError that names the first line which cannot be used.

    >>> parse_pairs("Seoul is in\\tTokyo is in\\t Korea")[0].original_answer
    ' Korea'
    """
    if "\0" in text:
        raise PromptListError(PromptListReason.NOT_TEXT)
    names: Sequence[str] = COLUMNS
    is_first = True
    pairs: list[PromptPair] = []
    for line, cells in csv_records(text.removeprefix("\ufeff"), ("\t", ",", ";")):
        if not any(cell.strip() for cell in cells):
            continue
        named = _names_in(cells) if is_first else None
        is_first = False
        if named is not None:
            names = named
            continue
        if len(pairs) == MAX_PAIRS:
            raise PromptListError(PromptListReason.TOO_MANY, line, MAX_PAIRS)
        pairs.append(_pair(names, cells, line))
    if not pairs:
        raise PromptListError(PromptListReason.EMPTY)
    return tuple(pairs)


def dump_pairs(pairs: Iterable[PromptPair]) -> str:
    """CSV that `parse_pairs` reads back, with all columns."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(astuple(pair) for pair in pairs)
    return text.getvalue()


def _names_in(cells: Sequence[str]) -> tuple[str, ...] | None:
    """The columns that a first row names, where it names both prompts; others keep their own name."""
    given = [cell.strip().casefold() for cell in cells]
    names = tuple(_KOREAN_NAMES.get(name, name.replace(" ", "_")) for name in given)
    return names if {"original", "comparison"} <= set(names) else None


def _pair(names: Sequence[str], cells: Sequence[str], line: int) -> PromptPair:
    if len(cells) < _FEWEST_COLUMNS:
        raise PromptListError(PromptListReason.NO_COMPARISON, line)
    if len(cells) > len(names):
        raise PromptListError(PromptListReason.TOO_MANY_FIELDS, line)
    values = {name: cell for name, cell in zip(names, cells, strict=False) if name in COLUMNS}
    original, comparison = values.get("original", ""), values.get("comparison", "")
    if not original.strip():
        raise PromptListError(PromptListReason.NO_PROMPT, line)
    if not comparison.strip():
        raise PromptListError(PromptListReason.NO_COMPARISON, line)
    if max(map(len, values.values())) > MAX_PROMPT_LENGTH:
        raise PromptListError(PromptListReason.PROMPT_TOO_LONG, line, MAX_PROMPT_LENGTH)
    return PromptPair(**values)
