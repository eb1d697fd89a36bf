"""The training mixture: texts from packages (`sources.json`) and from the model itself, as tokens."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NotRequired, TypedDict

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training import extract
from training.model import BOS

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = Path(__file__).with_name("sources.json")
SEQUENCE = 256
SHORTEST = 48
SPECIAL_IDS = 4  # <pad>, <eos>, <bos>, <unk>
HELD_OUT_SHARE = 0.03
PIECE = 6_000


class Source(TypedDict):
    """One row of `sources.json`: where a text comes from, its licence and how many tokens are wanted."""

    name: str
    kind: str
    package: str
    licence: str
    ship: bool
    format: str
    files: str
    tokens: int
    skip: NotRequired[str]
    script: NotRequired[str]
    locale: NotRequired[str]


@dataclass(frozen=True)
class Corpus:
    """Token sequences, each of at most `SEQUENCE` ids and beginning with BOS, laid end to end.

    `starts` has one entry per sequence and a last one for the end; `source` and `held_out` are per sequence.
    """

    tokens: NDArray[np.int32]
    starts: NDArray[np.int64]
    source: NDArray[np.int16]
    held_out: NDArray[np.bool_]
    names: list[str]
    kinds: list[str]

    def sequence(self, index: int) -> NDArray[np.int32]:
        return self.tokens[self.starts[index] : self.starts[index + 1]]

    @property
    def lengths(self) -> NDArray[np.int64]:
        return np.diff(self.starts)


def texts(source: Source, root: Path) -> Iterator[str]:
    """The source's documents in a fixed, shuffled order, long ones cut into pieces, short ones joined."""
    skip = re.compile(source.get("skip", "$^"))
    paths = [p for p in root.glob(source["files"]) if p.is_file() and not skip.search(str(p))]
    pieces: list[str] = []
    buffer = ""
    for path in sorted(paths):
        for document in _documents(source, path):
            if "script" in source:
                document = extract.keep_script(document, source["script"])
            buffer = f"{buffer}\n\n{document.strip()}".strip() if len(buffer) < 800 else buffer
            if len(buffer) >= 800:
                pieces += [buffer[i : i + PIECE] for i in range(0, len(buffer), PIECE)]
                buffer = ""
    order = np.random.default_rng(17).permutation(len(pieces))
    seen: set[str] = set()
    for index in order:
        mark = hashlib.sha256(pieces[index][200:600].encode()).hexdigest()
        if mark not in seen:
            seen.add(mark)
            yield pieces[index]


def _documents(source: Source, path: Path) -> Iterator[str]:
    if source["format"] == "wesnoth":
        return extract.wesnoth(path, source.get("locale"))
    return extract.FORMATS[source["format"]](path)


def build(root: Path, tokenizer: Path, sampled: list[Path], *, packages: bool = True) -> Corpus:
    """Tokenise the sources under `root` and the sampled documents, and split them by document."""
    encoder = Tokenizer.from_file(str(tokenizer))
    sources: list[Source] = json.loads(SOURCES.read_text("utf-8")) if packages else []
    sequences: list[list[int]] = []
    labels: list[int] = []
    held_out: list[bool] = []
    names, kinds = [s["name"] for s in sources], [s["kind"] for s in sources]

    def add(tokens: list[int], label: int, document: str) -> None:
        out = int(hashlib.sha256(document.encode()).hexdigest()[:8], 16) / 2**32 < HELD_OUT_SHARE
        for start in range(0, len(tokens), SEQUENCE - 1):
            piece = [t for t in tokens[start : start + SEQUENCE - 1] if t >= SPECIAL_IDS]
            if len(piece) >= SHORTEST:
                sequences.append([BOS, *piece])
                labels.append(label)
                held_out.append(out)

    for label, source in enumerate(sources):
        total = 0
        for index, document in enumerate(texts(source, root)):
            ids = encoder.encode(document, add_special_tokens=False).ids
            add(ids, label, f"{source['name']} {index}")
            total += len(ids)
            if total >= source["tokens"]:
                break
        print(f"{source['name']}: {total} tokens", flush=True)
    for path in sampled:
        for index, line in enumerate(path.read_text("utf-8").splitlines()):
            row = json.loads(line)
            name = f"sampled-{row['kind']}"
            if name not in names:
                names.append(name)
                kinds.append(sampled_kind(row["kind"]))
            add(row["tokens"], names.index(name), f"{path.name} {index}")
    lengths = np.array([0, *map(len, sequences)], dtype=np.int64)
    flat = np.fromiter((t for s in sequences for t in s), dtype=np.int32, count=int(lengths.sum()))
    return Corpus(flat, lengths.cumsum(), np.array(labels, np.int16), np.array(held_out), names, kinds)


def sampled_kind(seed: str) -> str:
    language = seed.split("-")[0]
    known = {"ko": "korean", "en": "english", "ja": "japanese", "zh": "chinese", "code": "code"}
    return f"sampled-{known.get(language, 'other')}"


def join(parts: list[Corpus]) -> Corpus:
    """The sequences of several corpora, one after the other."""
    names = [name for part in parts for name in part.names]
    kinds = [kind for part in parts for kind in part.kinds]
    lengths = np.concatenate([part.lengths for part in parts])
    shifts = np.cumsum([0, *(len(part.names) for part in parts[:-1])])
    source = np.concatenate([part.source + shift for part, shift in zip(parts, shifts, strict=True)])
    return Corpus(
        np.concatenate([part.tokens for part in parts]),
        np.concatenate(([0], lengths.cumsum())),
        source.astype(np.int16),
        np.concatenate([part.held_out for part in parts]),
        names,
        kinds,
    )


def save(corpus: Corpus, path: Path) -> None:
    arrays = {
        "tokens": corpus.tokens,
        "starts": corpus.starts,
        "source": corpus.source,
        "held_out": corpus.held_out,
    }
    np.savez(path, **arrays, names=np.array(corpus.names), kinds=np.array(corpus.kinds))


def load(path: Path) -> Corpus:
    data = np.load(path)
    arrays = (data[name] for name in ("tokens", "starts", "source", "held_out"))
    return Corpus(*arrays, data["names"].tolist(), data["kinds"].tolist())


def table(corpus: Corpus) -> str:
    """Tokens (without BOS) and held-out tokens per kind, as text."""
    lengths, kinds = corpus.lengths - 1, [corpus.kinds[s] for s in corpus.source]
    rows: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for length, kind, out in zip(lengths.tolist(), kinds, corpus.held_out.tolist(), strict=True):
        rows[kind] += length
        held[kind] += length * out
    lines = [f"{kind:22} {rows[kind]:>9} {held[kind]:>8}" for kind in sorted(rows)]
    return "\n".join([*lines, f"{'all':22} {rows.total():>9} {held.total():>8}"])
