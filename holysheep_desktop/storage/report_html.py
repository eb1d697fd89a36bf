"""A report as one HTML file that needs nothing else: no script, no font, no picture from elsewhere.

The template escapes every value; here values only become the rows that it draws.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from holysheep_desktop.core.effect_maps import row_names
from holysheep_desktop.core.plain_text import visible
from holysheep_desktop.core.report import Report, Software
from holysheep_desktop.core.results import EffectMap, FeatureAnalysis, PatchAnalysis
from holysheep_desktop.core.tokens import Token, joined_for_display
from holysheep_desktop.storage.report_heat import MOST_TABLE_ROWS, HeatPicture, heat_picture

_BARS = 20
_TEMPLATE = "report.html.j2"
_TEXTS = "texts.toml"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the feature chart; `size` is the absolute activation."""

    name: str
    size: float
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Chip:
    """One token group with the strength of its colour, 0 to 1."""

    text: str
    strength: str
    value: str


@dataclass(frozen=True, slots=True)
class Chips:
    """The prompt coloured by one feature."""

    feature: int
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class EffectCell:
    """One effect; `percent` is its share of the largest absolute effect of the map."""

    value: float
    percent: str
    text: str


@dataclass(frozen=True, slots=True)
class EffectRow:
    """Effects at one token, one cell per column."""

    token: str
    cells: tuple[EffectCell | None, ...]


@dataclass(frozen=True, slots=True)
class EffectTable:
    """A map of one component as a table: a row per token, a column per layer and way."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[EffectRow, ...]


def report_to_html(report: Report, templates: Path) -> bytes:
    """The report in its own language, as UTF-8 HTML."""
    environment = Environment(
        loader=FileSystemLoader(templates), autoescape=True, undefined=StrictUndefined, finalize=_as_text
    )
    texts = _texts(templates, report.language)
    request, result = report.record.main.request, report.record.main.result
    provenance = result.provenance
    html = environment.get_template(_TEMPLATE).render(
        t=texts,
        language=report.language,
        request=request,
        r=result,
        created=report.created_at.isoformat(sep=" ", timespec="seconds"),
        origin=texts[f"origin_{provenance.origin}"],
        engine=" ".join(part for part in (provenance.engine, provenance.version) if part),
        decoding=_decoding(report),
        elapsed=", ".join(f"{stage} {ms:.0f} ms" for stage, ms in provenance.elapsed_ms.items()),
        software=_software(report.software),
        feature_bars=_bars(result.features) if result.features else (),
        chips=_chips(result.features, request.prompt) if result.features else None,
        maps=_tables(result.patching, texts) if result.patching else (),
        heats=_pictures(result.patching, texts) if result.patching else (),
        token_list=_tokens(report),
    )
    return html.encode("utf-8", "replace")


def _as_text(value: object) -> object:
    return visible(value) if type(value) is str else value


def _texts(templates: Path, language: str) -> dict[str, str]:
    catalogue: dict[str, dict[str, str]] = tomllib.loads((templates / _TEXTS).read_text("utf-8"))
    return catalogue.get(language, catalogue["en"])


def _decoding(report: Report) -> str:
    generation = report.record.main.request.generation
    return (
        f"max_tokens {generation.max_tokens}, temperature {generation.temperature:g}, "
        f"top_p {generation.top_p:g}, seed {generation.seed}"
    )


def _software(software: Software) -> str:
    libraries = ", ".join(f"{name} {version}" for name, version in software.libraries)
    head = f"{software.program} {software.version}, Python {software.python}, {software.platform}"
    return f"{head}; {libraries}" if libraries else head


def _bars(analysis: FeatureAnalysis) -> tuple[Bar, ...]:
    return tuple(
        Bar(str(f.feature), abs(f.activation), f"{f.activation:.4g}", f.label.text if f.label else "")
        for f in analysis.features[:_BARS]
    )


def _chips(analysis: FeatureAnalysis, prompt: str) -> Chips | None:
    if analysis.cache is None or not analysis.features:
        return None
    strongest = analysis.features[0].feature
    values = analysis.cache.of_feature(strongest)
    peak = max(map(abs, values), default=0.0)
    chips: list[Chip] = []
    for group in joined_for_display(analysis.cache.tokens, prompt):
        value = max((values[index] for index in group.indices), key=abs)
        chips.append(Chip(group.text, f"{abs(value) / peak if peak else 0:.3f}", f"{value:.4g}"))
    return Chips(strongest, tuple(chips))


def _is_tall(effects: EffectMap) -> bool:
    return len(row_names(effects)) > MOST_TABLE_ROWS


def _tables(patching: PatchAnalysis, texts: dict[str, str]) -> tuple[EffectTable, ...]:
    return tuple(_table(effects, patching, texts) for effects in patching.maps if not _is_tall(effects))


def _pictures(patching: PatchAnalysis, texts: dict[str, str]) -> tuple[HeatPicture, ...]:
    titles = (texts["noising_map"], texts["denoising_map"])
    return tuple(heat_picture(effects, patching, titles) for effects in patching.maps if _is_tall(effects))


def _table(effects: EffectMap, patching: PatchAnalysis, texts: dict[str, str]) -> EffectTable:
    ways = [
        (texts[name], matrix)
        for name, matrix in (("noising_map", effects.noising), ("denoising_map", effects.denoising))
        if matrix is not None
    ]
    names = row_names(effects)
    columns = tuple(f"{name} · {way}" for way, matrix in ways for name, _ in zip(names, matrix, strict=False))
    lines = [row for _, matrix in ways for row in matrix]
    peak = max((abs(v) for row in lines for v in row if v is not None), default=0.0)
    rows = tuple(
        EffectRow(_token_text(patching.tokens, position), tuple(_cell(row[i], peak) for row in lines))
        for i, position in enumerate(effects.positions)
    )
    return EffectTable(effects.component, columns, rows)


def _cell(value: float | None, peak: float) -> EffectCell | None:
    if value is None:
        return None
    return EffectCell(value, f"{100 * abs(value) / peak if peak else 0:.1f}", f"{value:.3f}")


def _token_text(tokens: tuple[Token, ...], position: int) -> str:
    return tokens[position].text if position < len(tokens) else str(position)


def _tokens(report: Report) -> tuple[Token, ...]:
    result = report.record.main.result
    if result.patching is not None and result.patching.tokens:
        return result.patching.tokens
    if result.features is not None and result.features.cache is not None:
        return result.features.cache.tokens
    return ()
