"""The history's place in the window: its tab, and the recording of every other one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from holysheep_desktop.core.history import HistoryStore, Opening, RunContent, RunFilter, RunRow
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.core.report import RecordKind
from holysheep_desktop.errors import DatabaseError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.history.fault_texts import opening_notice
from holysheep_desktop.ui.history.recent_prompts import RecentPrompts
from holysheep_desktop.ui.history.recorder import Recorder, shown_key
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.tabs.tab import Tab
from holysheep_desktop.ui.words.errors import Notice, describe

if TYPE_CHECKING:
    from holysheep_desktop.ui.history.tab import HistoryTab
    from holysheep_desktop.ui.window.main_window import MainWindow

_TITLE_LENGTH = 24


class History(QObject):
    """Signals: report_opened(Report) when a finished run is to be shown; changed() when the history holds
    something else.
    """

    report_opened = Signal(object)
    changed = Signal()

    def __init__(self, store: HistoryStore, session: Session, theme: Theme) -> None:
        super().__init__()
        self._store = store
        self._theme = theme
        self._tab: HistoryTab | None = None
        self._window: MainWindow | None = None
        self._new_tab: Callable[[RecordKind], Tab] | None = None
        self._recorder = Recorder(store, session, self)
        self._recorder.failed.connect(self._on_failed)
        self._recorder.changed.connect(self._on_changed)
        self._prompts = RecentPrompts(store, self)
        self._prompts.failed.connect(self._on_failed_to_open)
        self._opening = Job(self)
        self._opening.succeeded.connect(self._on_read)
        self._opening.failed.connect(self._on_failed_to_open)

    def join(self, window: MainWindow, new_tab: Callable[[RecordKind], Tab]) -> None:
        """Keep the runs of every tab that comes to the window, and open what is kept in new ones."""
        self._window, self._new_tab = window, new_tab
        window.tab_added.connect(self.watch)
        window.tab_added.connect(self._prompts.watch)

    def make_tab(self) -> Tab:
        """The tab; looks at the database, off the window's thread."""
        from holysheep_desktop.ui.history.tab import HistoryTab

        self._tab = tab = HistoryTab(self._store, self._theme)
        tab.desk.changed.connect(self.changed)
        tab.destroyed.connect(self._on_tab_gone)
        tab.open_requested.connect(self._on_open_requested)
        tab.trouble_found.connect(self._on_trouble_found)
        return tab

    @Slot()
    def refresh(self) -> None:
        """List the runs anew, as another window has changed them."""
        if self._tab is not None:
            self._tab.refresh()

    @Slot(object)
    def watch(self, tab: Tab) -> None:
        """Keep the runs of this tab."""
        if tab is not self._tab:
            self._recorder.watch(tab)
            tab.run_state_changed.connect(self._on_run_state_changed)

    def note_keeper(self, tab: Tab) -> Callable[[str], None] | None:
        """What writes below the user's note of the run that a tab shows; None where it is not kept."""
        key = shown_key(tab)
        return None if key is None else partial(self._recorder.add_note, key)

    async def recent_runs(self, limit: int) -> tuple[RunRow, ...]:
        """The runs that were started last, and those that are pinned."""
        return (await self._store.page(RunFilter(), limit=limit)).rows

    def open_run(self, row: RunRow) -> None:
        """Show a run in a tab of its own."""
        self._opening.start(self._read(row), name="open run")

    async def _read(self, row: RunRow) -> tuple[RunRow, RunContent]:
        return row, await self._store.content(row.key)

    @Slot(object)
    def _on_read(self, found: tuple[RunRow, RunContent]) -> None:
        self._on_open_requested(*found)

    async def flush(self) -> None:
        """Write what still waits; for the end of the program."""
        await self._recorder.flush()
        if self._tab is not None:
            self._tab.preview.description.keep()
            await self._tab.desk.flush()

    @Slot(object, object)
    def _on_open_requested(self, row: RunRow, content: RunContent) -> None:
        if content.report is not None:
            self.report_opened.emit(content.report)
        elif self._window is not None and self._new_tab is not None:
            tab = self._new_tab(row.kind)
            tab.show_request(content.request)
            name = plain_text(content.request.prompt, _TITLE_LENGTH)
            self._window.add_report_tab(tab, f"{tab.title()} · {name}")

    @Slot(bool)
    def _on_run_state_changed(self, _is_running: bool) -> None:
        """A batch writes its runs itself."""
        self.refresh()

    @Slot()
    def _on_tab_gone(self) -> None:
        self._tab = None

    @Slot()
    def _on_changed(self) -> None:
        if self._tab is not None:
            self._tab.notices.clear_error(DatabaseError)
        self.refresh()
        self.changed.emit()

    @Slot(object)
    def _on_trouble_found(self, opening: Opening) -> None:
        self._tell(opening_notice(opening))
        if self._tab is not None and opening.moved_to is None:
            self._tab.notices.show_told(lambda: opening_notice(opening))

    def _tell(self, notice: Notice) -> None:
        if self._window is not None:
            self._window.notices.show_note(notice.title, notice.advice, notice.action)

    @Slot(object)
    def _on_failed_to_open(self, error: BaseException) -> None:
        self._tell(describe(error))

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, DatabaseError):
            title = self.tr("This run is not kept in the history.")
            notice = describe(error)
            self._tell(Notice(title, notice.advice, notice.action))
            if self._tab is not None:  # the same disk may have more to say in the window's one strip
                self._tab.notices.show_error(error)
        else:
            self._tell(describe(error))
