"""A toy language model whose every number follows from the text and a seed.

Each token adds a fixed amount to the logit difference. It starts in the residual stream of its own position;
layer by layer a share of it is moved to the last position, partly by attention, partly by the MLP. Patching
effects are computed from that, so maps, totals and self-tests agree with each other as in a real model.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from random import Random

from holysheep_desktop.core.results import TokenActivations, TokenLogprob
from holysheep_desktop.core.tokens import Token

N_LAYERS = 18
WIDTH = 8192
BOS = Token(2, "<bos>", 0, 0, is_special=True)
WORDS = (" sort", " list", " the", " a", " values", " returns", " 정렬", " 목록", " 그리고", " in", " order")
_PIECE = re.compile(r"\s?[^\W_]+|\s+|.", re.DOTALL)
_BYTE_FALLBACK_FROM = 0x1F000  # emoji arrive as bytes, as they do from a byte-fallback tokenizer


def tokens_of(text: str) -> tuple[Token, ...]:
    """BOS and the pieces of a text; an emoji becomes one token per UTF-8 byte."""
    return (BOS, *_pieces(text))


def _pieces(text: str) -> Iterator[Token]:
    for match in _PIECE.finditer(text):
        piece = match.group()
        if ord(piece[0]) >= _BYTE_FALLBACK_FROM:
            for byte in piece.encode():
                yield Token(238 + byte, f"<0x{byte:02X}>", match.start(), match.end())
        else:
            yield Token(512 + zlib.crc32(piece.encode()) % 200_000, piece, match.start(), match.end())


def chance(seed: int, *parts: object) -> Random:
    """A generator that depends on nothing but its arguments (unlike `hash`, which differs per process)."""
    return Random(zlib.crc32(repr((seed, parts)).encode()))


def activations_of(seed: int, sae_id: str, tokens: Sequence[Token]) -> tuple[TokenActivations, ...]:
    """Per token about a dozen active features; none on special tokens."""
    return tuple(_token_activations(seed, sae_id, token) for token in tokens)


def _token_activations(seed: int, sae_id: str, token: Token) -> TokenActivations:
    if token.is_special:
        return TokenActivations((), (), 2800.0, 0.04)
    rng = chance(seed, sae_id, token.id)
    features = sorted({rng.randrange(64) for _ in range(3)} | {rng.randrange(WIDTH) for _ in range(9)})
    values = tuple(round(rng.expovariate(0.25) + 0.1, 4) for _ in features)
    return TokenActivations(
        tuple(features), values, round(rng.uniform(90, 160), 3), round(rng.uniform(0.2, 0.45), 4)
    )


def likely_tokens(rng: Random, n: int) -> tuple[TokenLogprob, ...]:
    """The first n of a softmax over `WORDS`, most likely first."""
    logits = sorted(((rng.gauss(0, 2), word) for word in WORDS), reverse=True)
    total = math.log(sum(math.exp(logit) for logit, _ in logits))
    return tuple(TokenLogprob(word, logit - total, 512 + WORDS.index(word)) for logit, word in logits[:n])


@dataclass(frozen=True, slots=True)
class Write:
    """What one token contributes, and which share of it each layer moves to the last position."""

    amount: float
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class TwoRuns:
    """The original and the comparison run, position by position of the original."""

    original: tuple[Write, ...]
    comparison: tuple[Write | None, ...]
    """None: no partner token, so nothing can be moved."""
    original_difference: float
    comparison_difference: float

    @property
    def scale(self) -> float:
        """LD_comp − LD_orig, the denominator of every effect."""
        return self.comparison_difference - self.original_difference

    def stream_effect(self, layer: int, position: int) -> float | None:
        """Residual stream after `layer`: what is still here; the last position holds what was moved."""
        moved = self._difference(position)
        if moved is None:
            return None
        if position == len(self.original) - 1:
            read = sum(self._moved_by(inner) for inner in range(layer + 1))
            return (moved + read) / self.scale
        return moved * (1 - sum(self.original[position].shares[: layer + 1])) / self.scale

    def output_effect(self, share: float, layer: int, position: int) -> float | None:
        """What `layer` writes: a share of what it moves, at the last position."""
        if self._difference(position) is None:
            return None
        return share * self.layer_effect(layer) if position == len(self.original) - 1 else 0.0

    def layer_effect(self, layer: int) -> float:
        """What `layer` writes, at all positions together."""
        return self._moved_by(layer) / self.scale

    def _difference(self, position: int) -> float | None:
        partner = self.comparison[position]
        return None if partner is None else partner.amount - self.original[position].amount

    def _moved_by(self, layer: int) -> float:
        earlier = range(len(self.original) - 1)
        return sum((self._difference(p) or 0.0) * self.original[p].shares[layer] for p in earlier)


def two_runs(
    seed: int, original: Sequence[Token], comparison: Sequence[Token], pairs: dict[int, int]
) -> TwoRuns:
    """Both prompts through the toy model; `pairs` aligns original with comparison indices."""
    first = tuple(_write(seed, position, token) for position, token in enumerate(original))
    second = tuple(_write(seed, position, token) for position, token in enumerate(comparison))
    return TwoRuns(
        original=first,
        comparison=tuple(second[pairs[i]] if i in pairs else None for i in range(len(first))),
        original_difference=sum(write.amount for write in first),
        comparison_difference=sum(write.amount for write in second),
    )


def _write(seed: int, position: int, token: Token) -> Write:
    centre = chance(seed, "layer", position).uniform(8, 14)
    weights = [math.exp(-((layer - centre) ** 2) / 8) for layer in range(N_LAYERS)]
    total = sum(weights)
    return Write(chance(seed, "write", token.id).gauss(0, 2), tuple(weight / total for weight in weights))


def aligned(original: Sequence[Token], comparison: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    """Equal tokens in order, and replaced spans of the same length, as index pairs."""
    matcher = SequenceMatcher(None, [t.id for t in original], [t.id for t in comparison], autojunk=False)
    pairs: list[tuple[int, int]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal" or (tag == "replace" and i2 - i1 == j2 - j1):
            pairs.extend(zip(range(i1, i2), range(j1, j2), strict=True))
    return tuple(pairs)
