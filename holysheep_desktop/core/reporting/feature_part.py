"""The sections of a report about SAE features: which fire, where, and how far to trust the reading."""

from __future__ import annotations

from collections.abc import Iterator

from holysheep_desktop.core.interpretation import n_counted_active
from holysheep_desktop.core.report import Run
from holysheep_desktop.core.reporting.charts import ChartRow, bar_picture
from holysheep_desktop.core.reporting.document import Block, Cell, Chip, Chips, Facts, Figure, Remark, Table
from holysheep_desktop.core.reporting.words import Words, number
from holysheep_desktop.core.results import ActivationCache, FeatureActivation, FeatureAnalysis
from holysheep_desktop.core.tokens import Token, joined_for_display

_BARS = 12
"""What leaves room for the summary on the same page."""
_COLOURED = 3
"""The prompt is coloured by this many of its strongest features."""


def feature_blocks(run: Run, words: Words) -> Iterator[Block]:
    """Health of the reading, chart, and table of the features."""
    analysis = run.result.features
    if analysis is None:
        return
    yield _health(run, analysis, words)
    if analysis.features:
        rows = [ChartRow(_bar_label(f, words), (f.activation,)) for f in analysis.features[:_BARS]]
        axis = words.fill("axis_activation", pooling=_pooling(analysis, words))
        title = words.fill("figure_features", n=number(min(_BARS, len(analysis.features))))
        yield Figure(title, bar_picture(title, rows, ("",), axis))
    yield Remark(words.fill("remark_origin", origin=words.origin(run.result.provenance.origin)))
    yield _table(analysis, words)


def token_blocks(run: Run, words: Words) -> Iterator[Block]:
    """The prompt's tokens, coloured by the strongest features; every activation for machines."""
    analysis = run.result.features
    cache = analysis.cache if analysis else None
    if analysis is None or cache is None:
        return
    for feature in analysis.features[:_COLOURED]:
        yield _chips(feature, cache, run.request.prompt, words)
    yield token_table("tokens", cache.tokens, words, cache)
    columns = (
        words.column("position", is_number=True),
        words.column("token"),
        words.column("feature", is_number=True),
        words.column("activation", is_number=True),
    )
    rows = tuple(
        (position, token.text, feature, value)
        for position, (token, row) in enumerate(zip(cache.tokens, cache.activations, strict=True))
        for feature, value in zip(row.features, row.values, strict=True)
    )
    title = words["table_activations"]
    yield Table("activations", title, columns, rows, is_for_machines=True)


def token_table(
    key: str, tokens: tuple[Token, ...], words: Words, cache: ActivationCache | None = None
) -> Table:
    """Tokens with their ids, and how each was read where that is known."""
    columns = [words.column("position", is_number=True), words.column("token_id", is_number=True)]
    columns.append(words.column("token"))
    if cache is not None:
        names = ("n_active", "residual_norm", "reconstruction_error")
        columns += [words.column(name, is_number=True) for name in names]
    rows: list[tuple[Cell, ...]] = []
    for position, token in enumerate(tokens):
        row: tuple[Cell, ...] = (position, token.id, token.text)
        if cache is not None:
            read = cache.activations[position]
            row = (*row, len(read.features), read.residual_norm, read.reconstruction_error)
        rows.append(row)
    return Table(key, words[f"table_{key}"], tuple(columns), tuple(rows))


def _health(run: Run, analysis: FeatureAnalysis, words: Words) -> Facts:
    reading, source = analysis.reading, words.origin(run.result.provenance.origin)
    active = words.fact("n_active", reading.n_active, source)
    if reading.n_active is None:
        counted = n_counted_active(analysis.features)
        active = words.fact("n_counted", counted, words["origin_counted"])
    return Facts(
        "reading",
        (
            active,
            words.fact("l0", reading.l0_mean, source),
            words.fact("l0_p95", reading.l0_p95, source),
            words.fact("sparsity", reading.sparsity, source),
            words.fact("explained_variance", reading.explained_variance, source),
            words.fact("ce_loss_recovered", reading.ce_loss_recovered, source),
        ),
    )


def _pooling(analysis: FeatureAnalysis, words: Words) -> str:
    said = analysis.reading.pooling
    if not said:
        return words["pooling_unknown"]
    # An endpoint names its pooling first and explains it after.
    return words.get(f"pooling_{said.partition(' ')[0]}", said)


def _bar_label(feature: FeatureActivation, words: Words) -> str:
    label = words.label(feature.label)
    return f"{feature.feature}  {label}" if label else f"{feature.feature}"


def _table(analysis: FeatureAnalysis, words: Words) -> Table:
    columns = (
        words.column("feature", is_number=True),
        words.column("activation", is_number=True),
        words.column("label"),
        words.column("label_source"),
    )
    rows = tuple(
        (f.feature, f.activation, words.label(f.label), words.label_source(f.label))
        for f in analysis.features
    )
    return Table("features", words["table_features"], columns, rows)


def _chips(feature: FeatureActivation, cache: ActivationCache, prompt: str, words: Words) -> Chips:
    values = cache.of_feature(feature.feature)
    peak = max(map(abs, values), default=0.0)
    label = words.label(feature.label)
    title = words.fill("chips_of_feature", id=feature.feature, label=label or words["no_label"])
    items: list[Chip] = []
    for group in joined_for_display(cache.tokens, prompt):
        value = max((values[index] for index in group.indices), key=abs)
        items.append(Chip(group.text, value / peak if peak else 0.0, number(value)))
    return Chips(title, tuple(items))
