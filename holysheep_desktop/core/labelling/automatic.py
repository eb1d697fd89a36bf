"""What the words of an automatic label say, so that they can be said in the reader's language.

The program writes its labels in English into the dictionaries' files: `fires on: “at” before “::”`,
`fires on: numbers`, `promotes: “ a”, “ b”`. Tokens stay as they are; the words around them are read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from holysheep_desktop.core.labelling.own_labels import is_own
from holysheep_desktop.core.results import Label


class Beginning(StrEnum):
    """How an automatic label begins."""

    FIRES_ON = "fires on:"
    PROMOTES = "promotes:"


class Side(StrEnum):
    """Where the token beside stands."""

    AFTER = "after"
    BEFORE = "before"


class Kind(StrEnum):
    """Tokens that are named by what they have in common."""

    TOKEN = "the token"  # noqa: S105
    NUMBERS = "numbers"
    PUNCTUATION = "punctuation"
    CAPITALISED = "capitalised words"
    KOREAN = "Korean text"
    JAPANESE = "Japanese text"
    CHINESE = "Chinese characters"
    SPACES = "runs of spaces"


@dataclass(frozen=True, slots=True)
class AutomaticLabel:
    """The parts of a label: `what` is a kind, or tokens as they are written."""

    beginning: Beginning
    what: Kind | str
    side: Side | None = None
    token: str = ""


_BESIDE = re.compile(r"(?P<what>[^“”]+|“[^“”]*”(?:, “[^“”]*”)*) (?P<side>after|before) “(?P<token>[^“”]*)”")
"""A label that also names the token beside; other shapes stay as they are written."""


def automatic_label(label: Label) -> AutomaticLabel | None:
    """The parts of a label that the program wrote; None for any other."""
    beginning = next((one for one in Beginning if label.text.startswith(f"{one} ")), None)
    if beginning is None or is_own(label):
        return None
    text = label.text.removeprefix(f"{beginning} ")
    beside = _BESIDE.fullmatch(text) if beginning is Beginning.FIRES_ON else None
    if beside is None:
        return AutomaticLabel(beginning, _kind_or_text(text))
    return AutomaticLabel(beginning, _kind_or_text(beside["what"]), Side(beside["side"]), beside["token"])


def _kind_or_text(text: str) -> Kind | str:
    return next((kind for kind in Kind if kind == text), text)
