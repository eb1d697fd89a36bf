"""The menu's way to a job of other machines."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from holysheep_desktop.ui.tabs.fixed_tabs import FixedTabs, TabName
from holysheep_desktop.ui.window.main_window import MainWindow


class JobEntry(QObject):
    """Shows «Open a job…», which brings the Batch tab to the front and asks there."""

    def __init__(self, window: MainWindow, tabs: FixedTabs) -> None:
        super().__init__(window)
        self._window, self._tabs = window, tabs
        window.menus.open_job.setVisible(True)
        window.menus.open_job.triggered.connect(self._on_triggered)

    @Slot()
    def _on_triggered(self) -> None:
        from holysheep_desktop.ui.batch.tab import BatchTab

        tab = self._tabs.tab(TabName.BATCH)
        self._window.bring_to_front(tab)
        if isinstance(tab, BatchTab):
            tab.ask_for_job()
