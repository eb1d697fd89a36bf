"""The mean map as a table and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from holysheep_desktop.ui.patching.map.table import way_explanations
from holysheep_desktop.ui.patching.map.words import number
from holysheep_desktop.ui.patching.pairs.mean_words import MeanCell
from holysheep_desktop.ui.widgets.tables import MISSING, Column, RowTable

_STATISTICS = ("mean", "low", "high", "p", "p_adjusted", "n")


def mean_csv(component: str, cells: Sequence[Sequence[MeanCell]]) -> str:
    """One line per cell, numbers in full precision."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    names = [f"{way}_{name}" for way in ("noising", "denoising") for name in _STATISTICS]
    writer.writerow(("component", "layer", "head", "place", *names))
    for row in cells:
        for cell in row:
            head = "" if cell.head is None else cell.head
            ways = (cell.noising, cell.denoising)
            values = ["" if one is None else getattr(one, name) for one in ways for name in _STATISTICS]
            written = ["" if value is None else value for value in values]
            writer.writerow((component, cell.layer, head, cell.place, *written))
    return text.getvalue()


def _layer(cell: MeanCell) -> float:
    return cell.layer


def _layer_text(cell: MeanCell) -> str:
    return str(cell.layer)


def _head(cell: MeanCell) -> float | None:
    return cell.head


def _head_text(cell: MeanCell) -> str:
    return MISSING if cell.head is None else str(cell.head)


def _place(cell: MeanCell) -> str:
    return cell.place


def _of(way: str, name: str) -> tuple[Callable[[MeanCell], float | None], Callable[[MeanCell], str]]:
    """What a column sorts by and what it shows."""

    def value(cell: MeanCell) -> float | None:
        one = getattr(cell, way)
        return None if one is None else getattr(one, name)

    def text(cell: MeanCell) -> str:
        found = value(cell)
        if found is None:
            return MISSING
        if name == "n":
            return str(int(found))
        return f"{found:.2g}" if name.startswith("p") else number(found, ".3f")

    return value, text


def _columns() -> tuple[Column[MeanCell], ...]:
    columns = [
        Column("layer", _layer, _layer_text, is_number=True, width=64),
        Column("head", _head, _head_text, is_number=True, width=56),
        Column("place", _place, _place, width=130),
    ]
    for way in ("noising", "denoising"):
        for name in _STATISTICS:
            value, text = _of(way, name)
            columns.append(Column(f"{way}_{name}", value, text, is_number=True, width=80))
    return tuple(columns)


class MeanTable(RowTable[MeanCell]):
    """Layer, place, and for both ways mean, interval, p-values and number of pairs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_columns(), parent)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the titles anew."""
        ways = (self.tr("Noising"), self.tr("Denoising"))
        rest = ("2.5%", "97.5%", "p", self.tr("p (Holm)"), "n")
        titles = [self.tr("Layer"), self.tr("Head"), self.tr("Place")]
        explanations = ["", "", ""]
        for way, words in zip(ways, way_explanations(), strict=True):
            titles += [way, *rest]
            explanations += [
                self.tr("Mean over the pairs. {words}").format(words=words),
                self.tr("Lower end of the 95% bootstrap interval of the mean"),
                self.tr("Upper end of the 95% bootstrap interval of the mean"),
                self.tr("Probability of such a mean by chance alone, by sign permutation"),
                self.tr("The same, corrected for the number of cells (Holm)"),
                self.tr("Pairs that have this cell"),
            ]
        self.set_titles(titles, explanations)
