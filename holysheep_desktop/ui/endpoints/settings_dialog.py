"""The settings dialog: endpoints with their keys on one page, the program itself on the other."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.connections.connection_test import ConnectionTester
from holysheep_desktop.core.connections.proxy import ProxyControl
from holysheep_desktop.core.settings import Settings
from holysheep_desktop.core.stores import KeyStore
from holysheep_desktop.ui.appearance.theme import GAP_GROUP
from holysheep_desktop.ui.endpoints.endpoint_page import EndpointPage
from holysheep_desktop.ui.endpoints.program_page import ProgramPage
from holysheep_desktop.ui.endpoints.proxy_page import ProxyPage
from holysheep_desktop.ui.endpoints.remote_page import RemotePage
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.inputs import upright_scroll

_WIDTH, _HEIGHT = 820, 560


class SettingsDialog(Translated, QDialog):
    """Await it with `dialogs.ask`, then take `settings()`. Keys are kept at once, by their own buttons.

    Signals: key_changed() when a key was kept or forgotten.
    """

    key_changed = Signal()

    def __init__(
        self,
        settings: Settings,
        keys: KeyStore,
        parent: QWidget | None = None,
        *,
        tester: ConnectionTester | None = None,
        proxy: ProxyControl | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settingsDialog")
        self._settings = settings
        self._ends_when_kept = False
        self._endpoint_page = EndpointPage(settings, keys, tester)
        self._program_page = ProgramPage(settings)
        self._remote_page = RemotePage()
        self._proxy_page = ProxyPage(settings.proxy, proxy) if proxy is not None else None
        self._pages = QTabWidget()
        self._pages.setObjectName("settingsPages")
        self._pages.addTab(self._endpoint_page, "")
        self._pages.addTab(self._program_page, "")
        self._pages.addTab(upright_scroll("remoteScroll", self._remote_page), "")
        if self._proxy_page is not None:
            self._pages.addTab(self._proxy_page, "")
            self._proxy_page.validity_changed.connect(self._on_validity_changed)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.button(QDialogButtonBox.StandardButton.Save).setProperty("primary", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP_GROUP)
        column.addWidget(self._pages)
        column.addWidget(self._buttons)
        self.resize(_WIDTH, _HEIGHT)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._endpoint_page.key_changed.connect(self.key_changed)
        self._endpoint_page.key.kept.connect(self._on_key_kept)
        self._endpoint_page.validity_changed.connect(self._on_validity_changed)
        self._retranslate()

    def settings(self) -> Settings:
        """The settings as they stand in the dialog."""
        settings = self._program_page.applied_to(self._endpoint_page.applied_to(self._settings))
        return self._proxy_page.applied_to(settings) if self._proxy_page is not None else settings

    @override
    @Slot()
    def accept(self) -> None:
        """Save; a key that was typed is kept first, and one that is none keeps the dialog open."""
        key = self._endpoint_page.key
        key.keep_typed()
        self._ends_when_kept = key.is_keeping
        if not key.is_keeping and not key.has_typed:
            super().accept()

    def focus_key(self, endpoint_id: str) -> None:
        """Put the cursor into the key field of an endpoint."""
        self._pages.setCurrentWidget(self._endpoint_page)
        self._endpoint_page.focus_key(endpoint_id)

    def add_server(self) -> None:
        """Begin a new custom server."""
        self._pages.setCurrentWidget(self._endpoint_page)
        self._endpoint_page.add_server()

    @override
    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        self._pages.setTabText(0, self.tr("Endpoints"))
        self._pages.setTabText(1, self.tr("Program"))
        self._pages.setTabText(2, self.tr("Another machine"))
        if self._proxy_page is not None:
            self._pages.setTabText(3, self.tr("Web pages and notebooks"))
        self._buttons.button(QDialogButtonBox.StandardButton.Save).setText(self.tr("Save"))
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))

    @Slot()
    def _on_key_kept(self) -> None:
        if self._ends_when_kept:
            super().accept()

    @Slot()
    def _on_validity_changed(self) -> None:
        save = self._buttons.button(QDialogButtonBox.StandardButton.Save)
        is_proxy_valid = self._proxy_page is None or self._proxy_page.is_valid
        save.setEnabled(self._endpoint_page.is_valid and is_proxy_valid)
