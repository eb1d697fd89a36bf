"""All windows of the program: opened, restored, closed; the last one that closes ends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtWidgets import QApplication

from holysheep_desktop.core.settings import Settings
from holysheep_desktop.core.sidecar import SidecarPhase, SidecarState
from holysheep_desktop.ui.appearance.motion import Motion
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.autosave import Autosave
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.column_choice import ColumnChoice
from holysheep_desktop.ui.widgets.draft import dump_draft, parse_draft
from holysheep_desktop.ui.window.frame import Frame, Stores
from holysheep_desktop.ui.window.window_place import keep_on_screen

_COLUMNS = "columns"
_STEP = QPoint(32, 32)
"""How far a new window stands from the one that it was opened from."""


class Windows(QObject):
    """They share the session, the theme, the stores and the settings; each has tabs and drafts of its own.

    In the settings, what belongs to the second window is named `2/…`, and so on. Signals: completed() when
    all tabs of the first are there; settings_changed(Settings), restart_requested() and key_changed() of any;
    exit_requested() when the program is to end, program_restart_requested(Restart) when it is to start again.
    """

    completed = Signal()
    settings_changed = Signal(object)
    restart_requested = Signal()
    key_changed = Signal()
    exit_requested = Signal()
    program_restart_requested = Signal(object)

    def __init__(
        self, session: Session, theme: Theme, languages: Languages, stores: Stores, settings: Settings
    ) -> None:
        super().__init__()
        self._session, self._theme, self._languages = session, theme, languages
        self._stores, self._started_with = stores, settings
        self._sidecar = SidecarState(SidecarPhase.STOPPED)
        self._leaving: list[Frame] = []
        self._closing = Job(self)
        self._motion = Motion(cast(QApplication, QApplication.instance()))
        self._motion.use(settings.reduces_motion)
        self._autosave: Autosave | None = None
        self._frames: list[Frame] = []
        self._frames = [self._made(settings)]
        self._frames[0].completed.connect(self._on_first_completed)

    @property
    def first(self) -> Frame:
        """The one that has been open for longest."""
        return self._frames[0]

    @property
    def front(self) -> Frame:
        """The one that is in front, or was last."""
        active = QApplication.activeWindow()
        return next((frame for frame in self._frames if frame.window is active), self._frames[-1])

    @property
    def frames(self) -> tuple[Frame, ...]:
        """All of them."""
        return tuple(self._frames)

    @property
    def settings(self) -> Settings:
        """The settings, with layout and drafts of every window as they are now."""
        settings = self.first.settings
        state = {name: value for name, value in settings.state.items() if not _number(name)}
        for number, frame in enumerate(self._frames[1:], start=2):
            state.update((f"{number}/{name}", value) for name, value in frame.saved_state().items())
        state[_COLUMNS] = dump_draft(ColumnChoice.kept())
        return replace(settings, state=state)

    def save_by(self, autosave: Autosave) -> None:
        """Tell where it fails; who ends the program while what was typed is on no disk is asked."""
        self._autosave = autosave
        autosave.failed.connect(self.show_error)
        for frame in self._frames:
            frame.window.ending.keep = autosave.keep

    def restore(self) -> None:
        """Take back layout and drafts; further windows open once the first is complete."""
        ColumnChoice.remember(parse_draft(self._started_with.state.get(_COLUMNS, "")))
        self.first.restore_state()
        self.first.completed.connect(self._restore_others)

    @Slot()
    def open_new(self) -> None:
        """Open one more window beside the one in front."""
        beside = self.front.window
        frame = self._add()
        if not beside.isMaximized():
            frame.window.resize(beside.size())
            frame.window.move(beside.pos() + _STEP)
            keep_on_screen(frame.window)
        frame.window.show()
        frame.window.come_forward()

    def come_forward(self) -> None:
        """Show what was in front, as somebody started the program again."""
        self.front.window.come_forward()

    @Slot(object)
    def open_report(self, path: Path) -> None:
        """Open a report in the window in front."""
        self.front.open_report(path)

    @Slot(object)
    def show_error(self, error: BaseException) -> None:
        """Say in the window in front what went wrong."""
        self.front.show_error(error)

    def show_sidecar(self, state: SidecarState) -> None:
        """Show in all windows how the local model is."""
        self._sidecar = state
        for frame in self._frames:
            frame.show_sidecar(state)

    def begin_to_end(self) -> None:
        """The program ends: windows go, and nothing that would have come later comes."""
        for frame in self._frames:
            frame.stop_completing()
            frame.window.hide()

    async def flush(self) -> None:
        """Write what still waits; for the end of the program."""
        for frame in (*self._frames, *self._leaving):
            await frame.flush()

    def _add(self) -> Frame:
        frame = self._made(replace(self.first.settings, state={}))
        self._frames.append(frame)
        self._tell_whether_last()
        return frame

    def _made(self, settings: Settings) -> Frame:
        frame = Frame(self._session, self._theme, self._languages, self._stores, settings)
        frame.window.show_sidecar(self._sidecar)
        if self._autosave is not None:
            frame.window.ending.keep = self._autosave.keep
        frame.settings_changed.connect(self._on_settings_changed)
        frame.restart_requested.connect(self.restart_requested)
        frame.program_restart_requested.connect(self.program_restart_requested)
        frame.key_changed.connect(self.key_changed)
        frame.exit_requested.connect(self._on_exit_requested)
        frame.window.quit_wished.connect(self._on_quit_wished)
        frame.window.quit_requested.connect(self.exit_requested)
        frame.window.menus.window.new_window.triggered.connect(self.open_new)
        if frame.history is not None:
            frame.history.changed.connect(self._on_history_changed)
        return frame

    def _tell_whether_last(self) -> None:
        for frame in self._frames:
            frame.window.is_last = len(self._frames) == 1

    async def _close(self, frame: Frame) -> None:
        await frame.flush()
        self._leaving.remove(frame)
        frame.window.deleteLater()

    @Slot()
    def _on_first_completed(self) -> None:
        self._motion.listen()
        self.completed.emit()

    @Slot()
    def _restore_others(self) -> None:
        state = self._started_with.state
        for number in sorted({_number(name) for name in state} - {0}):
            frame = self._add()
            frame.restore_state(_state_of(number, state))
            frame.window.show()

    @Slot(object)
    def _on_settings_changed(self, settings: Settings) -> None:
        for frame in self._frames:
            if frame is not self.sender():
                frame.follow(settings)
        self._motion.use(settings.reduces_motion)
        self.settings_changed.emit(settings)

    @Slot()
    def _on_history_changed(self) -> None:
        for frame in self._frames:
            if frame.history is not None and frame.history is not self.sender():
                frame.history.refresh()

    @Slot()
    def _on_exit_requested(self) -> None:
        if len(self._frames) == 1:
            self.exit_requested.emit()
            return
        frame = self.sender()
        assert isinstance(frame, Frame)
        self._frames.remove(frame)
        self._leaving.append(frame)
        self._tell_whether_last()
        frame.stop()
        self._closing.start(self._close(frame), name="close window")

    @Slot()
    def _on_quit_wished(self) -> None:
        working = [frame for frame in self._frames if frame.window.work.is_any_running]
        asked = next((frame for frame in working if frame.window is self.sender()), None)
        (asked or next(iter(working), self.front)).window.ask_to_quit(is_working=bool(working))


def _number(name: str) -> int:
    """The number of the window that a name in the state belongs to; 0 for the first."""
    number, slash, _ = name.partition("/")
    return int(number) if slash and number.isascii() and number.isdecimal() and len(number) < 3 else 0


def _state_of(number: int, state: Mapping[str, str]) -> dict[str, str]:
    return {name.partition("/")[2]: value for name, value in state.items() if _number(name) == number}
