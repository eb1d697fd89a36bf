"""One endpoint in the settings: name, address, key, its way through the network, and its test."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.connections.connection_test import ConnectionTester
from holysheep_desktop.core.connections.network import Network
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind, is_loopback, origin_of
from holysheep_desktop.core.stores import KeyStore
from holysheep_desktop.errors import InputError
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP
from holysheep_desktop.ui.controls import plain_label, selectable
from holysheep_desktop.ui.endpoints.address_field import AddressField
from holysheep_desktop.ui.endpoints.connection_view import ConnectionView
from holysheep_desktop.ui.endpoints.form_page import FormPage
from holysheep_desktop.ui.endpoints.key_field import KeyField
from holysheep_desktop.ui.endpoints.network_form import NetworkForm
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.buttons import ToolButton

_LONGEST_NAME = 60


class EndpointForm(Translated, QWidget):
    """Signals: edited() at every change, key_changed() when a key was kept or forgotten."""

    edited = Signal()
    key_changed = Signal()

    def __init__(
        self, keys: KeyStore, tester: ConnectionTester | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("endpointForm")
        self._kind = EndpointKind.HOLYSHEEP
        self._fields = _Fields(keys)
        self._more = ToolButton()
        self._more.setObjectName("endpointMore")
        self._more.setCheckable(True)
        self._more.setProperty("fold", True)
        self._more.setAutoRaise(True)
        self._more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._network = NetworkForm()
        self._connection = ConnectionView(tester)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, 0, 0, 0)
        column.setSpacing(GAP)
        for widget in (self._fields, self._more, self._network, self._connection):
            column.addWidget(widget)
        column.addStretch(1)
        self._fields.edited.connect(self._on_edited)
        self._fields.key.key_changed.connect(self.key_changed)
        self._fields.key.key_changed.connect(self._connection.clear)
        self._network.network_changed.connect(self._on_edited)
        self._more.toggled.connect(self._on_more_toggled)
        self._connection.test_requested.connect(self._on_test_requested)
        self._on_more_toggled(False)
        self._retranslate()

    def show_endpoint(self, endpoint: Endpoint) -> None:
        """Show one endpoint, as it stands in the list."""
        self._kind = endpoint.kind
        self._fields.show_endpoint(endpoint)
        self._show_network(endpoint.network)
        self._connection.clear()

    def endpoint(self) -> Endpoint:
        """What the form says; the address is empty while it is none. Raises InputError for the proxy."""
        return Endpoint(self._kind, self._fields.base_url, self._fields.name, self._network.network())

    @property
    def is_valid(self) -> bool:
        """Whether this can be saved."""
        try:
            return bool(self.endpoint().base_url)
        except InputError:
            return False

    @property
    def is_blank(self) -> bool:
        """A new server of which nothing was typed."""
        return self._fields.is_blank

    @property
    def key(self) -> KeyField:
        """Where the endpoint's key is typed."""
        return self._fields.key

    def focus_key(self) -> None:
        """Put the cursor into the key field."""
        self._fields.key.focus()

    def focus_first(self) -> None:
        """Put the cursor where a new endpoint begins."""
        self._fields.focus_address()

    def _show_network(self, network: Network) -> None:
        address = self._fields.base_url
        is_plain = address.startswith("http://") and not is_loopback(address)
        self._network.show_network(network, is_plain_address=is_plain)
        if is_plain:
            self._more.setChecked(True)

    @Slot()
    def _on_edited(self) -> None:
        self._connection.clear()
        try:
            network = self._network.network()
        except InputError:
            network = None
        if network is not None and self.sender() is self._fields:
            self._show_network(network)
        self.edited.emit()

    @override
    def _retranslate(self) -> None:
        self._more.setText(self.tr("Time limits, proxy, certificates"))
        self._more.setAccessibleName(self._more.text())

    @Slot(bool)
    def _on_more_toggled(self, is_open: bool) -> None:
        self._network.setVisible(is_open)
        self._more.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)

    @Slot()
    def _on_test_requested(self) -> None:
        if self.is_valid:
            self._connection.start(self.endpoint())


class _Fields(FormPage):
    """Name, address and key."""

    edited = Signal()

    def __init__(self, keys: KeyStore) -> None:
        super().__init__("endpointFields", margin=0)
        self._name = QLineEdit()
        self._name.setObjectName("endpointName")
        self._name.setMaxLength(_LONGEST_NAME)
        self._fixed_address = selectable(plain_label("holysheepAddress"))
        self._address = AddressField()
        self.key = KeyField("endpoint", keys)
        for field in (self._name, self._fixed_address, self._address, self.key):
            self.add_field(field)
        self._is_custom = False
        self._name.textChanged.connect(self.edited)
        self._address.address_changed.connect(self._on_address_changed)
        self._retranslate()

    @property
    def base_url(self) -> str:
        return self._address.address if self._is_custom else self._fixed_address.text()

    @property
    def is_blank(self) -> bool:
        return self._is_custom and self._address.is_valid and not self._address.address

    @property
    def name(self) -> str:
        return self._name.text().strip() if self._is_custom else ""

    def show_endpoint(self, endpoint: Endpoint) -> None:
        self._is_custom = endpoint.kind is EndpointKind.CUSTOM
        with QSignalBlocker(self._name), QSignalBlocker(self._address):
            self._name.setText(endpoint.name)
            self._address.set_address(endpoint.base_url)
        self._fixed_address.setText(endpoint.base_url)
        for field, is_visible in (
            (self._name, self._is_custom),
            (self._address, self._is_custom),
            (self._fixed_address, not self._is_custom),
        ):
            self.set_field_visible(field, is_visible)
        self.key.set_origin(origin_of(endpoint.base_url) if endpoint.base_url else "")

    def focus_address(self) -> None:
        self._address.focus()

    @override
    def _retranslate(self) -> None:
        address = self.tr("Base address")
        self.set_words((), (self.tr("Name"), address, address, self.tr("API key")))
        self._name.setPlaceholderText(self.tr("such as “lab server”"))

    @Slot(str)
    def _on_address_changed(self, address: str) -> None:
        self.key.set_origin(origin_of(address) if address else "")
        self.edited.emit()
