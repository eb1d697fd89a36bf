"""The map as a table, for those who cannot use the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from holysheep_desktop.core.effect_maps import MapCell
from holysheep_desktop.core.results import PatchAnalysis, SiteFinding
from holysheep_desktop.ui.patching.map.words import number, token_text
from holysheep_desktop.ui.widgets.tables import MISSING, Column, RowTable

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class CellRow:
    """One cell with its token."""

    cell: MapCell
    token: str


def cell_rows(cells: Sequence[Sequence[MapCell]], analysis: PatchAnalysis) -> tuple[CellRow, ...]:
    """Every cell, lowest layer first."""
    return tuple(CellRow(cell, token_text(analysis.tokens, cell.position)) for row in cells for cell in row)


def _layer(row: CellRow) -> float:
    return row.cell.layer


def _layer_text(row: CellRow) -> str:
    return str(row.cell.layer)


def _head(row: CellRow) -> float | None:
    return row.cell.head


def _head_text(row: CellRow) -> str:
    return MISSING if row.cell.head is None else str(row.cell.head)


def _position(row: CellRow) -> float:
    return row.cell.position


def _position_text(row: CellRow) -> str:
    return str(row.cell.position)


def _token(row: CellRow) -> str:
    return row.token


def _noising(row: CellRow) -> float | None:
    return row.cell.noising


def _noising_text(row: CellRow) -> str:
    return number(row.cell.noising)


def _denoising(row: CellRow) -> float | None:
    return row.cell.denoising


def _denoising_text(row: CellRow) -> str:
    return number(row.cell.denoising)


class CellTable(RowTable[CellRow]):
    """Layer, head, position, token, and both effects."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = (
            Column("layer", _layer, _layer_text, is_number=True, width=72),
            Column("head", _head, _head_text, is_number=True, width=72),
            Column("position", _position, _position_text, is_number=True, width=88),
            Column("token", _token, _token, width=160),
            Column("noising", _noising, _noising_text, is_number=True, width=104),
            Column("denoising", _denoising, _denoising_text, is_number=True, width=104),
        )
        super().__init__(columns, parent)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the titles anew."""
        self.set_titles(
            (
                self.tr("Layer"),
                self.tr("Head"),
                self.tr("Position"),
                self.tr("Token"),
                self.tr("Noising"),
                self.tr("Denoising"),
            ),
            (
                self.tr("Counted from 0"),
                self.tr("Counted from 0 in its layer"),
                self.tr("Counted from 0, with the token that begins every prompt"),
                "",
                *way_explanations(),
            ),
        )


def way_explanations() -> tuple[str, str]:
    """What the two effects are measured in."""
    return (
        translate(
            "CellTable",
            "Comparison's activation in the original run: 0 changes nothing, 1 gives the comparison's answer;"
            " where the two hardly differ, the plain change of the metric",
        ),
        translate(
            "CellTable",
            "Original's activation in the comparison run: 0 changes nothing, 1 brings the original's answer"
            " back; where the two hardly differ, the plain change of the metric",
        ),
    )


@dataclass(frozen=True, slots=True)
class HeadRow:
    """One attention head of a layer with its effects at one position."""

    head: int
    noising: float | None
    denoising: float | None

    @property
    def size(self) -> float:
        """The larger of both absolute effects."""
        return max(abs(self.noising or 0.0), abs(self.denoising or 0.0))


def head_rows(site: SiteFinding) -> tuple[HeadRow, ...]:
    """The heads of a site, largest effect first."""
    found = [HeadRow(head.head, head.noising, head.denoising) for head in site.heads]
    return tuple(sorted(found, key=_size_of, reverse=True))


def _size_of(row: HeadRow) -> float:
    return row.size


def _head_number(row: HeadRow) -> float:
    return row.head


def _head_name(row: HeadRow) -> str:
    return str(row.head)


def _head_noising(row: HeadRow) -> float | None:
    return row.noising


def _head_noising_text(row: HeadRow) -> str:
    return number(row.noising)


def _head_denoising(row: HeadRow) -> float | None:
    return row.denoising


def _head_denoising_text(row: HeadRow) -> str:
    return number(row.denoising)


class HeadTable(RowTable[HeadRow]):
    """Head and both effects."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = (
            Column("head", _head_number, _head_name, is_number=True, width=72),
            Column("noising", _head_noising, _head_noising_text, is_number=True, width=104),
            Column("denoising", _head_denoising, _head_denoising_text, is_number=True, width=104),
        )
        super().__init__(columns, parent)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the titles anew."""
        self.set_titles(
            (self.tr("Head"), self.tr("Noising"), self.tr("Denoising")),
            (self.tr("Counted from 0 in its layer"), *way_explanations()),
        )
