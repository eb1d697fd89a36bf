"""The SAE tab: a question on the left, which features fire on the right."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.core.stores import LabelFiles
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.sae.finding import SaeFinding
from holysheep_desktop.ui.sae.question import SaeQuestion
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.analysis_tab import AnalysisTab

EXAMPLE_PROMPT = "Python에서 리스트를 정렬하는 방법을 알려주세요"


class SaeTab(AnalysisTab):
    """Which features fire on a prompt."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        label_files: LabelFiles | None = None,
    ) -> None:
        self.question = SaeQuestion(session)
        self.finding = SaeFinding(session, theme, label_files)
        super().__init__(session, self.question, self.finding, "saeTab", parent)
        self.finding.relabelled.connect(self._on_relabelled)
        self.finding.steering_requested.connect(self.steering_requested)

    @override
    def title(self) -> str:
        return self.tr("SAE")

    @override
    def show_example(self, number: int) -> None:
        self.question.prompt.set_prompt(EXAMPLE_PROMPT)

    @Slot()
    def _on_relabelled(self) -> None:
        # A report that is saved now says what the screen says.
        self._shown = self.finding.shown
