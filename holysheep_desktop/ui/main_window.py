"""The frame: menus, the endpoint bar, the tabs, the provenance line and the status bar.

It owns no result and asks no endpoint: tabs do, through the session.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QByteArray, QEvent, QSize, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QTabBar, QTabWidget, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.sidecar import SidecarState
from holysheep_desktop.core.source import Progress
from holysheep_desktop.ui.controls import line
from holysheep_desktop.ui.end_dialog import Ending
from holysheep_desktop.ui.endpoints.bar import EndpointBar
from holysheep_desktop.ui.file_drops import FileDrops
from holysheep_desktop.ui.icons import icon
from holysheep_desktop.ui.menus import Menus
from holysheep_desktop.ui.notices import NoticeStrip
from holysheep_desktop.ui.provenance_line import ProvenanceLine
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.status_line import StatusLine
from holysheep_desktop.ui.tab import Tab
from holysheep_desktop.ui.theme import Role, Theme
from holysheep_desktop.ui.widgets.shown_text import tooltip

_FIRST_SIZE = (1280, 800)
_FRAME_HEIGHT = 40
_STATE_SEPARATOR = "|"


class MainWindow(QMainWindow):
    """Signals: exit_requested(); of any tab action_requested(Action),
    steering_requested(SteeringStart), report_opened(Report); tab_added(Tab) for each that comes,
    tab_closed(Tab) for one that is closed.
    """

    exit_requested = Signal()
    action_requested = Signal(object)
    steering_requested = Signal(object)
    report_opened = Signal(object)
    tab_added = Signal(object)
    tab_closed = Signal(object)

    def __init__(self, session: Session, theme: Theme, first_tab: Tab) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self._theme = theme
        self._fixed_tabs = [first_tab]
        self.menus = Menus(self.menuBar(), self)
        self.endpoint_bar = EndpointBar(session, theme)
        self.notices = NoticeStrip()
        self._tabs = QTabWidget()
        self._provenance = ProvenanceLine()
        self._status = StatusLine()
        self._ending = Ending(self)
        self.drops = FileDrops(self)
        self._build()
        self._connect()
        self._retranslate()
        self._show_current_tab()

    @property
    def current_tab(self) -> Tab:
        """The tab that is in front."""
        tab = self._tabs.currentWidget()
        assert isinstance(tab, Tab)
        return tab

    def add_tab(self, tab: Tab) -> None:
        """Add one more of the tabs that stay, before any report's."""
        self._watch(tab)
        self._tabs.insertTab(len(self._fixed_tabs), tab, tab.title())
        self._fixed_tabs.append(tab)

    def bring_to_front(self, tab: Tab) -> None:
        """Show one of the tabs."""
        self._tabs.setCurrentWidget(tab)

    def add_report_tab(self, tab: Tab, title: str) -> None:
        """Add a tab that shows a report and can be closed, and bring it to the front."""
        self._watch(tab)
        index = self._tabs.addTab(tab, title)
        self._tabs.setTabToolTip(index, tooltip(title))
        close = QToolButton()
        close.setObjectName("closeReport")
        close.setAccessibleName(self.tr("Close the report"))
        close.setAutoRaise(True)
        close.setIcon(icon("close", self._theme, Role.TEXT_MUTED))
        close.clicked.connect(self._on_close_report_clicked)
        self._tabs.tabBar().setTabButton(index, QTabBar.ButtonPosition.RightSide, close)
        self._tabs.setCurrentIndex(index)

    def show_sidecar(self, state: SidecarState) -> None:
        """Show how the local model is."""
        self.endpoint_bar.show_sidecar(state)
        self._status.show_sidecar(state)

    def save_state(self) -> str:
        """Size, place and the tab in front."""
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        return _STATE_SEPARATOR.join((geometry, str(self._tabs.currentIndex())))

    def restore_state(self, state: str) -> None:
        """Take back what `save_state` gave; anything else changes nothing."""
        geometry, _, index = state.partition(_STATE_SEPARATOR)
        self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "ignore")))
        if index.isdecimal() and int(index) < len(self._fixed_tabs):
            self._tabs.setCurrentIndex(int(index))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        # The program ends only after its work has ended: the composition root waits for that.
        event.ignore()
        tabs = self._tabs.findChildren(Tab)
        self._ending.wish(is_working=any(tab.is_running() for tab in tabs))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        self._tabs.setObjectName("tabs")
        self._tabs.setDocumentMode(True)
        for tab in self._fixed_tabs:
            self._watch(tab)
            self._tabs.addTab(tab, "")
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.endpoint_bar, line("barLine"), self.notices):
            column.addWidget(widget)
        column.addWidget(self._tabs, stretch=1)
        column.addWidget(line("provenanceRule"))
        column.addWidget(self._provenance)
        self.setCentralWidget(page)
        self.setStatusBar(self._status)
        room = self.screen().availableSize() - QSize(0, _FRAME_HEIGHT)
        self.resize(QSize(*_FIRST_SIZE).boundedTo(room))

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._show_current_tab)
        self._ending.decided.connect(self.hide)
        self._ending.decided.connect(self.exit_requested)
        self._status.stop_requested.connect(self._on_stop)
        self.notices.action_requested.connect(self.action_requested)
        self.menus.run.triggered.connect(self._on_run)
        self.menus.stop.triggered.connect(self._on_stop)
        self.menus.fold.toggled.connect(self._on_fold)
        self.menus.quit.triggered.connect(self.close)

    def _watch(self, tab: Tab) -> None:
        tab.run_state_changed.connect(self._show_work)
        tab.progressed.connect(self._on_progressed)
        tab.result_ready.connect(self._show_provenance)
        tab.action_requested.connect(self.action_requested)
        tab.steering_requested.connect(self.steering_requested)
        tab.report_opened.connect(self.report_opened)
        self.tab_added.emit(tab)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("HolySheep Desktop"))
        self._tabs.setAccessibleName(self.tr("Tabs"))
        for tab in self._fixed_tabs:
            self._tabs.setTabText(self._tabs.indexOf(tab), tab.title())
        self.menus.retranslate()

    @Slot()
    def _show_current_tab(self) -> None:
        tab = self.current_tab
        self.menus.run.setEnabled(tab.can_run())
        self.menus.fold.setEnabled(tab.can_run())
        tab.fold_question(self.menus.fold.isChecked())
        self._show_work()
        self._show_provenance()

    @Slot()
    def _show_work(self) -> None:
        is_running = self.current_tab.is_running()
        self.menus.stop.setEnabled(is_running)
        self._status.show_working(is_running)

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        if self.sender() is self.current_tab:
            self._status.show_progress(progress)

    @Slot()
    def _show_provenance(self) -> None:
        found = self.current_tab.record()
        self.menus.save_report.setEnabled(found is not None)
        self._provenance.show_result(found.main.result if found else None)

    @Slot()
    def _on_run(self) -> None:
        self.current_tab.run()

    @Slot()
    def _on_stop(self) -> None:
        self.current_tab.stop()

    @Slot(bool)
    def _on_fold(self, is_folded: bool) -> None:
        self.current_tab.fold_question(is_folded)

    @Slot()
    def _on_close_report_clicked(self) -> None:
        buttons = [
            self._tabs.tabBar().tabButton(index, QTabBar.ButtonPosition.RightSide)
            for index in range(self._tabs.count())
        ]
        index = buttons.index(cast(QWidget, self.sender()))
        tab = self._tabs.widget(index)
        assert isinstance(tab, Tab)
        tab.stop()
        self.tab_closed.emit(tab)
        self._tabs.removeTab(index)
        tab.deleteLater()
