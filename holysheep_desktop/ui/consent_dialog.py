"""A question to which no answer means no: what would happen, and two buttons."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.theme import GAP, GAP_GROUP, Role, TypeSize

_WIDTH = 440


@dataclass(frozen=True, slots=True)
class Consent:
    """The translated texts of a question."""

    window: str
    question: str
    consequence: str
    yes: str
    no: str


class ConsentDialog(QDialog):
    """Await it with `dialogs.ask`. The cursor waits on No; buttons are named `…Yes` and `…No`."""

    def __init__(self, name: str, consent: Consent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}Dialog")
        self.setWindowTitle(consent.window)
        title = plain_label(f"{name}Title", size=TypeSize.HEADING, bold=True, wraps=True)
        title.setText(consent.question)
        words = plain_label(f"{name}Words", ink=Role.TEXT_MUTED, wraps=True)
        words.setText(consent.consequence)
        buttons = QDialogButtonBox()
        yes = buttons.addButton(consent.yes, QDialogButtonBox.ButtonRole.AcceptRole)
        yes.setObjectName(f"{name}Yes")
        no = buttons.addButton(consent.no, QDialogButtonBox.ButtonRole.RejectRole)
        no.setObjectName(f"{name}No")
        yes.setAutoDefault(False)
        no.setDefault(True)
        no.setFocus()
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        for widget in (title, words, buttons):
            column.addWidget(widget)
        self.setFixedWidth(_WIDTH)
