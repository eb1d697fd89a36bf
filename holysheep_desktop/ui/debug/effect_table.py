"""The candidates with their effects both ways, each beside its own random controls."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QObject

from holysheep_desktop.core.results import FeatureEffect
from holysheep_desktop.ui.charts.plot_rows import signed
from holysheep_desktop.ui.widgets.label_words import label_words
from holysheep_desktop.ui.widgets.tables import MISSING, Column, RowTable
from holysheep_desktop.ui.words.shares import percent


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One candidate; effects are shares of the way to the other answer, raw where there is no scale."""

    feature: int
    appears: float | None
    appears_control: float | None
    vanishes: float | None
    vanishes_control: float | None
    stands_out: bool
    label: str
    is_raw: bool

    @classmethod
    def of(cls, effect: FeatureEffect, guilty: Collection[int], *, is_raw: bool) -> CandidateRow:
        """The row of a candidate."""
        return cls(
            effect.feature,
            effect.effect,
            effect.control,
            effect.denoising,
            effect.denoising_control,
            effect.feature in guilty,
            label_words(effect.label),
            is_raw,
        )


def _feature(row: CandidateRow) -> int:
    return row.feature


def _feature_text(row: CandidateRow) -> str:
    return str(row.feature)


def _appears(row: CandidateRow) -> float | None:
    return row.appears


def _appears_text(row: CandidateRow) -> str:
    return _effect_text(row.appears, is_raw=row.is_raw)


def _appears_control(row: CandidateRow) -> float | None:
    return row.appears_control


def _appears_control_text(row: CandidateRow) -> str:
    return _control_text(row.appears_control, is_raw=row.is_raw)


def _vanishes(row: CandidateRow) -> float | None:
    return row.vanishes


def _vanishes_text(row: CandidateRow) -> str:
    return _effect_text(row.vanishes, is_raw=row.is_raw)


def _vanishes_control(row: CandidateRow) -> float | None:
    return row.vanishes_control


def _vanishes_control_text(row: CandidateRow) -> str:
    return _control_text(row.vanishes_control, is_raw=row.is_raw)


def _stands_out(row: CandidateRow) -> float:
    return float(row.stands_out)


def _label(row: CandidateRow) -> str | None:
    return row.label or None


def _label_text(row: CandidateRow) -> str:
    return row.label or MISSING


def _effect_text(value: float | None, *, is_raw: bool) -> str:
    if value is None:
        return MISSING
    return signed(value, "+.3f") if is_raw else percent(value, 1)


def _control_text(value: float | None, *, is_raw: bool) -> str:
    return MISSING if value is None else f"±{_effect_text(value, is_raw=is_raw).lstrip('+')}"


class CandidateTable(RowTable[CandidateRow]):
    """Feature, both effects with their controls, whether it stands out, its label."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = (
            Column("feature", _feature, _feature_text, is_number=True, width=72),
            Column("appears", _appears, _appears_text, is_number=True, width=104),
            Column("appears_control", _appears_control, _appears_control_text, is_number=True, width=88),
            Column("vanishes", _vanishes, _vanishes_text, is_number=True, width=104),
            Column("vanishes_control", _vanishes_control, _vanishes_control_text, is_number=True, width=88),
            Column("stands_out", _stands_out, self.stands_out_text, width=88),
            Column("label", _label, _label_text, width=260),
        )
        super().__init__(columns, parent)
        self.retranslate()

    def stands_out_text(self, row: CandidateRow) -> str:
        """Whether the feature by itself does more than its random controls."""
        return self.tr("yes") if row.stands_out else self.tr("no")

    def retranslate(self) -> None:
        """Set the titles anew."""
        self.set_titles(
            (
                self.tr("Feature"),
                self.tr("Appears"),
                self.tr("Chance"),
                self.tr("Vanishes"),
                self.tr("Chance"),
                self.tr("Stands out"),
                self.tr("Label"),
            ),
            (
                self.tr("Number of the feature in its SAE"),
                self.tr("Noising: this feature alone, put into the normal prompt"),
                self.tr("95% of random features, changed by as much at the same tokens, stay within this"),
                self.tr("Denoising: the normal value of this feature alone, put into the problematic prompt"),
                self.tr("95% of random features, changed by as much at the same tokens, stay within this"),
                self.tr("In one direction at least: more than chance, and more than 5% of the way"),
                self.tr("What the feature is said to stand for"),
            ),
        )
