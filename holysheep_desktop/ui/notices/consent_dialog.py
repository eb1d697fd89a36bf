"""A question to which no answer means no: what would happen, and two buttons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, TypeSize
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.buttons import PushButton

_WIDTH = 440


@dataclass(frozen=True, slots=True)
class Consent:
    """The translated texts of a question."""

    window: str
    question: str
    consequence: str
    yes: str
    no: str


class ConsentDialog(Translated, QDialog):
    """Await it with `dialogs.ask`. The cursor waits on No; buttons are named `…Yes` and `…No`.

    `consent` is asked again for its texts when the language changes.
    """

    def __init__(self, name: str, consent: Callable[[], Consent], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}Dialog")
        self._consent = consent
        self._title = plain_label(f"{name}Title", size=TypeSize.HEADING, bold=True, wraps=True)
        self._words = plain_label(f"{name}Words", ink=Role.TEXT_MUTED, wraps=True)
        buttons = QDialogButtonBox()
        self._yes, self._no = PushButton(), PushButton()
        self._yes.setObjectName(f"{name}Yes")
        self._no.setObjectName(f"{name}No")
        buttons.addButton(self._yes, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self._no, QDialogButtonBox.ButtonRole.RejectRole)
        self._yes.setAutoDefault(False)
        self._no.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        for widget in (self._title, self._words, buttons):
            column.addWidget(widget)
        self.setFixedWidth(_WIDTH)
        self._no.setFocus()  # a button that stands in no window yet would forget it
        self._retranslate()

    @override
    def _retranslate(self) -> None:
        consent = self._consent()
        self.setWindowTitle(consent.window)
        self._title.setText(consent.question)
        self._words.setText(consent.consequence)
        self._yes.setText(consent.yes)
        self._no.setText(consent.no)
        self.resize(_WIDTH, self._column.totalHeightForWidth(_WIDTH))
