"""The articles of the help: Markdown files in `resources/help`, in the order of `contents.toml`."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from holysheep_desktop.core.settings import Language
from holysheep_desktop.resources_path import resource_path

CONTENTS = "contents.toml"


@dataclass(frozen=True, slots=True)
class Article:
    """One page: `text` is Markdown without the title."""

    name: str
    title: str
    text: str

    def rank(self, words: Iterable[str]) -> int:
        """How well it answers a search: 0 where a word is missing, 2 in the title, 3 as the whole title."""
        wanted = [_folded(word) for word in words]
        title, text = _folded(self.title), _folded(self.text)
        if not all(word in title or word in text for word in wanted):
            return 0
        if title == " ".join(wanted) or self.name == "-".join(wanted):
            return 3
        return 2 if all(word in title for word in wanted) else 1


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the contents and what stands below it."""

    title: str
    articles: tuple[Article, ...]


def read_articles(language: Language, folder: Path | None = None) -> tuple[Part, ...]:
    """All articles in a language; raises OSError or KeyError where the files do not fit the contents."""
    root = resource_path("help") if folder is None else folder
    with (root / CONTENTS).open("rb") as file:
        parts = tomllib.load(file)["part"]
    return tuple(
        Part(
            str(part[language.value]), tuple(_read(root / language.value, name) for name in part["articles"])
        )
        for part in parts
    )


def found(parts: Iterable[Part], query: str) -> list[Article]:
    """The articles that hold every word of the query, the best first; all of them where it is empty."""
    articles = [article for part in parts for article in part.articles]
    words = query.split()
    if not words:
        return articles
    ranked = [(article.rank(words), article) for article in articles]
    best_first = sorted((entry for entry in ranked if entry[0]), key=lambda entry: -entry[0])
    return [article for _, article in best_first]


def _read(folder: Path, name: str) -> Article:
    title, _, text = (folder / f"{name}.md").read_text(encoding="utf-8").partition("\n")
    return Article(name, title.removeprefix("# ").strip(), text.strip())


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
