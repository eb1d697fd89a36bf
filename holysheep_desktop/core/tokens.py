"""Tokens of a prompt, and the pieces of a character that belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_BYTE = re.compile(r"<0x([0-9A-F]{2})>")


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a text.

    `start` and `end` are character offsets into the text; several tokens that are bytes of one
    character share its span. Special tokens such as BOS span nothing.
    """

    id: int
    text: str
    start: int
    end: int
    is_special: bool = False


@dataclass(frozen=True, slots=True)
class TokenLogprob:
    """Natural logarithm of the softmax probability of one token; `id` where the endpoint tells it."""

    token: str
    logprob: float
    id: int | None = None


@dataclass(frozen=True, slots=True)
class TokenGroup:
    """Neighbouring tokens that are shown as one chip, because they are pieces of one character."""

    text: str
    indices: tuple[int, ...]


def joined_for_display(tokens: Sequence[Token], text: str) -> tuple[TokenGroup, ...]:
    """Join tokens whose character spans overlap; a token on its own keeps its own text.

    >>> pieces = [Token(1, "<0xEA>", 0, 1), Token(2, "<0xB0>", 0, 1), Token(3, "x", 1, 2)]
    >>> [group.text for group in joined_for_display(pieces, "갰x")]
    ['갰', 'x']
    """
    return tuple(_groups(tokens, text))


def _groups(tokens: Sequence[Token], text: str) -> Iterator[TokenGroup]:
    run: list[int] = []
    for index, token in enumerate(tokens):
        if run and not _share_a_character(tokens[run[-1]], token):
            yield _group(tokens, run, text)
            run = []
        run.append(index)
    if run:
        yield _group(tokens, run, text)


def _share_a_character(left: Token, right: Token) -> bool:
    return not left.is_special and not right.is_special and right.start < left.end


def _group(tokens: Sequence[Token], run: list[int], text: str) -> TokenGroup:
    if len(run) == 1:
        return TokenGroup(tokens[run[0]].text, (run[0],))
    joined = _joined([tokens[index].text for index in run])
    return TokenGroup(joined or text[tokens[run[0]].start : tokens[run[-1]].end], tuple(run))


def _joined(pieces: Sequence[str]) -> str:
    """The text of pieces of characters, written as `<0xEA>`; empty for others.

    What stands in the prompt would do as well, but a chat template moves the spans.
    """
    parts = _BYTE.split("".join(pieces))  # text, byte, text, byte, …
    if len(parts) == 1:
        return ""
    try:
        return b"".join(bytes([int(p, 16)]) if n % 2 else p.encode() for n, p in enumerate(parts)).decode()
    except UnicodeError:
        return ""
