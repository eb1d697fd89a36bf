"""Automatic labels from what is seen on the sample, with a confidence, and none where no rule holds."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from training.corpus import Corpus
    from training.dashboard import Recorded

PEAKS = 40
PER_DOCUMENT = 2
FEWEST_PEAKS = 8
ONE_TOKEN, THREE_TOKENS, TOKEN_BEFORE, FOLLOWED, ONE_CLASS = 0.5, 0.7, 0.6, 0.4, 0.9
ALSO, BESIDE = 0.1, 0.5
FROM_EXAMPLES = "activating examples"
BYTE = re.compile(r"<0x([0-9A-F]{2})>")
ILLEGIBLE = re.compile(r"<unused\d+>|\[multimodal\]|<0x[0-9A-F]{2}>")
WHITE_SPACE = str.maketrans({" ": "␣", "\n": "↵", "\t": "⇥", "\r": "␍"})
CLASSES = {
    "numbers": re.compile(r"\d+"),
    "line breaks": re.compile(r"\n+"),
    "runs of spaces": re.compile(r"[ \t]{2,}"),
    "punctuation": re.compile(r"[^\w\s]+"),
    "Korean text": re.compile(r"[가-힣]+"),
    "Japanese text": re.compile(r"[ぁ-ヿ一-鿿]*[ぁ-ヿ][ぁ-ヿ一-鿿]*"),
    "Chinese characters": re.compile(r"[一-鿿]+"),
    "capitalised words": re.compile(r"[A-Z][A-Za-z]*"),
}


@dataclass(frozen=True)
class Label:
    """A label, the evidence it comes from, and the share of that evidence which agrees with it."""

    text: str
    source: str
    confidence: float


class Pieces:
    """Token ids as readable text; the bytes of one character are shown as that character."""

    def __init__(self, tokenizer: Tokenizer, tokens: NDArray[np.int32]) -> None:
        self.tokens = tokens
        self._names: list[str] = [tokenizer.id_to_token(i) or "" for i in range(tokenizer.get_vocab_size())]

    def name(self, token: int) -> str:
        return self._names[token].replace("▁", " ")

    def at(self, position: int) -> str:
        """The piece at a position of the sample; for a byte the characters of the run of bytes around it."""
        if not self._byte(position):
            return self.name(int(self.tokens[position]))
        first, last = position, position + 1
        while first > 0 and self._byte(first - 1):
            first -= 1
        while last < len(self.tokens) and self._byte(last):
            last += 1
        run = bytes(int(BYTE.findall(self.name(int(t)))[0], 16) for t in self.tokens[first:last])
        before = len(run[: position - first + 1].decode("utf-8", "ignore"))
        text = run.decode("utf-8", "ignore")
        return text[min(before, len(text) - 1)] if text else ""

    def _byte(self, position: int) -> bool:
        return BYTE.fullmatch(self.name(int(self.tokens[position]))) is not None


def shown(piece: str) -> str:
    """A piece in quotes, without the space before a word; white space alone as ␣, ↵ and ⇥.

    >>> shown(" word"), shown(" \\n")
    ('“word”', '“␣↵”')
    """
    return f"“{piece.strip() or piece.translate(WHITE_SPACE)}”"


def peaks(recorded: Recorded, feature: int, document: NDArray[np.int64]) -> list[int]:
    """The strongest positions, at most two of a document."""
    positions, values = recorded.of(feature)
    chosen: list[int] = []
    used: Counter[int] = Counter()
    for position in positions[np.argsort(-values, kind="stable")].tolist():
        used[int(document[position])] += 1
        if used[int(document[position])] <= PER_DOCUMENT:
            chosen.append(position)
        if len(chosen) == PEAKS:
            break
    return chosen


def label(
    at: list[int], pieces: Pieces, document: NDArray[np.int64], promoted: Iterable[int]
) -> Label | None:
    """The first rule that holds: a token, numbers, three tokens, the token before, the promoted, a class."""
    if len(at) < FEWEST_PEAKS:
        return None
    rules: tuple[Callable[[], Label | None], ...] = (
        lambda: _one_token(at, pieces, document),
        lambda: _class(at, pieces, ("numbers",)),
        lambda: _three_tokens(at, pieces),
        lambda: _after(at, pieces),
        lambda: _promotes(at, pieces, document, list(promoted)),
        lambda: _class(at, pieces, CLASSES),
    )
    return next((found for rule in rules if (found := rule()) is not None), None)


def _folded(piece: str) -> str:
    return piece.strip().casefold() or piece


def _one_token(at: list[int], pieces: Pieces, document: NDArray[np.int64]) -> Label | None:
    """One token, with the token before or after it where that is nearly always the same too."""
    names = Counter(_folded(pieces.at(position)) for position in at)
    common = [(name, count / len(at)) for name, count in names.most_common(3) if name]
    if not common or common[0][1] < ONE_TOKEN:
        return None
    kept = [name for name, share in common if share >= ALSO]
    text = "fires on: " + ", ".join(map(shown, kept))
    for word, step in (("after", -1), ("before", 1)):
        near = [p + step for p in at if 0 <= p + step < len(document) and document[p + step] == document[p]]
        beside = Counter(_folded(pieces.at(position)) for position in near).most_common(1)
        if beside and beside[0][1] / len(at) >= BESIDE and beside[0][0] not in ("", "<bos>"):
            text += f" {word} {shown(beside[0][0])}"
            break
    return Label(text, FROM_EXAMPLES, sum(share for name, share in common if name in kept))


def _three_tokens(at: list[int], pieces: Pieces) -> Label | None:
    names = Counter(_folded(pieces.at(position)) for position in at)
    kept = [(name, count / len(at)) for name, count in names.most_common(3) if name]
    share = sum(part for _, part in kept)
    if share < THREE_TOKENS:
        return None
    return Label("fires on: " + ", ".join(shown(name) for name, _ in kept), FROM_EXAMPLES, share)


def _after(at: list[int], pieces: Pieces) -> Label | None:
    ((name, count),) = Counter(_folded(pieces.at(position - 1)) for position in at).most_common(1)
    if count / len(at) < TOKEN_BEFORE or not name or name == "<bos>":
        return None
    return Label(f"fires on: the token after {shown(name)}", FROM_EXAMPLES, count / len(at))


def _promotes(
    at: list[int], pieces: Pieces, document: NDArray[np.int64], promoted: list[int]
) -> Label | None:
    """Promoted tokens count only where they are what really follows the peaks."""
    readable = [pieces.name(token) for token in promoted if token >= 0]
    names = {_folded(name) for name in readable if not ILLEGIBLE.fullmatch(name)}
    inside = [p for p in at if p + 1 < len(pieces.tokens) and document[p + 1] == document[p]]
    follows = Counter(name for p in inside if (name := _folded(pieces.at(p + 1))) in names)
    share = follows.total() / max(len(inside), 1)
    if share < FOLLOWED:
        return None
    kept = [shown(name) for name, _ in follows.most_common(3)]
    return Label("promotes: " + ", ".join(kept), "decoder direction, confirmed by what follows", share)


def _class(at: list[int], pieces: Pieces, among: Iterable[str]) -> Label | None:
    names = [pieces.at(position) for position in at]
    for name in among:
        share = sum(CLASSES[name].fullmatch(piece.strip() or piece) is not None for piece in names) / len(
            names
        )
        if share >= ONE_CLASS:
            return Label(f"fires on: {name}", FROM_EXAMPLES, share)
    return None


def label_all(
    recorded: Recorded, sample: Corpus, tokenizer: Tokenizer, promoted: NDArray[np.generic]
) -> dict[int, Label]:
    pieces = Pieces(tokenizer, sample.tokens)
    document = np.repeat(np.arange(len(sample.lengths)), sample.lengths)
    found = {
        feature: label(peaks(recorded, feature, document), pieces, document, promoted[feature].tolist())
        for feature in range(len(promoted))
    }
    return {feature: value for feature, value in found.items() if value is not None}


def write(labels: dict[int, Label], path: Path) -> None:
    entries = {
        str(feature): {"text": value.text, "source": value.source, "confidence": round(value.confidence, 2)}
        for feature, value in labels.items()
    }
    lines = ",\n".join(f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in entries.items())
    path.write_text(f'{{"labels": {{\n{lines}\n}}}}\n', "utf-8")
