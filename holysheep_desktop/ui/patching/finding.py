"""What the Patching tab found: the sentence, and below it the pages of details."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.effect_maps import MapCell
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult, PatchAnalysis
from holysheep_desktop.core.stores import ExportFiles
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.charts.effect_chart import PositionEffect
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.patching.finding_details import PatchDetails
from holysheep_desktop.ui.patching.map.page import MapPage
from holysheep_desktop.ui.patching.words import PatchWords
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.empty_state import EmptyState
from holysheep_desktop.ui.widgets.finding import Finding


class PatchFinding(Translated, Finding):
    """Shows one result at a time."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        exports: ExportFiles | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._content = QWidget()
        super().__init__(theme, EmptyState(theme, "patching", 2, "patching"), self._content, parent)
        self._shown: tuple[AnalysisRequest, AnalysisResult] | None = None
        self._words = PatchWords(self)
        self._details = PatchDetails(session, theme, exports)
        effects = self._details.layer.effects
        effects.effects_shown.connect(self._on_effects_shown)
        effects.chart.key_chosen.connect(self._details.tokens.original.select_position)
        self._details.tokens.original.token_selected.connect(effects.chart.choose)
        self.map.analysis_changed.connect(self._on_analysis_changed)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._details)
        self._retranslate()

    @property
    def map(self) -> MapPage:
        """The map of every layer and position."""
        return self._details.map

    def show_map(self, cell: MapCell | None) -> None:
        """Bring the map to the front, and open one of its cells."""
        self._details.show_map()
        if cell is not None:
            self.map.open_cell(cell)

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
        self.cures.show_for(request, result)
        self._show()
        if result.patching is not None:
            self.map.show_analysis(request, result.patching)

    def _show(self) -> None:
        assert self._shown is not None
        request, result = self._shown
        self.show_sentences(self._words.headline(request, result), self._words.remarks(result))
        self._details.show_result(request, result)

    @override
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
            unpaired = self._details.layer.effects.reasons().unpaired
            self._details.show_tokens(self._shown[0], self._shown[1].patching, rows, unpaired)

    @Slot(object)
    def _on_analysis_changed(self, analysis: PatchAnalysis) -> None:
        """A map belongs to the finding: a report holds it too."""
        if self._shown is not None:
            request, result = self._shown
            self._shown = (request, replace(result, patching=analysis))
            self._details.show_checks(analysis)
