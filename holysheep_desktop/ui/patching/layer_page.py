"""The details tab of the patched layer: its numbers, and its effect by position."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Theme
from holysheep_desktop.ui.patching.effects_view import EffectsView
from holysheep_desktop.ui.patching.words import PatchWords, layer_of
from holysheep_desktop.ui.widgets.facts import Facts


class LayerPage(QWidget):
    """What patching the whole layer does, and what each of its positions does alone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = PatchWords(self)
        self._facts = Facts("patchFacts", is_compact=True)
        self.effects = EffectsView(theme)
        self.setObjectName("layerPage")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP, 0, 0)
        column.setSpacing(GAP + GAP_LABEL)
        column.addWidget(self._facts)
        column.addWidget(self.effects, stretch=1)
        column.addStretch()

    def show_result(self, request: AnalysisRequest, result: AnalysisResult) -> None:
        """Show the numbers, and the chart where the result has one."""
        assert result.patching is not None
        self._facts.show_facts(self._words.facts(result))
        self.effects.show_effects(result.patching, layer_of(request, result.patching))
