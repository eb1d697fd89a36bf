"""The three doors of the welcome: cards of the same shape, each with one main button."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.icons import picture
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, Theme, TypeSize
from holysheep_desktop.ui.controls import panel, plain_label, push_button
from holysheep_desktop.ui.languages import Translated

_ICON_SIZE = 32
_NARROWEST = 216


class Door(QWidget):
    """Signals: opened() by the main button, other_opened() by the quiet one below it."""

    opened = Signal()
    other_opened = Signal()

    def __init__(
        self, name: str, icon: str, theme: Theme, *, is_primary: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme, self._icon_name = theme, icon
        self._icon = QLabel()
        self._title = plain_label(f"{name}Title", size=TypeSize.HEADING, bold=True, wraps=True)
        self._words = plain_label(f"{name}Words", ink=Role.TEXT_MUTED, wraps=True)
        self.button = push_button(f"{name}Button", is_primary=is_primary)
        self.other = push_button(f"{name}Other")
        card = panel(f"{name}Card")
        column = QVBoxLayout(card)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        for widget in (self._icon, self._title, self._words):
            column.addWidget(widget)
        column.addStretch()
        column.addSpacing(GAP)
        column.addWidget(self.button)
        column.addWidget(self.other)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        for button in (self.button, self.other):
            # Enter presses it, although this is no dialog.
            button.setAutoDefault(True)
        self.button.clicked.connect(self.opened)
        self.other.clicked.connect(self.other_opened)
        theme.changed.connect(self._draw)
        self._draw()

    def set_texts(self, title: str, words: str, button: str, other: str = "") -> None:
        """The translated words; without any for the quiet button there is none."""
        self._title.setText(title)
        self._words.setText(words)
        for control, text in ((self.button, button), (self.other, other)):
            control.setText(text)
            control.setAccessibleName(text)
        self.other.setVisible(bool(other))

    @Slot()
    def _draw(self) -> None:
        self._icon.setPixmap(picture(self._icon_name, _ICON_SIZE, self._theme.colour(Role.ACCENT)))


class Doors(Translated, QWidget):
    """Signals: example_requested(), tour_requested(), report_requested(), key_requested()."""

    example_requested = Signal()
    tour_requested = Signal()
    report_requested = Signal()
    key_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.example = Door("exampleDoor", "run", theme, is_primary=True)
        self.report = Door("reportDoor", "report", theme, is_primary=False)
        self.key = Door("holysheepDoor", "key", theme, is_primary=False)
        row = QGridLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setHorizontalSpacing(GAP_GROUP)
        for column, door in enumerate((self.example, self.report, self.key)):
            door.setMinimumWidth(_NARROWEST)
            row.addWidget(door, 0, column)
            row.setColumnStretch(column, 1)
        self.example.opened.connect(self.example_requested)
        self.example.other_opened.connect(self.tour_requested)
        self.report.opened.connect(self.report_requested)
        self.key.opened.connect(self.key_requested)
        self._retranslate()

    @property
    def first_button(self) -> QPushButton:
        """Where the cursor waits."""
        return self.example.button

    @override
    def _retranslate(self) -> None:
        self.example.set_texts(
            self.tr("Try an example"),
            self.tr("Runs on this computer. No account and no network needed."),
            self.tr("Run an example"),
            self.tr("Take the guided tour"),
        )
        self.report.set_texts(
            self.tr("Open a report"),
            self.tr(
                "Look at what was saved earlier, or by somebody else. A report file can also be dropped here."
            ),
            self.tr("Open report…"),
        )
        self.key.set_texts(
            self.tr("Connect HolySheep"),
            self.tr("Ask many models with one key. The key goes into the system's keyring."),
            self.tr("Enter key…"),
        )
