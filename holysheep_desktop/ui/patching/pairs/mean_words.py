"""What is said about the mean map of several pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.results import EffectScale
from holysheep_desktop.ui.patching.map.words import number
from holysheep_desktop.ui.widgets.tables import MISSING

if TYPE_CHECKING:
    from holysheep_desktop.core.pairs.pair_statistics import CellStatistic, PairStatistics


@dataclass(frozen=True, slots=True)
class MeanCell:
    """One cell of the mean map, with its place in words."""

    layer: int
    head: int | None
    column: int
    place: str
    noising: CellStatistic | None
    denoising: CellStatistic | None

    @property
    def size(self) -> float:
        """The larger of both absolute means."""
        return max((abs(one.mean) for one in (self.noising, self.denoising) if one), default=0.0)


class MeanWords(QObject):
    """Translated."""

    def places(self, statistics: PairStatistics) -> tuple[str, ...]:
        """The names of the columns."""
        names = {
            "FIRST_DIFFERENT": self.tr("first different"),
            "MIDDLE": self.tr("between"),
            "LAST_DIFFERENT": self.tr("last different"),
            "NEXT": self.tr("next token"),
            "FURTHER": self.tr("further tokens"),
            "ANSWER": self.tr("answer position"),
        }
        if statistics.places:
            return tuple(names[place.name] for place in statistics.places)
        return tuple(f"H{head}" for head in statistics.heads or ())

    def cells(self, statistics: PairStatistics) -> tuple[tuple[MeanCell, ...], ...]:
        """Every cell, [row][column] as in the statistics."""
        places = self.places(statistics)
        by_position = statistics.heads is not None and bool(statistics.places)
        heads: Sequence[int | None] = (statistics.heads or ()) if by_position else (None,)
        sites = [(layer, head) for layer in statistics.layers for head in heads]

        def at(cells: tuple[tuple[CellStatistic | None, ...], ...] | None, row: int, column: int):  # noqa: ANN202
            return None if cells is None else cells[row][column]

        return tuple(
            tuple(
                MeanCell(
                    layer,
                    head,
                    column,
                    place,
                    at(statistics.noising, row, column),
                    at(statistics.denoising, row, column),
                )
                for column, place in enumerate(places)
            )
            for row, (layer, head) in enumerate(sites)
        )

    def site(self, cell: MeanCell) -> str:
        """`layer 12, last different`."""
        if cell.head is None:
            return self.tr("layer {layer}, {place}").format(layer=cell.layer, place=cell.place)
        words = self.tr("layer {layer}, head {head}, {place}")
        return words.format(layer=cell.layer, head=cell.head, place=cell.place)

    def statistic(self, one: CellStatistic | None) -> str:
        """A mean with its interval, p-value and number of pairs."""
        if one is None:
            return MISSING
        if one.low is None or one.high is None:
            return self.tr("{mean} (one pair)").format(mean=number(one.mean, ".3f"))
        words = self.tr("{mean} [{low}, {high}], p = {p} (Holm {adjusted}), n = {n}")
        return words.format(
            mean=number(one.mean, ".3f"),
            low=number(one.low, ".3f"),
            high=number(one.high, ".3f"),
            p=f"{one.p:.2g}",
            adjusted=f"{one.p_adjusted:.2g}",
            n=one.n,
        )

    def read_out(self, cell: MeanCell | None) -> str:
        """One cell with its exact numbers."""
        if cell is None:
            return self.tr("Point at a cell for its mean, 95% interval and p-value.")
        words = self.tr("{site}: noising {noising}; denoising {denoising}")
        return words.format(
            site=self.site(cell),
            noising=self.statistic(cell.noising),
            denoising=self.statistic(cell.denoising),
        )

    def sentence(self, statistics: PairStatistics, cells: Sequence[Sequence[MeanCell]]) -> str:
        """The largest mean, and whether it is the same for all pairs."""
        places = [place.name for place in statistics.places]
        told = [cell for row in cells for cell in row if not _is_given(statistics, places, cell)]
        strongest = max(told, key=_size, default=None)
        if strongest is None or strongest.size == 0:
            return self.tr("No site has an effect on the answer on average.")
        words = self.tr("Strongest on average: {site} — noising {noising}, denoising {denoising}.").format(
            site=self.site(strongest),
            noising=self._short(strongest.noising),
            denoising=self._short(strongest.denoising),
        )
        alone = self.tr("One pair is no sample.")
        return words if statistics.n_pairs > 1 else f"{words} {alone}"

    def _short(self, one: CellStatistic | None) -> str:
        if one is None or one.low is None or one.high is None:
            return MISSING if one is None else number(one.mean, ".2f")
        words = self.tr("{mean} [{low}, {high}]")
        return words.format(
            mean=number(one.mean, ".2f"), low=number(one.low, ".2f"), high=number(one.high, ".2f")
        )

    def sample(self, statistics: PairStatistics, n_right: int, n_judged: int) -> str:
        """What the numbers rest on."""
        parts = [self.tr("Mean of %Ln pair(s).", "", statistics.n_pairs)]
        if statistics.n_left_out:
            parts.append(self.tr("%Ln pair(s) without a scale are left out.", "", statistics.n_left_out))
        if statistics.scale is EffectScale.RAW:
            parts.append(self.tr("The effects are raw differences of the metric."))
        if n_judged:
            words = self.tr(
                "The model gets {right} of {n} pairs right ({share}%): each run prefers its own answer."
            )
            parts.append(words.format(right=n_right, n=n_judged, share=f"{100 * n_right / n_judged:.0f}"))
        parts.append(
            self.tr("In brackets: 95% bootstrap interval over pairs; p: random signs; Holm: for all cells.")
        )
        return " ".join(parts)


def _is_given(statistics: PairStatistics, places: Sequence[str], cell: MeanCell) -> bool:
    """The stream of the last layer at the answer position: replacing it is replacing the answer."""
    if statistics.component not in {Component.RESID_MID, Component.RESID_POST}:
        return False
    return cell.layer == max(statistics.layers) and places[cell.column] == "ANSWER"


def _size(cell: MeanCell) -> float:
    return cell.size
