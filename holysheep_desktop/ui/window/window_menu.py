"""The Window menu: windows of the program, and the tabs of this one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

translate = QCoreApplication.translate
_MOST_TABS = 9
"""As many as there are keys from Ctrl+1 on."""

MakeAction = Callable[[QMenu, str, str], QAction]


class WindowMenu(QObject):
    """Signals: tab_chosen(int)."""

    tab_chosen = Signal(int)

    def __init__(self, menu: QMenu, make: MakeAction) -> None:
        super().__init__(menu)
        self._menu = menu
        self.new_window = make(menu, "newWindow", "Ctrl+N")
        self.close_window = make(menu, "closeWindow", "Ctrl+Shift+W")
        menu.addSeparator()
        self.close_tab = make(menu, "closeTab", "Ctrl+W")
        self.next_tab = make(menu, "nextTab", "Ctrl+PgDown")
        self.previous_tab = make(menu, "previousTab", "Ctrl+PgUp")
        menu.addSeparator()
        self._tabs = [make(menu, f"tab{n}", f"Ctrl+{n}") for n in range(1, 1 + _MOST_TABS)]
        for action in self._tabs:
            action.setCheckable(True)
            action.setVisible(False)
            action.triggered.connect(self._on_tab_triggered)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._menu.setTitle(translate("WindowMenu", "&Window"))
        self.new_window.setText(translate("WindowMenu", "&New window"))
        self.close_window.setText(translate("WindowMenu", "&Close window"))
        self.close_tab.setText(translate("WindowMenu", "Close &tab"))
        self.next_tab.setText(translate("WindowMenu", "Ne&xt tab"))
        self.previous_tab.setText(translate("WindowMenu", "&Previous tab"))

    def show_tabs(self, titles: Sequence[str], current: int, *, can_close: bool) -> None:
        """List the tabs of the window, and mark the one in front."""
        self.close_tab.setEnabled(can_close)
        for place, action in enumerate(self._tabs):
            action.setVisible(place < len(titles))
            action.setText(titles[place].replace("&", "&&") if place < len(titles) else "")
            action.setChecked(place == current)

    @Slot()
    def _on_tab_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            action.setChecked(True)
            self.tab_chosen.emit(self._tabs.index(action))
