"""The commands that go from tab to tab, and from finding to finding in the tab in front."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from holysheep_desktop.ui.tabs.tab_area import TabArea
from holysheep_desktop.ui.window.menus import Menus


class TabCommands(QObject):
    """Joins the menus of a window to its tabs."""

    def __init__(self, tabs: TabArea, menus: Menus) -> None:
        super().__init__(tabs)
        self._tabs, self._menus = tabs, menus
        tabs.front_changed.connect(self._show)
        tabs.findings_changed.connect(self._show_findings)
        for wish in (tabs.back.clicked, menus.back.triggered):
            wish.connect(self._on_back)
        for wish in (tabs.forward.clicked, menus.forward.triggered):
            wish.connect(self._on_forward)
        menus.window.close_tab.triggered.connect(tabs.close_front)
        menus.window.next_tab.triggered.connect(tabs.go_next)
        menus.window.previous_tab.triggered.connect(tabs.go_previous)
        menus.window.tab_chosen.connect(self._on_tab_chosen)
        self._show()

    def retranslate(self) -> None:
        """Set every text anew."""
        self._tabs.retranslate()
        self._show()

    @Slot()
    def _show(self) -> None:
        tabs = self._tabs
        self._menus.window.show_tabs(tabs.titles(), tabs.currentIndex(), can_close=tabs.can_close_front)
        self._show_findings()

    @Slot()
    def _show_findings(self) -> None:
        tabs, menus = self._tabs, self._menus
        for place in (menus.back, tabs.back):
            place.setEnabled(tabs.findings.can_go_back)
        for place in (menus.forward, tabs.forward):
            place.setEnabled(tabs.findings.can_go_forward)

    @Slot(int)
    def _on_tab_chosen(self, index: int) -> None:
        """Whoever goes by key wants to type there next."""
        self._tabs.setCurrentIndex(index)
        self._tabs.focus_front()

    @Slot()
    def _on_back(self) -> None:
        self._tabs.findings.go_back()

    @Slot()
    def _on_forward(self) -> None:
        self._tabs.findings.go_forward()
