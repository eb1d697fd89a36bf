"""A key that a server says back: found as it was sent, and as JSON, addresses and HTML write its signs."""

from __future__ import annotations

import re
from typing import Final

SHORTEST: Final = 8
"""A key such as "x", typed because a server wants any, is a part of every text."""
_LONGEST_FORM: Final = len(r"\u002f")
_WORD = re.compile(rb"[A-Za-z0-9]+")


class KeyEcho:
    """Takes one key out of what a server sends.

    PHP writes `/` as `\\/` and .NET `+` as `\\u002B` in JSON, and whoever reads it has the key again. Letters
    and digits are taken as they are: nothing writes them in another way.
    """

    def __init__(self, key: str) -> None:
        signs = key.encode()
        self._signs = tuple(_form(sign) for sign in signs) if len(signs) >= SHORTEST else ()
        self._whole = re.compile(b"".join(sign.pattern for sign in self._signs))
        # A word that stands in every form is found a hundred times as fast as the forms.
        self._word = max(_WORD.findall(signs), key=len, default=b"")

    def erased(self, data: bytes, mark: bytes) -> bytes:
        """The bytes with the mark in place of each echo."""
        return self._whole.sub(mark, data) if self._signs and self._word in data else data

    def erased_text(self, text: str, mark: str) -> str:
        """The same for text."""
        return self.erased(text.encode("utf-8", "replace"), mark.encode()).decode("utf-8", "replace")

    def n_begun(self, data: bytes) -> int:
        """How many of the last bytes may be the beginning of an echo."""
        longest = min(len(data), _LONGEST_FORM * len(self._signs))
        return next((n for n in range(longest, 0, -1) if self._may_begin(data[len(data) - n :])), 0)

    def _may_begin(self, end: bytes) -> bool:
        for sign in self._signs:
            if not end:
                return True
            form = sign.match(end)
            if form is None:
                return len(end) < _LONGEST_FORM and end[:1] in {b"\\", b"%", b"&"}
            end = end[form.end() :]
        return False


def _form(sign: int) -> re.Pattern[bytes]:
    """One byte of a key as it may be written: itself, JSON's escapes, percent-encoding, HTML's numbers."""
    plain = bytes((sign,))
    if plain.isalnum():
        return re.compile(plain)
    forms = rf"\\u00(?i:{sign:02x})|%(?i:{sign:02x})|&#0?{sign};|&#(?i:x0?{sign:02x});".encode()
    return re.compile(rb"(?:\\?" + re.escape(plain) + b"|" + forms + b")")
