"""What the analyses need of a tokenizer, whichever model it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from holysheep_desktop.core.requests import Message


@dataclass(frozen=True, slots=True)
class Encoding:
    """Token ids, and for each the characters (start, end) of the text that it stands for.

    The bytes of one character all span that character; BOS spans nothing, (0, 0). `template` is the whole
    text that was read where a chat template was put around what was asked; the spans count its characters.
    """

    ids: list[int]
    spans: list[tuple[int, int]]
    template: str | None = None


class TextStream(Protocol):
    """Text from tokens that come one by one."""

    def push(self, token: int) -> str:
        """The text that has become certain with this token; may be empty."""
        ...

    def finish(self) -> str:
        """What is still held back."""
        ...


class TextTokenizer(Protocol):
    """Text to token ids and back."""

    @property
    def bos_id(self) -> int | None:
        """The token in front of every text, or None where the model was trained without one."""
        ...

    @property
    def end_ids(self) -> frozenset[int]:
        """The tokens that end an answer."""
        ...

    @property
    def n_tokens(self) -> int:
        """Size of the vocabulary."""
        ...

    def encode(self, text: str) -> Encoding:
        """A text with BOS in front."""
        ...

    def conversation(self, messages: Sequence[Message]) -> Encoding:
        """A chat as the model reads it: by its chat template, or joined by blank lines and continued."""
        ...

    def stream(self, *, skip_special: bool = True) -> TextStream:
        """A decoder that takes one token at a time."""
        ...

    def text_of(self, token: int) -> str:
        """One token as text; a byte of a character as `<0xEA>`."""
        ...

    def is_whole(self, token: int) -> bool:
        """Whether a token is whole characters, not bytes of one."""
        ...

    def is_special(self, token: int) -> bool:
        """Whether this is a control token, which stands for no text."""
        ...
