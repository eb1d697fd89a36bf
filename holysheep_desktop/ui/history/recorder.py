"""Keeps every run of every tab in the history, from the moment it starts."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot

from holysheep_desktop.core.endpoints import Endpoint
from holysheep_desktop.core.history import Begun, HistoryStore, RunKey, RunState, new_run_key
from holysheep_desktop.core.report import Record, RecordKind
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.errors import DatabaseError
from holysheep_desktop.ui.history.writes import Write, Writes
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.tabs.past_findings import MOST
from holysheep_desktop.ui.tabs.tab import Tab


class Recorder(QObject):
    """Signals: changed() when the history holds something else, failed(exception) when it takes nothing."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, store: HistoryStore, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._session = session
        self._has_failed = False
        self._refused: dict[RunKey, Begun] = {}
        self._writes = Writes(self)
        self._writes.written.connect(self._on_written)
        self._writes.failed.connect(self._on_failed)

    @Slot(object)
    def watch(self, tab: Tab) -> None:
        """Keep the runs of this tab too."""
        _Watch(tab, self)

    def begin(self, kind: RecordKind, request: AnalysisRequest, endpoint: Endpoint | None = None) -> RunKey:
        """Note that a run has started, at the session's endpoint or another; returns its key."""
        asked = endpoint or self._session.endpoint
        begun = Begun(new_run_key(), kind, request, asked.base_url)
        self._writes.add(lambda: self._begin(begun))
        return begun.key

    def finish(self, key: RunKey, record: Record) -> None:
        """Keep what a run found, or what was found since."""
        self._writes.add(lambda: self._after_begin(key, lambda: self._store.finish(key, record)))

    def fail(self, key: RunKey, error: BaseException) -> None:
        """Note that an error ended a run."""
        self._writes.add(lambda: self._after_begin(key, lambda: self._store.fail(key, error)))

    def cancel(self, key: RunKey) -> None:
        """Note that a run was stopped."""
        self._writes.add(lambda: self._after_begin(key, lambda: self._store.cancel(key)))

    def add_note(self, key: RunKey, text: str) -> None:
        """Write below the user's note of a run."""
        self._writes.add(lambda: self._after_begin(key, lambda: self._store.add_note(key, text)))

    async def flush(self) -> None:
        """Write what still waits; for the end of the program."""
        await self._writes.flush()

    async def _begin(self, begun: Begun) -> None:
        try:
            await self._store.begin(begun)
        except DatabaseError:
            self._refused[begun.key] = begun
            raise

    async def _after_begin(self, key: RunKey, write: Write) -> None:
        """Of a run whose beginning was refused nothing more could be kept: it is begun again."""
        if (begun := self._refused.get(key)) is not None:
            await self._store.begin(begun)
            del self._refused[key]
        await write()

    @Slot()
    def _on_written(self) -> None:
        self._has_failed = False
        self.changed.emit()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        """A disk that refuses one run will refuse the next: it is told once."""
        if not self._has_failed:
            self._has_failed = True
            self.failed.emit(error)


def shown_key(tab: Tab) -> RunKey | None:
    """The run that a watched tab shows; None where what it shows is not kept in the history."""
    watch = tab.findChild(_Watch, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return watch.shown_key if watch is not None else None


@dataclass(slots=True)
class _Shown:
    """The run that a tab shows, and what of it is kept."""

    key: RunKey
    record: Record


class _Watch(QObject):
    """Follows one tab; lives as long as it."""

    def __init__(self, tab: Tab, recorder: Recorder) -> None:
        super().__init__(tab)
        self._tab = tab
        self._recorder = recorder
        self._running: RunKey | None = None
        self._shown: _Shown | None = None
        self._before: deque[_Shown] = deque(maxlen=MOST)
        tab.run_begun.connect(self._on_begun)
        tab.run_ended.connect(self._on_ended)
        tab.run_state_changed.connect(self._on_state_changed)
        tab.result_ready.connect(self._on_result_ready)

    @property
    def shown_key(self) -> RunKey | None:
        """The run that the tab shows."""
        return self._shown.key if self._shown is not None else None

    @Slot(object, object)
    def _on_begun(self, kind: RecordKind, request: AnalysisRequest) -> None:
        self._running = self._recorder.begin(kind, request, self._tab.asked_endpoint())

    @Slot(object, object)
    def _on_ended(self, state: RunState, error: BaseException | None) -> None:
        key, self._running = self._running, None
        if key is None:
            return
        record = self._tab.record()
        if state is RunState.OK and record is not None:
            self._keep(_Shown(key, record))
        elif error is not None:
            self._recorder.fail(key, error)
        else:
            self._recorder.cancel(key)

    @Slot(object)
    def _on_result_ready(self, _result: object) -> None:
        """What is opened in the tab is not a run that was asked here, unless the user went back to one."""
        if self._running is None:
            record = self._tab.record()
            self._shown = next((one for one in self._before if one.record == record), None)

    @Slot(bool)
    def _on_state_changed(self, _is_running: bool) -> None:
        """A map that was drawn later belongs to the run that it was drawn for."""
        record = self._tab.record()
        if self._shown is None or record is None or self._running is not None or self._tab.is_running():
            return
        if record.kind is self._shown.record.kind and record != self._shown.record:
            self._before.remove(self._shown)
            self._keep(_Shown(self._shown.key, record))

    def _keep(self, shown: _Shown) -> None:
        self._shown = shown
        self._before.append(shown)
        self._recorder.finish(shown.key, shown.record)
