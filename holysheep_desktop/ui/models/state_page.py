"""What stands in place of a table that has nothing to show: a quiet picture, a sentence, one button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from holysheep_desktop.ui.appearance.icons import picture
from holysheep_desktop.ui.appearance.theme import GAP, PAGE_MARGIN, Role, Theme, TypeSize
from holysheep_desktop.ui.controls import plain_label, push_button

_PICTURE_SIZE = 48


class StatePage(QWidget):
    """Signals: button_clicked()."""

    button_clicked = Signal()

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._icon = ""
        self._picture = QLabel()
        self._title = plain_label(f"{name}Title", size=TypeSize.HEADING, bold=True, wraps=True)
        self._text = plain_label(f"{name}Text", ink=Role.TEXT_MUTED, wraps=True)
        self._button = push_button(f"{name}Button")
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(GAP)
        column.addStretch()
        for label in (self._picture, self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(GAP)
        column.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self._button.clicked.connect(self._on_button_clicked)
        theme.changed.connect(self._repaint)

    @property
    def title(self) -> str:
        """The sentence that is shown."""
        return self._title.text()

    def show_texts(self, icon: str, title: str, text: str, button: str) -> None:
        """Show translated texts; without a word for the button there is none."""
        self._icon = icon
        self._title.setText(title)
        self._text.setText(text)
        self._button.setText(button)
        self._button.setAccessibleName(button)
        self._button.setVisible(bool(button))
        self._repaint()

    @Slot()
    def _repaint(self) -> None:
        if self._icon:
            colour = self._theme.colour(Role.TEXT_MUTED)
            self._picture.setPixmap(picture(self._icon, _PICTURE_SIZE, colour))

    @Slot()
    def _on_button_clicked(self) -> None:
        self.button_clicked.emit()
