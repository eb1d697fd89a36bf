"""The sections of the report from top to bottom; each shows its part of a result, or why it cannot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult, PatchAnalysis
from holysheep_desktop.core.stores import ExportFiles
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.charts.effect_chart import PositionEffect
from holysheep_desktop.ui.full_analysis.feature_part import FeaturePart
from holysheep_desktop.ui.full_analysis.named_values import NamedValues
from holysheep_desktop.ui.full_analysis.section import Section
from holysheep_desktop.ui.full_analysis.settings_words import SettingsWords
from holysheep_desktop.ui.full_analysis.words import FullWords
from holysheep_desktop.ui.patching.answers_view import AnswersView
from holysheep_desktop.ui.patching.checks_view import ChecksView
from holysheep_desktop.ui.patching.effect_tables import (
    FeatureEffectTable,
    NeuronTable,
    feature_rows,
    neuron_rows,
)
from holysheep_desktop.ui.patching.layer_page import LayerPage
from holysheep_desktop.ui.patching.map.page import MapPage
from holysheep_desktop.ui.patching.tokens_view import TokensView
from holysheep_desktop.ui.sae.pane import Pane
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.answer_text import add_answer, show_answer
from holysheep_desktop.ui.widgets.inputs import read_only_text
from holysheep_desktop.ui.widgets.tables import RowView

_MAP_HEIGHT, _CHECKS_HEIGHT, _ANSWER_HEIGHT = 480, 340, 180
_NARROWEST = 320
_ROW_HEIGHT, _TABLE_HEAD, _MOST_ROWS = 27, 36, 12
_BAR_HEIGHT, _ROUND_THE_BARS, _MOST_BARS = 25, 190, 16
"""So many rows and bars are shown without scrolling, because the page scrolls already."""


class Sections(QWidget):
    """Features, tokens, patching map, neurons, self-tests, answer, settings and provenance."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        words: FullWords,
        exports: ExportFiles | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._settings_words = words, SettingsWords(self)
        self._request: AnalysisRequest | None = None
        self._analysis: PatchAnalysis | None = None
        self.features = FeaturePart(theme, words.sae)
        self.layer = LayerPage(theme)
        self.tokens = TokensView(theme)
        self.map = MapPage(session, theme, exports)
        self._neurons, self._effects = NeuronTable(self), FeatureEffectTable(self)
        self._neuron_view = RowView(self._neurons, "fullNeuronTable")
        self._effect_view = RowView(self._effects, "fullFeatureEffects")
        self._checks = ChecksView()
        self._answers, self._answer = AnswersView(), read_only_text("fullAnswer")
        self._answer_stack = QStackedWidget()
        self._settings, self._provenance = NamedValues("fullSettings"), NamedValues("fullProvenance")
        self._make_sections()
        self._build()
        self.layer.effects.effects_shown.connect(self._on_effects_shown)
        self.retranslate()

    def _make_sections(self) -> None:
        for page in (self._answer, self._answers):
            self._answer_stack.addWidget(page)
        self.layer.setMinimumWidth(_NARROWEST)
        self.map.setMinimumHeight(_MAP_HEIGHT)
        self._checks.setMinimumHeight(_CHECKS_HEIGHT)
        self._answer_stack.setMinimumHeight(_ANSWER_HEIGHT)
        self.feature_section = Section("featureSection", self.features)
        self.patch_section = Section("patchSection", self.layer)
        self.token_section = Section("tokenSection", self.tokens)
        self.map_section = Section("mapSection", self.map)
        self._neuron_pane = Pane(self._neuron_view, _TABLE_HEAD)
        self._effect_pane = Pane(self._effect_view, _TABLE_HEAD)
        self.neuron_section = Section("neuronSection", self._neuron_pane)
        self.effect_section = Section("effectSection", self._effect_pane)
        self.check_section = Section("checkSection", self._checks)
        self.answer_section = Section("answerSection", self._answer_stack)
        self.settings_section = Section("settingsSection", self._settings)
        self.provenance_section = Section("provenanceSection", self._provenance)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in self._all():
            column.addWidget(section)
        column.addStretch()

    def _all(self) -> tuple[Section, ...]:
        return (self.feature_section, *self._of_patching(), self.answer_section, *self._of_settings())

    def _of_patching(self) -> tuple[Section, ...]:
        return (
            self.patch_section,
            self.token_section,
            self.map_section,
            self.neuron_section,
            self.effect_section,
            self.check_section,
        )

    def _of_settings(self) -> tuple[Section, ...]:
        return (self.settings_section, self.provenance_section)

    def begin_answer(self, *, has_comparison: bool, is_first: bool) -> None:
        """The next piece of text belongs to a new answer; at first there is nothing else to see."""
        self._answer_stack.setCurrentWidget(self._answers if has_comparison else self._answer)
        self._answers.begin()
        self._answer.clear()
        self.answer_section.show_parts()
        if is_first:
            for section in self._all():
                section.setVisible(section is self.answer_section)

    def add_answer_text(self, text: str) -> None:
        """Take a piece of the answer as it streams."""
        if self._answer_stack.currentWidget() is self._answers:
            self._answers.add_text(text)
            return
        add_answer(self._answer, text)

    def show_result(self, request: AnalysisRequest, result: AnalysisResult) -> None:
        """Replace everything."""
        self._request, self._analysis = request, result.patching
        for section in self._all():
            section.show()
        self._name_sources(result)
        self._show_features(request, result)
        self.show_answer(result)
        self._show_patching(request, result)
        self._settings.show_rows(self._settings_words.settings(request))
        self._provenance.show_rows(self._settings_words.provenance(result))

    def show_answer(self, result: AnalysisResult) -> None:
        """Show what the model said, to both prompts where both were answered."""
        text = result.answer.text if result.answer else ""
        show_answer(self._answer, text)
        self._answers.show_answers(result)
        self._answer_stack.setCurrentWidget(self._answers if result.patching else self._answer)
        has_answer = bool(text) or result.patching is not None
        if has_answer:
            self.answer_section.show_parts()
        else:
            self.answer_section.show_missing(self.tr("The reply holds no answer text."))

    def retranslate(self) -> None:
        """Set headings and titles anew; what is shown is shown again by whoever holds it."""
        for section, words in (
            (self.feature_section, self.tr("Features and tokens")),
            (self.patch_section, self.tr("Patching one layer")),
            (self.token_section, self.tr("Tokens by their effect")),
            (self.map_section, self.tr("Patching map")),
            (self.neuron_section, self.tr("Neurons")),
            (self.effect_section, self.tr("SAE features by their effect")),
            (self.check_section, self.tr("Self-tests and controls")),
            (self.answer_section, self.tr("Answer")),
            (self.settings_section, self.tr("Settings")),
            (self.provenance_section, self.tr("Where the numbers come from")),
        ):
            section.set_heading(words)
        self._answer.setAccessibleName(self.tr("The model's answer"))
        self._neuron_view.setAccessibleName(self.tr("Influential neurons"))
        self._effect_view.setAccessibleName(self.tr("Effects of SAE features"))
        self.features.retranslate()
        self._neurons.retranslate()
        self._effects.retranslate()

    def _show_features(self, request: AnalysisRequest, result: AnalysisResult) -> None:
        if result.features is None:
            self.feature_section.show_missing(self._words.features_missing(request))
        elif not result.features.features:
            self.feature_section.show_missing(self.tr("No feature fires on this prompt."))
        else:
            self.feature_section.show_parts()
            self.features.show_result(request, result)

    def _name_sources(self, result: AnalysisResult) -> None:
        """Say beside each heading who measured; features and the patched layer say it beside each number."""
        source = self._words.source(result)
        for section in (*self._of_patching()[1:], self.answer_section):
            section.set_source(source)

    def _show_patching(self, request: AnalysisRequest, result: AnalysisResult) -> None:
        analysis = result.patching
        self.map.stop()
        if analysis is None:
            self.patch_section.show_missing(self._words.patching_missing(request))
            for section in self._of_patching()[1:]:
                section.hide()
            return
        self.patch_section.show_parts()
        self.layer.show_result(request, result)
        _offer(self.token_section, bool(analysis.tokens), self._words)
        _offer(self.map_section, bool(analysis.tokens), self._words)
        _offer(self.neuron_section, bool(analysis.neurons), self._words)
        _offer(self.effect_section, bool(analysis.features), self._words)
        self.check_section.show_parts()
        self._neurons.show_rows(neuron_rows(analysis))
        self._effects.show_rows(feature_rows(analysis.features))
        _fit(self._neuron_pane, len(analysis.neurons))
        _fit(self._effect_pane, len(analysis.features))
        n_bars = min(len(analysis.tokens), _MOST_BARS)
        self.layer.setMinimumHeight(n_bars * _BAR_HEIGHT + _ROUND_THE_BARS if n_bars else 0)
        self._checks.show_checks(analysis)
        if analysis.tokens:
            self.map.show_analysis(request, analysis)

    @Slot(object)
    def _on_effects_shown(self, rows: Sequence[PositionEffect]) -> None:
        if self._request is not None and self._analysis is not None and self._analysis.tokens:
            unpaired = self.layer.effects.reasons().unpaired
            self.tokens.show_tokens(self._request, self._analysis, rows, unpaired)


def _fit(pane: Pane, n_rows: int) -> None:
    pane.setMinimumHeight(_TABLE_HEAD + min(n_rows, _MOST_ROWS) * _ROW_HEIGHT)


def _offer(section: Section, is_there: bool, words: FullWords) -> None:
    if is_there:
        section.show_parts()
    else:
        section.show_missing(words.part_missing())
