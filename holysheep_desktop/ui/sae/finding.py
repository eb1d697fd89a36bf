"""What the SAE tab found: the sentence, the numbers, the bars, the coloured prompt, and the details."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.provenance import Provenance
from holysheep_desktop.core.requests import AnalysisRequest, Steering
from holysheep_desktop.core.results import AnalysisResult, FeatureAnalysis
from holysheep_desktop.core.steering import SteeringStart
from holysheep_desktop.core.stores import LabelFiles
from holysheep_desktop.ui.appearance.theme import GAP, Theme
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.sae.choice import FeatureChoice
from holysheep_desktop.ui.sae.details import SaeDetails
from holysheep_desktop.ui.sae.details_pane import DetailsPane
from holysheep_desktop.ui.sae.feature_panel import FeaturePanel
from holysheep_desktop.ui.sae.finding_labels import FindingLabels
from holysheep_desktop.ui.sae.picture import SaePicture
from holysheep_desktop.ui.sae.shown import Shown
from holysheep_desktop.ui.sae.words import SaeWords, lost_words
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.empty_state import EmptyState
from holysheep_desktop.ui.widgets.finding import Finding


class SaeFinding(Translated, Finding):
    """Shows one result at a time; choosing a feature anywhere chooses it everywhere.

    Signals: relabelled() when labels of what is shown were written; steering_requested(SteeringStart).
    """

    relabelled = Signal()
    steering_requested = Signal(object)

    def __init__(
        self, session: Session, theme: Theme, files: LabelFiles | None = None, parent: QWidget | None = None
    ) -> None:
        self._content = QWidget()
        super().__init__(theme, EmptyState(theme, "sae", 1, "sae"), self._content, parent)
        self._session = session
        self._shown = Shown()
        self._choice = FeatureChoice()
        self._position: int | None = None
        self._words = SaeWords(self)
        self._picture = SaePicture(theme, self._words)
        self._details = SaeDetails(theme)
        self.panel = FeaturePanel(session, theme, files)
        self._labels = FindingLabels(session, self.panel, self._shown, self)
        self._fill()
        self._connect()
        self._retranslate()

    def _fill(self) -> None:
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._picture, stretch=5)
        column.addWidget(DetailsPane(self._details), stretch=2)
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
        self.panel.steer_requested.connect(self._on_steer_requested)
        self._labels.changed.connect(self._show)
        self._labels.changed.connect(self.relabelled)

    @property
    def feature(self) -> int | None:
        """The chosen feature."""
        return self._choice.feature

    @property
    def shown(self) -> tuple[AnalysisRequest, AnalysisResult] | None:
        """The last question that was answered, and the result."""
        return self._shown.answered

    @property
    def features(self) -> FeatureAnalysis | None:
        """What is on the screen."""
        return self._shown.features

    @property
    def is_measuring(self) -> bool:
        """Whether the features are shown while a part of their health is still being measured."""
        return self._shown.early is not None

    @override
    def begin(self) -> None:
        self.notices.clear()
        self._shown.early = None
        is_first = self._shown.answered is None
        if is_first:
            self.show_sentences(self.tr("Reading the prompt …"))
            self._picture.hide()
        self._details.begin_answer(is_first=is_first)
        self.dim(not is_first)

    @override
    def add_answer_text(self, text: str) -> None:
        self._details.add_answer_text(text)

    @override
    def show_features(self, request: AnalysisRequest, features: FeatureAnalysis) -> None:
        if features.features:
            self._forget_position(request)
            here = Provenance(self._session.origin, self._session.endpoint.base_url)
            self._shown.early = (request, AnalysisResult(request.model, here, features=features))
            self.dim(False)
            self._show()

    @override
    def end_without_result(self) -> None:
        self.dim(False)
        was_early, self._shown.early = self.is_measuring, None
        if self._shown.answered is None:
            self.show_empty()
        elif was_early:
            self._show()
        else:
            self._details.show_answer(self._shown.answered[1])

    @override
    def show_result(self, request: AnalysisRequest, result: AnalysisResult) -> None:
        is_complete = self._shown.is_completed_by(request, result)
        self._forget_position(request)
        self._shown.answered, self._shown.early = (request, result), None
        self.dim(False)
        self.cures.show_for(request, result)
        self._show(only_health=is_complete)

    @Slot(int)
    def choose_feature(self, feature: int) -> None:
        """Mark a feature in the chart, the table and the prompt, and open its page."""
        self._choice.choose(feature)
        self._mark()
        self.panel.show()
        self.panel.load(feature)

    def _forget_position(self, request: AnalysisRequest) -> None:
        if not self._shown.is_about(request):
            self._position = None

    @Slot()
    def _show(self, *, only_health: bool = False) -> None:
        assert self._shown.current is not None
        request, result = self._shown.current
        analysis = result.features
        has_features = analysis is not None and bool(analysis.features)
        self.show_sentences(self._words.headline(result), self._words.remarks(result))
        if not self.is_measuring:
            self._details.show_answer(result)
        if only_health:
            self._picture.show_health(result)
            return
        self._picture.show_result(request, result, is_measuring=self.is_measuring)
        self._details.show_features(analysis if has_features else None, request.prompt)
        if analysis is None or not has_features:
            self.panel.hide()
            self._choice.choose(None)
            return
        self.panel.use_sae(analysis.reading.sae_id, analysis.reading.width)
        is_page_open = not self.panel.isHidden()
        self._choice.follow(analysis.features, is_page_open=is_page_open)
        self._mark()
        if is_page_open:
            self._show_page()

    def _mark(self) -> None:
        self._picture.choose(self.feature)
        self._details.choose(self.feature, self._position)

    def _show_page(self) -> None:
        if self.feature is not None:
            self.panel.load(self.feature)
        elif self._choice.lost is not None:
            self.panel.show_nothing(lost_words(self._choice.lost))

    @override
    def _retranslate(self) -> None:
        self.empty.set_texts(
            self.tr("Which features of the model fire on a prompt?"),
            self.tr(
                "A sparse autoencoder splits the model's inner state into features that each stand for "
                "something. This tab shows which ones a prompt wakes, and on which of its tokens."
            ),
            (self.tr("Run an example: sort a list in Python"),),
        )
        if self._shown.current is not None:
            self._show()

    @Slot(int)
    def _on_token_chosen(self, position: int) -> None:
        self._position = position
        chip = self._picture.chip_at(position)
        if chip is not None:
            self._details.show_token(chip)
        self._details.choose(self.feature, position)

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
        self._show_page()
        self.panel.search()

    @Slot(object)
    def _on_steer_requested(self, step: Steering) -> None:
        self.steering_requested.emit(SteeringStart(self._shown.prompt, (step,)))
