"""Lists of prompts in files: text, CSV and JSON Lines; nothing else is taken."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NoReturn, cast

from holysheep_desktop.core.batches.prompt_list import (
    MAX_FILE_BYTES,
    ListFormat,
    PromptList,
    PromptPair,
    Rows,
    collected,
    csv_records,
    decoded,
    line_rows,
)
from holysheep_desktop.core.source import Report, report_nothing
from holysheep_desktop.errors import PromptListError, PromptListReason

_PROMPT_NAMES = frozenset({"prompt", "original", "original_prompt", "text", "프롬프트", "원본"})
_COMPARISON_NAMES = frozenset({"comparison", "comparison_prompt", "비교", "비교 프롬프트"})


def parse_bytes(content: bytes, written: ListFormat, report: Report = report_nothing) -> PromptList:
    """The list in the bytes of a file: UTF-8, UTF-16 with its mark, or else the Korean code page.

    Spreadsheets in Korea write CSV in code page 949 without saying so. Raises PromptListError.
    """
    if len(content) > MAX_FILE_BYTES:
        raise PromptListError(PromptListReason.FILE_TOO_LARGE, limit=MAX_FILE_BYTES)
    text, encoding = decoded(content)
    return replace(collected(text, _READERS[written], report), encoding=encoding)


def _csv(text: str) -> Rows:
    places: tuple[int, int | None] | None = None
    for row, cells in csv_records(text, (",", ";", "\t")):
        if not any(cell.strip() for cell in cells):
            continue
        if places is None:
            places, is_header = _places(cells, row)
            if is_header:
                continue
        prompt, comparison = places
        yield row, PromptPair(_cell(cells, prompt), None if comparison is None else _cell(cells, comparison))


def _places(cells: list[str], row: int) -> tuple[tuple[int, int | None], bool]:
    """Columns of prompt and comparison, and whether this row is a header that names them."""
    names = [cell.strip().casefold() for cell in cells]
    prompt = next((place for place, name in enumerate(names) if name in _PROMPT_NAMES), None)
    if prompt is not None:
        comparison = next((place for place, name in enumerate(names) if name in _COMPARISON_NAMES), None)
        return (prompt, comparison), True
    if len(cells) > 2:
        raise PromptListError(PromptListReason.NO_PROMPT_COLUMN, row)
    return (0, 1), False


def _cell(cells: list[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _jsonl(text: str) -> Rows:
    for row, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield row, _json_pair(line, row)


def _json_pair(line: str, row: int) -> PromptPair:
    try:
        value: object = json.loads(line, parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise PromptListError(PromptListReason.BAD_JSON, row) from error
    if isinstance(value, str):
        return PromptPair(value)
    if not isinstance(value, Mapping):
        raise PromptListError(PromptListReason.NOT_A_TEXT, row)
    fields = {name.casefold(): field for name, field in cast(Mapping[str, object], value).items()}
    prompt = next((fields[name] for name in fields if name in _PROMPT_NAMES), None)
    comparison = next((fields[name] for name in fields if name in _COMPARISON_NAMES), None)
    if prompt is None:
        raise PromptListError(PromptListReason.NO_PROMPT, row)
    if not isinstance(prompt, str) or not isinstance(comparison, str | None):
        raise PromptListError(PromptListReason.NOT_A_TEXT, row)
    return PromptPair(prompt, comparison)


def _refuse(text: str) -> NoReturn:
    raise ValueError(f"{text} is not a finite number")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        _refuse(text)
    return value


_READERS: Mapping[ListFormat, Callable[[str], Rows]] = {
    ListFormat.LINES: line_rows,
    ListFormat.CSV: _csv,
    ListFormat.JSONL: _jsonl,
}
