"""Takes a key out of a stream of bytes, also where it is cut in two."""

from __future__ import annotations

from typing import Final

ERASED: Final = b"[key]"


class KeyEraser:
    """Holds back just so many bytes that no key can slip through between two pieces."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()
        self._held = b""

    def feed(self, piece: bytes) -> bytes:
        """The bytes that may go on."""
        text = (self._held + piece).replace(self._key, ERASED)
        n_held = next((n for n in range(len(self._key) - 1, 0, -1) if text.endswith(self._key[:n])), 0)
        self._held = text[len(text) - n_held :]
        return text[: len(text) - n_held]

    def end(self) -> bytes:
        """What was held back and is no key after all."""
        held, self._held = self._held, b""
        return held
