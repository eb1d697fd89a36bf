"""The section of a report about several pairs: the mean map with its intervals and p-values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from holysheep_desktop.core.effect_maps import EVERY_POSITION, CellKind, MapCell
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.report import Record
from holysheep_desktop.core.reporting.charts import heat_of_cells
from holysheep_desktop.core.reporting.document import Block, Cell, Column, Figure, Remark, Sentences, Table
from holysheep_desktop.core.reporting.words import Words, number
from holysheep_desktop.core.results import EffectScale

if TYPE_CHECKING:
    from holysheep_desktop.core.pairs.pair_statistics import CellStatistic, PairStatistics

_MOST_MEANS = 16
_NUMBERS = ("mean", "low", "high", "p", "p_adjusted", "n")


@dataclass(frozen=True, slots=True)
class _Mean:
    """One statistic, and the site and the way it is about. A given one is 1 by construction."""

    row: int
    column: int
    way: int
    layer: int
    head: int | None
    place: str
    found: CellStatistic
    is_given: bool

    def cells(self, words: Words, *, has_heads: bool) -> tuple[Cell, ...]:
        found = self.found
        head = (self.head,) if has_heads else ()
        site = (self.layer, *head, words[f"place_{self.place}"] if self.place else None)
        way = words["way_denoising" if self.way else "way_noising"]
        return (*site, way, found.mean, found.low, found.high, found.p, found.p_adjusted, found.n)


def pair_blocks(record: Record, words: Words) -> Iterator[Block]:
    """What all pairs say together, for every component that has maps."""
    # numpy comes with the statistics, and not before the first report about pairs
    from holysheep_desktop.core.pairs.pair_statistics import pair_statistics

    analyses = [run.result.patching for run in record.runs if run.result.patching is not None]
    components = dict.fromkeys(effects.component for analysis in analyses for effects in analysis.maps)
    for component in components:
        statistics = pair_statistics(analyses, component)
        if statistics is not None:
            yield from _blocks(statistics, words)


def _blocks(statistics: PairStatistics, words: Words) -> Iterator[Block]:
    means = tuple(_means(statistics))
    told = sorted((mean for mean in means if not mean.is_given), key=_size, reverse=True)
    yield Sentences((_sentence(told, words),))
    yield Remark(_rests_on(statistics, words))
    name = words.get(f"component_{statistics.component.value}", statistics.component.value)
    yield _figure(statistics, means, words.fill("figure_pairs", component=name), words)
    has_heads = statistics.heads is not None
    columns = _columns(words, has_heads=has_heads)
    strongest = told[:_MOST_MEANS]
    title = words.fill("table_pair_means", n=len(strongest), component=name)
    yield Table(
        "pair_means", title, columns, tuple(mean.cells(words, has_heads=has_heads) for mean in strongest)
    )
    rows = tuple((statistics.component.value, *mean.cells(words, has_heads=has_heads)) for mean in means)
    whole = (words.column("component"), *columns)
    yield Table("pair_statistics", words["table_pair_statistics"], whole, rows, is_for_machines=True)


def _columns(words: Words, *, has_heads: bool) -> tuple[Column, ...]:
    head = (words.column("head", is_number=True),) if has_heads else ()
    return (
        words.column("layer", is_number=True),
        *head,
        words.column("place"),
        words.column("way"),
        *(words.column(key, is_number=True) for key in _NUMBERS),
    )


def _means(statistics: PairStatistics) -> Iterator[_Mean]:
    sites = _sites(statistics)
    last = max(statistics.layers, default=0)
    is_stream = statistics.component in {Component.RESID_MID, Component.RESID_POST}
    for way, matrix in enumerate((statistics.noising, statistics.denoising)):
        for row, cells in enumerate(matrix or ()):
            layer, head = sites[row]
            for column, found in enumerate(cells):
                if found is None:
                    continue
                place = statistics.places[column].name.lower() if statistics.places else ""
                shown = head if statistics.places else (statistics.heads or ())[column]
                # The last layer's stream at the answer is the answer itself.
                is_given = is_stream and layer == last and place == "answer"
                yield _Mean(row, column, way, layer, shown, place, found, is_given)


def _sites(statistics: PairStatistics) -> list[tuple[int, int | None]]:
    """What each row of the mean map is about."""
    heads: Sequence[int | None] = (statistics.heads or (None,)) if statistics.places else (None,)
    return [(layer, head) for layer in statistics.layers for head in heads]


def _size(mean: _Mean) -> float:
    return abs(mean.found.mean)


def _sentence(told: Sequence[_Mean], words: Words) -> str:
    if not told or not told[0].found.mean:
        return words["sentence_pairs_nothing"]
    mean = told[0]
    parts = [words.fill("site_layer", layer=mean.layer)]
    if mean.head is not None:
        parts.append(words.fill("site_head", head=mean.head))
    if mean.place:
        parts.append(words[f"place_{mean.place}"])
    way = words["way_denoising" if mean.way else "way_noising"]
    found = mean.found
    key = "sentence_pairs_one" if found.low is None else "sentence_pairs"
    return words.fill(
        key,
        site=", ".join(parts),
        way=way,
        mean=number(found.mean),
        low=number(found.low),
        high=number(found.high),
        p=number(found.p_adjusted),
        n=found.n,
    )


def _rests_on(statistics: PairStatistics, words: Words) -> str:
    parts = [words.fill("remark_pairs", n=statistics.n_pairs)]
    if statistics.n_left_out:
        parts.append(words.fill("remark_pairs_left_out", n=statistics.n_left_out))
    if statistics.scale is EffectScale.RAW:
        parts.append(words["remark_pairs_raw"])
    return " ".join(parts)


def _figure(statistics: PairStatistics, means: Sequence[_Mean], title: str, words: Words) -> Figure:
    names = [f"L{layer}" if head is None else f"L{layer}.H{head}" for layer, head in _sites(statistics)]
    columns = [words[f"place_short_{place.name.lower()}"] for place in statistics.places]
    columns = columns or [f"H{head}" for head in statistics.heads or ()]
    value = {(mean.row, mean.column, mean.way): mean.found.mean for mean in means}

    def cell(row: int, column: int, layer: int, head: int | None) -> MapCell:
        both = value.get((row, column, 0)), value.get((row, column, 1))
        kind = CellKind.MISSING if both == (None, None) else CellKind.MEASURED
        return MapCell(layer, column if statistics.places else EVERY_POSITION, *both, kind, head)

    cells = [
        [cell(row, column, layer, head) for column in range(len(columns))]
        for row, (layer, head) in enumerate(_sites(statistics))
    ]
    matrices = (statistics.noising, statistics.denoising)
    titles = {
        way: words[key] for way, key in enumerate(("noising", "denoising")) if matrices[way] is not None
    }
    return Figure(title, heat_of_cells(title, cells, names, columns, titles))
