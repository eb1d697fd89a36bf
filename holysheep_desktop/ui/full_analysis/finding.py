"""What a full analysis found, read from top to bottom like a report of two pages."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.labelling.own_labels import relabelled
from holysheep_desktop.core.requests import AnalysisRequest, Steering
from holysheep_desktop.core.results import AnalysisResult, Label, PatchAnalysis
from holysheep_desktop.core.steering import SteeringStart
from holysheep_desktop.core.stores import ExportFiles, LabelFiles
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.full_analysis.page_wheel import PageWheel
from holysheep_desktop.ui.full_analysis.sections import Sections
from holysheep_desktop.ui.full_analysis.summary import Summary
from holysheep_desktop.ui.full_analysis.words import FullWords
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.patching.map.page import MapPage
from holysheep_desktop.ui.sae.feature_panel import FeaturePanel
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.empty_state import EmptyState
from holysheep_desktop.ui.widgets.finding import Finding
from holysheep_desktop.ui.widgets.shown_text import many_lines

N_EXAMPLES = 3


class FullFinding(Translated, Finding):
    """Shows one result at a time.

    Signals: steering_requested(SteeringStart) from a feature's page.
    """

    steering_requested = Signal(object)

    def __init__(
        self,
        session: Session,
        theme: Theme,
        label_files: LabelFiles | None,
        exports: ExportFiles | None,
        parent: QWidget | None = None,
    ) -> None:
        self._content = QWidget()
        super().__init__(theme, EmptyState(theme, "full", N_EXAMPLES, "limits"), self._content, parent)
        self._shown: tuple[AnalysisRequest, AnalysisResult] | None = None
        self._words = FullWords(self)
        self.summary = Summary()
        self.sections = Sections(session, theme, self._words, exports)
        self.panel = FeaturePanel(session, theme, label_files)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.summary)
        column.addWidget(self.sections, stretch=1)
        self.add_side(self.panel)
        self.panel.hide()
        self._wheel = PageWheel(self._content)
        self._connect()
        self._retranslate()

    def _connect(self) -> None:
        self.sections.features.feature_chosen.connect(self.choose_feature)
        self.panel.feature_chosen.connect(self.sections.features.choose)
        self.panel.closed.connect(self.panel.hide)
        self.panel.label_changed.connect(self._on_label_changed)
        self.panel.steer_requested.connect(self._on_steer_requested)
        self.map.analysis_changed.connect(self._on_analysis_changed)

    @property
    def map(self) -> MapPage:
        """The map of every layer and position."""
        return self.sections.map

    @property
    def shown(self) -> tuple[AnalysisRequest, AnalysisResult] | None:
        """What is shown, with the maps and labels that came later."""
        return self._shown

    def begin_answer(self, *, has_comparison: bool) -> None:
        """The next piece of text belongs to a new answer."""
        self.sections.begin_answer(has_comparison=has_comparison, is_first=self._shown is None)

    @override
    def begin(self) -> None:
        self.notices.clear()
        self.map.stop()
        if self._shown is None:
            self.show_sentences(self.tr("Reading, patching and checking …"))
            self.summary.hide()
        self.dim(self._shown is not None)

    @override
    def add_answer_text(self, text: str) -> None:
        self.sections.add_answer_text(text)

    @override
    def end_without_result(self) -> None:
        self.dim(False)
        if self._shown is None:
            self.show_empty()
        else:
            self.sections.show_answer(self._shown[1])

    @override
    def show_result(self, request: AnalysisRequest, result: AnalysisResult) -> None:
        self._shown = (request, result)
        self.dim(False)
        self.cures.show_for(request, result)
        self._show()

    @Slot(int)
    def choose_feature(self, feature: int) -> None:
        """Mark a feature, and open its page."""
        self.sections.features.choose(feature)
        self.panel.show()
        self.panel.load(feature)

    def summary_text(self) -> str:
        """The summary as it is copied: what was asked, what was found, and what computed it."""
        if self._shown is None:
            return ""
        request, result = self._shown
        asked = [self.tr("Prompt: {text}").format(text=many_lines(request.prompt))]
        if request.patching is not None:
            words = self.tr("Comparison prompt: {text}")
            asked.append(words.format(text=many_lines(request.patching.comparison_prompt)))
        sentences = (*self.headline.split("\n"), *self._words.summary(request, result))
        source = result.provenance
        computed = self.tr("Computed by {engine} · model {model} {sha256}").format(
            engine=f"{source.engine or source.endpoint} {source.version or ''}".strip(),
            model=result.model,
            sha256=source.model_sha256 or "",
        )
        return "\n".join((*asked, "", *(f"- {sentence}" for sentence in sentences), "", computed.strip()))

    def _show(self) -> None:
        assert self._shown is not None
        request, result = self._shown
        self._show_summary()
        self.sections.show_result(request, result)
        self._wheel.watch()
        reading = result.features.reading if result.features else None
        self.panel.use_sae(reading.sae_id if reading else None, reading.width if reading else None)
        if result.features is None:
            self.panel.hide()
        elif not self.panel.isHidden() and self.sections.features.feature is not None:
            self.panel.load(self.sections.features.feature)

    def _show_summary(self) -> None:
        assert self._shown is not None
        request, result = self._shown
        self.show_sentences(self._words.headline(request, result))
        self.summary.show()
        self.summary.show_sentences(self._words.summary(request, result), self.summary_text())

    @override
    def _retranslate(self) -> None:
        self.empty.set_texts(
            self.tr("What fires on a prompt, what causes the answer, and can it be trusted?"),
            self.tr(
                "One run reads the features, patches the model with a comparison prompt, measures how far "
                "the reading can be trusted, and checks itself. The result reads like a short report."
            ),
            (
                self.tr("Korean example"),
                self.tr("Japanese example"),
                self.tr("English example"),
            ),
        )
        self.sections.retranslate()
        if self._shown is not None:
            self._show()

    @Slot(object)
    def _on_analysis_changed(self, analysis: PatchAnalysis) -> None:
        """A map belongs to the finding: a report holds it too."""
        if self._shown is not None:
            request, result = self._shown
            self._shown = (request, replace(result, patching=analysis))

    @Slot(int, object)
    def _on_label_changed(self, feature: int, label: Label | None) -> None:
        if self._shown is None or self._shown[1].features is None:
            return
        request, result = self._shown
        assert result.features is not None
        self._shown = (request, replace(result, features=relabelled(result.features, feature, label)))
        self._show()

    @Slot(object)
    def _on_steer_requested(self, step: Steering) -> None:
        prompt = self._shown[0].prompt if self._shown else ""
        self.steering_requested.emit(SteeringStart(prompt, (step,)))
