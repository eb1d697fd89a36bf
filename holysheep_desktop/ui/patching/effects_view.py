"""The picture of the Patching tab: the effect by position of what was chosen, and both prompts' tokens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.results import EffectScale, PatchAnalysis
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, Theme
from holysheep_desktop.ui.charts.effect_chart import EffectChart, PositionEffect
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.patching.effects import (
    Reasons,
    chance_limit,
    charted_maps,
    map_control,
    position_effects,
)
from holysheep_desktop.ui.widgets.help_mark import HelpMark, Term
from holysheep_desktop.ui.widgets.inputs import choice_box

_CHART_HEIGHT = 220


class EffectsView(Translated, QWidget):
    """A choice of what was patched, and its chart.

    Signals: effects_shown(tuple of PositionEffect) when other rows are drawn.
    """

    effects_shown = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._analysis: PatchAnalysis | None = None
        self._layer = 0
        self._component_label = plain_label("componentLabel", ink=Role.TEXT_MUTED)
        self._components = choice_box("patchComponent")
        self._noising_label = plain_label("noisingLabel", ink=Role.TEXT_MUTED)
        self._denoising_label = plain_label("denoisingLabel", ink=Role.TEXT_MUTED)
        self.chart = EffectChart(theme, "patchChart")
        self.chart.setMinimumHeight(_CHART_HEIGHT)
        self._build()
        self._components.activated.connect(self._on_component_activated)
        self._retranslate()

    def _build(self) -> None:
        choice = QHBoxLayout()
        choice.setSpacing(GAP)
        choice.addWidget(self._component_label)
        choice.addWidget(self._components)
        choice.addWidget(HelpMark(Term.RESIDUAL))
        choice.addStretch()
        for label, term in ((self._noising_label, Term.NOISING), (self._denoising_label, Term.DENOISING)):
            choice.addWidget(label)
            choice.addWidget(HelpMark(term))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addLayout(choice)
        column.addWidget(self.chart, stretch=1)

    def show_effects(self, analysis: PatchAnalysis, layer: int) -> None:
        """Offer what the analysis has of the layer, and draw the chosen part; hidden where it has nothing."""
        self._analysis, self._layer = analysis, layer
        maps = charted_maps(analysis, layer)
        self.setVisible(bool(maps))
        chosen = self._components.currentData()
        self._components.clear()
        for effects in maps:
            self._components.addItem(self._words(effects.component), effects.component)
        self._components.setCurrentIndex(max(0, self._components.findData(chosen)))
        self._draw()

    def reasons(self) -> Reasons:
        """Why a place has no effect."""
        return Reasons(
            unpaired=self.tr("no partner in the other prompt, so it cannot be patched"),
            unmeasured=self.tr("not measured"),
        )

    def _draw(self) -> None:
        assert self._analysis is not None
        maps = charted_maps(self._analysis, self._layer)
        if not maps:
            self.effects_shown.emit(())
            return
        effects = maps[max(0, self._components.currentIndex())]
        rows: Sequence[PositionEffect] = position_effects(
            self._analysis, effects, self._layer, self.reasons()
        )
        is_raw = (self._analysis.map_scale or self._analysis.scale) is EffectScale.RAW
        axis = self.tr("difference of the metric") if is_raw else self.tr("normalised effect")
        chance = chance_limit(map_control(self._analysis, effects.component))
        self.chart.show_effects(rows, axis, chance, is_raw=is_raw)
        self.effects_shown.emit(rows)

    def _words(self, component: Component) -> str:
        if component is Component.LAYER_OUTPUT:
            return self.tr("What layer {layer} writes").format(layer=self._layer)
        return self.tr("Residual stream after layer {layer}").format(layer=self._layer)

    @override
    def _retranslate(self) -> None:
        self._component_label.setText(self.tr("Effect by position of"))
        self._components.setAccessibleName(self.tr("What is patched"))
        self._noising_label.setText(self.tr("Noising"))
        self._denoising_label.setText(self.tr("Denoising"))
        if self._analysis is not None:
            self.show_effects(self._analysis, self._layer)

    @Slot(int)
    def _on_component_activated(self, _place: int) -> None:
        self._draw()
