"""Gemma's tokenizer: byte-pair encoding over characters, with the vocabulary of the GGUF file.

1. Added tokens (control tokens such as `<bos>` or `<start_of_turn>`, runs of newlines and tabs, HTML tags)
   are cut out of the text first, the longest at the leftmost place. As in transformers, a control token that
   a user types is that token and not its letters.
2. In what remains, a space becomes ▁. Starting from single characters, the neighbouring pair whose joined
   piece has the lowest id is joined, until no pair gives a piece. A character without a piece becomes its
   UTF-8 bytes.

Where two pairs give the same piece, the one with the longer left part comes first, then the leftmost: so runs
of spaces come out as in transformers, which is the reference for all of this.

Source: Sennrich et al. 2016, arXiv 1508.07909; byte fallback from SentencePiece.
"""

from __future__ import annotations

import codecs
import heapq
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from holysheep_desktop.core.requests import Message
from holysheep_desktop.engine.weights.text_tokens import Encoding
from holysheep_desktop.engine.weights.vocabulary import TokenKind, Vocabulary, load_vocabulary
from holysheep_desktop.engine.weights.weights import Weights
from holysheep_desktop.errors import WeightsError

SPACE_MARK = "▁"
N_BYTES = 256
CACHED_WORDS = 65_536
MAX_CACHED_LENGTH = 64

Piece = tuple[int, int, int]
"""Token id, first character, one past the last character."""


class Tokenizer:
    """Text to token ids and back."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._pieces, self._kinds = vocabulary.pieces, vocabulary.kinds
        self.bos_id, self.eos_id, self._unknown = vocabulary.bos, vocabulary.eos, vocabulary.unknown
        kinds = np.array(vocabulary.kinds, np.int8)
        candidates = np.flatnonzero((kinds == TokenKind.CONTROL) | (kinds == TokenKind.USER_DEFINED)).tolist()
        self._added = AddedTokens({self._pieces[i]: i for i in candidates if self._pieces[i].strip(" ")})
        self._ids = dict(zip(self._pieces, range(len(self._pieces)), strict=True))
        for i in candidates:
            if not self._pieces[i].strip(" "):
                self._ids[self._pieces[i].replace(" ", SPACE_MARK)] = i
        self._bytes = _byte_ids(self._pieces, np.flatnonzero(kinds == TokenKind.BYTE).tolist())
        self._byte_values = {i: value for value, i in enumerate(self._bytes)}
        self._word_start = _word_start(self._pieces)
        self._cached_word = lru_cache(CACHED_WORDS)(self._merge)

    @property
    def end_ids(self) -> frozenset[int]:
        """The tokens that end an answer."""
        return frozenset({self.eos_id})

    @property
    def n_tokens(self) -> int:
        """Size of the vocabulary."""
        return len(self._pieces)

    def encode(self, text: str, *, bos: bool = True) -> Encoding:
        """Token ids and character spans of `text`, with BOS in front unless told otherwise."""
        ids = [self.bos_id] if bos else []
        spans = [(0, 0)] if bos else []
        for token, start, end in self._encode(text):
            ids.append(token)
            spans.append((start, end))
        return Encoding(ids, spans)

    def conversation(self, messages: Sequence[Message]) -> Encoding:
        """Messages joined by blank lines: this is a base model, which continues them."""
        return self.encode("\n\n".join(message.content for message in messages))

    def _encode(self, text: str) -> Iterator[Piece]:
        position = 0
        for token, start, end in self._added.find(text):
            yield from self._encode_plain(text[position:start], position)
            yield token, start, end
            position = end
        yield from self._encode_plain(text[position:], position)

    def _encode_plain(self, text: str, offset: int) -> Iterator[Piece]:
        """Text without added tokens, word by word: no piece reaches over a word's start."""
        marked = text.replace(" ", SPACE_MARK)
        starts = [0, *(match.start() for match in self._word_start.finditer(marked)), len(marked)]
        for start, end in pairwise(starts):
            word = marked[start:end]
            pieces = self._cached_word(word) if len(word) <= MAX_CACHED_LENGTH else self._merge(word)
            for token, first, last in pieces:
                yield token, offset + start + first, offset + start + last

    def _merge(self, word: str) -> tuple[Piece, ...]:
        """Byte-pair encoding of one word."""
        return tuple(_Merge(word, self._ids, self._symbols(word)).run())

    def _symbols(self, word: str) -> list[Piece]:
        """Single characters, or the bytes of those without a piece of their own."""
        symbols: list[Piece] = []
        for i, character in enumerate(word):
            token = self._ids.get(character)
            if token is not None:
                symbols.append((token, i, i + 1))
            elif self._bytes:
                encoded = character.encode("utf-8", "surrogatepass")
                symbols.extend((self._bytes[byte], i, i + 1) for byte in encoded)
            elif symbols and symbols[-1][0] == self._unknown:
                symbols[-1] = (self._unknown, symbols[-1][1], i + 1)
            else:
                symbols.append((self._unknown, i, i + 1))
        return symbols

    def decode(self, ids: Iterable[int], *, skip_special: bool = True) -> str:
        """The text of some tokens; bytes that are no UTF-8 become U+FFFD."""
        stream = self.stream(skip_special=skip_special)
        return "".join([stream.push(token) for token in ids]) + stream.finish()

    def stream(self, *, skip_special: bool = True) -> StreamDecoder:
        """A decoder that takes one token at a time."""
        return StreamDecoder(self, skip_special=skip_special)

    def text_of(self, token: int) -> str:
        """One token as text, ▁ as a space; a byte piece as `<0xEA>`."""
        return self._pieces[token].replace(SPACE_MARK, " ")

    def byte_of(self, token: int) -> int | None:
        """The byte that a byte piece stands for; None for every other token."""
        return self._byte_values.get(token)

    def is_whole(self, token: int) -> bool:
        """Whether a token is whole characters, not a byte of one."""
        return token not in self._byte_values

    def is_special(self, token: int) -> bool:
        """Whether this is a control token, which stands for no text."""
        return self._kinds[token] == TokenKind.CONTROL


class AddedTokens:
    """Finds added tokens in text: the leftmost, and of those that begin there the longest.

    A pattern of all 6,384 would take longer to compile than a short text takes to encode.
    """

    def __init__(self, ids: dict[str, int]) -> None:
        self._ids = ids
        lengths: dict[str, set[int]] = {}
        for piece in ids:
            lengths.setdefault(piece[0], set()).add(len(piece))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}
        self._first = re.compile(f"[{re.escape(''.join(self._lengths))}]") if ids else None

    def find(self, text: str) -> Iterator[Piece]:
        """The added tokens of `text` in order; they do not overlap."""
        position = 0
        while self._first is not None and (match := self._first.search(text, position)) is not None:
            start = match.start()
            position = start + 1
            for length in self._lengths[match[0]]:
                piece = text[start : start + length]
                if piece in self._ids:
                    position = start + len(piece)
                    yield self._ids[piece], start, position
                    break


class StreamDecoder:
    """Turns tokens into text as they come, holding back bytes until they make a whole character."""

    def __init__(self, tokenizer: Tokenizer, *, skip_special: bool) -> None:
        self._tokenizer = tokenizer
        self._skip_special = skip_special
        self._utf8 = codecs.getincrementaldecoder("utf-8")("replace")

    def push(self, token: int) -> str:
        """The text that this token completes; may be empty."""
        byte = self._tokenizer.byte_of(token)
        if byte is not None:
            return self._utf8.decode(bytes([byte]))
        held = self.finish()
        if self._skip_special and self._tokenizer.is_special(token):
            return held
        return held + self._tokenizer.text_of(token)

    def finish(self) -> str:
        """What is still held back, as U+FFFD."""
        text = self._utf8.decode(b"", final=True)
        self._utf8.reset()
        return text


class _Merge:
    """One word while its pieces are joined: a linked list of symbols and a heap of pairs that may join."""

    def __init__(self, word: str, ids: dict[str, int], symbols: list[Piece]) -> None:
        self._word = word
        self._ids = ids
        self._symbols: list[Piece | None] = list(symbols)
        self._next = list(range(1, len(symbols) + 1))
        self._previous = list(range(-1, len(symbols) - 1))
        self._heap: list[tuple[int, int, int, int, int]] = []

    def run(self) -> list[Piece]:
        for left in range(len(self._symbols) - 1):
            self._offer(left, left + 1)
        while self._heap:
            token, _, left, start, end = heapq.heappop(self._heap)
            self._join(token, left, start, end)
        return [symbol for symbol in self._symbols if symbol is not None]

    def _offer(self, left: int, right: int) -> None:
        """Put a pair on the heap if together it is a piece."""
        a, b = self._symbols[left], self._symbols[right]
        assert a is not None
        assert b is not None
        if a[2] != b[1]:
            return
        token = self._ids.get(self._word[a[1] : b[2]])
        if token is not None:
            heapq.heappush(self._heap, (token, a[1] - a[2], left, a[1], b[2]))

    def _join(self, token: int, left: int, start: int, end: int) -> None:
        """Join the pair unless one of the two has changed since it was offered."""
        a = self._symbols[left]
        right = self._next[left]
        b = self._symbols[right] if right < len(self._symbols) else None
        if a is None or b is None or a[1] != start or b[2] != end:
            return
        self._symbols[left] = (token, start, end)
        self._symbols[right] = None
        after = self._next[left] = self._next[right]
        if after < len(self._symbols):
            self._previous[after] = left
            self._offer(left, after)
        if self._previous[left] >= 0:
            self._offer(self._previous[left], left)


def load_tokenizer(weights: Weights) -> Tokenizer:
    """The tokenizer that belongs to the weights; raises `WeightsError` when its file is damaged."""
    try:
        return Tokenizer(load_vocabulary(weights.vocabulary_path))
    except (IndexError, TypeError, AttributeError, re.error) as error:
        raise WeightsError(weights.vocabulary_path, "the vocabulary is damaged") from error


def _byte_ids(pieces: list[str], candidates: list[int]) -> list[int]:
    """Ids of `<0x00>` … `<0xFF>`, or nothing if the vocabulary has no byte pieces."""
    named = {pieces[i]: i for i in candidates}
    ids = [named[name] for value in range(N_BYTES) if (name := f"<0x{value:02X}>") in named]
    return ids if len(ids) == N_BYTES else []


def _word_start(pieces: list[str]) -> re.Pattern[str]:
    """Where text may be cut without changing its encoding: before a run of ▁.

    Not behind a character that some piece has before a ▁ (`>▁</` is one), for it could join across.
    """
    inside = set(re.findall(f"([^{SPACE_MARK}\0]){SPACE_MARK}", "\0".join(pieces)))
    return re.compile(f"(?<=[^{SPACE_MARK}{re.escape(''.join(sorted(inside)))}])(?={SPACE_MARK})")
