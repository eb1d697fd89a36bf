"""What the Debug tab found: the verdict as a sentence, the steps below it, a feature's page beside them."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.core.debugging.case import DebugCase
from holysheep_desktop.core.debugging.labels import labelled_case, relabelled_case
from holysheep_desktop.core.debugging.steps import Step
from holysheep_desktop.core.interpretation import ReadingTrust, reading_trust
from holysheep_desktop.core.labelling.own_labels import OwnLabels
from holysheep_desktop.core.provenance import NoteKind
from holysheep_desktop.core.requests import AnalysisRequest, Steering
from holysheep_desktop.core.results import AnalysisResult, Label
from holysheep_desktop.core.steering import SteeringStart
from holysheep_desktop.core.stores import LabelFiles
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.debug.page import DebugPage
from holysheep_desktop.ui.debug.verdict_words import DebugVerdictWords
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.sae.feature_panel import FeaturePanel
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.empty_state import EmptyState
from holysheep_desktop.ui.widgets.finding import Finding
from holysheep_desktop.ui.widgets.reply_notes import note_sentence

N_EXAMPLES = 3


class DebugFinding(Translated, Finding):
    """Shows one case, as far as it has come.

    Signals: test_requested(tuple[int, ...]) for candidates chosen by hand;
    cure_requested(tuple[Steering, ...]); steering_requested(SteeringStart) from a feature's page
    or from the cure.
    """

    test_requested = Signal(object)
    cure_requested = Signal(object)
    steering_requested = Signal(object)

    def __init__(
        self,
        session: Session,
        theme: Theme,
        label_files: LabelFiles | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.page = DebugPage(theme)
        super().__init__(theme, EmptyState(theme, "debug", N_EXAMPLES, "verdict"), self.page, parent)
        self._case = DebugCase()
        self._running: Step | None = None
        self._words = DebugVerdictWords(self)
        self._session = session
        self._labels_job = Job(self)
        self.panel = FeaturePanel(session, theme, label_files)
        self.add_side(self.panel)
        self.panel.hide()
        self._connect()
        self._retranslate()

    def _connect(self) -> None:
        self.page.feature_chosen.connect(self.choose_feature)
        self.page.test_requested.connect(self.test_requested)
        self.page.cure_requested.connect(self.cure_requested)
        self.page.sliders_requested.connect(self._on_sliders_requested)
        self.panel.feature_chosen.connect(self.page.differences.choose)
        self.panel.closed.connect(self.panel.hide)
        self.panel.steer_requested.connect(self._on_steer_requested)
        self.panel.label_changed.connect(self._on_label_changed)
        self.panel.labels_imported.connect(self._on_labels_imported)
        self._labels_job.succeeded.connect(self._on_labels_loaded)

    @property
    def case(self) -> DebugCase:
        """What is shown."""
        return self._case

    @override
    def begin(self) -> None:
        self.notices.clear()
        self.page.show_busy(is_busy=True)

    @override
    def add_answer_text(self, text: str) -> None:
        self.page.add_answer_text(text)

    @override
    def end_without_result(self) -> None:
        if self._case.runs:
            self.show_case(self._case, None)
        else:
            self._running = None
            self.show_empty()
        self.page.show_busy(is_busy=False)

    @override
    def show_result(self, request: AnalysisRequest, result: AnalysisResult) -> None:
        self.page.show_busy(is_busy=False)
        if (run := self._case.lacking()) is not None:
            self.cures.show_for(run.request, run.result)

    def show_case(self, case: DebugCase, running: Step | None) -> None:
        """Show a case as far as it has come; `running` is the step in hand."""
        self._case, self._running = case, running
        self.page.show_case(case, running)
        self.show_sentences(self._headline_words(), self._remark_words())
        readings = case.readings
        if readings is not None:
            self.panel.use_sae(readings[0].reading.sae_id, readings[0].reading.width)

    @Slot(int)
    def choose_feature(self, feature: int) -> None:
        """Open a feature's page."""
        self.panel.show()
        self.panel.load(feature)

    @Slot(object)
    def _on_steer_requested(self, step: Steering) -> None:
        self._on_sliders_requested((step,))

    @Slot(object)
    def _on_sliders_requested(self, steps: tuple[Steering, ...]) -> None:
        prompt = "" if self._case.problematic is None else self._case.problematic.request.prompt
        self.steering_requested.emit(SteeringStart(prompt, steps))

    @Slot(int, object)
    def _on_label_changed(self, feature: int, label: Label | None) -> None:
        self.show_case(relabelled_case(self._case, feature, label), self._running)

    @Slot()
    def _on_labels_imported(self) -> None:
        if self._case.sae_id is not None:
            self._labels_job.start(self._session.source.own_labels(self._case.sae_id), name="own labels")

    @Slot(object)
    def _on_labels_loaded(self, labels: OwnLabels) -> None:
        self.show_case(labelled_case(self._case, labels), self._running)

    def _headline_words(self) -> str:
        verdict = self._case.verdict()
        if verdict is not None:
            return self._words.headline(self._case, verdict)
        if self._running is not None:
            return self.tr("Looking for what differs …")
        return self.tr("No verdict yet: not every step was done.")

    def _remark_words(self) -> tuple[str, ...]:
        """What must be said besides; that an answer ends at the limit of tokens is no news here."""
        notes = [note for run in self._case.runs for note in run.result.notes]
        remarks = dict.fromkeys(note_sentence(n) for n in notes if n.kind is not NoteKind.ANSWER_CUT)
        readings = self._case.readings or ()
        trusts = {reading_trust(one.reading) for one in readings}
        if ReadingTrust.POOR in trusts:
            poor = self.tr("The SAE rebuilds one of the prompts poorly: read its features with care.")
            return (poor, *remarks)
        if ReadingTrust.UNCLEAR in trusts:
            unclear = self.tr(
                "Whether the SAE rebuilds one of the prompts well cannot be told: read its features with "
                "care."
            )
            return (unclear, *remarks)
        return tuple(remarks)

    @override
    def _retranslate(self) -> None:
        self.empty.set_texts(
            self.tr("Which features make a prompt go wrong?"),
            self.tr(
                "Give a prompt that goes wrong and one that does not. This tab finds the features that "
                "differ, patches them both ways, compares them with chance, and says what follows."
            ),
            (
                self.tr("A liar's prompt (Korean)"),
                self.tr("A bad review"),
                self.tr("A wrong capital"),
            ),
        )
        if self._case.runs or self._running is not None:
            self.show_sentences(self._headline_words(), self._remark_words())
