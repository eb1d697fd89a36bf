"""Where the dividers of a tab stand and which of its pages are in front, kept by the names of the widgets."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTabWidget

from holysheep_desktop.ui.tabs.tab import Tab
from holysheep_desktop.ui.widgets.draft import dump_draft, parse_draft

_BETWEEN = ","


def layout_of(tab: Tab, before: str = "") -> str:
    """The layout; what was never laid out is as it was `before`."""
    kept = parse_draft(before)
    for splitter in tab.findChildren(QSplitter):
        # What was never on the screen has sizes of no meaning.
        if splitter.objectName() and splitter.testAttribute(Qt.WidgetAttribute.WA_WState_Created):
            kept[splitter.objectName()] = _BETWEEN.join(map(str, splitter.sizes()))
    for pages in tab.findChildren(QTabWidget):
        if pages.objectName():
            kept[pages.objectName()] = str(pages.currentIndex())
    return dump_draft(kept)


def restore_layout(tab: Tab, text: str) -> None:
    """Take back what `layout_of` gave; what fits no widget changes nothing."""
    kept = parse_draft(text)
    for splitter in tab.findChildren(QSplitter):
        sizes = [part for part in kept.get(splitter.objectName(), "").split(_BETWEEN) if part.isdecimal()]
        if len(sizes) == splitter.count():
            splitter.setSizes([int(size) for size in sizes])
    for pages in tab.findChildren(QTabWidget):
        index = kept.get(pages.objectName(), "")
        if index.isdecimal() and int(index) < pages.count() and pages.isTabVisible(int(index)):
            pages.setCurrentIndex(int(index))
