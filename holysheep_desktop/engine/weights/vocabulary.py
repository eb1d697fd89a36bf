"""The tokenizer's vocabulary as stored in GGUF: pieces, their kinds, and the special ids.

GGUF also stores a score per piece. Gemma's scores only repeat the order of the ids (and break it for the
pieces that users may define), so the ids are what merges are ranked by and the scores are not kept.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any, cast

import numpy as np

from holysheep_desktop.engine.weights.gguf import GGUFFile
from holysheep_desktop.errors import WeightsError

VOCABULARY_FILE = "vocabulary.json"
MAX_VOCABULARY = 1_048_576


class TokenKind(IntEnum):
    """Kinds of tokens as in SentencePiece and GGUF."""

    NORMAL = 1
    UNKNOWN = 2
    CONTROL = 3
    USER_DEFINED = 4
    UNUSED = 5
    BYTE = 6


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces and kinds by id."""

    pieces: list[str]
    kinds: list[int]
    bos: int
    eos: int
    unknown: int

    def to_json(self) -> bytes:
        """Compact JSON that depends on the content only."""
        document = {
            "bos": self.bos, "eos": self.eos, "unknown": self.unknown,
            "kinds": self.kinds, "pieces": self.pieces,
        }  # fmt: skip
        return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def read_vocabulary(file: GGUFFile) -> Vocabulary:
    """The vocabulary in a GGUF file; raises `WeightsError` when a part is missing or does not fit."""
    pieces = file.metadata.get("tokenizer.ggml.tokens")
    kinds = file.metadata.get("tokenizer.ggml.token_type")
    if not isinstance(pieces, list) or not isinstance(kinds, np.ndarray) or kinds.dtype.kind not in "iu":
        raise WeightsError(file.path, "the vocabulary is incomplete")
    if not len(pieces) == len(kinds) or len(pieces) > MAX_VOCABULARY:
        raise WeightsError(file.path, "the vocabulary's lists have different lengths")
    last = len(pieces) - 1
    return Vocabulary(
        pieces=pieces,
        kinds=[int(kind) for kind in kinds.tolist()],
        bos=file.integer("tokenizer.ggml.bos_token_id", 0, last),
        eos=file.integer("tokenizer.ggml.eos_token_id", 0, last),
        unknown=file.integer("tokenizer.ggml.unknown_token_id", 0, last),
    )


def load_vocabulary(path: Path) -> Vocabulary:
    """Read what `to_json` wrote; raises `WeightsError` when it is damaged."""
    try:
        document = cast("dict[str, Any]", json.loads(path.read_bytes()))
        return Vocabulary(
            pieces=document["pieces"], kinds=document["kinds"],
            bos=int(document["bos"]), eos=int(document["eos"]), unknown=int(document["unknown"]),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WeightsError(path, "the vocabulary cannot be read") from error
