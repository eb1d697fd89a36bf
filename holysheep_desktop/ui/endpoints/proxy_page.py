"""Settings of the proxy: whether web pages and notebooks of this computer may ask, and which."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from typing_extensions import override

from holysheep_desktop.core.connections.proxy import (
    PORTS,
    ProxyControl,
    ProxyPhase,
    ProxySettings,
    parse_origins,
)
from holysheep_desktop.core.settings import Settings
from holysheep_desktop.errors import InputError
from holysheep_desktop.ui.appearance.theme import GAP, Role, TypeSize, set_invalid
from holysheep_desktop.ui.controls import plain_label, push_button, selectable
from holysheep_desktop.ui.endpoints.form_page import FormPage
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.widgets.boxes import NumberBox
from holysheep_desktop.ui.widgets.inputs import inset


class ProxyPage(FormPage):
    """Signals: validity_changed() at every change."""

    validity_changed = Signal()

    def __init__(self, settings: ProxySettings, control: ProxyControl, parent: QWidget | None = None) -> None:
        super().__init__("proxyPage", parent)
        self._control = control
        self._about = plain_label("proxyAbout", ink=Role.TEXT_MUTED, wraps=True)
        self._switch = QCheckBox()
        self._switch.setObjectName("proxySwitch")
        self._port = inset(NumberBox())
        self._port.setObjectName("proxyPort")
        self._port.setRange(*PORTS)
        self._origins = QPlainTextEdit()
        self._origins.setObjectName("proxyOrigins")
        policy = self._origins.sizePolicy()
        policy.setVerticalStretch(1)  # else every row would take its part of a high page
        self._origins.setSizePolicy(policy)
        self._origins.setTabChangesFocus(True)
        self._state = selectable(plain_label("proxyState", wraps=True))
        self._token = QLineEdit(readOnly=True)
        self._token.setObjectName("proxyToken")
        self._renew, self._copy = push_button("proxyRenew"), push_button("proxyCopy")
        self._note = plain_label("proxyNote", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self._renewing = Job(self)
        self._build()
        self._connect()
        self._switch.setChecked(settings.is_on)
        self._port.setValue(settings.port)
        self._origins.setPlainText("\n".join(settings.origins))
        self._retranslate()

    @property
    def is_valid(self) -> bool:
        """Whether what was typed can be saved."""
        try:
            parse_origins(self._origins.toPlainText())
        except InputError:
            return False
        return True

    def applied_to(self, settings: Settings) -> Settings:
        """The same settings with what this page says."""
        origins = parse_origins(self._origins.toPlainText())
        proxy = ProxySettings(self._switch.isChecked(), self._port.value(), origins)
        return replace(settings, proxy=proxy)

    def _build(self) -> None:
        row = QWidget()
        row.setObjectName("proxyTokenRow")
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._token, stretch=1)
        layout.addWidget(self._copy)
        layout.addWidget(self._renew)
        self.add_wide(self._about)
        for field in (self._switch, self._port, self._origins, self._state, row):
            self.add_field(field)
        self.add_wide(self._note)

    def _connect(self) -> None:
        self._switch.clicked.connect(self._on_switched)
        self._origins.textChanged.connect(self._on_origins_changed)
        self._renew.clicked.connect(self._on_renew_clicked)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._renewing.succeeded.connect(self._on_renewed)
        self._renewing.started.connect(self._show)
        self._renewing.finished.connect(self._show)

    @override
    def _retranslate(self) -> None:
        self.set_words(
            (),
            (
                self.tr("Proxy"),
                self.tr("Port"),
                self.tr("Web pages that may ask"),
                self.tr("State"),
                self.tr("Access token"),
            ),
        )
        self._about.setText(
            self.tr(
                "A web page or a notebook on this computer can ask the local model and HolySheep through "
                "this program. The key stays here: they only hold a token of the proxy's own."
            )
        )
        self._switch.setText(self.tr("Answer web pages and notebooks of this computer"))
        self._switch.setAccessibleName(self._switch.text())
        self._origins.setPlaceholderText("http://localhost:3000")
        self._token.setAccessibleName(self.tr("The new access token"))
        self._token.setPlaceholderText(self.tr("shown once, when it is made"))
        self._copy.setText(self.tr("Copy"))
        self._copy.setAccessibleName(self.tr("Copy the access token"))
        self._renew.setText(self.tr("New token"))
        self._renew.setAccessibleName(self.tr("Make a new access token"))
        self._note.setText(
            self.tr(
                "A new token ends the old one. Web pages are named by scheme, host and port, one a line; "
                "programs and notebooks need no entry."
            )
        )
        self._show()

    @Slot()
    def _show(self) -> None:
        self._renew.setEnabled(not self._renewing.is_running)
        self._copy.setEnabled(bool(self._token.text()))
        state = self._control.state
        self._state.setText(
            {
                ProxyPhase.OFF: self.tr("off"),
                ProxyPhase.STARTING: self.tr("starting…"),
                ProxyPhase.READY: self.tr("ready: {address}").format(
                    address=f"{state.address}/upstream/local/v1 · {state.address}/upstream/holysheep/v1"
                ),
                ProxyPhase.FAILED: self.tr("does not run: {reason}").format(reason=state.reason),
            }[state.phase]
        )

    @Slot()
    def _on_origins_changed(self) -> None:
        set_invalid(self._origins, not self.is_valid)
        self.validity_changed.emit()

    @Slot(bool)
    def _on_switched(self, is_on: bool) -> None:
        if is_on and not self._renewing.is_running:
            self._renewing.start(self._control.first_token(), name="first proxy token")

    @Slot()
    def _on_renew_clicked(self) -> None:
        self._renewing.start(self._control.renew_token(), name="new proxy token")

    @Slot(object)
    def _on_renewed(self, token: str | None) -> None:
        if token is None:
            return
        self._token.setText(token)
        self._token.setFocus()
        self._token.selectAll()

    @Slot()
    def _on_copy_clicked(self) -> None:
        QApplication.clipboard().setText(self._token.text())
