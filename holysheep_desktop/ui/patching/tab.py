"""The Patching tab: two prompts on the left, which place causes the difference on the right."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.core.report import Record, record_of
from holysheep_desktop.core.stores import ExportFiles
from holysheep_desktop.ui.patching.finding import PatchFinding
from holysheep_desktop.ui.patching.question import USUAL_LAYER, PatchQuestion
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.theme import Theme
from holysheep_desktop.ui.widgets.analysis_tab import AnalysisTab

CAPITALS = ("The capital city of France is called", "The capital city of Japan is called")
FILM_REVIEW = ("이 영화 정말 재밌었다. 완벽한 작품이다!", "이 영화 정말 재밌었다. 하지만 좀 지루했다.")
FILM_REVIEW_LAYER = 15
"""The tutorial's layer for the film review."""
EXAMPLES = ((CAPITALS, USUAL_LAYER), (FILM_REVIEW, FILM_REVIEW_LAYER))


class PatchingTab(AnalysisTab):
    """Which layer, position and neuron change an answer."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        exports: ExportFiles | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.question = PatchQuestion(session, theme)
        self.finding = PatchFinding(session, theme, exports)
        super().__init__(session, self.question, self.finding, "patchingTab", parent)
        self.finding.map.run_state_changed.connect(self.run_state_changed)
        self.finding.map.progressed.connect(self.progressed)

    @override
    def is_running(self) -> bool:
        return super().is_running() or self.finding.map.is_running

    @override
    @Slot()
    def stop(self) -> None:
        super().stop()
        self.finding.map.stop()

    @override
    def record(self) -> Record | None:
        shown = self.finding.shown
        return None if super().record() is None or shown is None else record_of(*shown)

    @override
    def title(self) -> str:
        return self.tr("Patching")

    @override
    def show_example(self, number: int) -> None:
        (original, comparison), layer = EXAMPLES[number]
        self.question.original.set_prompt(original)
        self.question.comparison.set_prompt(comparison)
        self.question.layer.setValue(layer)

    @override
    def show_record(self, record: Record) -> None:
        super().show_record(record)
        analysis = record.main.result.patching
        self.question.answers.choice.name(analysis.answers if analysis else None)
