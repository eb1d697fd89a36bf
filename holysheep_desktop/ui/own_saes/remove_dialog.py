"""Whether an SAE is really to be removed."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.theme import GAP, GAP_GROUP, Role, TypeSize

_WIDTH = 440


class RemoveDialog(QDialog):
    """Keeps the SAE unless the user says otherwise."""

    def __init__(self, sae_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("removeSaeDialog")
        self.setWindowTitle(self.tr("Remove SAE"))
        title = plain_label("removeSaeTitle", size=TypeSize.HEADING, bold=True, wraps=True)
        title.setText(self.tr("Remove {name}?").format(name=plain_text(sae_id)))
        words = plain_label("removeSaeWords", ink=Role.TEXT_MUTED, wraps=True)
        words.setText(
            self.tr("The program's copy and its dashboard are deleted. The files you added it from stay.")
        )
        buttons = QDialogButtonBox()
        remove = buttons.addButton(self.tr("Remove"), QDialogButtonBox.ButtonRole.AcceptRole)
        remove.setObjectName("removeSaeYes")
        keep = buttons.addButton(self.tr("Keep"), QDialogButtonBox.ButtonRole.RejectRole)
        keep.setObjectName("removeSaeNo")
        remove.setAutoDefault(False)
        keep.setDefault(True)
        keep.setFocus()
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        for widget in (title, words, buttons):
            column.addWidget(widget)
        self.setFixedWidth(_WIDTH)
