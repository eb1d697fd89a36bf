"""One step of the page: its number and name, how far it has come, what it found, and its contents."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from holysheep_desktop.core.debugging.steps import StepState
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, TypeSize, set_ink
from holysheep_desktop.ui.controls import line, plain_label, selectable
from holysheep_desktop.ui.widgets.help_mark import HelpMark, Term

_INKS = {
    StepState.WAITING: Role.TEXT_MUTED,
    StepState.RUNNING: Role.ACCENT,
    StepState.DONE: Role.GOOD,
    StepState.CANNOT: Role.WARN,
}


class StepBox(QWidget):
    """Contents are added to `body`; they are hidden until `show_body`."""

    def __init__(self, name: str, terms: tuple[Term, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = plain_label(f"{name}Title", size=TypeSize.HEADING, bold=True)
        self._state = plain_label(f"{name}State", size=TypeSize.SECONDARY)
        self._sentence = selectable(plain_label(f"{name}Sentence", wraps=True))
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GAP)
        self._build(terms)
        self.show_sentence("")
        self.show_body(is_shown=False)

    def _build(self, terms: tuple[Term, ...]) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP_LABEL)
        head.addWidget(self._title)
        if terms:
            head.addWidget(HelpMark(terms[0], self, also=terms[1:]))
        head.addStretch()
        head.addWidget(self._state, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(line(f"{self.objectName()}Rule"))
        column.addLayout(head)
        column.addWidget(self._sentence)
        column.addWidget(self._content)

    @property
    def sentence(self) -> str:
        """What the step says."""
        return self._sentence.text()

    @property
    def state_words(self) -> str:
        """How far the step says it has come."""
        return self._state.text()

    def set_title(self, title: str) -> None:
        """The translated name of the step."""
        self._title.setText(title)
        self._content.setAccessibleName(title)

    def show_state(self, state: StepState, words: str) -> None:
        """How far the step has come; the words carry a shape, so that no colour is needed to tell."""
        self._state.setText(words)
        set_ink(self._state, _INKS[state])

    def show_sentence(self, text: str) -> None:
        """What the step found, or what is missing for it."""
        self._sentence.setText(text)
        self._sentence.setVisible(bool(text))

    def show_body(self, *, is_shown: bool) -> None:
        """Show or hide the contents."""
        self._content.setVisible(is_shown)
