"""Settings of the two kinds of server: their address and their key."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.core.endpoints import HOLYSHEEP_BASE_URL, EndpointKind, origin_of
from holysheep_desktop.core.stores import KeyStore
from holysheep_desktop.ui.controls import plain_label, selectable
from holysheep_desktop.ui.endpoints.address_field import AddressField
from holysheep_desktop.ui.endpoints.form_page import FormPage
from holysheep_desktop.ui.endpoints.key_field import KeyField


class EndpointPage(FormPage):
    """Signals: key_changed() when a key was kept or forgotten; validity_changed() at every keystroke."""

    key_changed = Signal()
    validity_changed = Signal()

    def __init__(self, custom_base_url: str, keys: KeyStore, parent: QWidget | None = None) -> None:
        super().__init__("endpointPage", parent)
        self._holysheep_address = selectable(plain_label("holysheepAddress"))
        self._holysheep_key = KeyField("holysheep", keys)
        self._address = AddressField()
        self._custom_key = KeyField("custom", keys)
        self.add_heading()
        self.add_field(self._holysheep_address)
        self.add_field(self._holysheep_key)
        self.add_heading()
        self.add_field(self._address)
        self.add_field(self._custom_key)
        self._holysheep_key.key_changed.connect(self.key_changed)
        self._custom_key.key_changed.connect(self.key_changed)
        self._address.address_changed.connect(self._on_address_changed)
        self._holysheep_address.setText(HOLYSHEEP_BASE_URL)
        self._holysheep_key.set_origin(origin_of(HOLYSHEEP_BASE_URL))
        self._address.set_address(custom_base_url)
        self._on_address_changed(self._address.address)
        self._retranslate()

    @property
    def custom_base_url(self) -> str:
        """The custom endpoint's normalised base URL; empty where there is none."""
        return self._address.address

    @property
    def is_valid(self) -> bool:
        """Whether everything that was typed can be saved."""
        return self._address.is_valid

    def focus_key(self, kind: EndpointKind) -> None:
        """Put the cursor into the key field of an endpoint."""
        (self._custom_key if kind is EndpointKind.CUSTOM else self._holysheep_key).focus()

    @override
    def _retranslate(self) -> None:
        address, key = self.tr("Base address"), self.tr("API key")
        self.set_words(
            (self.tr("HolySheep"), self.tr("Custom endpoint")),
            (address, key, address, key),
        )

    @Slot(str)
    def _on_address_changed(self, address: str) -> None:
        self._custom_key.set_origin(origin_of(address) if address else "")
        self.validity_changed.emit()
