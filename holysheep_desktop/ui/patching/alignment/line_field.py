"""A choice that is made elsewhere: one line that says how it stands, and a button that opens the place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, TypeSize, set_ink
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.widgets.field import Field
from holysheep_desktop.ui.widgets.help_mark import HelpMark, Term
from holysheep_desktop.ui.widgets.inputs import tool_button


class LineField(Field):
    """A field without a label above it; errors of the request find it by its name."""

    opened = Signal()

    def __init__(self, name: str, object_name: str, *, term: Term, parent: QWidget | None = None) -> None:
        self._words = plain_label(f"{object_name}Words", wraps=True)
        self._remark = plain_label(
            f"{object_name}Remark", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True
        )
        self.button = tool_button(f"{object_name}Button")
        super().__init__(name, self.button, term=term, parent=parent)
        self.button.setMinimumHeight(0)
        self.button.clicked.connect(self.opened)

    @override
    def _build(self, term: Term | None) -> None:
        assert term is not None
        self._remark.hide()
        row = QHBoxLayout()
        row.setSpacing(GAP_LABEL)
        row.addWidget(self._words, 1)
        row.addWidget(HelpMark(term, self), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP // 4)
        column.addLayout(row)
        column.addWidget(self._remark)
        column.addWidget(self._message)

    @property
    def words(self) -> str:
        """How the choice stands."""
        return self._words.text()

    @property
    def remark(self) -> str:
        """What that means, or an empty text."""
        return self._remark.text()

    def say(self, words: str, remark: str = "", *, can_open: bool = True) -> None:
        """Say how the choice stands."""
        self._words.setText(words)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        self.button.setEnabled(can_open)
        set_ink(self.button, Role.ACCENT if can_open else Role.TEXT_MUTED)

    def set_button(self, words: str, name: str) -> None:
        """The words on the button, and its accessible name."""
        self.button.setText(words)
        self.button.setAccessibleName(name)
