"""Step 3: the candidates patched one by one, both ways."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.core.debugging.case import DebugCase
from holysheep_desktop.core.results import EffectScale
from holysheep_desktop.ui.debug.effect_table import CandidateRow, CandidateTable
from holysheep_desktop.ui.debug.step_box import StepBox
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.sae.pane import Pane
from holysheep_desktop.ui.widgets.help_mark import Term
from holysheep_desktop.ui.widgets.tables import RowView

_TABLE_HEIGHT = 192


class CandidateStep(Translated, StepBox):
    """Signals: feature_chosen(int) when a row is opened."""

    feature_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("candidateStep", (Term.NOISING, Term.DENOISING), parent)
        self._table = CandidateTable(self)
        self._view = RowView(self._table, "candidateTable")
        self._case = DebugCase()
        self.body.addWidget(Pane(self._view, _TABLE_HEIGHT))
        self._view.row_activated.connect(self._on_row_activated)
        self._retranslate()

    def show_case(self, case: DebugCase) -> None:
        """Replace the rows, the candidates that stand out first."""
        self._case = case
        patching = case.patching
        self.show_body(is_shown=patching is not None and patching.feature_set is not None)
        if patching is None:
            return
        guilty = [effect.feature for effect in case.guilty()]
        is_raw = (patching.map_scale or patching.scale) is not EffectScale.NORMALISED
        ordered = sorted(
            patching.features, key=lambda one: (one.feature not in guilty, -_size(one.effect, one.denoising))
        )
        self._table.show_rows([CandidateRow.of(effect, guilty, is_raw=is_raw) for effect in ordered])

    @override
    def _retranslate(self) -> None:
        self._view.setAccessibleName(self.tr("Candidates and their effects"))
        self._table.retranslate()
        self.show_case(self._case)

    @Slot(object)
    def _on_row_activated(self, row: CandidateRow) -> None:
        self.feature_chosen.emit(row.feature)


def _size(noising: float | None, denoising: float | None) -> float:
    return max(noising or 0.0, denoising or 0.0)
