"""One field of a question: its label with a "?", the control, and a place for what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from holysheep_desktop.ui.appearance.theme import GAP_LABEL, Role, TypeSize, set_ink, set_invalid
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.widgets.help_mark import HelpMark, Term
from holysheep_desktop.ui.widgets.prompt_edit import PromptEdit
from holysheep_desktop.ui.widgets.recent_button import RecentButton

_CONTROL_HEIGHT = 28


class Field(QWidget):
    """`name` is the field's name in the request, so that an InputError finds its place."""

    def __init__(
        self, name: str, control: QWidget, *, term: Term | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.control = control
        self._hint = ""
        self._is_wrong = False
        self.setObjectName(f"field_{name}")
        self._label = plain_label(f"label_{name}")
        self._label.setBuddy(control)
        self._message = plain_label(f"message_{name}", size=TypeSize.SECONDARY, wraps=True)
        self._message.hide()
        control.setMinimumHeight(max(_CONTROL_HEIGHT, control.minimumHeight()))
        self._build(term)

    def _build(self, term: Term | None) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP_LABEL)
        head.addWidget(self._label)
        if term is not None:
            head.addWidget(HelpMark(term, self))
        head.addStretch()
        control = self.control
        edits = [control] if isinstance(control, PromptEdit) else control.findChildren(PromptEdit)
        for edit in edits:
            head.addWidget(RecentButton(edit))
            edit.textChanged.connect(self._on_edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addLayout(head)
        column.addWidget(self.control)
        column.addWidget(self._message)

    def set_label(self, text: str) -> None:
        """The words above the control; also its accessible name."""
        self._label.setText(text)
        self.control.setAccessibleName(text)

    @property
    def message(self) -> str:
        """What is said about the value, or an empty text."""
        return self._message.text()

    def show_error(self, text: str) -> None:
        """Say what is wrong with the value, in red and under the control."""
        self._show(text, is_error=True)

    def clear_error(self) -> None:
        """Take back what was said to be wrong; the hint stands there again."""
        self._show(self._hint, is_error=False)

    def show_hint(self, text: str) -> None:
        """Say something quietly about the value; an empty text takes it back."""
        self._hint = text
        self.clear_error()

    @Slot()
    def _on_edited(self) -> None:
        if self._is_wrong:
            self.clear_error()

    def _show(self, text: str, *, is_error: bool) -> None:
        self._is_wrong = is_error
        self._message.setText(text)
        self._message.setVisible(bool(text))
        set_ink(self._message, Role.BAD if is_error else Role.TEXT_MUTED)
        set_invalid(self.control, is_error)
        self.control.setAccessibleDescription(text)
