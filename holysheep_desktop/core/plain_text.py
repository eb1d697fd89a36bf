"""Text from a server or a file, made safe to look at: nothing in it can hide or reorder what is read."""

from __future__ import annotations

import unicodedata

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")  # emoji and several scripts are misspelt without them
_LINE_CHARACTERS = frozenset("\n\t")
_ELLIPSIS = "…"


def visible(text: str) -> str:
    """`text` with control, bidirectional and other invisible characters spelt out; lines and tabs stay.

    >>> visible("gpt\\u202e4")
    'gpt⟨U+202E⟩4'
    """
    return "".join(_shown(character, keep_lines=True) for character in text)


def excerpt(text: str, limit: int = 500) -> str:
    """The first `limit` characters, made visible, with an ellipsis where more follows."""
    return visible(text[:limit]) + (_ELLIPSIS if len(text) > limit else "")


def plain_text(text: str, limit: int = 500, *, keep_lines: bool = False) -> str:
    """`text` made visible on one line, unless lines are kept, and never longer than `limit`.

    >>> plain_text("a long message", 6)
    'a lon…'
    """
    # Nothing is ever shorter than its source, so what lies beyond the limit need not be looked at.
    shown = text[: limit + 1]
    # Nearly all text is printable, and printable text stays as it is.
    if not shown.isprintable():
        shown = "".join(_shown(character, keep_lines) for character in shown)
    return shown if len(shown) <= limit else shown[: limit - 1] + _ELLIPSIS


def is_plain(text: str) -> bool:
    """Whether every character of `text` can be seen, and none begins a line."""
    return all(_shown(character, keep_lines=False) == character for character in text)


def _shown(character: str, keep_lines: bool) -> str:
    if character in _JOINERS or (keep_lines and character in _LINE_CHARACTERS):
        return character
    if unicodedata.category(character) in _INVISIBLE:
        return f"⟨U+{ord(character):04X}⟩"
    return character
