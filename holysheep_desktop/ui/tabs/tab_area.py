"""The tabs of one window: those that stay, and after them those that can be closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QTabWidget, QToolButton, QWidget

from holysheep_desktop.ui.appearance.icons import icon
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, Theme
from holysheep_desktop.ui.tabs.past_findings import PastFindings
from holysheep_desktop.ui.tabs.tab import Tab
from holysheep_desktop.ui.widgets.inputs import tool_button
from holysheep_desktop.ui.widgets.prompt_edit import PromptEdit
from holysheep_desktop.ui.widgets.shown_text import tooltip

translate = QCoreApplication.translate


class TabArea(QTabWidget):
    """Signals: front_changed() when another tab is in front, or the tabs are others; findings_changed() when
    the tab in front can go back or forward to other findings; tab_closed(Tab).
    """

    front_changed = Signal()
    findings_changed = Signal()
    tab_closed = Signal(object)

    def __init__(self, theme: Theme, first_tab: Tab) -> None:
        super().__init__()
        self.setObjectName("tabs")
        self.setDocumentMode(True)
        self._theme = theme
        self._n_fixed = 0
        self._findings: dict[Tab, PastFindings] = {}
        self._endings: dict[Tab, str] = {}
        self._seen: set[Tab] = set()
        self.back, self.forward = tool_button("findingBack"), tool_button("findingForward")
        self.tabBar().setSelectionBehaviorOnRemove(QTabBar.SelectionBehavior.SelectPreviousTab)
        self._build_corner()
        self.add_fixed(first_tab)
        self.currentChanged.connect(self._on_current_changed)
        self.currentChanged.connect(self.front_changed)
        theme.changed.connect(self._repaint_icons)
        self._repaint_icons()

    @property
    def front(self) -> Tab:
        """The tab that is in front."""
        return cast(Tab, self.currentWidget())

    @property
    def findings(self) -> PastFindings:
        """The findings of the tab in front."""
        return self._findings[self.front]

    def all(self) -> Iterator[Tab]:
        """Every tab, from left to right."""
        return (cast(Tab, self.widget(index)) for index in range(self.count()))

    def titles(self) -> list[str]:
        """The words on the tabs."""
        return [self.tabText(index).replace("&&", "&") for index in range(self.count())]

    @property
    def can_close_front(self) -> bool:
        """Whether the tab in front is one of those that can be closed."""
        return self.currentIndex() >= self._n_fixed

    def add_fixed(self, tab: Tab) -> None:
        """Add one more of the tabs that stay."""
        self._follow(tab)
        self.insertTab(self._n_fixed, tab, tab.title())
        self._n_fixed += 1
        self.front_changed.emit()

    def add_closable(self, tab: Tab, title: str) -> None:
        """Add a tab that can be closed, and bring it to the front.

        What follows the tab's own word in `title` stays when the language changes.
        """
        self._follow(tab)
        if title.startswith(tab.title()):
            self._endings[tab] = title.removeprefix(tab.title())
        index = self.addTab(tab, title.replace("&", "&&"))
        self.setTabToolTip(index, _on_hover(title))
        close = tool_button("closeReport")
        close.setIcon(icon("close", self._theme, Role.TEXT_MUTED))
        close.clicked.connect(self._on_close_clicked)
        self.tabBar().setTabButton(index, QTabBar.ButtonPosition.RightSide, close)
        self._name_close_button(index)
        self.setCurrentIndex(index)

    def focus_front(self) -> None:
        """Put the cursor where one types in the tab in front, or on its name."""
        fields = (field for field in self.front.findChildren(PromptEdit) if field.isVisible())
        next(fields, self.tabBar()).setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def close_front(self) -> None:
        """Close the tab in front, if it can be closed."""
        if self.can_close_front:
            self._close(self.currentIndex())

    @Slot()
    def go_next(self) -> None:
        """Show the tab to the right; after the last, the first."""
        self.setCurrentIndex((self.currentIndex() + 1) % self.count())

    @Slot()
    def go_previous(self) -> None:
        """Show the tab to the left; before the first, the last."""
        self.setCurrentIndex((self.currentIndex() - 1) % self.count())

    def restore_front(self, index: str) -> None:
        """Bring a tab to the front by its place, if there is one."""
        if index.isdecimal() and int(index) < self.count():
            self.setCurrentIndex(int(index))

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setAccessibleName(translate("MainWindow", "Tabs"))
        for index, tab in enumerate(self.all()):
            if index < self._n_fixed:
                self.setTabText(index, tab.title())
            elif tab in self._endings:
                title = f"{tab.title()}{self._endings[tab]}"
                self.setTabText(index, title.replace("&", "&&"))
                self.setTabToolTip(index, _on_hover(title))
        words = (translate("MainWindow", "Finding before"), translate("MainWindow", "Finding after"))
        for button, text in zip((self.back, self.forward), words, strict=True):
            button.setAccessibleName(text)
            button.setToolTip(text)

    def setTabText(self, index: int, text: str) -> None:
        """The tab's word, and with it the name of its close button."""
        super().setTabText(index, text)
        if index >= self._n_fixed:
            self._name_close_button(index)

    def _name_close_button(self, index: int) -> None:
        name = translate("MainWindow", "Close the tab “{title}”").format(title=self.titles()[index])
        close = self.tabBar().tabButton(index, QTabBar.ButtonPosition.RightSide)
        close.setAccessibleName(name)
        close.setToolTip(_on_hover(name))

    def _build_corner(self) -> None:
        corner = QWidget()
        row = QHBoxLayout(corner)
        row.setContentsMargins(GAP, 0, GAP, GAP)
        row.setSpacing(GAP_LABEL)
        for button in (self.back, self.forward):
            row.addWidget(button)
        self.setCornerWidget(corner)

    def _follow(self, tab: Tab) -> None:
        findings = self._findings[tab] = PastFindings(tab)
        findings.changed.connect(self.findings_changed)

    def _close(self, index: int) -> None:
        tab = cast(Tab, self.widget(index))
        focused = cast(QWidget | None, self.window().focusWidget())
        has_keys = focused is not None and (tab.isAncestorOf(focused) or self.tabBar().isAncestorOf(focused))
        tab.stop()
        self.tab_closed.emit(tab)
        self.removeTab(index)
        if has_keys:
            self.focus_front()
        del self._findings[tab]
        self._endings.pop(tab, None)
        self._seen.discard(tab)
        tab.deleteLater()

    @Slot()
    def _on_current_changed(self) -> None:
        """Where Qt takes the focus into a tab for the first time, the cursor stands in its prompt."""
        tab, focused = self.currentWidget(), cast(QWidget | None, self.window().focusWidget())
        if not isinstance(tab, Tab) or tab in self._seen:
            return
        self._seen.add(tab)
        has_prompt = isinstance(tab.findChild(PromptEdit), PromptEdit)
        if has_prompt and focused is not None and tab.isAncestorOf(focused):
            self.focus_front()

    @Slot()
    def _on_close_clicked(self) -> None:
        right = QTabBar.ButtonPosition.RightSide
        buttons = [self.tabBar().tabButton(index, right) for index in range(self.count())]
        self._close(buttons.index(cast(QWidget, self.sender())))

    @Slot()
    def _repaint_icons(self) -> None:
        for button, name in ((self.back, "back"), (self.forward, "forward")):
            button.setIcon(icon(name, self._theme))
        right = QTabBar.ButtonPosition.RightSide
        for index in range(self._n_fixed, self.count()):
            close = self.tabBar().tabButton(index, right)
            if isinstance(close, QToolButton):
                close.setIcon(icon("close", self._theme, Role.TEXT_MUTED))


def _on_hover(title: str) -> str:
    """The title as it is where Qt takes it for plain text: screen readers would read its HTML aloud."""
    return tooltip(title) if "<" in title or "&" in title else title
