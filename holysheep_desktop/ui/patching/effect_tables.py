"""Neurons and SAE features with the effect of patching each of them alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from holysheep_desktop.core.interpretation import ControlVerdict, control_verdict
from holysheep_desktop.core.results import ControlResult, FeatureEffect, NeuronEffect, PatchAnalysis
from holysheep_desktop.ui.widgets.label_words import label_words, source_words
from holysheep_desktop.ui.widgets.tables import MISSING, Column, RowTable

NEURON_CLAIM = "neuron"


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One neuron or feature; `is_above_chance` is None where controls cannot tell."""

    name: str
    impact: float | None
    is_above_chance: bool | None
    label: str
    label_source: str
    difference: float | None = None


def neuron_rows(analysis: PatchAnalysis) -> tuple[EffectRow, ...]:
    """The neurons in the order of the result."""
    control = next((c for c in analysis.controls if c.claim == NEURON_CLAIM), None)
    return tuple(_neuron_row(neuron, control) for neuron in analysis.neurons)


def _neuron_row(neuron: NeuronEffect, control: ControlResult | None) -> EffectRow:
    label = neuron.label
    above = None
    if neuron.impact is not None and control is not None:
        verdict = control_verdict(neuron.impact, control)
        above = None if verdict is ControlVerdict.TOO_FEW else verdict is ControlVerdict.ABOVE
    return EffectRow(neuron.id, neuron.impact, above, label_words(label), source_words(label))


def feature_rows(features: Sequence[FeatureEffect]) -> tuple[EffectRow, ...]:
    """The features in the order of the result; each has its own control."""
    return tuple(
        EffectRow(
            str(feature.feature),
            feature.effect,
            None
            if feature.effect is None or feature.control is None
            else abs(feature.effect) > feature.control,
            label_words(feature.label),
            source_words(feature.label),
            feature.difference,
        )
        for feature in features
    )


def _name(row: EffectRow) -> str:
    return row.name


def _number(row: EffectRow) -> float | str:
    return int(row.name) if row.name.isdigit() else row.name


def _size(row: EffectRow) -> float | None:
    return None if row.impact is None else row.impact


def _impact_text(row: EffectRow) -> str:
    return MISSING if row.impact is None else f"{row.impact:+.4f}"


def _difference(row: EffectRow) -> float | None:
    return row.difference


def _difference_text(row: EffectRow) -> str:
    return MISSING if row.difference is None else f"{row.difference:+.3f}"


def _chance(row: EffectRow) -> float | None:
    return None if row.is_above_chance is None else float(row.is_above_chance)


def _label(row: EffectRow) -> str | None:
    return row.label or None


def _label_text(row: EffectRow) -> str:
    return row.label or MISSING


def _source_text(row: EffectRow) -> str:
    return row.label_source or MISSING


class EffectTable(RowTable[EffectRow]):
    """What both tables say of chance."""

    def chance_text(self, row: EffectRow) -> str:
        """Whether the effect stands out from the random controls."""
        if row.is_above_chance is None:
            return MISSING
        return self.tr("yes") if row.is_above_chance else self.tr("no")


class NeuronTable(EffectTable):
    """Id, impact, whether chance could do it, and what the neuron promotes."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = (
            Column("neuron", _name, _name, width=96),
            Column("impact", _size, _impact_text, is_number=True, width=88),
            Column("above_chance", _chance, self.chance_text, width=112),
            Column("label", _label, _label_text, width=280),
            Column("source", _source_text, _source_text, width=120),
        )
        super().__init__(columns, parent)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the titles anew."""
        self.set_titles(
            (
                self.tr("Neuron"),
                self.tr("Impact"),
                self.tr("Above chance"),
                self.tr("Label"),
                self.tr("Label from"),
            ),
            (
                self.tr("L12.N345 is neuron 345 of layer 12"),
                self.tr("Effect of patching this neuron alone, on the scale of the chart above"),
                self.tr("Whether the effect is larger than 95 % of the random controls"),
                self.tr("What the neuron is said to stand for"),
                self.tr("Who says so"),
            ),
        )


class FeatureEffectTable(EffectTable):
    """Number, difference of activation, effect, whether chance could do it, and the label."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = (
            Column("feature", _number, _name, is_number=True, width=80),
            Column("difference", _difference, _difference_text, is_number=True, width=96),
            Column("effect", _size, _impact_text, is_number=True, width=88),
            Column("above_chance", _chance, self.chance_text, width=112),
            Column("label", _label, _label_text, width=280),
        )
        super().__init__(columns, parent)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the titles anew."""
        self.set_titles(
            (
                self.tr("Feature"),
                self.tr("Difference"),
                self.tr("Effect"),
                self.tr("Above chance"),
                self.tr("Label"),
            ),
            (
                self.tr("Number of the feature in its SAE"),
                self.tr("Comparison minus original activation"),
                self.tr("Effect of changing this feature alone"),
                self.tr("Whether the effect is larger than 95 % of the random controls"),
                self.tr("What the feature is said to stand for"),
            ),
        )
