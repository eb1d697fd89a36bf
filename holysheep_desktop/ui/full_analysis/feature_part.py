"""The features of the report: numbers, bars, coloured prompt, and the table; with a page for each feature."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from holysheep_desktop.core.interpretation import most_telling
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.ui.appearance.theme import GAP, Theme
from holysheep_desktop.ui.sae.feature_table import FeatureRow, FeatureTable, rows_of
from holysheep_desktop.ui.sae.pane import Pane
from holysheep_desktop.ui.sae.picture import SaePicture
from holysheep_desktop.ui.sae.words import SaeWords
from holysheep_desktop.ui.widgets.tables import RowView

_ROW_HEIGHT, _TABLE_HEAD, _MOST_ROWS = 27, 36, 8
_BAR_HEIGHT, _ROUND_THE_BARS, _MOST_BARS = 25, 190, 20
"""The chart shows this many bars without scrolling, because the page scrolls already."""


class FeaturePart(QWidget):
    """Signals: feature_chosen(int) by a bar or a row."""

    feature_chosen = Signal(int)

    def __init__(self, theme: Theme, words: SaeWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feature: int | None = None
        self._rows: tuple[FeatureRow, ...] = ()
        self._picture = SaePicture(theme, words)
        self._table = FeatureTable(self)
        self._view = RowView(self._table, "fullFeatureTable")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._picture)
        self._table_pane = Pane(self._view, _TABLE_HEAD)
        column.addWidget(self._table_pane)
        self._picture.feature_chosen.connect(self.feature_chosen)
        self._picture.search_requested.connect(self._on_search_requested)
        self._view.row_activated.connect(self._on_row)
        self.retranslate()

    def show_result(self, request: AnalysisRequest, result: AnalysisResult) -> None:
        """Replace everything; the chosen feature stays where it is listed again."""
        analysis = result.features
        assert analysis is not None
        n_bars = min(len(analysis.features), _MOST_BARS)
        self._picture.setMinimumHeight(n_bars * _BAR_HEIGHT + _ROUND_THE_BARS)
        self._picture.show_result(request, result)
        self._rows = rows_of(analysis)
        self._table.show_rows(self._rows)
        self._table_pane.setMinimumHeight(_TABLE_HEAD + min(len(self._rows), _MOST_ROWS) * _ROW_HEIGHT)
        listed = [feature.feature for feature in analysis.features]
        if listed:
            self.choose(self._feature if self._feature in listed else most_telling(analysis.features).feature)

    @property
    def feature(self) -> int | None:
        """The feature that the prompt is coloured by."""
        return self._feature

    def choose(self, feature: int) -> None:
        """Mark a feature in the chart, the prompt and the table."""
        self._feature = feature
        self._picture.choose(feature)
        self._view.choose(next((row for row in self._rows if row.feature == feature), None))

    def retranslate(self) -> None:
        """Set the texts anew."""
        self._view.setAccessibleName(self.tr("Features of the prompt"))
        self._table.retranslate()

    @Slot(object)
    def _on_row(self, row: FeatureRow) -> None:
        self.feature_chosen.emit(row.feature)

    @Slot()
    def _on_search_requested(self) -> None:
        if self._feature is not None:
            self.feature_chosen.emit(self._feature)
