"""The Patching tab: two prompts on the left, which place causes the difference on the right."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from holysheep_desktop.core.effect_maps import MapCell
from holysheep_desktop.core.report import Record, RecordKind, Run, record_of
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.stores import ExportFiles
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.patching.finding import PatchFinding
from holysheep_desktop.ui.patching.pairs.page import PairsPage
from holysheep_desktop.ui.patching.question import PatchQuestion
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.analysis_tab import AnalysisTab
from holysheep_desktop.ui.widgets.draft import dump_draft, parse_draft
from holysheep_desktop.ui.widgets.inputs import tool_button
from holysheep_desktop.ui.widgets.layer_choice import USUAL_LAYER

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
        self.pairs = PairsPage(session, theme, exports)
        self._pages = QStackedWidget()
        self._to_pairs, self._to_one = tool_button("toPairs"), tool_button("toOnePair")
        self.question = PatchQuestion(session, theme)
        self.finding = PatchFinding(session, theme, exports)
        super().__init__(session, self.question, self.finding, "patchingTab", parent)
        self.finding.map.run_state_changed.connect(self.run_state_changed)
        self.finding.map.progressed.connect(self.progressed)
        self._connect_pairs()
        self._retranslate()

    @override
    def _build(self) -> None:
        """Both ways of asking lie behind each other; a button beside the title changes between them."""
        super()._build()
        row, one_pair = self.layout(), self.question.parentWidget()
        assert row is not None
        assert one_pair is not None
        row.removeWidget(one_pair)
        self._pages.addWidget(one_pair)
        self._pages.addWidget(self.pairs)
        row.addWidget(self._pages)
        self.question.add_to_head(self._to_pairs)
        self.pairs.question.add_to_head(self._to_one)

    def _connect_pairs(self) -> None:
        self._to_pairs.clicked.connect(self._on_to_pairs)
        self._to_one.clicked.connect(self._on_to_one)
        self.run_state_changed.connect(self._on_run_state_changed)
        self.pairs.run_state_changed.connect(self.run_state_changed)
        self.pairs.progressed.connect(self.progressed)
        self.pairs.action_requested.connect(self._on_action_requested)
        self.pairs.run_begun.connect(self.run_begun)
        self.pairs.run_ended.connect(self.run_ended)
        self.pairs.found.connect(self._on_pairs_found)
        self.pairs.finding.pair_opened.connect(self._on_pair_opened)

    @property
    def is_of_pairs(self) -> bool:
        """Whether several pairs are asked instead of one."""
        return self._pages.currentWidget() is self.pairs

    def show_pairs(self, *, is_shown: bool) -> None:
        """Ask several pairs, or one."""
        self._pages.setCurrentIndex(int(is_shown))

    @override
    def is_running(self) -> bool:
        return super().is_running() or self.finding.map.is_running or self.pairs.is_running

    @override
    @Slot()
    def run(self) -> None:
        if self.is_of_pairs:
            self.pairs.run()
        else:
            super().run()

    @override
    @Slot()
    def stop(self) -> None:
        super().stop()
        self.finding.map.stop()
        self.pairs.stop()

    @override
    def fold_question(self, is_folded: bool) -> None:
        super().fold_question(is_folded)
        self.pairs.question.fold(is_folded)

    @override
    def save_state(self) -> str:
        mode = {"mode": "pairs"} if self.is_of_pairs else {}
        return dump_draft({**self.question.draft(), **self.pairs.draft(), **mode})

    @override
    def restore_state(self, state: str) -> None:
        super().restore_state(state)
        draft = parse_draft(state)
        self.pairs.restore_draft(draft)
        self.show_pairs(is_shown=draft.get("mode") == "pairs")

    @override
    def record(self) -> Record | None:
        if self.is_of_pairs:
            return self.pairs.record()
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
    def show_request(self, request: AnalysisRequest) -> None:
        super().show_request(request)
        self.show_pairs(is_shown=False)

    @override
    def show_record(self, record: Record) -> None:
        self.show_pairs(is_shown=record.kind is RecordKind.PAIRS)
        if record.kind is RecordKind.PAIRS:
            self.pairs.show_record(record)
            return
        super().show_record(record)
        analysis = record.main.result.patching
        self.question.answers.choice.name(analysis.answers if analysis else None)

    @override
    def _retranslate(self) -> None:
        self._to_pairs.setText(self.tr("Several pairs ›"))
        self._to_pairs.setAccessibleName(self.tr("Ask several pairs of prompts"))
        self._to_one.setText(self.tr("‹ One pair"))
        self._to_one.setAccessibleName(self.tr("Ask one pair of prompts"))

    @Slot(bool)
    def _on_run_state_changed(self, _is_running: bool) -> None:
        """A run ends in the mode in which it was begun, so that its record is that of the run."""
        for button in (self._to_pairs, self._to_one):
            button.setEnabled(not self.is_running())

    @Slot()
    def _on_to_pairs(self) -> None:
        self.show_pairs(is_shown=True)
        self._to_one.setFocus()

    @Slot()
    def _on_to_one(self) -> None:
        self.show_pairs(is_shown=False)
        self._to_pairs.setFocus()

    @Slot(object, object)
    def _on_pair_opened(self, run: Run, cell: MapCell | None) -> None:
        """Show one of several pairs as if it had been asked alone, with its map in front."""
        if self.is_running():
            self.pairs.notices.show_note(
                self.tr("The pairs are still being patched."),
                self.tr("Stop them, or wait until they are done, to look at one alone."),
            )
            return
        self.show_record(record_of(run.request, run.result))
        self.finding.show_map(cell)

    @Slot()
    def _on_pairs_found(self) -> None:
        record = self.pairs.record()
        if self.is_of_pairs:
            self.result_ready.emit(record.main.result if record is not None else None)
