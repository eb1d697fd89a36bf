"""The composition root: makes every object, connects the large parts, runs the loop and ends it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from platformdirs import user_config_path, user_data_path, user_log_path
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from holysheep_desktop import __version__
from holysheep_desktop.core.batches.batch import BatchStores
from holysheep_desktop.core.batches.run_book import HistoryBook
from holysheep_desktop.core.connections.exchange_log import ExchangeLog
from holysheep_desktop.core.connections.proxy import ProxyState
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind, origin_of
from holysheep_desktop.core.settings import Settings
from holysheep_desktop.core.sidecar import SidecarPhase, SidecarState
from holysheep_desktop.core.source import AnalysisSource
from holysheep_desktop.errors import SettingsFileError
from holysheep_desktop.gateway.places import user_sae_dir
from holysheep_desktop.gateway.sidecar import Sidecar
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.startup.arguments import Arguments
from holysheep_desktop.startup.connections import ClosingSource, Connections
from holysheep_desktop.startup.last_resort import LastResort
from holysheep_desktop.startup.late_labels import LatePublicLabels
from holysheep_desktop.startup.late_tester import LateTester
from holysheep_desktop.startup.local_source import LocalSource
from holysheep_desktop.startup.log import LogRing, start_log
from holysheep_desktop.startup.proxy_desk import ProxyDesk
from holysheep_desktop.startup.single_instance import Door, door_name, hand_over
from holysheep_desktop.startup.warm_up import import_slow_modules
from holysheep_desktop.storage.batches.store import DatabaseBatches
from holysheep_desktop.storage.database import Database
from holysheep_desktop.storage.export_files import DiskExportFiles
from holysheep_desktop.storage.history.store import SqliteHistory
from holysheep_desktop.storage.hub_releases import HubReleases
from holysheep_desktop.storage.key_store import SystemKeyStore
from holysheep_desktop.storage.label_files import DiskLabelFiles
from holysheep_desktop.storage.prompt_files import DiskPromptFiles
from holysheep_desktop.storage.reports.files import DiskReportFiles
from holysheep_desktop.storage.settings_file import SettingsFile
from holysheep_desktop.storage.table_export import DiskTableFiles
from holysheep_desktop.ui import event_loop
from holysheep_desktop.ui.autosave import Autosave
from holysheep_desktop.ui.frame import Frame, Stores
from holysheep_desktop.ui.jobs import Job
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.reports import software
from holysheep_desktop.ui.reports.printing import LazyPdfPrinter
from holysheep_desktop.ui.session import EndpointState, Session
from holysheep_desktop.ui.theme import Theme

log = logging.getLogger(__name__)

APP_NAME = "holysheep-desktop"
SETTINGS_FILE = "settings.json"
DATABASE_FILE = "history.sqlite"
STOP_PATIENCE_S = 1.5


def run(arguments: Arguments) -> int:
    """Run the desktop program to its end; returns the exit code."""
    ring = start_log(user_log_path(APP_NAME, appauthor=False), is_verbose=arguments.is_verbose)
    log.info("HolySheep Desktop %s on Python %s", __version__, sys.version.partition(" ")[0])
    app = QApplication(sys.argv[:1])
    app.setApplicationName(APP_NAME)
    app.setApplicationDisplayName("HolySheep Desktop")
    app.setDesktopFileName(APP_NAME)
    app.setWindowIcon(QIcon(str(resource_path("icons/app.svg"))))
    settings_path = user_config_path(APP_NAME, appauthor=False) / SETTINGS_FILE
    if arguments.resets:
        _move_aside(settings_path)
    is_alone = arguments.is_safe_mode or arguments.resets or arguments.endpoint is not None
    name = door_name(settings_path.parent)
    if not is_alone and hand_over(name, arguments.report):
        log.info("another window of this program came to the front")
        return 0
    program = Program(app, arguments, SettingsFile(settings_path), ring)
    if not is_alone:
        program.open_door(name)
    return event_loop.run(app, program.main)


def _move_aside(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        path.replace(path.with_name(f"{path.name}.before-reset"))


class Program(QObject):
    """Everything that lives as long as the program."""

    def __init__(self, app: QApplication, arguments: Arguments, file: SettingsFile, ring: LogRing) -> None:
        super().__init__()
        self._arguments = arguments
        self._file = file
        self._load_error: SettingsFileError | None = None
        settings = self._settings = self._loaded()
        self._keys = SystemKeyStore(os.environ)
        self._local = LocalSource(self._connect_to_sidecar)
        self._sidecar: Sidecar | None = None
        self._sidecar_endpoint: Endpoint | None = None
        self._exchanges = ExchangeLog()
        self._connections = Connections(self._client_of)
        self._closing = Job(self)
        self._starting = Job(self)
        self._warming_up = Job(self)
        self._exit = asyncio.Event()
        endpoint = arguments.endpoint or settings.chosen_endpoint
        self._session = Session(self._connect_to, endpoint)
        self._session.prefer_models(dict(settings.models))
        self._session.offer_servers(settings.endpoints)
        self._session.public_labels = LatePublicLabels()
        reports = DiskReportFiles(resource_path("report_templates"), LazyPdfPrinter())
        self._proxy = ProxyDesk(self._keys, self._on_proxy_state)
        self._proxying = Job(self)
        data = None if arguments.is_safe_mode else user_data_path(APP_NAME, appauthor=False) / DATABASE_FILE
        self._database = Database(data)
        self._history = SqliteHistory(self._database, software)
        batches = BatchStores(
            DatabaseBatches(self._database), HistoryBook(self._history), DiskPromptFiles(), DiskTableFiles()
        )
        stores = Stores(
            self._keys,
            reports,
            ring.joined,
            DiskLabelFiles(),
            DiskExportFiles(),
            tester=LateTester(self._key_of),
            proxy=self._proxy,
            exchanges=self._exchanges,
            releases=HubReleases(),
            batches=batches,
            history=self._history,
        )
        theme, languages = Theme(app, settings.theme), Languages(app, settings.language)
        self._frame = Frame(self._session, theme, languages, stores, settings)
        self._autosave = Autosave(file, lambda: self._frame.settings, self)
        self._autosave.failed.connect(self._frame.show_error)
        self._frame.completed.connect(self._on_completed)
        self._frame.exit_requested.connect(self._on_exit_requested)
        self._frame.settings_changed.connect(self._on_settings_changed)
        self._frame.restart_requested.connect(self._start_sidecar)
        self._frame.key_changed.connect(self._refresh_proxy)

    def open_door(self, name: str) -> None:
        """Let a second start of the program bring this one to the front."""
        Door(name, self).bring_forward(self._frame.window, self._frame.open_report)

    async def main(self) -> int:
        """Show the window, start the local model beside it, and wait for the wish to end."""
        LastResort(self._frame.show_error).install()
        if not self._arguments.is_safe_mode:
            self._frame.restore_state()
        self._frame.window.show()
        try:
            self._session.refresh_models()
            if not self._arguments.is_safe_mode:
                self._autosave.start()
            await self._exit.wait()
        finally:
            await self._shut_down()
        return 0

    def _loaded(self) -> Settings:
        if self._arguments.is_safe_mode:
            return Settings()
        try:
            return self._file.load()
        except SettingsFileError as error:
            log.warning("%s", error)
            self._load_error = error
            return Settings()

    def _show_what_is_due(self) -> None:
        self._frame.show_terms_once()
        self._frame.warn_of_missing_font()
        if self._load_error is not None:
            self._frame.show_error(self._load_error)
        if self._arguments.report is not None:
            self._frame.open_report(self._arguments.report)

    def _connect_to(self, endpoint: Endpoint) -> AnalysisSource:
        if endpoint.kind is not EndpointKind.LOCAL:
            return self._connections.source(endpoint)
        if self._sidecar is None:
            QTimer.singleShot(0, self._start_sidecar)
        return self._local

    def _connect_to_sidecar(self, base_url: str) -> AnalysisSource:
        if self._sidecar_endpoint is not None:
            self._connections.drop(self._sidecar_endpoint)
        self._sidecar_endpoint = Endpoint(EndpointKind.LOCAL, base_url)
        self._closing.start(self._connections.close_replaced(), name="close clients")
        return self._connections.source(self._sidecar_endpoint)

    def _client_of(self, endpoint: Endpoint) -> ClosingSource:
        # The first import of httpx takes a tenth of the time to the first window.
        from holysheep_desktop.client.endpoint_client import EndpointClient

        return EndpointClient(
            endpoint, self._key_of(endpoint), endpoint.network.limits, record=self._exchanges.add
        )

    def _key_of(self, endpoint: Endpoint) -> Callable[[], Awaitable[str | None]]:
        async def key() -> str | None:
            if endpoint.kind is EndpointKind.LOCAL:
                return self._sidecar.token if self._sidecar else None
            found = await self._keys.find(origin_of(endpoint.base_url))
            return found.value if found else None

        return key

    @Slot()
    def _on_completed(self) -> None:
        self._show_what_is_due()
        self._refresh_proxy()
        self._warming_up.start(asyncio.to_thread(import_slow_modules), name="import slow modules")

    @Slot()
    def _start_sidecar(self) -> None:
        self._starting.start(self._restarted(), name="start the local model")

    async def _restarted(self) -> None:
        log.info("starting the local model")
        if self._sidecar is not None:
            await self._sidecar.stop()
        chosen = self._settings.model_path
        own = ["--user-sae-dir", str(user_sae_dir())]
        self._sidecar = Sidecar([*own, "--gguf", chosen] if chosen else own)
        await self._sidecar.start(self._on_sidecar_state)

    def _on_sidecar_state(self, state: SidecarState) -> None:
        if state.phase is SidecarPhase.FAILED:
            log.error("the local model does not run: %s", state.reason)
        self._local.show_state(state)
        self._frame.window.show_sidecar(state)
        if state.phase is SidecarPhase.READY and self._sidecar is not None:
            self._proxy.use_local(state.base_url, self._sidecar.token)
            self._refresh_proxy()
        if self._session.endpoint.kind is not EndpointKind.LOCAL:
            return
        has_come_back = state.phase is SidecarPhase.READY and self._session.state is EndpointState.FAILED
        has_gone = state.phase is SidecarPhase.FAILED and self._session.state is EndpointState.READY
        if has_come_back or has_gone:
            self._session.refresh_models()

    @Slot(object)
    def _on_settings_changed(self, settings: Settings) -> None:
        self._settings = settings
        self._session.offer_servers(settings.endpoints)
        self._refresh_proxy()
        if not self._arguments.is_safe_mode:
            self._autosave.save_now()

    def _on_proxy_state(self, state: ProxyState) -> None:
        self._frame.show_proxy(state)

    @Slot()
    def _refresh_proxy(self) -> None:
        settings = self._settings.proxy
        if settings.is_on and self._sidecar is None:
            self._start_sidecar()
        self._proxying.start(self._proxy.use(settings), name="proxy")

    @Slot()
    def _on_exit_requested(self) -> None:
        self._exit.set()

    async def _shut_down(self) -> None:
        log.info("ending")
        if not self._arguments.is_safe_mode:
            self._autosave.stop()
        self._frame.window.hide()
        try:
            async with asyncio.timeout(STOP_PATIENCE_S):
                await Job.cancel_all()
                if self._frame.history is not None:
                    await self._frame.history.flush()
                await self._database.aclose()
                await self._proxy.stop()
                await self._connections.aclose()
                if self._sidecar is not None:
                    await self._sidecar.stop()
        except TimeoutError:
            # Its standard input closes with this process, and that ends it too.
            log.warning("the local model was still ending when the program ended")
        log.info("ended")
