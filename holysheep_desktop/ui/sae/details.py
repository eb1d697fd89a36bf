"""The details below the picture: the answer, the features, the heat map, and one token's features."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.results import AnalysisResult, FeatureAnalysis
from holysheep_desktop.ui.appearance.theme import GAP_LABEL, Role, Theme, TypeSize
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.sae.feature_table import FeatureRow, FeatureTable, rows_of
from holysheep_desktop.ui.sae.heat_map import HeatMap
from holysheep_desktop.ui.sae.token_features import TokenFeatureRow, TokenFeatureTable, rows_on
from holysheep_desktop.ui.widgets.answer_text import add_answer, show_answer
from holysheep_desktop.ui.widgets.chips import Chip
from holysheep_desktop.ui.widgets.inputs import read_only_text
from holysheep_desktop.ui.widgets.shown_text import one_line
from holysheep_desktop.ui.widgets.tables import RowView


class SaeDetails(Translated, QTabWidget):
    """Signals: feature_chosen(int) in a table; cell_chosen(int, int) feature and token in the heat map."""

    feature_chosen = Signal(int)
    cell_chosen = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("saeDetails")
        self.setDocumentMode(True)
        self._analysis: FeatureAnalysis | None = None
        self._rows: tuple[FeatureRow, ...] = ()
        self._chip: Chip | None = None
        self._feature: int | None = None
        self._is_answer_old = False
        self._answer = read_only_text("saeAnswer")
        self._table = FeatureTable(self)
        self._view = RowView(self._table, "saeTable")
        self._heat = HeatMap(theme)
        self._token_title = plain_label("tokenTitle", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
        self._token_table = TokenFeatureTable(self)
        self._token_view = RowView(self._token_table, "tokenFeatures")
        self._token_page = QWidget()
        self._build()
        self._view.row_chosen.connect(self._on_row_passed)
        self._view.row_activated.connect(self._on_row)
        self._token_view.row_activated.connect(self._on_row)
        self._heat.cell_chosen.connect(self.cell_chosen)
        self._retranslate()

    def _build(self) -> None:
        column = QVBoxLayout(self._token_page)
        column.setContentsMargins(0, GAP_LABEL, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addWidget(self._token_title)
        column.addWidget(self._token_view, stretch=1)
        for page in (self._answer, self._view, self._heat, self._token_page):
            self.addTab(page, "")
        self.tabBar().installEventFilter(self)

    @property
    def is_answer_in_front(self) -> bool:
        """Whether the answer is what is seen."""
        return self.currentWidget() is self._answer

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The wheel over the names of the tabs scrolls the page; by itself it would go to another tab.
        if event.type() is QEvent.Type.Wheel and watched is self.tabBar():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def begin_answer(self, *, is_first: bool) -> None:
        """The next piece of text begins a new answer."""
        if is_first:
            self._answer.clear()
        self._is_answer_old = True

    def add_answer_text(self, text: str) -> None:
        """Take a piece of the answer as it streams."""
        if self._is_answer_old:
            self._is_answer_old = False
            self._answer.clear()
        add_answer(self._answer, text)

    def show_answer(self, result: AnalysisResult) -> None:
        """Show the whole answer."""
        show_answer(self._answer, result.answer.text if result.answer else "")

    def show_features(self, analysis: FeatureAnalysis | None, prompt: str) -> None:
        """Replace tables and map; without features only the answer stays."""
        self._analysis = analysis
        has_cache = analysis is not None and analysis.cache is not None
        self.setTabVisible(self.indexOf(self._view), analysis is not None)
        for page in (self._heat, self._token_page):
            self.setTabVisible(self.indexOf(page), has_cache)
        if analysis is None:
            return
        self._rows = rows_of(analysis)
        self._table.show_rows(self._rows)
        self._heat.show_features(analysis, prompt)
        n_tokens = len(analysis.cache.tokens) if analysis.cache else 0
        if self._chip is not None and max(self._chip.indices) >= n_tokens:
            self._chip = None
        self._show_token()

    def choose(self, feature: int | None, position: int | None) -> None:
        """Mark a feature in the table, and its cell in the map."""
        if self._analysis is None:
            return
        self._feature = feature
        self._view.choose(next((row for row in self._rows if row.feature == feature), None))
        self._heat.choose(feature, position)

    def fill_token(self, chip: Chip) -> None:
        """List what fires on a token, without going there."""
        self._chip = chip
        self._show_token()

    def show_token(self, chip: Chip) -> None:
        """List what fires on a token, and go there."""
        self.fill_token(chip)
        if self._analysis is not None and self._analysis.cache is not None:
            self.setCurrentWidget(self._token_page)

    def _show_token(self) -> None:
        chip = self._chip
        if self._analysis is None or chip is None:
            self._token_table.show_rows(())
            self._token_title.setText(
                self.tr("Choose a token of the prompt to list the features that fire on it.")
            )
            return
        rows = rows_on(self._analysis, chip.indices)
        self._token_table.show_rows(rows)
        if chip.is_special:
            words = self.tr("“{token}” is a special token; it is left out of every reading.")
        else:
            words = self.tr("%Ln feature(s) fire on “{token}” (position {place}).", "", len(rows))
        place = str(chip.indices[0])
        self._token_title.setText(words.format(token=one_line(chip.text).strip(), place=place))

    @override
    def _retranslate(self) -> None:
        self.setTabText(0, self.tr("Answer"))
        self.setTabText(1, self.tr("All listed features"))
        self.setTabText(2, self.tr("Heat map"))
        self.setTabText(3, self.tr("Chosen token"))
        self._answer.setAccessibleName(self.tr("The model's answer"))
        self._answer.setPlaceholderText(self.tr("The model's answer appears here."))
        self._view.setAccessibleName(self.tr("Features of the prompt"))
        self._token_view.setAccessibleName(self.tr("Features of the chosen token"))
        self._table.retranslate()
        self._token_table.retranslate()
        self._show_token()

    @Slot(object)
    def _on_row_passed(self, row: FeatureRow) -> None:
        if row.feature != self._feature:
            self.feature_chosen.emit(row.feature)

    @Slot(object)
    def _on_row(self, row: FeatureRow | TokenFeatureRow) -> None:
        self.feature_chosen.emit(row.feature)
