"""A window that shows a longer text: the log, a licence, the terms of the model."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from holysheep_desktop.ui.theme import GAP, GAP_GROUP

_SIZE = (720, 520)


class TextDialog(QDialog):
    """Not modal; frees itself when it is closed. Loads nothing from the network."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._text = QTextBrowser()
        self._text.setObjectName(f"{name}Text")
        self._text.setAccessibleName(title)
        self._text.setOpenLinks(False)
        buttons = QDialogButtonBox()
        close = buttons.addButton(QDialogButtonBox.StandardButton.Close)
        close.setText(self.tr("Close"))
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        column.addWidget(self._text)
        column.addWidget(buttons)
        self.resize(*_SIZE)

    def show_plain(self, text: str) -> None:
        """Show a text as it is, from its end."""
        self._text.setPlainText(text)
        self._text.moveCursor(self._text.textCursor().MoveOperation.End)
        self.show()

    def show_html(self, html: str) -> None:
        """Show a text that comes with this program or one of its packages."""
        self._text.setHtml(html)
        self.show()
