"""A report as Markdown (CommonMark with tables), in which no text of a model or a file is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from holysheep_desktop.core.plain_text import visible
from holysheep_desktop.core.reporting.document import (
    Block,
    Cell,
    Chips,
    Document,
    Facts,
    Figure,
    Passage,
    Remark,
    Section,
    Sentences,
    Table,
)
from holysheep_desktop.core.reporting.words import cell_text, number

_MARKUP = re.compile(r"([\\`*_\[\]<>|~&#$@!{}])")
_SCHEME = re.compile(r":(?=//)|(?<=\bwww)\.|(?<=\bjavascript):|(?<=\bmailto):", re.IGNORECASE)
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])")
_MOST_ROWS = 500
"""What a person scrolls through; the rest stands in JSON and CSV."""


def markdown_of(document: Document) -> bytes:
    """The document as UTF-8 Markdown."""
    lines = [f"# {escaped(document.title)}", "", escaped(document.subtitle), ""]
    for section in document.sections:
        lines += _section(section, document)
    lines += ["---", "", escaped(document.footer), ""]
    return "\n".join(lines).encode("utf-8", "replace")


def escaped(text: str) -> str:
    """Text on one line, every character of which is shown as it is.

    >>> escaped("<b> [x](http://a) 1. y")
    '\\\\<b\\\\> \\\\[x\\\\](http\\\\://a) 1. y'
    """
    one = visible(text).replace("\r", " ").replace("\n", " ⏎ ").replace("\t", " ")
    one = _MARKUP.sub(r"\\\1", one)
    one = _SCHEME.sub(_escape_match, one)
    return _LINE_START.sub(_escape_start, one)


def _escape_match(match: re.Match[str]) -> str:
    return f"\\{match.group()}"


def _escape_start(match: re.Match[str]) -> str:
    # `1.` would begin a list: the dot is what makes it one.
    mark = match.group(2)
    return match.group(1) + (f"{mark[:-1]}\\{mark[-1]}" if mark[0].isdigit() else f"\\{mark}")


def _section(section: Section, document: Document) -> Iterator[str]:
    yield f"{'##' if section.is_chapter or section.run == 0 else '###'} {escaped(section.title)}"
    yield ""
    for block in section.blocks:
        yield from _block(block, document)


def _block(block: Block, document: Document) -> Iterator[str]:
    match block:
        case Sentences():
            yield from (f"- {escaped(sentence)}" for sentence in block.items)
            yield ""
        case Remark():
            yield from (escaped(block.text), "")
        case Passage():
            yield from (f"**{escaped(block.title)}**", "", *_fenced(block.text), "")
        case Facts():
            yield from ("| | | |", "|:--|--:|:--|")
            for fact in block.items:
                value = document.words["absent"] if fact.value is None else _cell(fact.value)
                yield f"| {escaped(fact.name)} | {value} | {escaped(fact.source)} |"
            yield ""
        case Table():
            yield from _table(block, document)
        case Figure():
            # Text has no charts; the numbers stand in the tables around.
            return
        case Chips():
            return


def _table(table: Table, document: Document) -> Iterator[str]:
    if table.is_for_machines or not table.rows:
        return
    yield from (f"**{escaped(table.title)}**", "")
    yield f"| {' | '.join(escaped(column.title) for column in table.columns)} |"
    yield f"|{'|'.join('--:' if column.is_number else ':--' for column in table.columns)}|"
    rows = table.shown(_MOST_ROWS)
    for row in rows:
        yield f"| {' | '.join(_cell(cell) for cell in row)} |"
    yield ""
    n_more = len(table.rows) - len(rows)
    if n_more > 0:
        yield from (escaped(document.words["more_rows"].format(n=number(n_more))), "")


def _cell(cell: Cell) -> str:
    return escaped(cell) if isinstance(cell, str) else cell_text(cell)


def _fenced(text: str) -> Iterator[str]:
    """A fence that is longer than any run of backticks in the text, so that the text cannot end it."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    shown = visible(text.replace("\r\n", "\n")).replace("\r", "⟨U+000D⟩")
    yield from (f"{fence}text", *shown.split("\n"), fence)
