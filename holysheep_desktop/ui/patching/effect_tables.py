"""Neurons and SAE features with the effect of patching each of them alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from typing_extensions import override

from holysheep_desktop.core.interpretation import ControlVerdict, control_verdict
from holysheep_desktop.core.results import (
    ControlResult,
    FeatureEffect,
    NeuronEffect,
    PatchAnalysis,
    SiteFinding,
)
from holysheep_desktop.ui.charts.plot_rows import signed
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
    denoising: float | None = None
    attribution: float | None = None
    limit: float | None = None
    """The 95th percentile of enough random controls."""


def neuron_rows(found: PatchAnalysis | SiteFinding) -> tuple[EffectRow, ...]:
    """The neurons in the order of the result."""
    control = next((c for c in found.controls if c.claim == NEURON_CLAIM), None)
    return tuple(_neuron_row(neuron, control) for neuron in found.neurons)


def _neuron_row(neuron: NeuronEffect, control: ControlResult | None) -> EffectRow:
    label = neuron.label
    above = None
    if neuron.impact is not None and control is not None:
        verdict = control_verdict(neuron.impact, control)
        above = None if verdict is ControlVerdict.TOO_FEW else verdict is ControlVerdict.ABOVE
    return EffectRow(
        neuron.id,
        neuron.impact,
        above,
        label_words(label),
        source_words(label),
        denoising=neuron.denoising,
        attribution=neuron.attribution,
        limit=None if above is None or control is None else control.percentile_95,
    )


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
            feature.denoising,
            feature.attribution,
            feature.control,
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
    return _signed_text(row.impact)


def _denoising(row: EffectRow) -> float | None:
    return row.denoising


def _denoising_text(row: EffectRow) -> str:
    return _signed_text(row.denoising)


def _attribution(row: EffectRow) -> float | None:
    return row.attribution


def _attribution_text(row: EffectRow) -> str:
    return _signed_text(row.attribution)


def _signed_text(value: float | None) -> str:
    return MISSING if value is None else signed(value, "+.4f")


def _difference(row: EffectRow) -> float | None:
    return row.difference


def _difference_text(row: EffectRow) -> str:
    return MISSING if row.difference is None else signed(row.difference, "+.3f")


def _chance(row: EffectRow) -> float | None:
    return None if row.is_above_chance is None else float(row.is_above_chance)


def _label(row: EffectRow) -> str | None:
    return row.label or None


def _label_text(row: EffectRow) -> str:
    return row.label or MISSING


def _source_text(row: EffectRow) -> str:
    return row.label_source or MISSING


class EffectTable(RowTable[EffectRow]):
    """What both tables say of chance; those of an opened site have the effect of denoising too."""

    def __init__(
        self, columns: Sequence[Column[EffectRow]], *, is_of_site: bool, parent: QObject | None
    ) -> None:
        ways = [Column("denoising", _denoising, _denoising_text, is_number=True, width=96)]
        attributed = Column("attribution", _attribution, _attribution_text, is_number=True, width=96)
        super().__init__([*columns, attributed, *(ways if is_of_site else ())], parent)
        self.retranslate()

    def set_effect_titles(self, titles: Sequence[str], explanations: Sequence[str]) -> None:
        """Set the titles of a table's own columns, and those that all tables share."""
        shared = (self.tr("Attribution"), self.tr("Denoising"))
        meaning = (
            self.tr("The gradient's estimate of the effect, by which it was chosen"),
            self.tr("Effect of denoising, as the other is that of noising"),
        )
        n_shared = len(self.columns) - len(titles)
        self.set_titles((*titles, *shared[:n_shared]), (*explanations, *meaning[:n_shared]))

    def retranslate(self) -> None:
        """Set the titles anew."""
        raise NotImplementedError

    def chance_text(self, row: EffectRow) -> str:
        """Whether the effect stands out from the random controls."""
        if row.is_above_chance is None:
            return MISSING
        return self.tr("yes") if row.is_above_chance else self.tr("no")


class NeuronTable(EffectTable):
    """Id, impact, whether chance could do it, and what the neuron promotes."""

    def __init__(self, parent: QObject | None = None, *, is_of_site: bool = False) -> None:
        columns = (
            Column("neuron", _name, _name, width=96),
            Column("impact", _size, _impact_text, is_number=True, width=88),
            Column("above_chance", _chance, self.chance_text, width=112),
            Column("label", _label, _label_text, width=280),
            Column("source", _source_text, _source_text, width=120),
        )
        super().__init__(columns, is_of_site=is_of_site, parent=parent)

    @override
    def retranslate(self) -> None:
        self.set_effect_titles(
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
                self.tr("Whether the effect is larger than 95% of the random controls"),
                self.tr("What the neuron is said to stand for"),
                self.tr("Who says so"),
            ),
        )


class FeatureEffectTable(EffectTable):
    """Number, difference of activation, effect, whether chance could do it, and the label."""

    def __init__(self, parent: QObject | None = None, *, is_of_site: bool = False) -> None:
        columns = (
            Column("feature", _number, _name, is_number=True, width=80),
            Column("difference", _difference, _difference_text, is_number=True, width=96),
            Column("effect", _size, _impact_text, is_number=True, width=88),
            Column("above_chance", _chance, self.chance_text, width=112),
            Column("label", _label, _label_text, width=280),
        )
        super().__init__(columns, is_of_site=is_of_site, parent=parent)

    @override
    def retranslate(self) -> None:
        self.set_effect_titles(
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
                self.tr("Whether the effect is larger than 95% of the random controls"),
                self.tr("What the feature is said to stand for"),
            ),
        )
