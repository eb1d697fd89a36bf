"""How one endpoint is reached: patience, attempts, proxy and certificates; folded until it is wanted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from holysheep_desktop.core.connections.network import (
    MOST_RETRIES,
    Network,
    NetworkLimits,
    ProxyUse,
    normalised_proxy,
)
from holysheep_desktop.errors import InputError
from holysheep_desktop.ui.appearance.theme import GAP, set_invalid
from holysheep_desktop.ui.controls import push_button
from holysheep_desktop.ui.endpoints.form_page import FormPage
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.dialogs import ask_open_path
from holysheep_desktop.ui.widgets.boxes import ChoiceBox, DecimalBox, NumberBox
from holysheep_desktop.ui.widgets.inputs import inset

_LONGEST_S = 600.0


class NetworkForm(FormPage):
    """Signals: network_changed() at every change."""

    network_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("networkForm", parent, margin=0)
        self._connect_timeout = _seconds("connectTimeout")
        self._read_timeout = _seconds("readTimeout")
        self._total_timeout = _seconds("totalTimeout")
        self._retries = inset(NumberBox())
        self._retries.setObjectName("retries")
        self._retries.setMaximum(MOST_RETRIES)
        self._proxy = ChoiceBox()
        self._proxy.setObjectName("proxyUse")
        for use in ProxyUse:
            self._proxy.addItem("", use.value)
        self._proxy_url = QLineEdit()
        self._proxy_url.setObjectName("proxyUrl")
        self._certificates = QLineEdit()
        self._certificates.setObjectName("certificates")
        self._browse = push_button("certificatesBrowse")
        self._plain = QCheckBox()
        self._plain.setObjectName("allowsPlainHttp")
        self._browsing = Job(self)
        self._is_plain_address = False
        self._build()
        self._connect()
        self._retranslate()

    def show_network(self, network: Network, *, is_plain_address: bool) -> None:
        """Show settings; the consent to plain http only where the address needs it."""
        self._is_plain_address = is_plain_address
        widgets = (self._connect_timeout, self._read_timeout, self._total_timeout, self._retries, self._proxy)
        blockers = [QSignalBlocker(widget) for widget in (*widgets, self._proxy_url, self._certificates)]
        limits = network.limits
        self._connect_timeout.setValue(limits.connect_timeout_s)
        self._read_timeout.setValue(limits.read_timeout_s)
        self._total_timeout.setValue(limits.total_timeout_s)
        self._retries.setValue(limits.retries)
        self._proxy.setCurrentIndex(list(ProxyUse).index(network.proxy))
        self._proxy_url.setText(network.proxy_url)
        self._certificates.setText(network.certificates)
        self._plain.setChecked(network.allows_plain_http)
        del blockers
        self._show_what_applies()

    def network(self) -> Network:
        """The settings as they stand; raises InputError for a proxy that is none."""
        use = ProxyUse(self._proxy.currentData())
        return Network(
            NetworkLimits(
                self._connect_timeout.value(),
                self._read_timeout.value(),
                self._total_timeout.value(),
                self._retries.value(),
            ),
            use,
            normalised_proxy(self._proxy_url.text()) if use is ProxyUse.OWN else "",
            self._certificates.text().strip(),
            self._plain.isChecked() and self._is_plain_address,
        )

    def _build(self) -> None:
        for field in (self._connect_timeout, self._read_timeout, self._total_timeout, self._retries):
            self.add_field(field)
        self.add_field(_row("proxyRow", self._proxy, self._proxy_url))
        self.add_field(_row("certificatesRow", self._certificates, self._browse))
        self.add_field(self._plain)

    def _connect(self) -> None:
        for field in (self._connect_timeout, self._read_timeout, self._total_timeout):
            field.valueChanged.connect(self._on_changed)
        self._retries.valueChanged.connect(self._on_changed)
        self._proxy.currentIndexChanged.connect(self._on_changed)
        self._proxy_url.textChanged.connect(self._on_changed)
        self._certificates.textChanged.connect(self._on_changed)
        self._plain.toggled.connect(self._on_changed)
        self._browse.clicked.connect(self._on_browse_clicked)
        self._browsing.succeeded.connect(self._on_file_chosen)

    @override
    def _retranslate(self) -> None:
        self.set_words(
            (),
            (
                self.tr("To connect"),
                self.tr("Between two pieces"),
                self.tr("In all"),
                self.tr("Further attempts"),
                self.tr("Proxy"),
                self.tr("Extra certificates"),
                self.tr("Without encryption"),
            ),
        )
        for field in (self._connect_timeout, self._read_timeout, self._total_timeout):
            field.setSuffix(self.tr(" s"))
        texts = (self.tr("As the system"), self.tr("None"), self.tr("This one:"))
        for index, text in enumerate(texts):
            self._proxy.setItemText(index, text)
        self._proxy.setAccessibleName(self.tr("Which proxy"))
        self._proxy_url.setAccessibleName(self.tr("Address of the proxy"))
        self._proxy_url.setPlaceholderText("http://proxy.example:8080")
        self._certificates.setAccessibleName(self.tr("File of extra certificates (PEM)"))
        self._certificates.setPlaceholderText(self.tr("those of the system"))
        self._browse.setText(self.tr("Choose…"))
        self._browse.setAccessibleName(self.tr("Choose a file of certificates"))
        self._plain.setText(self.tr("Send the key to this host unencrypted"))
        self._plain.setAccessibleName(self._plain.text())

    def _show_what_applies(self) -> None:
        is_own = ProxyUse(self._proxy.currentData()) is ProxyUse.OWN
        self._proxy_url.setVisible(is_own)
        self.set_field_visible(self._plain, self._is_plain_address)
        try:
            self.network()
        except InputError:
            set_invalid(self._proxy_url, bool(self._proxy_url.text()))
        else:
            set_invalid(self._proxy_url, False)

    @Slot()
    def _on_changed(self) -> None:
        self._show_what_applies()
        self.network_changed.emit()

    @Slot()
    def _on_browse_clicked(self) -> None:
        chosen = self._certificates.text().strip()
        folder = Path(chosen).parent if chosen else Path.home()
        filters = [self.tr("Certificates (*.pem *.crt *.cer)"), self.tr("All files (*)")]
        question = ask_open_path(self, self.tr("Choose a file of certificates"), folder, filters)
        self._browsing.start(question, name="choose certificates")

    @Slot(object)
    def _on_file_chosen(self, path: Path | None) -> None:
        if path is not None:
            self._certificates.setText(str(path))


def _seconds(name: str) -> QDoubleSpinBox:
    field = inset(DecimalBox())
    field.setObjectName(name)
    field.setDecimals(1)
    field.setRange(0.1, _LONGEST_S)
    return field


def _row(name: str, *widgets: QWidget) -> QWidget:
    row = QWidget()
    row.setObjectName(name)
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GAP)
    for widget in widgets:
        layout.addWidget(widget, stretch=isinstance(widget, QLineEdit))
    return row
