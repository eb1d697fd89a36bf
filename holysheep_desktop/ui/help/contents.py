"""The contents of the help as a tree of two levels."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem, QWidget

from holysheep_desktop.ui.help.articles import Part

_NAME = Qt.ItemDataRole.UserRole


class ContentsTree(QTreeWidget):
    """Signals: article_chosen(str) when the user goes to another line."""

    article_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("helpContents")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(12)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.currentItemChanged.connect(self._on_current_changed)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Replace the contents."""
        self.blockSignals(True)
        self.clear()
        for part in parts:
            heading = QTreeWidgetItem(self, [part.title])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold)
            heading.setFont(0, font)
            for article in part.articles:
                line = QTreeWidgetItem(heading, [article.title])
                line.setData(0, _NAME, article.name)
                line.setToolTip(0, article.title)
        self.expandAll()
        self.blockSignals(False)

    def mark(self, name: str) -> None:
        """Mark the line of the article that is read."""
        self.blockSignals(True)
        for line in self._lines():
            if line.data(0, _NAME) == name:
                self.setCurrentItem(line)
                self.scrollToItem(line)
        self.blockSignals(False)

    def filter(self, names: Collection[str]) -> None:
        """Show these articles only, and the headings above them."""
        for line in self._lines():
            line.setHidden(line.data(0, _NAME) not in names)
        for heading in self._headings():
            heading.setHidden(all(line.isHidden() for line in _below(heading)))

    def shown(self) -> list[str]:
        """The names of the articles that are listed."""
        return [str(line.data(0, _NAME)) for line in self._lines() if not line.isHidden()]

    def _headings(self) -> list[QTreeWidgetItem]:
        items = (self.topLevelItem(place) for place in range(self.topLevelItemCount()))
        return [item for item in items if item is not None]

    def _lines(self) -> list[QTreeWidgetItem]:
        return [line for heading in self._headings() for line in _below(heading)]

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _on_current_changed(self, now: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if now is not None and (name := now.data(0, _NAME)):
            self.article_chosen.emit(str(name))


def _below(heading: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    lines = (heading.child(place) for place in range(heading.childCount()))
    return [line for line in lines if line is not None]
