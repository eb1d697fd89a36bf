"""One line that names everything a number depends on, to be put under a figure or into a paper."""

from __future__ import annotations

from datetime import datetime

from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.core.report import Record, Software
from holysheep_desktop.core.results import AnalysisResult

_NAME_LIMIT = 120


def citation(record: Record, software: Software, made_at: datetime) -> str:
    """Model, SAE, engine and program with hashes and versions, seed and date; what is unknown is said so.

    In English, as a line of references is, whatever language the program speaks.
    """
    request, result = record.main.request, record.main.result
    provenance = result.provenance
    engine = " ".join(part for part in (provenance.engine, provenance.version) if part)
    parts = [
        f"{_plain(result.model)} (SHA-256 {provenance.model_sha256 or 'not reported'})",
        *_saes(record),
        f"engine {_plain(engine)}" if engine else "engine not reported",
        f"{software.program} {software.version}",
        f"{record.kind.value} analysis",
        f"seed {request.generation.seed}",
        f"{made_at:%Y-%m-%d}",
    ]
    return "; ".join(parts) + "."


def _saes(record: Record) -> list[str]:
    found = [name for run in record.runs if (name := _sae(run.result)) is not None]
    return list(dict.fromkeys(found))


def _sae(result: AnalysisResult) -> str | None:
    if result.features is None:
        return None
    reading = result.features.reading
    name = "not reported" if reading.sae_id is None else _plain(reading.sae_id)
    return f"SAE {name} (SHA-256 {reading.sha256 or 'not reported'})"


def _plain(text: str) -> str:
    return plain_text(text, _NAME_LIMIT)
