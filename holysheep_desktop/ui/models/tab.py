"""The Models tab: what the endpoint offers, and which model the other tabs ask."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.endpoints import EndpointKind
from holysheep_desktop.errors import NotFoundError
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Theme
from holysheep_desktop.ui.controls import push_button
from holysheep_desktop.ui.models.model_card import ModelCard
from holysheep_desktop.ui.models.model_list import ModelList
from holysheep_desktop.ui.own_saes.computing import Computing
from holysheep_desktop.ui.session import EndpointState, Session
from holysheep_desktop.ui.tabs.tab import Tab
from holysheep_desktop.ui.words.errors import Action, describe

_CARD_WIDTH, _LEAST_CARD_WIDTH = 360, 280
_CURES_OF_THE_FRAME = frozenset({Action.ENTER_KEY, Action.OPEN_SETTINGS, Action.RESTART_ENGINE})


class ModelsTab(Tab):
    """Signals: model_used(str), the id of a model that was chosen for every tab; and of the user's own SAEs
    remove_sae_requested(str), dashboard_requested(str), dashboard_stop_requested().
    """

    model_used = Signal(str)
    remove_sae_requested = Signal(str)
    dashboard_requested = Signal(str)
    dashboard_stop_requested = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelsTab")
        self.measures = False
        self._session = session
        self._list = ModelList(theme)
        self._by_hand = QLineEdit()
        self._by_hand.setObjectName("modelByHand")
        self._use_by_hand = push_button("useModelByHand")
        self._card = ModelCard()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setObjectName("modelsSplitter")
        self._layout = QByteArray()
        self._has_pane = True
        self._build()
        self._connect()
        self._retranslate()
        self._show_models()

    @override
    def title(self) -> str:
        return self.tr("Models")

    @override
    def search(self) -> bool:
        self._list.focus_search()
        return True

    @override
    def save_state(self) -> str:
        layout = self._splitter.saveState() if self._has_pane else self._layout
        return bytes(layout.toBase64().data()).decode("ascii")

    @override
    def restore_state(self, state: str) -> None:
        self._layout = QByteArray.fromBase64(state.encode("ascii", "ignore"))
        self._splitter.restoreState(self._layout)

    @Slot(object)
    def show_computing(self, computing: Computing | None) -> None:
        """Follow the dashboard that is being computed."""
        self._card.show_computing(computing)

    def _build(self) -> None:
        by_hand = QHBoxLayout()
        by_hand.setSpacing(GAP)
        by_hand.addWidget(self._by_hand, stretch=1)
        by_hand.addWidget(self._use_by_hand)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        column.addWidget(self._list, stretch=1)
        column.addLayout(by_hand)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self._card)
        self._card.setMinimumWidth(_LEAST_CARD_WIDTH)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([3 * _CARD_WIDTH, _CARD_WIDTH])
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._splitter)

    def _connect(self) -> None:
        self._list.selected.connect(self._show_state)
        self._list.activated.connect(self._use)
        self._list.refresh_requested.connect(self._on_refresh_requested)
        self._list.state_button_clicked.connect(self._on_state_button_clicked)
        self._by_hand.returnPressed.connect(self._on_use_by_hand)
        self._use_by_hand.clicked.connect(self._on_use_by_hand)
        self._card.use_requested.connect(self._use)
        self._card.remove_sae_requested.connect(self.remove_sae_requested)
        self._card.dashboard_requested.connect(self.dashboard_requested)
        self._card.dashboard_stop_requested.connect(self.dashboard_stop_requested)
        self._session.models_changed.connect(self._show_models)
        self._session.model_changed.connect(self._on_model_changed)
        self._session.state_changed.connect(self._show_state)

    @override
    def _retranslate(self) -> None:
        self._by_hand.setPlaceholderText(self.tr("Model id, where the list does not have it"))
        self._by_hand.setAccessibleName(self.tr("Model id"))
        self._use_by_hand.setText(self.tr("Use this id"))
        self._use_by_hand.setAccessibleName(self.tr("Use the model of this id"))
        self._show_state()

    @Slot()
    def _show_models(self) -> None:
        self._list.show_models(self._session.models)
        self._on_model_changed()

    @Slot()
    def _on_model_changed(self) -> None:
        self._list.select(self._session.model)
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        state = self._session.state
        is_local = self._session.endpoint.kind is EndpointKind.LOCAL
        for widget in (self._by_hand, self._use_by_hand):
            widget.setVisible(not is_local)
        self._list.set_refreshable(state is not EndpointState.ASKING)
        self._show_card()
        if state is EndpointState.FAILED and self._session.error is not None:
            self._show_failure(self._session.error)
        elif self._list.n_shown:
            self._list.show_table()
        elif self._session.models:
            advice = self.tr("Change the search, or show models without SAE features too.")
            self._list.show_state("search", self.tr("No model matches"), advice, self.tr("Show all"))
        elif state is EndpointState.ASKING:
            preparing = self.tr("The first start prepares the local model; that takes a few seconds.")
            self._list.show_state("models", self.tr("Asking for the models…"), preparing if is_local else "")
        else:
            advice = self.tr("If you know the id of a model, type it below.")
            title = self.tr("The endpoint lists no models")
            self._list.show_state("models", title, advice, self.tr("Ask again"))

    def _show_card(self) -> None:
        chosen = self._session.model
        shown = self._list.selected_model or chosen
        is_in_use = shown is not None and chosen is not None and shown.id == chosen.id
        self._show_pane(shown is not None)
        self._card.show_model(shown, is_in_use=is_in_use)

    def _show_pane(self, is_shown: bool) -> None:
        """The card's side of the tab, as wide as before it was hidden."""
        if is_shown is self._has_pane:
            return
        self._has_pane = is_shown
        if not is_shown:
            self._layout = self._splitter.saveState()
        self._card.setVisible(is_shown)
        if is_shown:
            self._splitter.restoreState(self._layout)

    def _show_failure(self, error: BaseException) -> None:
        if isinstance(error, NotFoundError):
            title = self.tr("This endpoint has no list of models")
            advice = self.tr("Type the id of the model below; what it can do stays unknown.")
            self._list.show_state("offline", title, advice, self.tr("Ask again"))
            return
        notice = describe(error)
        buttons = {
            Action.ENTER_KEY: self.tr("Enter key…"),
            Action.OPEN_SETTINGS: self.tr("Open settings…"),
            Action.RESTART_ENGINE: self.tr("Start again"),
        }
        button = buttons.get(notice.action, self.tr("Ask again"))
        self._list.show_state("offline", notice.title, notice.advice, button)

    @Slot()
    def _on_refresh_requested(self) -> None:
        self._session.refresh_models()

    @Slot()
    def _on_state_button_clicked(self) -> None:
        error = self._session.error
        if error is not None and (action := describe(error).action) in _CURES_OF_THE_FRAME:
            self.action_requested.emit(action)
        elif error is None and self._session.models:
            self._list.show_all()
        else:
            self._session.refresh_models()

    @Slot()
    def _on_use_by_hand(self) -> None:
        if model_id := self._by_hand.text().strip():
            self._use(model_id)

    @Slot(str)
    def _use(self, model_id: str) -> None:
        self._session.choose_model(model_id)
        self.model_used.emit(model_id)
        self._show_state()
