"""Tokens on the wire: `{"id", "text", "start", "end", "special"}`, with character offsets."""

from __future__ import annotations

from collections.abc import Sequence

from holysheep_desktop.core.tokens import Token
from holysheep_desktop.protocol.wire_types import Index, Strict


class WireToken(Strict):
    """One token."""

    id: Index
    text: str
    start: Index
    end: Index
    special: bool = False

    def to_core(self) -> Token:
        """The same as a core value."""
        return Token(self.id, self.text, self.start, self.end, self.special)


def token_list(tokens: Sequence[Token]) -> list[dict[str, object]]:
    """Tokens as JSON."""
    return [
        {"id": t.id, "text": t.text, "start": t.start, "end": t.end, "special": t.is_special} for t in tokens
    ]
