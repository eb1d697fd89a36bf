"""The tabs below the picture of a patching finding: answers, map, tokens, neurons, features, checks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult, PatchAnalysis
from holysheep_desktop.core.stores import ExportFiles
from holysheep_desktop.ui.patching.answers_view import AnswersView
from holysheep_desktop.ui.patching.checks_view import ChecksView
from holysheep_desktop.ui.patching.effect_tables import (
    FeatureEffectTable,
    NeuronTable,
    feature_rows,
    neuron_rows,
)
from holysheep_desktop.ui.patching.map.page import MapPage
from holysheep_desktop.ui.patching.tokens_view import TokensView
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.theme import Theme
from holysheep_desktop.ui.widgets.effect_chart import PositionEffect
from holysheep_desktop.ui.widgets.inputs import detail_tabs
from holysheep_desktop.ui.widgets.tables import RowView

_HEIGHT, _MAP_HEIGHT = 190, 470
_ANSWERS, _MAP, _TOKENS, _NEURONS, _FEATURES, _CHECKS = range(6)


class PatchDetails(QWidget):
    """Signals: map_chosen(bool): whether the tab in front is the map, which is a picture of its own."""

    map_chosen = Signal(bool)

    def __init__(
        self, session: Session, theme: Theme, exports: ExportFiles | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.answers = AnswersView()
        self.map = MapPage(session, theme, exports)
        self.tokens = TokensView(theme)
        self._neurons, self._features = NeuronTable(self), FeatureEffectTable(self)
        self._neuron_view = RowView(self._neurons, "neuronTable")
        self._feature_view = RowView(self._features, "featureEffectTable")
        self._checks = ChecksView()
        self._tabs: QTabWidget = detail_tabs("patchDetails")
        pages = (self.answers, self.map, self.tokens, self._neuron_view, self._feature_view, self._checks)
        for page in pages:
            self._tabs.addTab(page, "")
        self._tabs.setMinimumHeight(_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._tabs)
        self._tabs.currentChanged.connect(self._on_tab_chosen)
        self._retranslate()

    @property
    def is_map(self) -> bool:
        """Whether the map is in front."""
        return self._tabs.currentIndex() == _MAP

    def show_result(self, result: AnalysisResult) -> None:
        """Show answers, neurons, features and checks of a result."""
        analysis = result.patching
        self.answers.show_answers(result)
        self.offer(analysis)
        if analysis is not None:
            self._neurons.show_rows(neuron_rows(analysis))
            self._features.show_rows(feature_rows(analysis.features))
            self._checks.show_checks(analysis)

    def show_tokens(
        self,
        request: AnalysisRequest,
        analysis: PatchAnalysis,
        rows: Sequence[PositionEffect],
        unpaired: str,
    ) -> None:
        """Colour the tokens by the rows of the chart."""
        self.tokens.show_tokens(request, analysis, rows, unpaired)

    def offer(self, analysis: PatchAnalysis | None) -> None:
        """Show the tabs that have something to show."""
        self._tabs.setTabVisible(_MAP, analysis is not None and bool(analysis.tokens))
        self._tabs.setTabVisible(_TOKENS, analysis is not None and bool(analysis.tokens))
        self._tabs.setTabVisible(_NEURONS, analysis is not None and bool(analysis.neurons))
        self._tabs.setTabVisible(_FEATURES, analysis is not None and bool(analysis.features))
        self._tabs.setTabVisible(_CHECKS, analysis is not None)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._tabs.setTabText(_ANSWERS, self.tr("Answers"))
        self._tabs.setTabText(_MAP, self.tr("Map"))
        self._tabs.setTabText(_TOKENS, self.tr("Tokens"))
        self._tabs.setTabText(_NEURONS, self.tr("Neurons"))
        self._tabs.setTabText(_FEATURES, self.tr("SAE features"))
        self._tabs.setTabText(_CHECKS, self.tr("Self-tests and controls"))
        self._neuron_view.setAccessibleName(self.tr("Influential neurons"))
        self._feature_view.setAccessibleName(self.tr("Effects of SAE features"))
        self._neurons.retranslate()
        self._features.retranslate()

    @Slot(int)
    def _on_tab_chosen(self, _place: int) -> None:
        self._tabs.setMinimumHeight(_MAP_HEIGHT if self.is_map else _HEIGHT)
        self.map.updateGeometry()
        self._tabs.updateGeometry()
        self.map_chosen.emit(self.is_map)
