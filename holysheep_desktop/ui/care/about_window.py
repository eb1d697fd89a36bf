"""About: what the program is, under which terms its parts come, and where its data lies."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from holysheep_desktop.core.plain_text import visible
from holysheep_desktop.core.program_facts import Place
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role
from holysheep_desktop.ui.care.folders import open_folder
from holysheep_desktop.ui.care.window import CareWindow
from holysheep_desktop.ui.care.words import place_name
from holysheep_desktop.ui.controls import plain_label, push_button, selectable
from holysheep_desktop.ui.licences import about_html, licences, terms_html
from holysheep_desktop.ui.widgets.shown_text import tooltip

_SIZE = (860, 560)
_LIST_WIDTH = 320


class AboutWindow(CareWindow):
    """Loads nothing from the network. `places` are the folders and files of this program's data."""

    def __init__(self, places: Mapping[Place, Path], parent: QWidget | None = None) -> None:
        super().__init__("about", parent)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("aboutTabs")
        self._about = _page("aboutText")
        self._licences = _Licences()
        self._data = _Places(places)
        for page in (self._about, self._licences, self._data):
            self._tabs.addTab(page, "")
        self.column.addWidget(self._tabs)
        self.add_buttons()
        self.resize(*_SIZE)
        self._retranslate()

    @override
    def _retranslate(self) -> None:
        super()._retranslate()
        self.setWindowTitle(self.tr("About"))
        self._tabs.setAccessibleName(self.tr("Pages"))
        titles = (self.tr("Program"), self.tr("Licences"), self.tr("Where data lies"))
        for index, title in enumerate(titles):
            self._tabs.setTabText(index, title)
        self._about.setHtml(about_html())
        self._about.setAccessibleName(titles[0])
        self._licences.retranslate()
        self._data.retranslate()


class TermsWindow(CareWindow):
    """The terms of the local model."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("terms", parent)
        self._text = _page("termsText")
        self.column.addWidget(self._text)
        self.add_buttons()
        self.resize(*_SIZE)
        self._retranslate()

    @override
    def _retranslate(self) -> None:
        super()._retranslate()
        self.setWindowTitle(self.tr("Terms of the model"))
        self._text.setHtml(terms_html())
        self._text.setAccessibleName(self.tr("Terms of the model"))


class _Licences(QSplitter):
    """The parts on the left, the terms of the chosen one on the right."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal, childrenCollapsible=False)
        self.setObjectName("licencesSplitter")
        self._list = QListWidget()
        self._list.setObjectName("licencesList")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text = _page("licenceText")
        self._entries = licences()
        self.addWidget(self._list)
        self.addWidget(self._text)
        self.setStretchFactor(1, 1)
        self.setSizes([_LIST_WIDTH, _SIZE[0] - _LIST_WIDTH])
        self._list.currentRowChanged.connect(self._on_chosen)

    def retranslate(self) -> None:
        """Set every text anew; the chosen part stays."""
        row = max(0, self._list.currentRow())
        self._entries = licences()
        self._list.clear()
        for entry in self._entries:
            item = QListWidgetItem(f"{entry.name} · {entry.terms}" if entry.terms else entry.name)
            item.setToolTip(tooltip(item.text()))
            self._list.addItem(item)
        self._list.setCurrentRow(row)
        self._list.setAccessibleName(self.tr("Parts of the program"))
        self._text.setAccessibleName(self.tr("Terms of the chosen part"))

    @Slot(int)
    def _on_chosen(self, row: int) -> None:
        self._text.setHtml(self._entries[row].page() if row >= 0 else "")


class _Places(QWidget):
    """Where the program keeps what, each with a button that opens its folder."""

    def __init__(self, places: Mapping[Place, Path]) -> None:
        super().__init__()
        self._places = places
        self._words = plain_label("placesWords", wraps=True, ink=Role.TEXT_MUTED)
        self._names: dict[Place, QLabel] = {}
        self._buttons: dict[Place, QPushButton] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_GROUP)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        for row, (place, path) in enumerate(places.items()):
            self._names[place] = plain_label(f"placeName_{place}")
            shown = selectable(plain_label(f"placePath_{place}", wraps=True, ink=Role.TEXT_MUTED))
            shown.setText(_breakable(visible(str(path))))
            self._buttons[place] = button = push_button(f"placeOpen_{place}")
            button.setProperty("place", place.value)
            button.clicked.connect(self._on_open)
            for column, widget in enumerate((self._names[place], shown, button)):
                grid.addWidget(widget, row, column)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP_GROUP)
        column.addWidget(self._words)
        column.addLayout(grid)
        column.addStretch(1)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._words.setText(
            self.tr("All of it is on this computer. API keys are in the system's keyring, in no file.")
        )
        for place, name in self._names.items():
            name.setText(place_name(place))
            self._buttons[place].setText(self.tr("Open folder"))
            self._buttons[place].setAccessibleName(
                self.tr("Open the folder: {name}").format(name=place_name(place))
            )

    @Slot()
    def _on_open(self) -> None:
        open_folder(self._places[Place(self.sender().property("place"))])


def _page(name: str) -> QTextBrowser:
    page = QTextBrowser()
    page.setObjectName(name)
    page.setOpenLinks(False)
    return page


def _breakable(path: str) -> str:
    """The path with places where a line may end, which a label otherwise finds at spaces only."""
    return path.replace("/", "/\N{ZERO WIDTH SPACE}").replace("\\", "\\\N{ZERO WIDTH SPACE}")
