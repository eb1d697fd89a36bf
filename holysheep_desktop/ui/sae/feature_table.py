"""The features of a prompt as a table, one row each."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from holysheep_desktop.core.results import FeatureActivation, FeatureAnalysis
from holysheep_desktop.ui.widgets.label_words import label_words, source_words
from holysheep_desktop.ui.widgets.tables import MISSING, Column, RowTable


@dataclass(frozen=True, slots=True)
class FeatureRow:
    """One feature with its rank among the returned ones, 1 being the strongest."""

    rank: int
    feature: int
    activation: float
    label: str
    label_source: str

    @classmethod
    def of(cls, rank: int, feature: FeatureActivation) -> FeatureRow:
        """The row of a feature."""
        label = feature.label
        return cls(rank, feature.feature, feature.activation, label_words(label), source_words(label))


def rows_of(analysis: FeatureAnalysis) -> tuple[FeatureRow, ...]:
    """All features in the order of the result."""
    return tuple(FeatureRow.of(rank, feature) for rank, feature in enumerate(analysis.features, start=1))


def _rank(row: FeatureRow) -> int:
    return row.rank


def _rank_text(row: FeatureRow) -> str:
    return str(row.rank)


def _feature(row: FeatureRow) -> int:
    return row.feature


def _feature_text(row: FeatureRow) -> str:
    return str(row.feature)


def _activation(row: FeatureRow) -> float:
    return row.activation


def _activation_text(row: FeatureRow) -> str:
    return f"{row.activation:,.3f}"


def _label(row: FeatureRow) -> str | None:
    return row.label or None


def _label_text(row: FeatureRow) -> str:
    return row.label or MISSING


def _source(row: FeatureRow) -> str | None:
    return row.label_source or None


def _source_text(row: FeatureRow) -> str:
    return row.label_source or MISSING


class FeatureTable(RowTable[FeatureRow]):
    """Rank, feature, activation, label, and who says so."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = (
            Column("rank", _rank, _rank_text, is_number=True, width=48),
            Column("feature", _feature, _feature_text, is_number=True, width=80),
            Column("activation", _activation, _activation_text, is_number=True, width=96),
            Column("label", _label, _label_text, width=280),
            Column("source", _source, _source_text, width=140),
        )
        super().__init__(columns, parent)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the titles anew."""
        self.set_titles(
            (
                self.tr("#"),
                self.tr("Feature"),
                self.tr("Activation"),
                self.tr("Label"),
                self.tr("Label from"),
            ),
            (
                self.tr("Rank by activation"),
                self.tr("Number of the feature in its SAE"),
                self.tr("Pooled over the prompt's tokens, in units of the residual stream"),
                self.tr("What the feature is said to stand for"),
                self.tr("Who says so"),
            ),
        )
