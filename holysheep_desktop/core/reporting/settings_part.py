"""The sections of a report that let somebody do it again: settings, provenance, notes."""

from __future__ import annotations

from collections.abc import Iterator

from holysheep_desktop.core.report import Report, Run, Software
from holysheep_desktop.core.reporting.document import Block, Cell, Fact, Facts, Sentences, Table
from holysheep_desktop.core.reporting.words import Words, number
from holysheep_desktop.core.requests import PatchOptions


def note_blocks(run: Run, words: Words) -> Iterator[Block]:
    """What was odd about the reply."""
    notes = run.result.notes
    if notes:
        yield Sentences(
            tuple(
                words.fill(f"note_{note.kind.value}", n=number(note.count))
                + (f" ({note.detail})" if note.detail else "")
                for note in notes
            )
        )


def settings_blocks(run: Run, words: Words) -> Iterator[Block]:
    """Everything that the answer depends on."""
    request, generation = run.request, run.request.generation
    facts = [
        words.fact("model", request.model),
        words.fact("max_tokens", generation.max_tokens),
        words.fact("temperature", generation.temperature),
        words.fact("top_p", generation.top_p),
        words.fact("seed", generation.seed),
    ]
    if generation.stop:
        facts.append(words.fact("stop", " ".join(repr(stop) for stop in generation.stop)))
    if request.features is not None:
        facts += [
            words.fact("sae_layer", request.features.layer),
            words.fact("top_k", request.features.top_k),
            words.fact("pooling", words[f"pooling_{request.features.pooling.value}"]),
        ]
        if request.features.sae_id is not None:
            facts.append(words.fact("sae_asked", request.features.sae_id))
    if request.patching is not None:
        facts += _patching_settings(request.patching, words)
    yield Facts("settings", tuple(facts))
    if request.steering:
        columns = (
            words.column("feature", is_number=True),
            words.column("steering_mode"),
            words.column("strength", is_number=True),
            words.column("sae"),
        )
        rows = tuple(
            (s.feature, words[f"mode_{s.mode.value}"], s.strength, s.sae_id) for s in request.steering
        )
        yield Table("steering_settings", words["table_steering_settings"], columns, rows)


def _patching_settings(options: PatchOptions, words: Words) -> list[Fact]:
    components = ", ".join(
        words.get(f"component_{component.value}", component.value) for component in options.components
    )
    facts = [
        words.fact("patch_layer", options.layer),
        words.fact("patch_metric", words[f"metric_{options.metric.value}"]),
        words.fact("way", words[f"way_{options.way.value}"]),
        words.fact("method", words[f"method_{options.method.value}"]),
        words.fact("neuron_top_k", options.neuron_top_k),
        words.fact("controls", options.controls),
        words.fact("aligned_by", words["by_hand" if options.alignment is not None else "automatically"]),
    ]
    if components:
        facts.append(words.fact("components", components))
    if options.answers is not None:
        facts.append(words.fact("answer_ids", f"{options.answers.original} / {options.answers.comparison}"))
    return facts


def provenance_blocks(run: Run, words: Words) -> Iterator[Block]:
    """What computed the numbers: engine, hashes, times."""
    provenance, features = run.result.provenance, run.result.features
    engine = " ".join(part for part in (provenance.engine, provenance.version) if part)
    facts = [
        words.fact("origin", words.origin(provenance.origin)),
        words.fact("endpoint", provenance.endpoint or None),
        words.fact("engine", engine or None),
        words.fact("model_sha256", provenance.model_sha256),
        words.fact("tokenizer_sha256", provenance.tokenizer_sha256),
    ]
    if features is not None:
        reading = features.reading
        facts += [
            words.fact("sae", reading.sae_id),
            words.fact("sae_sha256", reading.sha256),
            words.fact("layer", reading.layer),
            words.fact("hook_point", reading.hook_point),
            words.fact("width", reading.width),
        ]
    facts += [
        words.fact("dtype", provenance.dtype),
        words.fact("seed_used", provenance.seed),
        words.fact("elapsed", _elapsed(run, words)),
    ]
    if provenance.request_id is not None:
        facts.append(words.fact("request_id", provenance.request_id))
    yield Facts("provenance", tuple(facts))


def _elapsed(run: Run, words: Words) -> Cell:
    """Each stage by its name; one that an endpoint named itself stays as it came."""
    stages = run.result.provenance.elapsed_ms
    return (
        ", ".join(f"{words.get(f'stage_{stage}', stage)} {ms:.0f} ms" for stage, ms in stages.items()) or None
    )


def report_blocks(report: Report, words: Words) -> Iterator[Block]:
    """When and with which program the report was made."""
    software = report.software
    libraries = ", ".join(f"{name} {version}" for name, version in software.libraries)
    yield Facts(
        "report",
        (
            words.fact("created", created(report)),
            words.fact("program", f"{software.program} {software.version}"),
            words.fact("python", software.python),
            words.fact("platform", software.platform),
            words.fact("libraries", libraries or None),
            words.fact("format_version", report.format_version),
        ),
    )


def created(report: Report) -> str:
    """When, with its time zone."""
    return report.created_at.isoformat(sep=" ", timespec="seconds")


def software_line(software: Software) -> str:
    """The program in one line."""
    return f"{software.program} {software.version}, Python {software.python}, {software.platform}"
