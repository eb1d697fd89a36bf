"""`provenance`: what computed a reply."""

from __future__ import annotations

from holysheep_desktop.core.provenance import Origin, Provenance
from holysheep_desktop.protocol.wire_types import LeftOut, OrNone, Real, Strict, Word


class _Provenance(Strict):
    engine: OrNone[Word] = None
    version: OrNone[Word] = None
    model_sha256: OrNone[Word] = None
    tokenizer_sha256: OrNone[Word] = None
    dtype: OrNone[Word] = None
    seed: OrNone[int] = None
    elapsed_ms: OrNone[dict[Word, Real]] = None


def dump_provenance(provenance: Provenance) -> dict[str, object]:
    """What the engine says of itself; endpoint and origin are the client's to know."""
    return {
        "engine": provenance.engine,
        "version": provenance.version,
        "model_sha256": provenance.model_sha256,
        "tokenizer_sha256": provenance.tokenizer_sha256,
        "dtype": provenance.dtype,
        "seed": provenance.seed,
        "elapsed_ms": dict(provenance.elapsed_ms),
    }


def parse_provenance(
    payload: dict[str, object], left_out: LeftOut, *, endpoint: str, origin: Origin
) -> Provenance:
    """What the reply says of itself, with where it came from."""
    value = payload.get("provenance")
    wire = _Provenance.model_validate(value if isinstance(value, dict) else {}, context=left_out)
    return Provenance(
        origin=origin,
        endpoint=endpoint,
        engine=wire.engine,
        version=wire.version,
        model_sha256=wire.model_sha256,
        tokenizer_sha256=wire.tokenizer_sha256,
        dtype=wire.dtype,
        seed=wire.seed,
        elapsed_ms=wire.elapsed_ms or {},
    )
