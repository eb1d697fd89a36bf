"""The pages of a patching finding: layer, map, answers, tokens, neurons, features, checks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult, PatchAnalysis
from holysheep_desktop.core.stores import ExportFiles
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.charts.effect_chart import PositionEffect
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.patching.answers_view import AnswersView
from holysheep_desktop.ui.patching.checks_view import ChecksView
from holysheep_desktop.ui.patching.effect_list import EffectList
from holysheep_desktop.ui.patching.effect_tables import (
    FeatureEffectTable,
    NeuronTable,
    feature_rows,
    neuron_rows,
)
from holysheep_desktop.ui.patching.layer_page import LayerPage
from holysheep_desktop.ui.patching.lens_page import LensPage
from holysheep_desktop.ui.patching.map.page import MapPage
from holysheep_desktop.ui.patching.tokens_view import TokensView
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.tables import RowView

_HEIGHT = 300
_LAYER, _MAP, _LENS, _ANSWERS, _TOKENS, _NEURONS, _FEATURES, _CHECKS = range(8)


class PageTabs(QTabWidget):
    """As high as there is room, and at least as the page in front: the others must not make it taller."""

    @override
    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        page = self.currentWidget()
        inner = page.minimumSizeHint().height() if self.count() else 0
        if isinstance(page, MapPage):
            # Its sentences wrap, and what they take more must not be taken from the picture.
            inner = max(inner, page.heightForWidth(self.width()))
        return QSize(size.width(), max(_HEIGHT, inner + self.tabBar().sizeHint().height()))

    @override
    def sizeHint(self) -> QSize:
        # A scroll area makes a page with wrapped labels as high as it would like to be, not as it must be.
        return self.minimumSizeHint()

    @override
    def hasHeightForWidth(self) -> bool:
        return False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class PatchDetails(Translated, QWidget):
    """One page at a time has all the room; only those that have something to show are offered."""

    def __init__(
        self, session: Session, theme: Theme, exports: ExportFiles | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.layer = LayerPage(theme)
        self.answers = AnswersView()
        self.map = MapPage(session, theme, exports)
        self.tokens = TokensView(theme)
        self._neurons, self._features = NeuronTable(self), FeatureEffectTable(self)
        self._neuron_view = RowView(self._neurons, "neuronTable")
        self._feature_view = RowView(self._features, "featureEffectTable")
        self.neuron_list = EffectList(theme, self._neurons, self._neuron_view)
        self.feature_list = EffectList(theme, self._features, self._feature_view)
        self.lens = LensPage(theme)
        self._checks = ChecksView()
        self._tabs = PageTabs()
        self._tabs.setObjectName("patchDetails")
        self._tabs.setDocumentMode(True)
        pages = (self.layer, self.map, self.lens, self.answers, self.tokens, self.neuron_list)
        for page in (*pages, self.feature_list, self._checks):
            self._tabs.addTab(page, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._tabs)
        self._retranslate()

    def show_result(self, request: AnalysisRequest, result: AnalysisResult) -> None:
        """Show everything but map and tokens of a result; the page in front stays."""
        analysis = result.patching
        is_first = not self._tabs.isTabVisible(_LAYER)
        self.answers.show_answers(result)
        self.offer(analysis)
        if analysis is not None:
            self.layer.show_result(request, result)
            self.lens.show_lens(analysis)
            self.neuron_list.show_rows(neuron_rows(analysis), analysis.attribution_agreement)
            self.feature_list.show_rows(feature_rows(analysis.features), analysis.feature_agreement)
            self._checks.show_checks(analysis)
            if is_first:
                self._tabs.setCurrentIndex(_LAYER)

    def show_map(self) -> None:
        """Bring the map to the front."""
        self._tabs.setCurrentIndex(_MAP)

    def show_checks(self, analysis: PatchAnalysis) -> None:
        """The finding holds another map, with its own self-tests and controls."""
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
        self._tabs.setTabVisible(_LAYER, analysis is not None)
        self._tabs.setTabVisible(_MAP, analysis is not None and bool(analysis.tokens))
        self._tabs.setTabVisible(_LENS, analysis is not None and bool(analysis.lens))
        self._tabs.setTabVisible(_TOKENS, analysis is not None and bool(analysis.tokens))
        self._tabs.setTabVisible(_NEURONS, analysis is not None and bool(analysis.neurons))
        self._tabs.setTabVisible(_FEATURES, analysis is not None and bool(analysis.features))
        self._tabs.setTabVisible(_CHECKS, analysis is not None)

    @override
    def _retranslate(self) -> None:
        self._tabs.setTabText(_LAYER, self.tr("Layer"))
        self._tabs.setTabText(_LENS, self.tr("Logit lens"))
        self._tabs.setTabText(_ANSWERS, self.tr("Answers"))
        self._tabs.setTabText(_MAP, self.tr("Map"))
        self._tabs.setTabText(_TOKENS, self.tr("Tokens"))
        self._tabs.setTabText(_NEURONS, self.tr("Neurons"))
        self._tabs.setTabText(_FEATURES, self.tr("SAE features"))
        self._tabs.setTabText(_CHECKS, self.tr("Checks"))
        self._neuron_view.setAccessibleName(self.tr("Influential neurons"))
        self._feature_view.setAccessibleName(self.tr("Effects of SAE features"))
        self._neurons.retranslate()
        self._features.retranslate()
