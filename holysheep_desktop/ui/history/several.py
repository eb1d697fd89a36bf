"""What can be done with many selected runs at once."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, TypeSize
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.history.words import HistoryWords
from holysheep_desktop.ui.languages import Translated


class SeveralRuns(Translated, QWidget):
    """Signals: pin_requested(), export_requested(), trash_requested()."""

    pin_requested = Signal()
    export_requested = Signal()
    trash_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("severalRuns")
        self._words = HistoryWords(self)
        self._n = 0
        self._in_trash = False
        self._title = plain_label("severalTitle", size=TypeSize.HEADING, bold=True, wraps=True)
        self._advice = plain_label("severalAdvice", ink=Role.TEXT_MUTED, wraps=True)
        self._pin, self._export = push_button("pinRuns"), push_button("exportSelected")
        self._trash = push_button("trashRuns")
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        for button in (self._pin, self._export, self._trash):
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        column.addWidget(self._title)
        column.addWidget(self._advice)
        column.addLayout(buttons)
        column.addStretch()
        self._pin.clicked.connect(self._on_pin_clicked)
        self._export.clicked.connect(self._on_export_clicked)
        self._trash.clicked.connect(self._on_trash_clicked)
        self._retranslate()

    def show_number(self, n: int, *, in_trash: bool, is_writable: bool) -> None:
        """Say how many are selected; 0 stands for none."""
        self._n, self._in_trash = n, in_trash
        for button in (self._pin, self._trash):
            button.setEnabled(is_writable)
        self._retranslate()

    @override
    def _retranslate(self) -> None:
        self._pin.setText(self.tr("Pin"))
        self._export.setText(self.tr("Export…"))
        self._trash.setText(self.tr("Put back") if self._in_trash else self.tr("Move to trash"))
        for button in (self._pin, self._export, self._trash):
            button.setAccessibleName(button.text())
            button.setVisible(self._n > 0)
        if self._n:
            self._title.setText(self.tr("{runs} selected").format(runs=self._words.runs(self._n)))
            self._advice.setText(self.tr("Select one to see it, or two to compare them."))
        else:
            self._title.setText(self.tr("No run selected"))
            self._advice.setText(
                self.tr("Select a run to see it. Select two, with Ctrl held down, to compare them.")
            )

    @Slot()
    def _on_pin_clicked(self) -> None:
        self.pin_requested.emit()

    @Slot()
    def _on_export_clicked(self) -> None:
        self.export_requested.emit()

    @Slot()
    def _on_trash_clicked(self) -> None:
        self.trash_requested.emit()
