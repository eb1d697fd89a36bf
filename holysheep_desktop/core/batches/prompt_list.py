"""Lists of prompts for a batch, typed or pasted; `prompt_formats` reads those of files.

A list is taken as a whole or not at all: the first row that cannot be used is named by its number.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeAlias

from holysheep_desktop.core.source import Progress, Report, report_nothing
from holysheep_desktop.errors import PromptListError, PromptListReason

MAX_PROMPTS = 10_000
MAX_FILE_BYTES = 64 * 2**20
MAX_PROMPT_LENGTH = 100_000
"""Characters; a request of the protocol holds 1 MiB."""
READING = "reading_list"
_TOLD_EVERY = 500
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_KOREAN = "cp949"
_UNDECODABLE = "\ufffd"


class ListFormat(StrEnum):
    """How a list is written down."""

    LINES = "txt"
    """A prompt on each line; after a tab, the prompt to compare it with."""
    CSV = "csv"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class PromptPair:
    """One item of a list: a prompt, and what it is compared with where the list says so."""

    prompt: str
    comparison: str | None = None


@dataclass(frozen=True, slots=True)
class PromptList:
    """What was read. `encoding` is how the bytes of a file were taken."""

    pairs: tuple[PromptPair, ...]
    encoding: str = "utf-8"

    @property
    def n_comparisons(self) -> int:
        """How many prompts have one to compare with."""
        return sum(pair.comparison is not None for pair in self.pairs)


class PromptFiles(Protocol):
    """Files that hold lists of prompts."""

    async def read(self, path: Path, report: Report = report_nothing) -> PromptList:
        """The list in a file, by its ending; raises PromptListError."""
        ...

    async def text(self, path: Path) -> str:
        """The whole text of a file, for one prompt; raises PromptListError."""
        ...


Rows: TypeAlias = Iterator[tuple[int, PromptPair]]
"""Items with the line, from 1, that each begins on."""


def format_of(path: Path) -> ListFormat | None:
    """The format that a file's ending names, or None."""
    endings = {".txt": ListFormat.LINES, ".csv": ListFormat.CSV, ".tsv": ListFormat.CSV}
    endings |= {".jsonl": ListFormat.JSONL, ".ndjson": ListFormat.JSONL}
    return endings.get(path.suffix.lower())


def parse_lines(text: str) -> PromptList:
    """The list in what somebody typed or pasted, a prompt on each line. Raises PromptListError.

    >>> parse_lines("Seoul\\tTokyo\\n\\nParis").pairs[0]
    PromptPair(prompt='Seoul', comparison='Tokyo')
    """
    return collected(text, line_rows)


def collected(text: str, rows_of: Callable[[str], Rows], report: Report = report_nothing) -> PromptList:
    """The rows of a text as a list, each of them checked; raises PromptListError."""
    if "\0" in text:
        raise PromptListError(PromptListReason.NOT_TEXT, _row_of(text, "\0"))
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    pairs: list[PromptPair] = []
    n_lines = lines.count("\n") + 1
    for row, pair in rows_of(lines):
        if len(pairs) == MAX_PROMPTS:
            raise PromptListError(PromptListReason.TOO_MANY, row, MAX_PROMPTS)
        pairs.append(_checked(pair, row))
        if len(pairs) % _TOLD_EVERY == 0:
            report(Progress(READING, row, n_lines))
    if not pairs:
        raise PromptListError(PromptListReason.EMPTY)
    return PromptList(tuple(pairs))


def csv_records(text: str, separators: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Records of CSV with the line that each begins on; a quoted cell may hold line breaks.

    They are parted by the separator that the first line has most of, the earlier where it has as many of two:
    a spreadsheet writes what its country is used to. Raises PromptListError.
    """
    first = text.lstrip("\r\n").partition("\n")[0]
    separator = max(separators, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        raise PromptListError(PromptListReason.BAD_CSV, begins) from error


def decoded(content: bytes) -> tuple[str, str]:
    """The text of a file and the encoding it was taken for; raises PromptListError."""
    marked = next((name for mark, name in _BOMS if content.startswith(mark)), None)
    for name in (marked,) if marked else ("utf-8", _KOREAN):
        try:
            return content.decode(name), name.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
    raise PromptListError(PromptListReason.NOT_TEXT)


def _row_of(text: str, character: str) -> int:
    return text.count("\n", 0, text.index(character)) + 1


def _checked(pair: PromptPair, row: int) -> PromptPair:
    if not pair.prompt.strip():
        raise PromptListError(PromptListReason.NO_PROMPT, row)
    for text in (pair.prompt, pair.comparison or ""):
        if len(text) > MAX_PROMPT_LENGTH:
            raise PromptListError(PromptListReason.PROMPT_TOO_LONG, row, MAX_PROMPT_LENGTH)
    comparison = pair.comparison if pair.comparison and pair.comparison.strip() else None
    return PromptPair(_whole(pair.prompt), None if comparison is None else _whole(comparison))


def line_rows(text: str) -> Rows:
    """A prompt on each line and, after a tab, what it is compared with. Raises PromptListError."""
    for row, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        prompt, *rest = line.split("\t")
        if len(rest) > 1:
            raise PromptListError(PromptListReason.TOO_MANY_FIELDS, row)
        yield row, PromptPair(prompt, rest[0] if rest else None)


def _whole(text: str) -> str:
    """Half of a surrogate pair is no character, and NUL ends texts: no file can hold them."""
    halves = text.replace("\0", _UNDECODABLE).encode("utf-16-le", "surrogatepass")
    return halves.decode("utf-16-le", "replace")
