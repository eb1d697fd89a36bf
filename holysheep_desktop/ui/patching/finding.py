"""What the Patching tab found: the sentence, the numbers, the effect by position, and the details."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult, PatchAnalysis
from holysheep_desktop.core.stores import ExportFiles
from holysheep_desktop.ui.patching.effects_view import EffectsView
from holysheep_desktop.ui.patching.finding_details import PatchDetails
from holysheep_desktop.ui.patching.map.page import MapPage
from holysheep_desktop.ui.patching.words import PatchWords, layer_of
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.theme import GAP, GAP_LABEL, Theme
from holysheep_desktop.ui.widgets.effect_chart import PositionEffect
from holysheep_desktop.ui.widgets.empty_state import EmptyState
from holysheep_desktop.ui.widgets.facts import Facts
from holysheep_desktop.ui.widgets.finding import Finding

_PICTURE_SHAPES = (0.3, -0.12, 0.85, 0.06, -0.3)


class PatchFinding(Finding):
    """Shows one result at a time."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        exports: ExportFiles | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._content = QWidget()
        super().__init__(theme, EmptyState(theme, _PICTURE_SHAPES, 2), self._content, parent)
        self._shown: tuple[AnalysisRequest, AnalysisResult] | None = None
        self._words = PatchWords(self)
        self._facts = Facts("patchFacts")
        self._effects = EffectsView(theme)
        self._details = PatchDetails(session, theme, exports)
        self._fill()
        self._effects.effects_shown.connect(self._on_effects_shown)
        self._effects.chart.position_chosen.connect(self._details.tokens.original.select_position)
        self._details.tokens.original.token_selected.connect(self._effects.chart.choose)
        self._details.map_chosen.connect(self._on_map_chosen)
        self.map.analysis_changed.connect(self._on_analysis_changed)
        self._retranslate()

    def _fill(self) -> None:
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP + GAP_LABEL)
        column.addWidget(self._facts)
        column.addWidget(self._effects, stretch=3)
        column.addWidget(self._details, stretch=2)

    @property
    def map(self) -> MapPage:
        """The map of every layer and position."""
        return self._details.map

    @property
    def shown(self) -> tuple[AnalysisRequest, AnalysisResult] | None:
        """What is shown, with the maps that were drawn for it."""
        return self._shown

    @override
    def begin(self) -> None:
        self.notices.clear()
        self.map.stop()
        self._details.answers.begin()
        if self._shown is None:
            self.show_sentences(self.tr("Comparing the two prompts …"))
            self._facts.hide()
            self._effects.hide()
            self._details.offer(None)
        self.dim(self._shown is not None)

    @override
    def add_answer_text(self, text: str) -> None:
        self._details.answers.add_text(text)

    @override
    def end_without_result(self) -> None:
        self.dim(False)
        if self._shown is None:
            self.show_empty()
        else:
            self._details.answers.show_answers(self._shown[1])

    @override
    def show_result(self, request: AnalysisRequest, result: AnalysisResult) -> None:
        self._shown = (request, result)
        self.dim(False)
        self._show()
        if result.patching is not None:
            self.map.show_analysis(request, result.patching)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _show(self) -> None:
        assert self._shown is not None
        request, result = self._shown
        self.show_sentences(self._words.headline(request, result), self._words.remarks(result))
        self._details.show_result(result)
        analysis = result.patching
        self._facts.setVisible(analysis is not None)
        if analysis is None:
            self._effects.hide()
            return
        self._facts.show_facts(self._words.facts(result))
        self._effects.show_effects(analysis, layer_of(request, analysis))
        if self._details.is_map:
            self._effects.hide()

    def _retranslate(self) -> None:
        self.empty.set_texts(
            self.tr("Which place in the model causes its answer?"),
            self.tr(
                "Two prompts that differ in one thing, and one layer: this tab moves the layer's values from "
                "one run into the other and measures how much of the answer changes with it."
            ),
            (self.tr("Run an example: France and Japan"), self.tr("Run an example: a film review")),
        )
        if self._shown is not None:
            self._show()

    @Slot(object)
    def _on_effects_shown(self, rows: Sequence[PositionEffect]) -> None:
        if self._shown is not None and self._shown[1].patching is not None:
            unpaired = self._effects.reasons().unpaired
            self._details.show_tokens(self._shown[0], self._shown[1].patching, rows, unpaired)

    @Slot(bool)
    def _on_map_chosen(self, is_map: bool) -> None:
        """One picture at a time: the map takes the place of the chart by position."""
        has_chart = self._shown is not None and bool(self._effects.chart.effects)
        self._effects.setVisible(has_chart and not is_map)

    @Slot(object)
    def _on_analysis_changed(self, analysis: PatchAnalysis) -> None:
        """A map belongs to the finding: a report holds it too."""
        if self._shown is not None:
            request, result = self._shown
            self._shown = (request, replace(result, patching=analysis))
