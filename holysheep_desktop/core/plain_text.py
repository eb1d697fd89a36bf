"""Text from a server, a file or a model, made safe to show: what cannot be seen is named."""

from __future__ import annotations

import unicodedata

_KEPT = "\n\t"
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"
"""Zero-width joiners are part of emoji and of some scripts."""


def visible(text: str) -> str:
    """`text` with control, bidirectional and other invisible characters shown as ⟨U+XXXX⟩.

    >>> visible("a\\u202eb")
    'a⟨U+202E⟩b'
    """
    if text.isprintable():
        return text
    return "".join(_shown(c) for c in text)


def excerpt(text: str, limit: int = 500) -> str:
    """The first `limit` characters of `text`, visible, with an ellipsis where it was cut.

    >>> excerpt("abcdef", 3)
    'abc…'
    """
    return visible(text[:limit]) + ("…" if len(text) > limit else "")


def _shown(character: str) -> str:
    if character in _KEPT or character in _JOINERS or unicodedata.category(character) not in _INVISIBLE:
        return character
    return f"⟨U+{ord(character):04X}⟩"
