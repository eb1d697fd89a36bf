"""The bar at the top: which endpoint, which model and which SAE every tab asks."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.models import SaeInfo
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.core.sae_import import OWN_PREFIX
from holysheep_desktop.core.settings import Settings
from holysheep_desktop.core.sidecar import SidecarPhase, SidecarState
from holysheep_desktop.ui.appearance.icons import icon
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, Theme
from holysheep_desktop.ui.controls import explain, plain_label, push_button
from holysheep_desktop.ui.endpoints.deliberate_choice import DeliberateChoice
from holysheep_desktop.ui.endpoints.model_choice import ModelChoice
from holysheep_desktop.ui.endpoints.status_light import StatusLight
from holysheep_desktop.ui.endpoints.words import endpoint_words
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.session import EndpointState, Session

_COMBO_WIDTH = 150


class EndpointBar(Translated, QWidget):
    """Signals: endpoint_requested(Endpoint | None), None for a server that is yet to be added;
    settings_requested(); palette_requested().
    """

    endpoint_requested = Signal(object)
    palette_requested = Signal()
    settings_requested = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("endpointBar")
        self._session = session
        self._theme = theme
        self._known = Settings().endpoints
        self._sidecar = SidecarState(SidecarPhase.STOPPED)
        self._palette_key = ""
        self._light = StatusLight(theme, self)
        self._words = plain_label("endpointWords", ink=Role.TEXT_MUTED)
        self._endpoints = _combo("endpointChoice")
        self._models = ModelChoice()
        self._saes = _combo("saeChoice")
        self._palette: QPushButton = push_button("paletteButton")
        self._settings: QPushButton = push_button("settingsButton")
        self._build()
        self._connect()
        self._retranslate()
        self._repaint_icons()

    def show_endpoints(self, endpoints: tuple[Endpoint, ...]) -> None:
        """What can be chosen."""
        self._known = endpoints
        self._show_endpoint()

    def show_palette_key(self, key: str) -> None:
        """Name the key that opens the command palette; empty where it has none."""
        self._palette_key = key
        self._show_palette_key()

    def _show_palette_key(self) -> None:
        words = self.tr("Command palette")
        self._palette.setText(self._palette_key or words)
        explain(self._palette, self.tr("Every command, example and recent run, by a few letters"))

    def show_sidecar(self, state: SidecarState) -> None:
        """Say how far the local model is, while the local endpoint is chosen."""
        self._sidecar = state
        self._show_state()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP_GROUP, GAP, GAP_GROUP, GAP)
        row.setSpacing(GAP)
        for widget in (self._light, self._endpoints, self._models, self._saes):
            row.addWidget(widget)
        row.addSpacing(GAP)
        row.addWidget(self._words, stretch=1)
        row.addWidget(self._palette)
        row.addWidget(self._settings)
        self._endpoints.setMinimumWidth(110)

    def _connect(self) -> None:
        self._endpoints.activated.connect(self._on_endpoint_activated)
        self._models.model_chosen.connect(self._on_model_chosen)
        self._saes.activated.connect(self._on_sae_activated)
        self._palette.clicked.connect(self.palette_requested)
        self._settings.clicked.connect(self._on_settings_clicked)
        self._session.source_changed.connect(self._show_endpoint)
        self._session.state_changed.connect(self._show_state)
        self._session.models_changed.connect(self._show_models)
        self._session.model_changed.connect(self._show_models)
        self._session.sae_changed.connect(self._show_saes)
        self._theme.changed.connect(self._repaint_icons)

    @override
    def _retranslate(self) -> None:
        self._endpoints.setAccessibleName(self.tr("Endpoint"))
        self._endpoints.setToolTip(self.tr("What answers: the model on this computer, or a server"))
        self._models.setAccessibleName(self.tr("Model"))
        self._models.setToolTip(self.tr("The model that every tab asks; type to search or to name another"))
        self._saes.setAccessibleName(self.tr("SAE"))
        self._saes.setToolTip(self.tr("The sparse autoencoder that reads the model"))
        self._palette.setAccessibleName(self.tr("Command palette"))
        self._show_palette_key()
        self._settings.setText(self.tr("Settings…"))
        self._settings.setAccessibleName(self.tr("Open settings"))
        self._show_endpoint()
        self._show_models()
        self._show_saes()
        self._show_state()

    @Slot()
    def _repaint_icons(self) -> None:
        self._palette.setIcon(icon("search", self._theme))
        self._settings.setIcon(icon("settings", self._theme))

    @Slot()
    def _show_endpoint(self) -> None:
        asked = self._session.endpoint
        # The command line may name one that no list has.
        listed = self._known if asked.id in {known.id for known in self._known} else (*self._known, asked)
        with QSignalBlocker(self._endpoints):
            self._endpoints.clear()
            for endpoint in listed:
                self._endpoints.addItem(endpoint_words(endpoint), endpoint.id)
            self._endpoints.insertSeparator(len(listed))
            self._endpoints.addItem(self.tr("Add a server…"), "")
            self._endpoints.setCurrentIndex([endpoint.id for endpoint in listed].index(asked.id))
        self._show_state()

    @Slot()
    def _show_models(self) -> None:
        chosen = self._session.model
        ids = [model.id for model in self._session.models]
        if chosen is not None and chosen.id not in ids:
            ids.append(chosen.id)
        self._models.show_models(ids, chosen.id if chosen else "", self.tr("no model"))

    @Slot()
    def _show_saes(self) -> None:
        model, chosen = self._session.model, self._session.sae
        saes = model.capabilities.saes if model else ()
        with QSignalBlocker(self._saes):
            self._saes.clear()
            for sae in saes:
                self._saes.addItem(self._sae_name(sae), sae.sae_id)
            if not saes:
                self._saes.addItem(self.tr("no SAE listed"))
            self._saes.setCurrentIndex(saes.index(chosen) if chosen else 0)
        self._saes.setEnabled(len(saes) > 1)

    def _sae_name(self, sae: SaeInfo) -> str:
        if sae.is_own:
            name = plain_text(sae.sae_id.removeprefix(OWN_PREFIX))
            return self.tr("Own SAE {name} · layer {layer}").format(name=name, layer=sae.layer)
        return self.tr("SAE layer {layer} · {width} features").format(layer=sae.layer, width=f"{sae.width:,}")

    @Slot()
    def _show_state(self) -> None:
        is_coming = self._is_local_model_coming()
        self._light.show_state(EndpointState.ASKING if is_coming else self._session.state)
        words = self._state_words()
        self._words.setText(words)
        self._light.setAccessibleName(words)
        explain(self._light, words)

    def _is_local_model_coming(self) -> bool:
        is_local = self._session.endpoint.kind is EndpointKind.LOCAL
        return is_local and self._sidecar.phase in {SidecarPhase.STARTING, SidecarPhase.PREPARING}

    def _state_words(self) -> str:
        if self._is_local_model_coming():
            is_starting = self._sidecar.phase is SidecarPhase.STARTING
            starting, preparing = (
                self.tr("the local model is starting"),
                self.tr("the local model is preparing"),
            )
            return starting if is_starting else preparing
        return {
            EndpointState.ASKING: self.tr("asking for models…"),
            EndpointState.READY: self.tr("ready"),
            EndpointState.FAILED: self.tr("not available"),
        }[self._session.state]

    @Slot(int)
    def _on_endpoint_activated(self, index: int) -> None:
        endpoint_id = self._endpoints.itemData(index)
        if endpoint_id != self._session.endpoint.id:
            known = next((known for known in self._known if known.id == endpoint_id), None)
            self.endpoint_requested.emit(known)
            self._show_endpoint()

    @Slot(str)
    def _on_model_chosen(self, name: str) -> None:
        self._session.choose_model(name)

    @Slot(int)
    def _on_sae_activated(self, index: int) -> None:
        sae_id = self._saes.itemData(index)
        if sae_id is not None:
            self._session.choose_sae(str(sae_id))

    @Slot()
    def _on_settings_clicked(self) -> None:
        self.settings_requested.emit()


def _combo(name: str) -> QComboBox:
    combo = DeliberateChoice()
    combo.setObjectName(name)
    combo.setMinimumWidth(_COMBO_WIDTH)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return combo
