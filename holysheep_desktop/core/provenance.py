"""Where numbers come from, and what was odd about the reply that brought them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Origin(StrEnum):
    """Every number says where it comes from."""

    MEASURED_HERE = "measured_here"
    REPORTED = "reported"


class NoteKind(StrEnum):
    """Something about a reply that the reader must know."""

    FEATURES_MISSING = "features_missing"
    PATCHING_MISSING = "patching_missing"
    ACTIVATION_CACHE_MISSING = "activation_cache_missing"
    ANSWER_MISSING = "answer_missing"
    VALUES_LEFT_OUT = "values_left_out"
    DUPLICATE_IDS = "duplicate_ids"
    LAYER_DIFFERS = "layer_differs"
    SCORE_UNREADABLE = "score_unreadable"
    SCORE_OUT_OF_RANGE = "score_out_of_range"
    ANSWER_CUT = "answer_cut"
    ANSWER_FILTERED = "answer_filtered"
    ANSWER_REFUSED = "answer_refused"
    RETRIED = "retried"


@dataclass(frozen=True, slots=True)
class ReplyNote:
    """One oddity: its kind, how many values it touches, and a plain-text detail from the reply."""

    kind: NoteKind
    count: int = 1
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What computed a result. Hashes are hex SHA-256; times are milliseconds by stage."""

    origin: Origin
    endpoint: str
    """Base URL of the endpoint that answered."""
    engine: str | None = None
    version: str | None = None
    model_sha256: str | None = None
    tokenizer_sha256: str | None = None
    dtype: str | None = None
    seed: int | None = None
    elapsed_ms: Mapping[str, float] = field(default_factory=dict[str, float])
    request_id: str | None = None
