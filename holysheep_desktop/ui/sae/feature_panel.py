"""The panel at the right of the SAE finding: which feature is looked at, and its page."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.dashboards import FeatureDashboard
from holysheep_desktop.core.requests import Steering, SteeringMode
from holysheep_desktop.core.stores import LabelFiles
from holysheep_desktop.errors import NotFoundError
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, Theme, TypeSize
from holysheep_desktop.ui.controls import explain, plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.sae.asking.strip import AskStrip
from holysheep_desktop.ui.sae.feature_finder import FeatureFinder
from holysheep_desktop.ui.sae.feature_page import FeaturePage
from holysheep_desktop.ui.sae.label_edit import LabelEdit
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.inputs import number_box, tool_button, upright_scroll
from holysheep_desktop.ui.words.errors import describe

_NARROWEST = 264
_NUMBER_WIDTH = 72
LARGEST_FEATURE = 2**31 - 1


class FeaturePanel(Translated, QWidget):
    """Loads and shows a feature's page; any number can be typed.

    Signals: feature_chosen(int) when the user goes to another feature here; closed() when it is closed;
    steer_requested(Steering) by the button "Steer …";
    label_changed(int, Label | None) when a label was written; labels_imported() when many may have changed.
    """

    feature_chosen = Signal(int)
    steer_requested = Signal(object)
    closed = Signal()
    label_changed = Signal(int, object)
    labels_imported = Signal()

    def __init__(
        self,
        session: Session,
        theme: Theme,
        label_files: LabelFiles | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._sae_id: str | None = None
        self._wanted: int | None = None
        self._dashboard: FeatureDashboard | None = None
        self._error: BaseException | None = None
        self._job = Job(self)
        self._title = plain_label("featurePanelTitle", size=TypeSize.HEADING, bold=True)
        self._number = number_box("featureNumber", 0, LARGEST_FEATURE, 0)
        self._steer = tool_button("steerFeature")
        self._close = tool_button("closeFeaturePanel", "×")
        self._state = plain_label("featureState", ink=Role.TEXT_MUTED, wraps=True)
        self._finder = FeatureFinder(session)
        self._label_edit = LabelEdit(session, label_files)
        self._asking = AskStrip(session)
        self._is_relabelled = False
        self._page = FeaturePage(theme)
        self.setObjectName("featurePanel")
        self.setMinimumWidth(_NARROWEST)
        self._build()
        self._job.succeeded.connect(self._on_loaded)
        self._job.failed.connect(self._on_failed)
        self._number.editingFinished.connect(self._on_number_edited)
        self._steer.clicked.connect(self._on_steer_clicked)
        self._close.clicked.connect(self.closed)
        self._page.feature_requested.connect(self._go_to)
        self._finder.feature_chosen.connect(self._go_to)
        self._asking.taken.connect(self._label_edit.take)
        self._label_edit.label_kept.connect(self._on_label_kept)
        self._label_edit.labels_imported.connect(self._on_labels_imported)
        session.source_changed.connect(self._job.cancel)
        self._show_page(None)
        self._retranslate()

    def _build(self) -> None:
        self._number.setKeyboardTracking(False)
        self._number.setFixedWidth(_NUMBER_WIDTH)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._number)
        head.addStretch()
        head.addWidget(self._steer)
        head.addWidget(self._close)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, GAP, GAP)
        inner.setSpacing(GAP)
        inner.addWidget(self._state)
        inner.addWidget(self._page)
        self._page.add_below_label(self._asking)
        self._page.add_below_label(self._label_edit)
        inner.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP, 0, 0)
        column.setSpacing(GAP)
        self._finder.setContentsMargins(0, 0, 2 * GAP, 0)  # as wide as the page below it
        head.setContentsMargins(0, 0, GAP, 0)
        column.addLayout(head)
        column.addWidget(self._finder)
        column.addWidget(upright_scroll("featureScroll", content), stretch=1)

    @property
    def state_words(self) -> str:
        """What is said while there is no page, or an empty text."""
        return self._state.text()

    @property
    def dashboard(self) -> FeatureDashboard | None:
        """The page that is shown."""
        return self._dashboard

    def use_sae(self, sae_id: str | None, width: int | None) -> None:
        """Say which SAE the numbers belong to; a page of another one is taken away."""
        self._number.setMaximum(LARGEST_FEATURE if width is None else width - 1)
        self._finder.use_sae(sae_id, width)
        if sae_id != self._sae_id:
            self._sae_id = sae_id
            self.show_nothing("")

    def search(self) -> None:
        """Go to the search field."""
        self._finder.begin()

    def load(self, feature: int) -> None:
        """Ask the endpoint for a feature's page, unless it is here or on its way."""
        self._number.blockSignals(True)
        self._number.setValue(feature)
        self._number.blockSignals(False)
        is_loading = self._job.is_running and self._wanted == feature
        if is_loading or (self._dashboard is not None and self._dashboard.feature == feature):
            return
        self._wanted = feature
        self._error = None
        self._show_page(None)
        if self._sae_id is None:
            self._state.setText(self.tr("This endpoint does not name its SAE, so nothing more is known."))
            return
        self._state.setText(self.tr("Loading …"))
        self._job.start(self._session.source.feature(self._sae_id, feature), name="feature")

    def show_nothing(self, why: str) -> None:
        """Take the page away and say why; the number stays, for who wants it back."""
        self._job.cancel()
        self._error = None
        self._show_page(None)
        self._state.setText(why)

    def _show_page(self, dashboard: FeatureDashboard | None) -> None:
        self._dashboard = dashboard
        self._steer.setVisible(dashboard is not None)
        self._page.setVisible(dashboard is not None)
        self._state.setVisible(dashboard is None)
        self._state.setText("")
        if dashboard is not None:
            self._page.show_dashboard(dashboard, self._session.origin)
            self._label_edit.show_label(dashboard.sae_id, dashboard.feature, dashboard.label)
        self._asking.show_feature(dashboard)

    @override
    def _retranslate(self) -> None:
        self._title.setText(self.tr("Feature"))
        self._number.setAccessibleName(self.tr("Number of the feature"))
        explain(self._number, self.tr("Type the number of any feature of this SAE."))
        self._steer.setText(self.tr("Steer …"))
        self._steer.setAccessibleName(self.tr("Steer this feature"))
        explain(self._steer, self.tr("See what the model says with more or less of this feature"))
        self._close.setAccessibleName(self.tr("Close the feature's page"))
        explain(self._close, self.tr("Close the feature's page"))
        if self._dashboard is not None:
            self._show_page(self._dashboard)
        elif self._error is not None:
            self._on_failed(self._error)

    @Slot(int)
    def _go_to(self, feature: int) -> None:
        if self._dashboard is None or self._dashboard.feature != feature:
            self.load(feature)
            self.feature_chosen.emit(feature)

    @Slot(object)
    def _on_loaded(self, dashboard: FeatureDashboard) -> None:
        self._show_page(dashboard)
        if self._is_relabelled:
            self._is_relabelled = False
            self.label_changed.emit(dashboard.feature, dashboard.label)

    @Slot()
    def _on_label_kept(self) -> None:
        self._is_relabelled = True
        self._load_again()

    @Slot()
    def _on_labels_imported(self) -> None:
        self._load_again()
        self.labels_imported.emit()

    def _load_again(self) -> None:
        """Ask for the page that is shown once more; it stays until the new one comes."""
        if self._dashboard is not None and self._sae_id is not None:
            self._wanted = self._dashboard.feature
            self._job.start(self._session.source.feature(self._sae_id, self._wanted), name="feature")

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._error = error
        if isinstance(error, NotFoundError):
            self._state.setText(self.tr("This endpoint has no page for this feature."))
        else:
            notice = describe(error)
            self._state.setText(f"{notice.title} {notice.advice}".strip())

    @Slot()
    def _on_steer_clicked(self) -> None:
        if (page := self._dashboard) is not None:
            self.steer_requested.emit(Steering(page.sae_id, page.feature, SteeringMode.ADD))

    @Slot()
    def _on_number_edited(self) -> None:
        self._go_to(self._number.value())
