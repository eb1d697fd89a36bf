"""The choice of a layer, by the SAEs that read it where the model names them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget
from typing_extensions import override

from holysheep_desktop.core.models import SaeInfo
from holysheep_desktop.core.requests import FeatureOptions
from holysheep_desktop.core.sae_import import OWN_PREFIX
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.inputs import choice_box, number_box
from holysheep_desktop.ui.widgets.shown_text import one_line

USUAL_LAYER = 12
"""What the tutorial asks for; only a first value where an endpoint does not say which layers it has."""
MOST_LAYERS = 1000


class LayerChoice(Translated, QStackedWidget):
    """The SAEs that a model has, or any layer number where the endpoint does not say."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.saes = choice_box("saeChoice")
        self.number = number_box("saeLayer", 0, MOST_LAYERS, USUAL_LAYER)
        self.addWidget(self.saes)
        self.addWidget(self.number)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.saes)
        self.saes.activated.connect(self._on_sae_activated)
        session.model_changed.connect(self.refresh)
        session.sae_changed.connect(self.refresh)
        self.refresh()

    @property
    def knows_saes(self) -> bool:
        """Whether the chosen model names its SAEs."""
        return self.currentWidget() is self.saes

    def options(self, top_k: int) -> FeatureOptions:
        """What to ask for."""
        sae = self._session.sae
        if self.knows_saes and sae is not None:
            return FeatureOptions(sae.layer, top_k, sae.sae_id)
        return FeatureOptions(self.number.value(), top_k)

    def choose_layer(self, layer: int, sae_id: str | None) -> None:
        """Choose a layer again, as a draft or a report names it."""
        self.number.setValue(layer)
        if sae_id is not None:
            self._session.choose_sae(sae_id)

    @override
    def _retranslate(self) -> None:
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Offer what the chosen model has."""
        model, chosen = self._session.model, self._session.sae
        self.saes.clear()
        for sae in model.capabilities.saes if model else ():
            self.saes.addItem(self._name_of(sae), sae.sae_id)
            words = f"{sae.sae_id} · {sae.hook_point}"
            self.saes.setItemData(self.saes.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
        if chosen is not None:
            self.saes.setCurrentIndex(self.saes.findData(chosen.sae_id))
        n_layers = model.capabilities.n_layers if model else None
        self.number.setMaximum(MOST_LAYERS if n_layers is None else n_layers - 1)
        shown = self.saes if self.saes.count() else self.number
        self.setCurrentWidget(shown)
        self.setFocusProxy(shown)

    def _name_of(self, sae: SaeInfo) -> str:
        if sae.is_own:
            name = one_line(sae.sae_id.removeprefix(OWN_PREFIX))
            return self.tr("Own SAE {name} · layer {layer}").format(name=name, layer=sae.layer)
        words = self.tr("Layer {layer} · {width} features")
        return words.format(layer=sae.layer, width=f"{sae.width:,}")

    @Slot(int)
    def _on_sae_activated(self, place: int) -> None:
        self._session.choose_sae(str(self.saes.itemData(place)))
