"""What is to be set back, each for itself, and that the former state is kept."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.program_facts import Reset
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, GAP_LABEL, PAGE_MARGIN, Role, TypeSize
from holysheep_desktop.ui.care.words import reset_meaning, reset_name
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.buttons import PushButton

_WIDTH = 480


class ResetDialog(Translated, QDialog):
    """Await it with `dialogs.ask`; nothing is chosen at first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("resetDialog")
        self._title = plain_label("resetTitle", size=TypeSize.HEADING, bold=True, wraps=True)
        self._words = plain_label("resetWords", ink=Role.TEXT_MUTED, wraps=True)
        self._boxes = {reset: QCheckBox() for reset in Reset}
        self._meanings: dict[Reset, QLabel] = {}
        self._buttons = QDialogButtonBox()
        self._yes, self._no = PushButton(), PushButton()
        self._buttons.addButton(self._yes, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton(self._no, QDialogButtonBox.ButtonRole.RejectRole)
        self._build()
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._retranslate()

    def chosen(self) -> frozenset[Reset]:
        """What is ticked."""
        return frozenset(reset for reset, box in self._boxes.items() if box.isChecked())

    def _build(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        column.addWidget(self._title)
        column.addWidget(self._words)
        for reset, box in self._boxes.items():
            box.setObjectName(f"reset_{reset}")
            box.toggled.connect(self._on_toggled)
            meaning = plain_label(
                f"resetMeaning_{reset}", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True
            )
            meaning.setContentsMargins(PAGE_MARGIN, 0, 0, 0)
            self._meanings[reset] = meaning
            part = QVBoxLayout()
            part.setSpacing(GAP_LABEL)
            part.addWidget(box)
            part.addWidget(meaning)
            column.addLayout(part)
        column.addSpacing(GAP)
        column.addWidget(self._buttons)
        self._yes.setObjectName("resetYes")
        self._no.setObjectName("resetNo")
        self._yes.setAutoDefault(False)
        self._yes.setEnabled(False)
        self._no.setDefault(True)
        self.setFixedWidth(_WIDTH)

    @override
    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Reset"))
        self._title.setText(self.tr("What should be as at the first start?"))
        self._words.setText(
            self.tr(
                "The program ends and starts again; what is running is stopped. What was there before is "
                "kept beside the new file, with “before-reset” in its name."
            )
        )
        for reset, box in self._boxes.items():
            box.setText(reset_name(reset))
            box.setAccessibleDescription(reset_meaning(reset))
            self._meanings[reset].setText(reset_meaning(reset))
        self._yes.setText(self.tr("Reset and start again"))
        self._no.setText(self.tr("Change nothing"))
        self.resize(_WIDTH, self._column.totalHeightForWidth(_WIDTH))

    @Slot()
    def _on_toggled(self) -> None:
        self._yes.setEnabled(bool(self.chosen()))
