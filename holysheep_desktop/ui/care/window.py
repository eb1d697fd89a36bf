"""The windows of this folder are alike: named, not modal, freed on closing, with a row of buttons below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP
from holysheep_desktop.ui.controls import push_button
from holysheep_desktop.ui.languages import Translated


class CareWindow(Translated, QDialog):
    """Sets its texts in `_retranslate`, which a subclass calls at the end of its construction."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        self.column.setSpacing(GAP)
        self._close = push_button(f"{name}Close")
        self._close.clicked.connect(self.close)

    def add_buttons(self, *buttons: QPushButton) -> None:
        """The last row: these on the left, Close on the right."""
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._close)
        self.column.addLayout(row)

    @override
    def _retranslate(self) -> None:
        self._close.setText(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close the window"))
