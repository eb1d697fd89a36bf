"""Step 2: the features that differ, to be sorted, filtered, opened, and chosen for a test of one's own."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.debugging.case import DebugCase
from holysheep_desktop.core.debugging.comparison import Comparison, Kind
from holysheep_desktop.core.requests import FEATURE_IDS_LIMIT
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, TypeSize
from holysheep_desktop.ui.controls import explain, plain_label, push_button
from holysheep_desktop.ui.debug.difference_table import DifferenceRow, DifferenceTable, difference_rows
from holysheep_desktop.ui.debug.step_box import StepBox
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.sae.pane import Pane
from holysheep_desktop.ui.widgets.help_mark import Term
from holysheep_desktop.ui.widgets.inputs import choice_box
from holysheep_desktop.ui.widgets.tables import RowView

_TABLE_HEIGHT = 208


class DifferenceStep(Translated, StepBox):
    """Signals: feature_chosen(int) when a row is opened; test_requested(tuple[int, ...]) with chosen rows."""

    feature_chosen = Signal(int)
    test_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("differenceStep", (Term.FEATURE, Term.ALIGNMENT), parent)
        self._comparison: Comparison | None = None
        self._rows: tuple[DifferenceRow, ...] = ()
        self._is_busy = False
        self._filter_name = plain_label("differenceFilterName", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
        self._filter = choice_box("differenceFilter")
        self._filter.addItem("", None)
        for kind in Kind:
            self._filter.addItem("", kind.value)
        self._test = push_button("testSelected")
        self._table = DifferenceTable(self)
        self._view = RowView(self._table, "differenceTable")
        self._fill()
        self._filter.currentIndexChanged.connect(self._on_filter_changed)
        self._test.clicked.connect(self._on_test_clicked)
        self._view.row_activated.connect(self._on_row_activated)
        self._view.selectionModel().selectionChanged.connect(self._show_test)
        self._retranslate()

    def _fill(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP_LABEL)
        head.addWidget(self._filter_name)
        head.addWidget(self._filter)
        head.addSpacing(GAP)
        head.addStretch()
        head.addWidget(self._test)
        self.body.addLayout(head)
        self.body.addWidget(Pane(self._view, _TABLE_HEIGHT))

    def show_case(self, case: DebugCase, comparison: Comparison | None) -> None:
        """Replace the rows; those that are tested carry a mark."""
        self._comparison = comparison
        self.show_body(is_shown=comparison is not None and bool(comparison.differences))
        if comparison is None:
            self._rows = ()
            return
        options = None if case.test is None else case.test.request.patching
        candidates = frozenset(options.feature_ids if options else ())
        readings = case.readings
        cache = readings[0].cache if readings else None
        self._rows = difference_rows(comparison, cache.tokens if cache else (), candidates)
        self._show_rows()

    def show_busy(self, *, is_busy: bool) -> None:
        """Nothing can be tested while something runs."""
        self._is_busy = is_busy
        self._show_test()

    def choose(self, feature: int) -> None:
        """Mark a feature that was chosen elsewhere."""
        row = next((row for row in self._rows if row.feature == feature), None)
        if row is not None:
            self._view.choose(row)

    def _chosen(self) -> tuple[int, ...]:
        """The features of the selected rows that can be patched."""
        if self._comparison is None:
            return ()
        indices = self._view.selectionModel().selectedRows()
        patchable = {one.feature for one in self._comparison.patchable()}
        chosen = [self._table.row_at(index).feature for index in indices]
        return tuple(feature for feature in chosen if feature in patchable)[:FEATURE_IDS_LIMIT]

    def _show_rows(self) -> None:
        wanted = self._filter.currentData()
        self._table.show_rows([row for row in self._rows if wanted is None or row.kind.value == wanted])
        self._show_test()

    @override
    def _retranslate(self) -> None:
        self._filter_name.setText(self.tr("Show"))
        self._filter.setAccessibleName(self.tr("Which features are shown"))
        self._filter.setItemText(0, self.tr("all that differ"))
        for place, kind in enumerate(Kind, start=1):
            self._filter.setItemText(place, self._table.kind_words(kind))
        words = self.tr(
            "Patch the selected features instead of those with the largest differences. Ctrl or "
            "Shift and a click select several."
        )
        explain(self._test, words)
        self._view.setAccessibleName(self.tr("Features that differ"))
        self._table.retranslate()
        self._show_test()

    @Slot()
    def _show_test(self) -> None:
        n = len(self._chosen())
        self._test.setText(self.tr("Test the selected ({n})").format(n=n))
        self._test.setAccessibleName(self._test.text())
        self._test.setEnabled(n > 0 and not self._is_busy)

    @Slot(int)
    def _on_filter_changed(self, _place: int) -> None:
        self._show_rows()

    @Slot()
    def _on_test_clicked(self) -> None:
        self.test_requested.emit(self._chosen())

    @Slot(object)
    def _on_row_activated(self, row: DifferenceRow) -> None:
        self.feature_chosen.emit(row.feature)
