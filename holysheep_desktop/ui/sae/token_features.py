"""The features that fire on one token of the prompt, as a table."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from holysheep_desktop.core.results import FeatureAnalysis
from holysheep_desktop.ui.widgets.label_words import label_words
from holysheep_desktop.ui.widgets.tables import MISSING, Column, RowTable


@dataclass(frozen=True, slots=True)
class TokenFeatureRow:
    """One feature with its activation on the token."""

    feature: int
    activation: float
    label: str


def rows_on(analysis: FeatureAnalysis, positions: tuple[int, ...]) -> tuple[TokenFeatureRow, ...]:
    """What fires on a token, or on the pieces of one character (their largest value), strongest first."""
    if analysis.cache is None:
        return ()
    strongest: dict[int, float] = {}
    for position in positions:
        row = analysis.cache.activations[position]
        for feature, value in zip(row.features, row.values, strict=True):
            strongest[feature] = max(value, strongest.get(feature, value))
    order = sorted(strongest, key=lambda feature: (-strongest[feature], feature))
    return tuple(TokenFeatureRow(f, strongest[f], label_words(analysis.label(f))) for f in order)


def _feature(row: TokenFeatureRow) -> int:
    return row.feature


def _feature_text(row: TokenFeatureRow) -> str:
    return str(row.feature)


def _activation(row: TokenFeatureRow) -> float:
    return row.activation


def _activation_text(row: TokenFeatureRow) -> str:
    return f"{row.activation:,.3f}"


def _label(row: TokenFeatureRow) -> str | None:
    return row.label or None


def _label_text(row: TokenFeatureRow) -> str:
    return row.label or MISSING


class TokenFeatureTable(RowTable[TokenFeatureRow]):
    """Feature, activation on this token, label."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = (
            Column("feature", _feature, _feature_text, is_number=True, width=80),
            Column("activation", _activation, _activation_text, is_number=True, width=110),
            Column("label", _label, _label_text, width=320),
        )
        super().__init__(columns, parent)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the titles anew."""
        self.set_titles(
            (self.tr("Feature"), self.tr("On this token"), self.tr("Label")),
            (
                self.tr("Number of the feature in its SAE"),
                self.tr("Activation on the chosen token, in units of the residual stream"),
                self.tr("What the feature is said to stand for"),
            ),
        )
