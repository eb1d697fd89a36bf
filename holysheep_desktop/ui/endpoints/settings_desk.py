"""The settings while the program runs: asked for in a dialog, changed from menus, and put into effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from holysheep_desktop.core.connections.connection_test import ConnectionTester
from holysheep_desktop.core.connections.proxy import ProxyControl
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.settings import Language, Settings, ThemeChoice
from holysheep_desktop.core.stores import KeyStore
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.dialogs import ask
from holysheep_desktop.ui.session import Session

if TYPE_CHECKING:
    from holysheep_desktop.ui.endpoints.settings_dialog import SettingsDialog


class SettingsDesk(QObject):
    """Signals: changed(Settings) after every change, restart_requested() of the local model, failed(error),
    key_changed() when a key was kept or forgotten.
    """

    changed = Signal(object)
    key_changed = Signal()
    restart_requested = Signal()
    failed = Signal(object)

    def __init__(
        self,
        settings: Settings,
        session: Session,
        keys: KeyStore,
        window: QWidget,
        tester: ConnectionTester | None = None,
        proxy: ProxyControl | None = None,
    ) -> None:
        super().__init__(window)
        self._settings = settings
        self._session = session
        self._keys = keys
        self._window = window
        self._tester = tester
        self._proxy = proxy
        self._to_connect: str | None = None
        self._asking = Job(self)
        self._asking.succeeded.connect(self._on_answered)
        self._asking.failed.connect(self.failed)

    @property
    def settings(self) -> Settings:
        """What was chosen."""
        return self._settings

    def with_state(self, state: Mapping[str, str]) -> Settings:
        """What was chosen, with the layout and the models as they are now."""
        known = {**self._settings.state, **state}
        return replace(self._settings, state=known, models=self._session.preferred_models)

    def follow(self, settings: Settings) -> None:
        """Take what another window has changed and put into effect."""
        self._settings = settings

    def change(self, settings: Settings) -> None:
        """Take other settings, and ask another endpoint where they name one."""
        before, self._settings = self._settings, settings
        self.changed.emit(settings)
        if settings.chosen_endpoint != before.chosen_endpoint:
            self._session.use_endpoint(settings.chosen_endpoint)
        if before.model_path != settings.model_path:
            self.restart_requested.emit()

    def ask(self, *, key_of: str | None = None, adds_server: bool = False, connects: bool = False) -> None:
        """Open the dialog, at the key of an endpoint or at a new server; nothing where it is open.

        `connects`: saving chooses the endpoint `key_of`, too.
        """
        if self._asking.is_running:
            return
        self._to_connect = key_of if connects else None
        from holysheep_desktop.ui.endpoints.settings_dialog import SettingsDialog

        dialog = SettingsDialog(
            self._listing_the_asked_one(), self._keys, self._window, tester=self._tester, proxy=self._proxy
        )
        dialog.key_changed.connect(self._on_key_changed)
        if adds_server:
            dialog.add_server()
        elif key_of is not None:
            dialog.focus_key(key_of)
        self._asking.start(self._answered(dialog), name="settings")

    def _listing_the_asked_one(self) -> Settings:
        """An endpoint of the command line stands in no list, and its key must not be typed for another."""
        asked = self._session.endpoint
        is_listed = any(known.id == asked.id for known in self._settings.endpoints)
        if is_listed or asked.kind is not EndpointKind.CUSTOM:
            return self._settings
        return replace(self._settings, servers=(*self._settings.servers, asked))

    @Slot()
    def ask_anything(self) -> None:
        """Open the dialog."""
        self.ask()

    @Slot(object)
    def use_endpoint(self, endpoint: Endpoint | None) -> None:
        """Ask another endpoint from now on; None asks for a new server first."""
        if endpoint is None:
            self.ask(adds_server=True)
        else:
            self.change(replace(self._settings, endpoint=endpoint.id))

    @Slot(object)
    def use_theme(self, choice: ThemeChoice) -> None:
        """Another look."""
        self.change(replace(self._settings, theme=choice))

    @Slot(object)
    def use_language(self, choice: Language) -> None:
        """Another language."""
        self.change(replace(self._settings, language=choice))

    @staticmethod
    async def _answered(dialog: SettingsDialog) -> Settings | None:
        return dialog.settings() if await ask(dialog) else None

    @Slot(object)
    def _on_answered(self, settings: Settings | None) -> None:
        if settings is not None:
            self.change(replace(settings, endpoint=self._to_connect or settings.endpoint))

    @Slot()
    def _on_key_changed(self) -> None:
        self.key_changed.emit()
        if self._session.endpoint.needs_key:
            self._session.use_endpoint(self._session.endpoint)
