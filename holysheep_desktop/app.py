"""The composition root: makes every object, connects the large parts, runs the loop and ends it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
from pathlib import Path
from types import TracebackType

from platformdirs import user_config_path, user_log_path
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from holysheep_desktop import __version__
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind, origin_of
from holysheep_desktop.core.settings import NetworkLimits, Settings
from holysheep_desktop.core.sidecar import SidecarPhase, SidecarState
from holysheep_desktop.core.source import AnalysisSource
from holysheep_desktop.errors import SettingsFileError
from holysheep_desktop.gateway.places import user_sae_dir
from holysheep_desktop.gateway.sidecar import Sidecar
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.startup.arguments import Arguments
from holysheep_desktop.startup.connections import ClosingSource, Connections
from holysheep_desktop.startup.local_source import LocalSource
from holysheep_desktop.startup.log import LogRing, start_log
from holysheep_desktop.startup.warm_up import import_slow_modules
from holysheep_desktop.storage.export_files import DiskExportFiles
from holysheep_desktop.storage.key_store import SystemKeyStore
from holysheep_desktop.storage.label_files import DiskLabelFiles
from holysheep_desktop.storage.report_files import DiskReportFiles
from holysheep_desktop.storage.settings_file import SettingsFile
from holysheep_desktop.ui import event_loop
from holysheep_desktop.ui.frame import Frame, Stores, endpoint_of
from holysheep_desktop.ui.jobs import Job
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.session import EndpointState, Session
from holysheep_desktop.ui.theme import Theme

log = logging.getLogger(__name__)

APP_NAME = "holysheep-desktop"
SETTINGS_FILE = "settings.json"
STOP_PATIENCE_S = 1.5
AUTOSAVE_MS = 10_000


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
    program = Program(app, arguments, SettingsFile(settings_path), ring)
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
        self._connections = Connections(self._client_of, settings.limits)
        self._closing = Job(self)
        self._starting = Job(self)
        self._warming_up = Job(self)
        self._exit = asyncio.Event()
        self._saved: Settings | None = None
        # What was typed outlives a crash or a power cut.
        self._autosave = QTimer(self)
        self._autosave.setInterval(AUTOSAVE_MS)
        self._autosave.timeout.connect(self._save)
        endpoint = arguments.endpoint or endpoint_of(settings, settings.endpoint)
        self._session = Session(self._connect_to, endpoint)
        self._session.prefer_models(dict(settings.models))
        reports = DiskReportFiles(resource_path("report_templates"))
        stores = Stores(self._keys, reports, ring.joined, DiskLabelFiles(), DiskExportFiles())
        theme, languages = Theme(app, settings.theme), Languages(app, settings.language)
        self._frame = Frame(self._session, theme, languages, stores, settings)
        self._frame.completed.connect(self._on_completed)
        self._frame.exit_requested.connect(self._on_exit_requested)
        self._frame.settings_changed.connect(self._on_settings_changed)
        self._frame.restart_requested.connect(self._start_sidecar)

    async def main(self) -> int:
        """Show the window, start the local model beside it, and wait for the wish to end."""
        sys.excepthook = self._on_uncaught
        asyncio.get_running_loop().set_exception_handler(self._on_loop_error)
        if not self._arguments.is_safe_mode:
            self._frame.restore_state()
        self._frame.window.show()
        try:
            self._session.refresh_models()
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

    def _client_of(self, endpoint: Endpoint, limits: NetworkLimits) -> ClosingSource:
        async def key() -> str | None:
            if endpoint.kind is EndpointKind.LOCAL:
                return self._sidecar.token if self._sidecar else None
            found = await self._keys.find(origin_of(endpoint.base_url))
            return found.value if found else None

        # The first import of httpx takes a tenth of the time to the first window.
        from holysheep_desktop.client.endpoint_client import EndpointClient

        return EndpointClient(endpoint, key, limits)

    @Slot()
    def _on_completed(self) -> None:
        self._show_what_is_due()
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
        if self._session.endpoint.kind is not EndpointKind.LOCAL:
            return
        has_come_back = state.phase is SidecarPhase.READY and self._session.state is EndpointState.FAILED
        has_gone = state.phase is SidecarPhase.FAILED and self._session.state is EndpointState.READY
        if has_come_back or has_gone:
            self._session.refresh_models()

    @Slot(object)
    def _on_settings_changed(self, settings: Settings) -> None:
        self._settings = settings
        self._connections.use_limits(settings.limits)
        self._save()

    @Slot()
    def _save(self) -> None:
        """Write layout, drafts and choices, if they changed and are to be kept."""
        settings = self._frame.settings
        if self._arguments.is_safe_mode or settings == self._saved:
            return
        self._saved = settings
        try:
            self._file.save(settings)
        except SettingsFileError as error:
            log.warning("%s", error)
            self._frame.show_error(error)

    @Slot()
    def _on_exit_requested(self) -> None:
        self._exit.set()

    async def _shut_down(self) -> None:
        log.info("ending")
        self._autosave.stop()
        self._save()
        self._frame.window.hide()
        try:
            async with asyncio.timeout(STOP_PATIENCE_S):
                await Job.cancel_all()
                await self._connections.aclose()
                if self._sidecar is not None:
                    await self._sidecar.stop()
        except TimeoutError:
            # Its standard input closes with this process, and that ends it too.
            log.warning("the local model was still ending when the program ended")
        log.info("ended")

    def _on_uncaught(
        self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None
    ) -> None:
        log.error("uncaught", exc_info=(kind, error, traceback))
        if not issubclass(kind, KeyboardInterrupt):
            self._frame.show_error(error)

    def _on_loop_error(self, _loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        error = context.get("exception")
        log.error("in the loop: %s", context.get("message"), exc_info=_exc_info(error))
        if isinstance(error, Exception):
            self._frame.show_error(error)


def _exc_info(error: object) -> BaseException | None:
    return error if isinstance(error, BaseException) else None
