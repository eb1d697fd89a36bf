"""What the SAE tab found: the sentence, the numbers, the bars, the coloured prompt, and the details."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.own_labels import OwnLabels, labelled_features, relabelled
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult, FeatureAnalysis, Label
from holysheep_desktop.core.stores import LabelFiles
from holysheep_desktop.ui.jobs import Job
from holysheep_desktop.ui.sae.details import SaeDetails
from holysheep_desktop.ui.sae.feature_panel import FeaturePanel
from holysheep_desktop.ui.sae.pane import Pane
from holysheep_desktop.ui.sae.picture import SaePicture
from holysheep_desktop.ui.sae.words import SaeWords
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.theme import GAP, Theme
from holysheep_desktop.ui.widgets.empty_state import EmptyState
from holysheep_desktop.ui.widgets.finding import Finding

_PICTURE_SHAPES = (0.95, 0.7, 0.52, 0.4, 0.22)
_DETAILS_HEIGHT = 106


class SaeFinding(Finding):
    """Shows one result at a time; choosing a feature anywhere chooses it everywhere.

    Signals: relabelled() when labels of what is shown were written.
    """

    relabelled = Signal()

    def __init__(
        self,
        session: Session,
        theme: Theme,
        label_files: LabelFiles | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._content = QWidget()
        super().__init__(theme, EmptyState(theme, _PICTURE_SHAPES, 1), self._content, parent)
        self._session = session
        self._shown: tuple[AnalysisRequest, AnalysisResult] | None = None
        self._feature: int | None = None
        self._position: int | None = None
        self._words = SaeWords(self)
        self._picture = SaePicture(theme, self._words)
        self._details = SaeDetails(theme)
        self.panel = FeaturePanel(session, theme, label_files)
        self._labels_job = Job(self)
        self._fill()
        self._connect()
        self._retranslate()

    def _fill(self) -> None:
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._picture, stretch=5)
        column.addWidget(Pane(self._details, _DETAILS_HEIGHT), stretch=2)
        self.add_side(self.panel)
        self.panel.hide()

    def _connect(self) -> None:
        self._picture.feature_chosen.connect(self.choose_feature)
        self._picture.token_chosen.connect(self._on_token_chosen)
        self._picture.search_requested.connect(self._on_search_requested)
        self._details.feature_chosen.connect(self.choose_feature)
        self._details.cell_chosen.connect(self._on_cell_chosen)
        self.panel.feature_chosen.connect(self.choose_feature)
        self.panel.closed.connect(self.panel.hide)
        self.panel.label_changed.connect(self._on_label_changed)
        self.panel.labels_imported.connect(self._on_labels_imported)
        self._labels_job.succeeded.connect(self._on_labels_loaded)

    @property
    def feature(self) -> int | None:
        """The chosen feature."""
        return self._feature

    @property
    def shown(self) -> tuple[AnalysisRequest, AnalysisResult] | None:
        """The question and the result that are shown."""
        return self._shown

    @override
    def begin(self) -> None:
        self.notices.clear()
        if self._shown is None:
            self.show_sentences(self.tr("Reading the prompt …"))
            self._picture.hide()
        self._details.begin_answer(is_first=self._shown is None)
        self.dim(self._shown is not None)

    @override
    def add_answer_text(self, text: str) -> None:
        self._details.add_answer_text(text)

    @override
    def end_without_result(self) -> None:
        self.dim(False)
        if self._shown is None:
            self.show_empty()
        else:
            self._details.show_answer(self._shown[1])

    @override
    def show_result(self, request: AnalysisRequest, result: AnalysisResult) -> None:
        if self._shown is None or self._shown[0].messages != request.messages:
            self._position = None
        self._shown = (request, result)
        self.dim(False)
        self._show()

    @Slot(int)
    def choose_feature(self, feature: int) -> None:
        """Mark a feature in the chart, the table and the prompt, and open its page."""
        self._mark(feature)
        self.panel.show()
        self.panel.load(feature)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _show(self) -> None:
        assert self._shown is not None
        request, result = self._shown
        analysis = result.features
        has_features = analysis is not None and bool(analysis.features)
        self.show_sentences(self._words.headline(result), self._words.remarks(result))
        self._picture.show_result(request, result)
        self._details.show_answer(result)
        self._details.show_features(analysis if has_features else None, request.prompt)
        if analysis is None or not has_features:
            self.panel.hide()
            self._feature = None
            return
        self.panel.use_sae(analysis.reading.sae_id, analysis.reading.width)
        listed = [feature.feature for feature in analysis.features]
        self._mark(self._feature if self._feature in listed else listed[0])
        if not self.panel.isHidden() and self._feature is not None:
            self.panel.load(self._feature)

    def _analysis(self) -> FeatureAnalysis | None:
        return self._shown[1].features if self._shown else None

    def _mark(self, feature: int) -> None:
        self._feature = feature
        self._picture.choose(feature)
        self._details.choose(feature, self._position)

    def _replace_features(self, analysis: FeatureAnalysis) -> None:
        assert self._shown is not None
        request, result = self._shown
        self._shown = (request, replace(result, features=analysis))
        self._show()
        self.relabelled.emit()

    def _retranslate(self) -> None:
        self.empty.set_texts(
            self.tr("Which features of the model fire on a prompt?"),
            self.tr(
                "A sparse autoencoder splits the model's inner state into features that each stand for "
                "something. This tab shows which ones a prompt wakes, and on which of its tokens."
            ),
            (self.tr("Run an example: sort a list in Python"),),
        )
        if self._shown is not None:
            self._show()

    @Slot(int)
    def _on_token_chosen(self, position: int) -> None:
        self._position = position
        chip = self._picture.chip_at(position)
        if chip is not None:
            self._details.show_token(chip)
        if self._feature is not None:
            self._details.choose(self._feature, position)

    @Slot(int, int)
    def _on_cell_chosen(self, feature: int, position: int) -> None:
        self._position = position
        self.choose_feature(feature)
        self._picture.mark_position(position)
        chip = self._picture.chip_at(position)
        if chip is not None:
            self._details.fill_token(chip)

    @Slot()
    def _on_search_requested(self) -> None:
        self.panel.show()
        if self._feature is not None:
            self.panel.load(self._feature)
        self.panel.search()

    @Slot(int, object)
    def _on_label_changed(self, feature: int, label: Label | None) -> None:
        analysis = self._analysis()
        if analysis is not None:
            self._replace_features(relabelled(analysis, feature, label))

    @Slot()
    def _on_labels_imported(self) -> None:
        analysis = self._analysis()
        if analysis is not None and analysis.reading.sae_id is not None:
            work = self._session.source.own_labels(analysis.reading.sae_id)
            self._labels_job.start(work, name="own labels")

    @Slot(object)
    def _on_labels_loaded(self, labels: OwnLabels) -> None:
        analysis = self._analysis()
        if analysis is not None:
            self._replace_features(labelled_features(analysis, labels.label))
