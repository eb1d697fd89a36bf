"""The sections of a report about patching: scores, maps, neurons, features, controls and self-tests."""

from __future__ import annotations

from collections.abc import Iterator

from holysheep_desktop.core.effect_maps import layers_of_control, row_names
from holysheep_desktop.core.report import Run
from holysheep_desktop.core.reporting.charts import ChartRow, bar_picture, heat_picture, token_text
from holysheep_desktop.core.reporting.debug_part import set_table
from holysheep_desktop.core.reporting.document import (
    Block,
    Cell,
    Column,
    Facts,
    Figure,
    Passage,
    Remark,
    Table,
)
from holysheep_desktop.core.reporting.feature_part import token_table
from holysheep_desktop.core.reporting.picture import Picture
from holysheep_desktop.core.reporting.words import Words
from holysheep_desktop.core.results import ControlResult, EffectMap, PatchAnalysis
from holysheep_desktop.core.tokens import Token

_MOST_ROWS_OF_BARS = 1
"""Maps with more layers or heads than this are drawn as pictures of cells."""


def patching_blocks(run: Run, words: Words) -> Iterator[Block]:
    """The scores of the whole layer, and how they were made."""
    analysis = run.result.patching
    if analysis is None:
        return
    yield _scores(run, analysis, words)
    if analysis.texts is not None:
        yield Passage(words["text_original"], analysis.texts.original)
        yield Passage(words["text_comparison"], analysis.texts.comparison)
        yield Passage(words["text_patched"], analysis.texts.patched)
    if analysis.controls:
        yield _controls(analysis, words)
    if analysis.self_tests:
        yield _self_tests(analysis, words)
    if analysis.tokens:
        yield _alignment(analysis, words)


def map_blocks(run: Run, words: Words) -> Iterator[Block]:
    """Every map as a picture and, for machines, as a table."""
    analysis = run.result.patching
    if analysis is None or not analysis.maps:
        return
    scale = analysis.map_scale or analysis.scale
    yield Remark(words["remark_map_raw"] if scale == "raw" else words["remark_map"])
    for effects in analysis.maps:
        name = words.get(f"component_{effects.component.value}", effects.component.value)
        title = words.fill("figure_map", component=name)
        yield Figure(title, _picture(title, effects, analysis, words))
        yield _map_table(effects, analysis, words)


def neuron_blocks(run: Run, words: Words) -> Iterator[Block]:
    """Neurons and features with their own effects."""
    analysis = run.result.patching
    if analysis is None:
        return
    if analysis.neurons:
        columns = (
            words.column("neuron"),
            words.column("impact", is_number=True),
            words.column("attribution", is_number=True),
            words.column("label"),
        )
        rows = tuple((n.id, n.impact, n.attribution, words.label(n.label)) for n in analysis.neurons)
        yield Table("neurons", words["table_neurons"], columns, rows)
    if analysis.feature_set is not None:
        yield set_table(analysis.feature_set, words)
    if analysis.features:
        columns = (
            words.column("feature", is_number=True),
            words.column("difference", is_number=True),
            words.column("effect", is_number=True),
            words.column("control", is_number=True),
            words.column("label"),
        )
        found = tuple(
            (f.feature, f.difference, f.effect, f.control, words.label(f.label)) for f in analysis.features
        )
        yield Table("feature_effects", words["table_feature_effects"], columns, found)


def _scores(run: Run, analysis: PatchAnalysis, words: Words) -> Facts:
    source = words.origin(run.result.provenance.origin)
    baseline, answers = analysis.baseline, analysis.answers
    metric = (
        None if analysis.metric is None else words.get(f"metric_{analysis.metric.value}", analysis.metric)
    )
    scale = None if analysis.scale is None else words[f"scale_{analysis.scale.value}"]
    chosen = "" if answers is None or answers.chosen_by is None else answers.chosen_by
    pair = None if answers is None else f"“{answers.original.text}” / “{answers.comparison.text}”"
    return Facts(
        "scores",
        (
            words.fact("impact", analysis.impact_score, source),
            words.fact("denoising", analysis.denoising_score, source),
            words.fact("raw_effect", analysis.raw_effect, source),
            words.fact("baseline_original", baseline.original if baseline else None, source),
            words.fact("baseline_comparison", baseline.comparison if baseline else None, source),
            words.fact("metric", metric),
            words.fact("scale", scale),
            words.fact("target_layer", analysis.target_layer),
            words.fact("answer_tokens", pair, words.get(f"chosen_{chosen}", chosen)),
            words.fact("attribution_agreement", analysis.attribution_agreement, source),
        ),
    )


def _controls(analysis: PatchAnalysis, words: Words) -> Table:
    columns = (
        words.column("claim"),
        words.column("n", is_number=True),
        words.column("percentile_95", is_number=True),
    )
    rows = tuple((_controlled(analysis, c, words), c.n, c.percentile_95) for c in analysis.controls)
    return Table("controls", words["table_controls"], columns, rows)


def _self_tests(analysis: PatchAnalysis, words: Words) -> Table:
    columns = (
        words.column("self_test"),
        words.column("value", is_number=True),
        words.column("tolerance", is_number=True),
        words.column("passed"),
    )
    rows = tuple(
        (
            _self_test(test.name, words),
            test.value,
            test.tolerance,
            words["passed" if test.passed else "failed"],
        )
        for test in analysis.self_tests
    )
    return Table("self_tests", words["table_self_tests"], columns, rows)


def _self_test(name: str, words: Words) -> str:
    kind, _, component = name.partition(":")
    if not component:
        return words.get(f"self_test_{name}", name)
    return f"{words.get(f'self_test_{kind}', kind)} ({words.get(f'component_{component}', component)})"


def _controlled(analysis: PatchAnalysis, control: ControlResult, words: Words) -> str:
    """The claim, and the layers of its controls where they do not speak for the whole map."""
    claim, layers = _claim(control.claim, words), layers_of_control(analysis, control)
    if not layers:
        return claim
    return words.fill("claim_of_layers", claim=claim, layers=", ".join(map(str, layers)))


def _claim(claim: str, words: Words) -> str:
    component = claim.removeprefix("map:")
    name = words.get(f"component_{component}", words.get(f"claim_{component}", component))
    return name if component == claim else words.fill("claim_map", component=name)


def _alignment(analysis: PatchAnalysis, words: Words) -> Table:
    """Both prompts token by token, as they were paired; without an alignment, the tokens alone."""
    if analysis.alignment is None:
        return token_table("tokens", analysis.tokens, words)
    columns = (
        words.column("position", is_number=True),
        words.column("token"),
        words.column("partner_position", is_number=True),
        words.column("partner"),
    )
    partners = dict(analysis.alignment)
    rows: list[tuple[Cell, ...]] = []
    for position, token in enumerate(analysis.tokens):
        partner = partners.get(position)
        rows.append((position, token.text, partner, _text_at(analysis.comparison_tokens, partner)))
    paired = set(partners.values())
    rows += [
        (None, words["no_partner"], position, token.text)
        for position, token in enumerate(analysis.comparison_tokens)
        if position not in paired
    ]
    return Table("alignment", words["table_alignment"], columns, tuple(rows))


def _text_at(tokens: tuple[Token, ...], position: int | None) -> Cell:
    if position is None:
        return None
    return tokens[position].text if position < len(tokens) else str(position)


def _picture(title: str, effects: EffectMap, analysis: PatchAnalysis, words: Words) -> Picture:
    titles = (words["noising"], words["denoising"])
    if len(row_names(effects)) > _MOST_ROWS_OF_BARS or not effects.positions:
        return heat_picture(title, effects, analysis, titles)
    ways = [
        (t, m) for t, m in zip(titles, (effects.noising, effects.denoising), strict=True) if m is not None
    ]
    rows = [
        ChartRow(
            f"{token_text(analysis, position)}  {position}",
            tuple(matrix[0][column] for _, matrix in ways),
        )
        for column, position in enumerate(effects.positions)
    ]
    return bar_picture(title, rows, [name for name, _ in ways], words["axis_effect"])


def _map_table(effects: EffectMap, analysis: PatchAnalysis, words: Words) -> Table:
    rows = tuple(_map_rows(effects, analysis))
    numbers = ("layer", "head", "position")
    columns: tuple[Column, ...] = (
        words.column("component"),
        *(words.column(name, is_number=True) for name in numbers),
        words.column("token"),
        words.column("noising", is_number=True),
        words.column("denoising", is_number=True),
    )
    return Table("maps", words["table_maps"], columns, rows, is_for_machines=True)


def _map_rows(effects: EffectMap, analysis: PatchAnalysis) -> Iterator[tuple[Cell, ...]]:
    """One row for each cell; heads at all positions have no position."""
    heads: tuple[int | None, ...] = (None,) if effects.heads is None else effects.heads
    is_by_head = not effects.positions
    sites = [(layer, head) for layer in effects.layers for head in ((None,) if is_by_head else heads)]
    for row, (layer, head) in enumerate(sites):
        for column in range(len(heads) if is_by_head else len(effects.positions)):
            position = None if is_by_head else effects.positions[column]
            token = None if position is None else token_text(analysis, position)
            noising = None if effects.noising is None else effects.noising[row][column]
            denoising = None if effects.denoising is None else effects.denoising[row][column]
            shown_head = heads[column] if is_by_head else head
            yield (effects.component.value, layer, shown_head, position, token, noising, denoising)
