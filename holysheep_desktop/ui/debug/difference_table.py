"""The features that differ as a table: how, by how much, and at which token."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from holysheep_desktop.core.debugging.comparison import Comparison, FeatureDifference, Kind
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.ui.charts.plot_rows import signed
from holysheep_desktop.ui.widgets.label_words import label_words
from holysheep_desktop.ui.widgets.shown_text import one_line
from holysheep_desktop.ui.widgets.tables import MISSING, Column, RowTable


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One feature that differs; `token` is where it differs most, in the problematic prompt."""

    feature: int
    kind: Kind
    problematic: float | None
    normal: float | None
    amount: float
    token: str
    position: int | None
    is_candidate: bool
    label: str


def difference_rows(
    comparison: Comparison, tokens: Sequence[Token], candidates: Collection[int]
) -> tuple[DifferenceRow, ...]:
    """All of them, the largest first; `tokens` are those of the problematic prompt."""
    return tuple(_row(one, tokens, candidates) for one in comparison.differences)


def _row(one: FeatureDifference, tokens: Sequence[Token], candidates: Collection[int]) -> DifferenceRow:
    position = None if one.tokens is None else one.tokens[0]
    is_known = position is not None and position < len(tokens)
    return DifferenceRow(
        feature=one.feature,
        kind=one.kind,
        problematic=one.problematic,
        normal=one.normal,
        amount=one.amount,
        token=one_line(tokens[position].text.strip(" ")) if is_known and position is not None else "",
        position=position,
        is_candidate=one.feature in candidates,
        label=label_words(one.label),
    )


def _feature(row: DifferenceRow) -> int:
    return row.feature


def _feature_text(row: DifferenceRow) -> str:
    return str(row.feature)


def _kind(row: DifferenceRow) -> str:
    return row.kind.value


def _problematic(row: DifferenceRow) -> float | None:
    return row.problematic


def _problematic_text(row: DifferenceRow) -> str:
    return _number_text(row.problematic)


def _normal(row: DifferenceRow) -> float | None:
    return row.normal


def _normal_text(row: DifferenceRow) -> str:
    return _number_text(row.normal)


def _amount(row: DifferenceRow) -> float:
    return row.amount


def _amount_text(row: DifferenceRow) -> str:
    return signed(row.amount, "+,.1f")


def _position(row: DifferenceRow) -> int | None:
    return row.position


def _candidate(row: DifferenceRow) -> float:
    return float(row.is_candidate)


def _candidate_text(row: DifferenceRow) -> str:
    return "●" if row.is_candidate else ""


def _label(row: DifferenceRow) -> str | None:
    return row.label or None


def _label_text(row: DifferenceRow) -> str:
    return row.label or MISSING


def _number_text(value: float | None) -> str:
    return MISSING if value is None else f"{value:,.1f}"


class DifferenceTable(RowTable[DifferenceRow]):
    """Feature, how it differs, activations and their difference, token, whether it is tested, label."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = (
            Column("feature", _feature, _feature_text, is_number=True, width=68),
            Column("kind", _kind, self.kind_text, width=124),
            Column("problematic", _problematic, _problematic_text, is_number=True, width=92),
            Column("normal", _normal, _normal_text, is_number=True, width=72),
            Column("difference", _amount, _amount_text, is_number=True, width=80),
            Column("token", _position, self.token_text, width=96),
            Column("candidate", _candidate, _candidate_text, width=56),
            Column("label", _label, _label_text, width=180),
        )
        super().__init__(columns, parent)
        self.retranslate()

    def kind_text(self, row: DifferenceRow) -> str:
        """How the feature differs."""
        return self.kind_words(row.kind)

    def token_text(self, row: DifferenceRow) -> str:
        """Where the feature differs most."""
        return self.tr("no partner") if row.position is None else f"{row.position} “{row.token}”"

    def kind_words(self, kind: Kind) -> str:
        """A way to differ, in words."""
        return {
            Kind.ONLY_PROBLEMATIC: self.tr("only problematic"),
            Kind.ONLY_NORMAL: self.tr("only normal"),
            Kind.STRONGER: self.tr("stronger"),
            Kind.WEAKER: self.tr("weaker"),
        }[kind]

    def retranslate(self) -> None:
        """Set the titles anew."""
        self.set_titles(
            (
                self.tr("Feature"),
                self.tr("How"),
                self.tr("Problematic"),
                self.tr("Normal"),
                self.tr("Difference"),
                self.tr("At token"),
                self.tr("Tested"),
                self.tr("Label"),
            ),
            (
                self.tr("Number of the feature in its SAE"),
                self.tr("How it differs, as seen from the problematic prompt"),
                self.tr("Activation in the problematic prompt, at the token where the two differ most"),
                self.tr("Activation in the normal prompt, at the token that stands for it"),
                self.tr("Problematic minus normal activation"),
                self.tr("Where they differ most: place and token in the problematic prompt"),
                self.tr("Whether it is among the candidates that are patched"),
                self.tr("What the feature is said to stand for"),
            ),
        )
