"""The picture of an SAE finding: how far to trust it, its numbers, the bars, and the coloured prompt."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult, FeatureActivation
from holysheep_desktop.ui.appearance.theme import GAP_LABEL, Role, Theme
from holysheep_desktop.ui.charts.bar_chart import Bar, BarChart
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.sae.pane import Pane
from holysheep_desktop.ui.sae.words import SaeWords
from holysheep_desktop.ui.widgets.chips import Chip, Ramp, chips_of
from holysheep_desktop.ui.widgets.facts import Facts
from holysheep_desktop.ui.widgets.inputs import tool_button
from holysheep_desktop.ui.widgets.label_words import label_words
from holysheep_desktop.ui.widgets.shown_text import read_number
from holysheep_desktop.ui.widgets.token_chips import TokenChips

_CHART_HEIGHT = 234


class SaePicture(Translated, QWidget):
    """Signals: feature_chosen(int) by a bar; token_chosen(int) position; search_requested()."""

    feature_chosen = Signal(int)
    token_chosen = Signal(int)
    search_requested = Signal()

    def __init__(self, theme: Theme, words: SaeWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._shown: tuple[AnalysisRequest, AnalysisResult] | None = None
        self._feature: int | None = None
        self._warning = plain_label("saeWarning", ink=Role.WARN, bold=True, wraps=True)
        self._facts = Facts("saeFacts", is_compact=True)
        self._chart = BarChart(theme, "saeChart")
        self._chips_title = plain_label("chipsTitle", ink=Role.TEXT_MUTED, wraps=True)
        self._search = tool_button("searchFeatures")
        self._chips = TokenChips(theme, "saeChips")
        self._build()
        self._chart.key_chosen.connect(self.feature_chosen)
        self._chips.token_selected.connect(self.token_chosen)
        self._search.clicked.connect(self._on_search_clicked)
        self._retranslate()

    def _build(self) -> None:
        title = QHBoxLayout()
        title.addWidget(self._chips_title, stretch=1)
        title.addWidget(self._search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addWidget(self._warning)
        column.addWidget(self._facts)
        column.addWidget(Pane(self._chart, _CHART_HEIGHT), stretch=1)
        column.addLayout(title)
        column.addWidget(self._chips)

    def show_health(self, result: AnalysisResult, *, is_measuring: bool = False) -> None:
        """Replace the warning and the numbers; `is_measuring`: those that are missing are on their way."""
        self._warning.setText(self._words.warning(result))
        self._warning.setVisible(bool(self._warning.text()))
        self._facts.show_facts(self._words.facts(result, is_measuring=is_measuring))

    def show_result(
        self, request: AnalysisRequest, result: AnalysisResult, *, is_measuring: bool = False
    ) -> None:
        """Replace everything; without features there is nothing to see."""
        self._shown = (request, result)
        analysis = result.features
        self.setVisible(analysis is not None and bool(analysis.features))
        self.show_health(result, is_measuring=is_measuring)
        if analysis is not None and analysis.features:
            # looked up once: ten thousand look-ups would hold the window
            words, no_label = self.tr("Feature {id} · {activation} · {label}"), self.tr("no label")
            bars = [_bar(feature, words, no_label) for feature in analysis.features]
            self._chart.show_bars(bars, self._words.axis_title(analysis))
            self._search.setVisible(analysis.reading.sae_id is not None)

    def choose(self, feature: int | None) -> None:
        """Mark a feature's bar, and colour the prompt by it."""
        self._feature = feature
        self._chart.choose(-1 if feature is None else feature)
        self._show_chips()

    def mark_position(self, position: int) -> None:
        """Mark a token of the prompt, without telling anybody."""
        self._chips.mark_position(position)

    def chip_at(self, position: int) -> Chip | None:
        """The chip that holds a token of the prompt."""
        return next((chip for chip in self._chips.chips if position in chip.indices), None)

    def _show_chips(self) -> None:
        analysis = self._shown[1].features if self._shown else None
        cache = analysis.cache if analysis else None
        self._chips.setVisible(cache is not None)
        if self._shown is None or cache is None:
            self._chips_title.setText(self.tr("The endpoint does not say on which tokens the features fire."))
            return
        words = self.tr("Tokens of the prompt")
        activations: tuple[float, ...] = (0.0,) * len(cache.tokens)
        if self._feature is not None:
            words = self.tr("The prompt, coloured by feature {id} (prompt only, not the answer)")
            activations = cache.of_feature(self._feature)
        self._chips_title.setText(words.format(id=self._feature))
        values = [
            None if token.is_special else value
            for token, value in zip(cache.tokens, activations, strict=True)
        ]
        note = self.tr("special token, left out")
        self._chips.show_chips(chips_of(cache.tokens, self._shown[0].prompt, values, note), Ramp.SEQUENTIAL)

    @override
    def _retranslate(self) -> None:
        self._search.setText(self.tr("Find a feature …"))
        self._search.setToolTip(self.tr("Search all features of this SAE by label, token or number"))
        self._chips.setAccessibleName(self.tr("Tokens of the prompt"))

    @Slot()
    def _on_search_clicked(self) -> None:
        self.search_requested.emit()


def _bar(feature: FeatureActivation, words: str, no_label: str) -> Bar:
    label = label_words(feature.label) or no_label
    description = words.format(id=feature.feature, activation=read_number(feature.activation), label=label)
    return Bar(feature.feature, f"{feature.feature}  {label}", feature.activation, description)
