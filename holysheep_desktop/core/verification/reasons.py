"""Why a second run may give other numbers: what is known to differ between the two."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from holysheep_desktop.core.provenance import Origin
from holysheep_desktop.core.report import Run
from holysheep_desktop.core.results import AnalysisResult


class Cause(StrEnum):
    """What differs, the weightiest first."""

    MODEL = "model"
    MODEL_FILE = "model_file"
    TOKENIZER_FILE = "tokenizer_file"
    SAE = "sae"
    SAE_FILE = "sae_file"
    ENGINE = "engine"
    ENGINE_VERSION = "engine_version"
    NUMBER_TYPE = "number_type"
    SEED = "seed"
    PROGRAM_VERSION = "program_version"
    ENDPOINT = "endpoint"
    UNKNOWN_FILES = "unknown_files"
    """One of the two endpoints does not say with which files it computed."""
    REMOTE = "remote"
    """The endpoint is not this machine, and promises nothing about its arithmetic."""
    SAMPLING = "sampling"
    """The answer was drawn at random; an endpoint need not honour the seed."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that differs, as it was and as it is."""

    cause: Cause
    then: str = ""
    now: str = ""


def reasons_for(run: Run, now: AnalysisResult, versions: tuple[str, str]) -> tuple[Reason, ...]:
    """What is known to differ between a run of a report and a new one; empty where nothing is."""
    old, new = run.result.provenance, now.provenance
    then_sae = run.result.features.reading if run.result.features else None
    now_sae = now.features.reading if now.features else None
    pairs = (
        (Cause.MODEL, run.result.model, now.model),
        (Cause.MODEL_FILE, old.model_sha256, new.model_sha256),
        (Cause.TOKENIZER_FILE, old.tokenizer_sha256, new.tokenizer_sha256),
        (Cause.SAE, then_sae.sae_id if then_sae else None, now_sae.sae_id if now_sae else None),
        (Cause.SAE_FILE, then_sae.sha256 if then_sae else None, now_sae.sha256 if now_sae else None),
        (Cause.ENGINE, old.engine, new.engine),
        (Cause.ENGINE_VERSION, old.version, new.version),
        (Cause.NUMBER_TYPE, old.dtype, new.dtype),
        (Cause.SEED, _text(old.seed), _text(new.seed)),
        (Cause.PROGRAM_VERSION, *versions),
    )
    found = [Reason(cause, then, here) for cause, then, here in pairs if then and here and then != here]
    if (old.model_sha256 is None) != (new.model_sha256 is None):
        found.append(Reason(Cause.UNKNOWN_FILES))
    if old.origin is not new.origin:
        found.append(Reason(Cause.ENDPOINT, old.endpoint, new.endpoint))
    if Origin.REPORTED in {old.origin, new.origin}:
        found.append(Reason(Cause.REMOTE))
        if run.request.generation.temperature > 0:
            found.append(Reason(Cause.SAMPLING))
    return tuple(found)


def _text(value: int | None) -> str | None:
    return None if value is None else str(value)
