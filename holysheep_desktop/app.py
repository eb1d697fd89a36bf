"""The composition root: makes every object, connects the large parts, runs the loop and ends it."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from platformdirs import user_config_path, user_data_path, user_log_path, user_state_path
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from holysheep_desktop import __version__
from holysheep_desktop.core.batches.batch import BatchStores
from holysheep_desktop.core.batches.run_book import HistoryBook
from holysheep_desktop.core.connections.exchange_log import ExchangeLog
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind, origin_of
from holysheep_desktop.core.program_facts import Place, ProgramFacts, Restart
from holysheep_desktop.core.settings import Settings
from holysheep_desktop.core.sidecar import SidecarPhase, SidecarState
from holysheep_desktop.core.source import AnalysisSource
from holysheep_desktop.errors import SettingsFileError
from holysheep_desktop.gateway.places import default_cache_dir, default_labels_dir, user_sae_dir
from holysheep_desktop.gateway.sidecar import Sidecar
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.startup.arguments import Arguments
from holysheep_desktop.startup.connections import ClosingSource, Connections
from holysheep_desktop.startup.desktop_notice import notify
from holysheep_desktop.startup.last_resort import LastResort
from holysheep_desktop.startup.late_labels import LatePublicLabels
from holysheep_desktop.startup.late_tester import LateTester
from holysheep_desktop.startup.local_source import LocalSource
from holysheep_desktop.startup.log import start_log
from holysheep_desktop.startup.menu_entry import menu_entry
from holysheep_desktop.startup.proxy_desk import ProxyDesk
from holysheep_desktop.startup.resets import perform, spoken
from holysheep_desktop.startup.restart import start_again
from holysheep_desktop.startup.running_mark import RunningMark
from holysheep_desktop.startup.single_instance import Door, door_name, hand_over, is_somebody_there
from holysheep_desktop.startup.warm_up import warm_up
from holysheep_desktop.storage.batches.job_folders import DiskJobFolders
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
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.autosave import Autosave
from holysheep_desktop.ui.help.desk import HelpDesk
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.loop import event_loop
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.reports import software
from holysheep_desktop.ui.reports.printing import LazyPdfPrinter
from holysheep_desktop.ui.session import EndpointState, Session
from holysheep_desktop.ui.window.first_paint import FirstPaint
from holysheep_desktop.ui.window.frame import Stores
from holysheep_desktop.ui.window.windows import Windows

log = logging.getLogger(__name__)

APP_NAME = "holysheep-desktop"
CANNOT_RESET = 2
SETTINGS_FILE = "settings.json"
DATABASE_FILE = "history.sqlite"
STOP_PATIENCE_S = 1.5


def run(arguments: Arguments) -> int:
    """Run the desktop program to its end; returns the exit code."""
    places = _places()
    ring = start_log(places[Place.LOG], is_verbose=arguments.is_verbose)
    log.info("HolySheep Desktop %s on Python %s", __version__, sys.version.partition(" ")[0])
    app = QApplication(sys.argv[:1])
    app.setApplicationName(APP_NAME)
    app.setApplicationDisplayName("HolySheep Desktop")
    app.setDesktopFileName(APP_NAME)
    app.setWindowIcon(QIcon(str(resource_path("desktop/holysheep-desktop.svg"))))
    is_alone = arguments.is_safe_mode or arguments.endpoint is not None
    name = door_name(places[Place.SETTINGS].parent)
    if arguments.resets and is_somebody_there(name):
        sys.stderr.write("HolySheep Desktop is running: quit it first, or use Help > Reset there.\n")
        return CANNOT_RESET
    if not is_alone and not arguments.resets and hand_over(name, arguments.report):
        log.info("another window of this program came to the front")
        return 0
    done = perform(arguments.resets, places)
    sys.stdout.writelines(f"{spoken(reset)}\n" for reset in done)
    mark = RunningMark(user_state_path(APP_NAME, appauthor=False) / "running")
    facts = ProgramFacts(ring, places, mark.begin(), done, arguments.is_safe_mode)
    sys.excepthook = mark.keep
    if facts.broken_end is not None:
        log.warning("the last run did not end by itself: %s", facts.broken_end.trace or "no trace")
    program = Program(app, arguments, facts)
    if not is_alone:
        program.open_door(name)
    exit_code = event_loop.run(app, program.main)
    mark.end()
    if program.restart is not None:
        start_again(program.restart)
    return exit_code


def _places() -> dict[Place, Path]:
    return {
        Place.SETTINGS: user_config_path(APP_NAME, appauthor=False) / SETTINGS_FILE,
        Place.HISTORY: user_data_path(APP_NAME, appauthor=False) / DATABASE_FILE,
        Place.OWN_SAES: user_sae_dir(),
        Place.OWN_LABELS: default_labels_dir(),
        Place.CACHE: default_cache_dir(),
        Place.LOG: user_log_path(APP_NAME, appauthor=False),
    }


def _disk_stores(keys: SystemKeyStore, facts: ProgramFacts, database: Database) -> Stores:
    history = SqliteHistory(database, software)
    batches = BatchStores(
        DatabaseBatches(database),
        HistoryBook(history),
        DiskPromptFiles(),
        DiskTableFiles(),
        DiskJobFolders(),
    )
    return Stores(
        keys,
        DiskReportFiles(resource_path("report_templates"), LazyPdfPrinter()),
        facts,
        DiskLabelFiles(),
        DiskExportFiles(),
        releases=HubReleases(),
        batches=batches,
        history=history,
        menu_entry=menu_entry(),
        notify=notify,
    )


async def _warmed_up(session: Session) -> None:
    """What is slow to import comes in a thread, once nothing else is imported: then a server can be asked."""
    await asyncio.to_thread(warm_up)
    if session.endpoint.kind is not EndpointKind.LOCAL:
        session.refresh_models()


class Program(QObject):
    """Everything that lives as long as the program."""

    def __init__(self, app: QApplication, arguments: Arguments, facts: ProgramFacts) -> None:
        super().__init__()
        self.restart: Restart | None = None
        """How the program is to start again once it has ended."""
        self._arguments = arguments
        self._file = SettingsFile(facts.places[Place.SETTINGS])
        self._door: Door | None = None
        self._load_error: SettingsFileError | None = None
        settings = self._settings = self._loaded()
        self._keys = SystemKeyStore(os.environ)
        self._local = LocalSource(self._connect_to_sidecar)
        self._sidecar: Sidecar | None = None
        self._sidecar_endpoint: Endpoint | None = None
        self._exchanges = ExchangeLog()
        self._connections = Connections(self._client_of)
        self._closing, self._starting, self._warming_up = Job(self), Job(self), Job(self)
        self._exit = asyncio.Event()
        endpoint = arguments.endpoint or settings.chosen_endpoint
        self._session = Session(self._connect_to, endpoint)
        self._session.prefer_models(dict(settings.models))
        self._session.offer_servers(settings.endpoints)
        self._session.public_labels = LatePublicLabels()
        self._proxy = ProxyDesk(self._keys, lambda state: self._windows.front.show_proxy(state))
        self._proxying = Job(self)
        self._database = Database(None if arguments.is_safe_mode else facts.places[Place.HISTORY])
        stores = replace(
            _disk_stores(self._keys, facts, self._database),
            tester=LateTester(self._key_of),
            proxy=self._proxy,
            exchanges=self._exchanges,
        )
        theme, languages = Theme(app, settings.theme), Languages(app, settings.language)
        self._help = HelpDesk(theme, self)
        self._windows = Windows(self._session, theme, languages, stores, settings)
        self._autosave = Autosave(self._file, lambda: self._windows.settings, self)
        self._windows.save_by(self._autosave)
        self._windows.completed.connect(self._on_completed)
        self._windows.exit_requested.connect(self._exit.set)
        self._windows.settings_changed.connect(self._on_settings_changed)
        self._windows.restart_requested.connect(self._start_sidecar)
        self._windows.key_changed.connect(self._refresh_proxy)
        self._windows.program_restart_requested.connect(self._on_restart_requested)

    def open_door(self, name: str) -> None:
        """Let a second start of the program bring this one to the front."""
        self._door = Door(name, self)
        self._door.bring_forward(self._windows.come_forward, self._windows.open_report)

    async def main(self) -> int:
        """Show the window, start the local model beside it, and wait for the wish to end."""
        LastResort(self._windows.show_error).install()
        if not self._arguments.is_safe_mode:
            self._windows.restore()
        self._windows.first.show_welcome_once()
        self._windows.first.window.show()
        FirstPaint(self._windows.first.window).happened.connect(self._on_painted)
        try:
            if not self._arguments.is_safe_mode:
                self._autosave.start()
            await self._exit.wait()
        finally:
            await self._shut_down()
        return 0

    def _loaded(self) -> Settings:
        if self._arguments.is_safe_mode:
            return Settings()
        loaded = self._file.load()
        if loaded.fault is not None:
            log.warning("%s", loaded.fault)
            self._load_error = loaded.fault
        return loaded.settings

    def _show_what_is_due(self) -> None:
        self._windows.first.say_what_is_due()
        if self._load_error is not None:
            self._windows.show_error(self._load_error)
        if self._arguments.report is not None:
            self._windows.open_report(self._arguments.report)

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
        self._warming_up.start(_warmed_up(self._session), name="warm up")

    @Slot()
    def _on_painted(self) -> None:
        if self._session.endpoint.kind is EndpointKind.LOCAL:
            self._session.refresh_models()

    @Slot()
    def _start_sidecar(self) -> None:
        self._starting.start(self._restarted(), name="start the local model")

    async def _restarted(self) -> None:
        log.info("starting the local model")
        if self._sidecar is not None:
            await self._sidecar.stop()
        chosen = self._settings.model_path
        own = [] if self._arguments.is_safe_mode else ["--user-sae-dir", str(user_sae_dir())]
        self._sidecar = Sidecar([*own, "--gguf", chosen] if chosen else own)
        await self._sidecar.start(self._on_sidecar_state)

    def _on_sidecar_state(self, state: SidecarState) -> None:
        if state.phase is SidecarPhase.FAILED:
            log.error("the local model does not run: %s", state.reason)
        elif state.phase is SidecarPhase.READY:
            log.info("the local model is ready")
        self._local.show_state(state)
        self._windows.show_sidecar(state)
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

    @Slot()
    def _refresh_proxy(self) -> None:
        settings = self._settings.proxy
        if settings.is_on and self._sidecar is None:
            self._start_sidecar()
        self._proxying.start(self._proxy.use(settings), name="proxy")

    @Slot(object)
    def _on_restart_requested(self, restart: Restart) -> None:
        self.restart = restart
        self._exit.set()

    async def _shut_down(self) -> None:
        log.info("ending")
        if self._door is not None:
            self._door.close()
        if not self._arguments.is_safe_mode:
            self._autosave.stop()
        self._windows.begin_to_end()
        try:
            async with asyncio.timeout(STOP_PATIENCE_S):
                await asyncio.gather(self._end_processes(), self._end_work())
        except TimeoutError:
            # Its standard input closes with this process, and that ends it too.
            log.warning("the local model was still ending when the program ended")
        log.info("ended")

    async def _end_processes(self) -> None:
        if self._sidecar is not None:
            await self._sidecar.stop()

    async def _end_work(self) -> None:
        await Job.cancel_all()
        await self._windows.flush()
        await self._database.aclose()
        await self._proxy.stop()
        await self._connections.aclose()
