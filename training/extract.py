"""Plain text out of the formats in which packages carry prose, documentation and code."""

from __future__ import annotations

import gzip
import re
import struct
import zlib
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "dt",
        "dd",
        "title",
        "section",
        "table",
        "br",
        "note",
        "item",
        "td",
    ]
)
SKIPPED = frozenset(["script", "style", "nav", "head", "footer", "info", "button", "select"])
SCRIPTS = {"hangul": re.compile("[가-힣]"), "kana": re.compile("[ぁ-ヿ]"), "han": re.compile("[一-鿿]")}
TRANSLATABLE = re.compile(r'_\s*\(?\s*"((?:[^"\\]|""|\\.)*)"')


def read(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix in (".gz", ".dz"):
        data = gzip.decompress(data)
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.skipped = 0
        self.preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.skipped += tag in SKIPPED
        self.preformatted += tag == "pre"
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.skipped -= tag in SKIPPED and self.skipped > 0
        self.preformatted -= tag == "pre" and self.preformatted > 0
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.parts.append(data if self.preformatted else re.sub(r"\s+", " ", data))


def html(path: Path) -> Iterator[str]:
    parser = _Text()
    parser.feed(read(path))
    yield re.sub(r"[ \t]*\n[ \t]*\n\s*\n?", "\n\n", "".join(parser.parts))


def text(path: Path) -> Iterator[str]:
    yield read(path)


def dictionary(path: Path) -> Iterator[str]:
    """A dictd database: entries begin in the first column and are unwrapped to one paragraph each."""
    entries = re.split(r"\n(?=\S)", read(path))
    yield from (re.sub(r"\s+", " ", entry) for entry in entries if not entry.startswith("00-database"))


def fortune(path: Path) -> Iterator[str]:
    if path.suffix == "":
        yield from (re.sub("\x1b\\[[0-9;]*m", "", entry) for entry in read(path).split("\n%\n"))


def man(path: Path) -> Iterator[str]:
    lines: list[str] = []
    for line in read(path).splitlines():
        if re.match(r"""\.(SH|SS|B|I|BR|IR|BI|RB|RI|TP)\b\s*\S""", line):
            line = re.sub(r"^\.\w+\s+", "", line).replace('"', "")
        elif line.startswith((".", "'")):
            continue
        lines.append(re.sub(r"\\(f[A-Z]|f\(\w\w|&|%|,|/)", "", line).replace("\\-", "-").replace("\\e", "\\"))
    yield "\n".join(lines)


@cache
def catalogue(path: Path) -> dict[str, str]:
    """The messages of a compiled gettext catalogue (.mo, little-endian)."""
    data = path.read_bytes()
    count, originals, translations = struct.unpack_from("<3I", data, 8)

    def string(table: int, index: int) -> str:
        length, offset = struct.unpack_from("<2I", data, table + 8 * index)
        return data[offset : offset + length].decode("utf-8")

    return {string(originals, i): string(translations, i) for i in range(count)}


def wesnoth(path: Path, locale: str | None) -> Iterator[str]:
    """The story and dialogue of one scenario, in order, translated where a locale is asked for."""
    raw = [m.replace('""', '"') for m in TRANSLATABLE.findall(read(path)) if len(m) > 25]
    if locale:
        root = next(parent for parent in path.parents if parent.name == "1.16")
        known: dict[str, str] = {}
        for mo in root.glob(f"locale/{locale}/LC_MESSAGES/*.mo"):
            known |= catalogue(mo)
        raw = [known[m] for m in raw if known.get(m)]
    yield "\n".join(re.sub(r"<[^>]*>", "", m).strip() for m in raw)


def rdb(path: Path) -> Iterator[str]:
    """The character vectors of an R lazy-load database: length-prefixed zlib streams of R's serialisation."""
    data, position = path.read_bytes(), 0
    while position + 5 < len(data):
        unpacker = zlib.decompressobj()
        stream = unpacker.decompress(data[position + 4 :])
        position = len(data) - len(unpacker.unused_data)
        lines: list[str] = []
        at = 0
        while (at := stream.find(b"\x00\x04\x00\x09", at)) >= 0:
            (length,) = struct.unpack_from(">i", stream, at + 4)
            lines.append(stream[at + 8 : at + 8 + max(length, 0)].decode("utf-8", "replace"))
            at += 8 + max(length, 0)
        yield "\n".join(lines)


FORMATS: dict[str, Callable[[Path], Iterator[str]]] = {
    "html": html,
    "xml": html,
    "text": text,
    "dict": dictionary,
    "fortune": fortune,
    "man": man,
    "rdb": rdb,
}


def keep_script(document: str, script: str) -> str:
    """Only the paragraphs in which at least 15 % of the characters belong to the script."""
    pattern = SCRIPTS[script]
    paragraphs = document.split("\n")
    return "\n".join(p for p in paragraphs if len(pattern.findall(p)) > 0.15 * max(len(p), 1))
