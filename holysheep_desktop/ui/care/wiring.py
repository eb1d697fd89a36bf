"""What helps in trouble, as the frame sees it: a wish opens a window, a start says what it found."""

from __future__ import annotations

import asyncio
import contextlib
import getpass
import platform
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from holysheep_desktop.core.diagnostics import DiagnosticFile, Person, Redactor, bundle_of
from holysheep_desktop.core.endpoints import origin_of
from holysheep_desktop.core.program_facts import Place, ProgramFacts, Reset, Restart
from holysheep_desktop.core.settings import Settings
from holysheep_desktop.core.sidecar import SidecarPhase, SidecarState
from holysheep_desktop.core.stores import ExportFiles, KeyStore
from holysheep_desktop.errors import SecretStoreError, SidecarError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.care.notes import (
    broken_end_note,
    engine_note,
    has_hangul,
    missing_font_note,
    reset_note,
    safe_mode_note,
)
from holysheep_desktop.ui.care.safe_mode_dialog import safe_mode_dialog
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.dialogs import ask
from holysheep_desktop.ui.notices.strip import NoticeStrip

_KEY_PATIENCE_S = 3.0


class Care(QObject):
    """Signals: restart_requested(Restart) of the whole program, failed(exception).

    Its windows are imported when they are opened: none is needed for the first one.
    """

    restart_requested = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        window: QWidget,
        notices: NoticeStrip,
        theme: Theme,
        facts: ProgramFacts,
        keys: KeyStore,
        exports: ExportFiles | None,
        settings: Callable[[], Settings],
    ) -> None:
        super().__init__(window)
        self._window, self._notices, self._theme, self._facts = window, notices, theme, facts
        self._keys, self._exports, self._settings = keys, exports, settings
        self._crashed: SidecarState | None = None
        self._collecting, self._resetting, self._restarting = Job(self), Job(self), Job(self)
        self._collecting.succeeded.connect(self._on_collected)
        self._resetting.succeeded.connect(self._on_resets_chosen)
        self._restarting.succeeded.connect(self._on_safe_mode_decided)
        for job in (self._collecting, self._resetting, self._restarting):
            job.failed.connect(self.failed)

    def say_what_is_due(self) -> bool:
        """The one note that matters most at this start; False where there is none."""
        if not has_hangul():
            self._notices.show_told(missing_font_note)
        elif (end := self._facts.broken_end) is not None:
            self._notices.show_told(lambda: broken_end_note(end))
        elif self._facts.resets:
            self._notices.show_told(lambda: reset_note(self._facts.resets))
        elif self._facts.is_safe_mode:
            self._notices.show_told(safe_mode_note)
        else:
            return False
        return True

    def show_sidecar(self, state: SidecarState) -> None:
        """Explain a crash of the local model once it runs again; offer a start where it gave up."""
        if state.phase is SidecarPhase.STARTING and state.restarts:
            self._crashed = state
        elif state.phase is SidecarPhase.FAILED:
            self._crashed = None
            self._notices.show_error(SidecarError(state.reason, state.exit_code))
        elif state.phase is SidecarPhase.READY:
            self._notices.clear_error(SidecarError)
            crashed, self._crashed = self._crashed, None
            if crashed is not None:
                self._notices.show_told(lambda: engine_note(crashed))

    @Slot()
    def show_log(self) -> None:
        """Open the log, or bring it to the front."""
        from holysheep_desktop.ui.care.log_window import LogWindow

        if not self._raise(LogWindow):
            folder = self._facts.places.get(Place.LOG)
            LogWindow(self._facts.log, folder, self._theme, self._window).show()

    @Slot()
    def show_about(self) -> None:
        """Open About, or bring it to the front."""
        from holysheep_desktop.ui.care.about_window import AboutWindow

        if not self._raise(AboutWindow):
            AboutWindow(self._facts.places, self._window).show()

    @Slot()
    def show_terms(self) -> None:
        """Open the terms of the local model, or bring them to the front."""
        from holysheep_desktop.ui.care.about_window import TermsWindow

        if not self._raise(TermsWindow):
            TermsWindow(self._window).show()

    @Slot()
    def show_diagnostics(self) -> None:
        """Collect the diagnostics and show them; nothing is written."""
        if not self._collecting.is_running:
            self._collecting.start(self._collected(), name="collect diagnostics")

    @Slot()
    def explain_crash(self) -> None:
        """Open what is known of the last run."""
        from holysheep_desktop.ui.care.crash_window import CrashWindow

        if self._facts.broken_end is None or self._raise(CrashWindow):
            return
        window = CrashWindow(self._facts.broken_end, self._window)
        window.log_requested.connect(self.show_log)
        window.diagnostics_requested.connect(self.show_diagnostics)
        window.safe_mode_requested.connect(self.ask_safe_mode)
        window.show()

    @Slot()
    def ask_resets(self) -> None:
        """Ask what is to be reset."""
        if not self._resetting.is_running:
            self._resetting.start(self._chosen_resets(), name="ask what to reset")

    @Slot()
    def ask_safe_mode(self) -> None:
        """Ask whether to start again in safe mode, or to leave it."""
        if not self._restarting.is_running:
            dialog = safe_mode_dialog(self._window, leaves=self._facts.is_safe_mode)
            self._restarting.start(ask(dialog), name="ask for safe mode")

    def _raise(self, kind: type[QDialog]) -> bool:
        window = self._window.findChild(kind)
        if window is None or not window.isVisible():
            return False
        window.raise_()
        window.activateWindow()
        return True

    async def _chosen_resets(self) -> frozenset[Reset]:
        from holysheep_desktop.ui.care.reset_dialog import ResetDialog

        dialog = ResetDialog(self._window)
        return dialog.chosen() if await ask(dialog) else frozenset()

    async def _collected(self) -> tuple[DiagnosticFile, ...]:
        from holysheep_desktop.ui.care.machine import machine_facts

        settings = self._settings()
        person = Person(Path.home(), getpass.getuser(), platform.node())
        redactor = Redactor(await self._known_keys(settings), person, settings)
        facts = machine_facts(self._facts.places, is_safe_mode=self._facts.is_safe_mode)
        log = self._facts.log.lines_after(0)
        return await asyncio.to_thread(bundle_of, facts, settings, log, self._facts.broken_end, redactor)

    async def _known_keys(self, settings: Settings) -> list[str]:
        """The keys that must not be in the log; one that a locked keyring holds cannot have got there."""
        keys: list[str] = []
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_KEY_PATIENCE_S):
                for endpoint in settings.endpoints:
                    with contextlib.suppress(SecretStoreError):
                        if endpoint.needs_key and (
                            key := await self._keys.find(origin_of(endpoint.base_url))
                        ):
                            keys.append(key.value)
        return keys

    @Slot(object)
    def _on_collected(self, files: tuple[DiagnosticFile, ...]) -> None:
        from holysheep_desktop.ui.care.diagnostics_window import DiagnosticsWindow

        if self._exports is None or self._raise(DiagnosticsWindow):
            return
        window = DiagnosticsWindow(files, self._exports, self._window)
        window.failed.connect(self.failed)
        window.show()

    @Slot(object)
    def _on_resets_chosen(self, resets: frozenset[Reset]) -> None:
        if resets:
            self.restart_requested.emit(Restart(resets))

    @Slot(object)
    def _on_safe_mode_decided(self, is_wanted: bool) -> None:
        if is_wanted:
            self.restart_requested.emit(Restart(is_safe_mode=not self._facts.is_safe_mode))
