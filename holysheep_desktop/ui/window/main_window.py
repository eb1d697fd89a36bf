"""The frame: menus, the endpoint bar, the tabs, the provenance line and the status bar.

It owns no result and asks no endpoint: tabs do, through the session.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.sidecar import SidecarState
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.composing import commit_composed
from holysheep_desktop.ui.controls import line
from holysheep_desktop.ui.endpoints.bar import EndpointBar
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.notices.strip import NoticeStrip
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.tabs.tab import Tab
from holysheep_desktop.ui.tabs.tab_area import TabArea
from holysheep_desktop.ui.tabs.tab_commands import TabCommands
from holysheep_desktop.ui.widgets.find_bar import FindBar
from holysheep_desktop.ui.window.context_key import ContextKey
from holysheep_desktop.ui.window.end_dialog import Ending
from holysheep_desktop.ui.window.file_drops import FileDrops
from holysheep_desktop.ui.window.focus_order import move_focus
from holysheep_desktop.ui.window.menus import Menus
from holysheep_desktop.ui.window.provenance_line import ProvenanceLine
from holysheep_desktop.ui.window.status_line import StatusLine
from holysheep_desktop.ui.window.window_place import TITLE_HEIGHT, place_of, put_back
from holysheep_desktop.ui.window.work import Work

_FIRST_SIZE = (1280, 800)
_STATE_SEPARATOR = "|"


class MainWindow(Translated, QMainWindow):
    """Signals: exit_requested() when this window is to close, and may; quit_wished() when the program is to
    end, and quit_requested() once it may; of any tab action_requested(Action),
    steering_requested(SteeringStart), report_opened(Report); tab_added(Tab) for each that comes,
    tab_closed(Tab) for one that is closed; sidecar_changed(SidecarState).
    """

    exit_requested = Signal()
    quit_wished = Signal()
    quit_requested = Signal()
    action_requested = Signal(object)
    steering_requested = Signal(object)
    report_opened = Signal(object)
    tab_added = Signal(object)
    tab_closed = Signal(object)
    sidecar_changed = Signal(object)

    def __init__(self, session: Session, theme: Theme, first_tab: Tab) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        theme.dress(self)
        self.is_last = True
        """Whether the program ends with this window."""
        self.menus = Menus(self.menuBar(), self)
        self.endpoint_bar = EndpointBar(session, theme)
        self.notices = NoticeStrip()
        self.tabs = TabArea(theme, first_tab)
        self.find_bar = FindBar(self.tabs, theme)
        self._tab_commands = TabCommands(self.tabs, self.menus)
        self._provenance_rule, self._provenance = line("provenanceRule"), ProvenanceLine()
        self._status = StatusLine()
        self.work = Work(self, self._status)
        self.ending = Ending(self)
        self.drops = FileDrops(self)
        self._context_key = ContextKey(self)
        self._build()
        self._watch(first_tab)
        self._connect()
        self._retranslate()
        self._show_current_tab()

    @property
    def current_tab(self) -> Tab:
        """The tab that is in front."""
        return self.tabs.front

    def add_tab(self, tab: Tab) -> None:
        """Add one more of the tabs that stay, before any report's."""
        self._watch(tab)
        self.tabs.add_fixed(tab)

    def bring_to_front(self, tab: Tab) -> None:
        """Show one of the tabs."""
        self.tabs.setCurrentWidget(tab)

    def add_report_tab(self, tab: Tab, title: str) -> None:
        """Add a tab that shows a report and can be closed, and bring it to the front."""
        self._watch(tab)
        self.tabs.add_closable(tab, title)

    def ask_to_quit(self, *, is_working: bool) -> None:
        """The program is to end: ask where that cuts off work, in whichever window."""
        self.ending.wish(is_working=is_working, quits=True)

    def show_sidecar(self, state: SidecarState) -> None:
        """Show how the local model is."""
        self.endpoint_bar.show_sidecar(state)
        self._status.show_sidecar(state)
        self.sidecar_changed.emit(state)

    def save_state(self) -> str:
        """Size, place, the tab in front, and whether questions are folded away."""
        numbers = (self.tabs.currentIndex(), int(self.menus.fold.isChecked()))
        return _STATE_SEPARATOR.join((place_of(self), *map(str, numbers)))

    def restore_state(self, state: str) -> None:
        """Take back what `save_state` gave; anything else changes nothing."""
        place, index, is_folded, *_ = [*state.split(_STATE_SEPARATOR), "", ""]
        put_back(self, place)
        self.tabs.restore_front(index)
        self.menus.fold.setChecked(is_folded == "1")

    def come_forward(self) -> None:
        """Be seen, in front of other windows."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return move_focus(self, forward=next)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        # The program ends only after its work has ended: the composition root waits for that.
        event.ignore()
        self.ending.wish(is_working=self.work.is_any_running, is_last=self.is_last)

    def _build(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.endpoint_bar, line("barLine"), self.notices):
            column.addWidget(widget)
        column.addWidget(self.tabs, stretch=1)
        for widget in (self.find_bar, self._provenance_rule, self._provenance):
            column.addWidget(widget)
        self.setCentralWidget(page)
        self.setStatusBar(self._status)
        self.resize(QSize(*_FIRST_SIZE).boundedTo(self.screen().availableSize() - QSize(0, TITLE_HEIGHT)))

    def _connect(self) -> None:
        tabs, menus = self.tabs, self.menus
        tabs.front_changed.connect(self._show_current_tab)
        tabs.tab_closed.connect(self._on_tab_closed)
        self.ending.decided.connect(self._on_end_decided)
        self.work.changed.connect(self._show_work)
        self.notices.action_requested.connect(self.action_requested)
        menus.run.triggered.connect(self._on_run)
        menus.stop.triggered.connect(self._on_stop)
        menus.fold.toggled.connect(self._on_fold)
        menus.find.triggered.connect(self._on_find)
        menus.find_next.triggered.connect(self.find_bar.go_next)
        menus.find_previous.triggered.connect(self.find_bar.go_previous)
        menus.quit.triggered.connect(self.quit_wished)
        menus.window.close_window.triggered.connect(self.close)

    def _watch(self, tab: Tab) -> None:
        self.work.watch(tab)
        tab.result_ready.connect(self._show_provenance)
        tab.action_requested.connect(self.action_requested)
        tab.steering_requested.connect(self.steering_requested)
        tab.report_opened.connect(self.report_opened)
        self.tab_added.emit(tab)

    @override
    def _retranslate(self) -> None:
        self.menus.retranslate()
        self._tab_commands.retranslate()
        self._show_title()

    def _show_title(self) -> None:
        """Several windows are told apart by what is in front in them."""
        title = self.tabs.tabText(self.tabs.currentIndex()).replace("&&", "&")
        self.setWindowTitle(self.tr("{tab} — HolySheep Desktop").format(tab=title))

    @Slot()
    def _show_current_tab(self) -> None:
        tab = self.current_tab
        self._show_title()
        self.menus.run.setEnabled(tab.can_run())
        self.menus.fold.setEnabled(tab.can_run())
        tab.fold_question(self.menus.fold.isChecked())
        self.work.show_front(tab)
        self._show_work()
        self._show_provenance()

    @Slot()
    def _show_work(self) -> None:
        self.menus.stop.setEnabled(self.current_tab.is_running())

    @Slot()
    def _show_provenance(self) -> None:
        found = self.current_tab.record()
        self.menus.save_report.setEnabled(found is not None)
        self._provenance.show_result(found.main.result if found else None)
        for widget in (self._provenance_rule, self._provenance):
            widget.setVisible(self.current_tab.measures)

    @Slot()
    def _on_run(self) -> None:
        commit_composed()
        self.current_tab.run()

    @Slot()
    def _on_stop(self) -> None:
        self.current_tab.stop()

    @Slot(bool)
    def _on_fold(self, is_folded: bool) -> None:
        self.current_tab.fold_question(is_folded)

    @Slot()
    def _on_find(self) -> None:
        if not self.current_tab.search():
            self.find_bar.open()

    @Slot(object)
    def _on_tab_closed(self, tab: Tab) -> None:
        self.work.forget(tab)
        self.tab_closed.emit(tab)

    @Slot(bool)
    def _on_end_decided(self, quits: bool) -> None:
        self.hide()
        (self.quit_requested if quits else self.exit_requested).emit()
