"""The blocks of a report. Texts are translated and as long as they came; renderings escape them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from holysheep_desktop.core.reporting.picture import Picture

Cell: TypeAlias = str | int | float | None


@dataclass(frozen=True, slots=True)
class Sentences:
    """What was found, in words; the first sentence leads."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A quiet line that explains what stands below it."""

    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a person or a model, word for word."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A number or a short text, what it is, and where it comes from; `key` is its name for machines."""

    key: str
    name: str
    value: Cell
    source: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts that belong together; `key` names their table for machines."""

    key: str
    items: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name for machines, its title for people."""

    key: str
    title: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length. A table only for machines is left out of what people read; of one with
    `most_shown` they read that many rows, and where the others are.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_for_machines: bool = False
    most_shown: int | None = None

    def shown(self, most: int | None = None) -> tuple[tuple[Cell, ...], ...]:
        """The rows that people read, where a rendering has room for `most`."""
        limits = [limit for limit in (most, self.most_shown) if limit is not None]
        return self.rows[: min(limits)] if limits else self.rows


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart."""

    title: str
    picture: Picture


@dataclass(frozen=True, slots=True)
class Chip:
    """A token with the share of its value in the largest one, in [-1, 1]; None: no value."""

    text: str
    share: float | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Chips:
    """A prompt as tokens, coloured."""

    title: str
    items: tuple[Chip, ...]


Block: TypeAlias = Sentences | Remark | Passage | Facts | Table | Figure | Chips


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part. `run` is the number of the run that it is about, from 1; 0: the whole record."""

    title: str
    blocks: tuple[Block, ...]
    run: int = 0
    role: str = ""
    is_chapter: bool = False
    """Its title begins a run; its blocks come in the sections that follow."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report, in the language it was made in."""

    title: str
    subtitle: str
    language: str
    sections: tuple[Section, ...]
    footer: str
    words: dict[str, str] = field(default_factory=dict[str, str])
    """Words that renderings themselves need, such as `page_of` and `more_rows`."""
