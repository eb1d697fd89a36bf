"""Takes a key out of a stream of bytes, also where it is cut in two."""

from __future__ import annotations

from typing import Final

from holysheep_desktop.core.connections.key_echo import KeyEcho

ERASED: Final = b"[key]"


class KeyEraser:
    """Holds back just so many bytes that no key can slip through between two pieces."""

    def __init__(self, key: str) -> None:
        self._echo = KeyEcho(key)
        self._held = b""

    def feed(self, piece: bytes) -> bytes:
        """The bytes that may go on."""
        text = self._echo.erased(self._held + piece, ERASED)
        n_sent = len(text) - self._echo.n_begun(text)
        self._held = text[n_sent:]
        return text[:n_sent]

    def end(self) -> bytes:
        """What was held back and is no key after all."""
        held, self._held = self._held, b""
        return held
