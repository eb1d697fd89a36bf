"""One side of the comparison: whom it asks, what came, and what that took."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.provenance import NoteKind, Origin
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import Progress
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, TypeSize, set_ink
from holysheep_desktop.ui.chat_models.usage_words import usage_words
from holysheep_desktop.ui.chat_models.whom import Whom
from holysheep_desktop.ui.controls import plain_label, selectable
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.answer_text import add_answer, show_answer
from holysheep_desktop.ui.widgets.inputs import read_only_text
from holysheep_desktop.ui.widgets.reply_notes import note_sentence
from holysheep_desktop.ui.widgets.shown_text import one_line
from holysheep_desktop.ui.words.errors import describe
from holysheep_desktop.ui.words.stages import stage_text

_LEAST_HEIGHT = 120
_STATE_LINES = 3
_ABOUT_ANSWERS = frozenset(
    {
        NoteKind.ANSWER_MISSING,
        NoteKind.ANSWER_CUT,
        NoteKind.ANSWER_FILTERED,
        NoteKind.ANSWER_REFUSED,
        NoteKind.RETRIED,
    }
)
"""What was odd about an analysis is no matter here."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer and what it is the answer to. `elapsed_s` None: it was there already."""

    endpoint_id: str
    request: AnalysisRequest
    result: AnalysisResult
    elapsed_s: float | None = None


class AnswerColumn(Translated, QWidget):
    """Shows an answer until another one is asked for; an error stands below, never in it.

    Signals: changed() when somebody else is meant.
    """

    changed = Signal()

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.whom = Whom(session, name, has_local=True)
        self._answered: Answered | None = None
        self._error: BaseException | None = None
        self._is_asking = False
        self._text = read_only_text(f"{name}Answer")
        self._text.setMinimumHeight(_LEAST_HEIGHT)
        self._state = selectable(
            plain_label(f"{name}Facts", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        )
        # Both sides stay as high as each other, whatever is said below them.
        height = _STATE_LINES * self._state.fontMetrics().lineSpacing() + GAP
        self._state.setMinimumHeight(height)
        self._state.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addWidget(self.whom)
        column.addWidget(self._text, stretch=1)
        column.addWidget(self._state)
        self.whom.changed.connect(self.changed)
        self._retranslate()

    @property
    def is_asking(self) -> bool:
        """Whether an answer is on its way."""
        return self._is_asking

    @property
    def text(self) -> str:
        """What is shown of the answer."""
        return self._text.toPlainText()

    @property
    def state_words(self) -> str:
        """What is said below it."""
        return self._state.text()

    def has_answer_to(self, request: AnalysisRequest) -> bool:
        """Whether what is shown is the answer of the endpoint that is meant to this very question."""
        known = self._answered
        return known is not None and known.endpoint_id == self.whom.endpoint.id and known.request == request

    def begin(self) -> None:
        """The answer shown before gives way to a new one."""
        self._is_asking, self._answered, self._error = True, None, None
        self._text.clear()
        self.whom.setEnabled(False)
        self._say(self.tr("Asking …"))

    def show_progress(self, progress: Progress) -> None:
        """Take a piece of the answer, or say how far it is."""
        if not self._is_asking:
            return
        if progress.text:
            add_answer(self._text, progress.text)
        self._say(stage_text(progress))

    def show_answer(self, answered: Answered) -> None:
        """Show a whole answer."""
        self._end()
        self._answered = answered
        answer = answered.result.answer
        show_answer(self._text, answer.text if answer else "")
        self._say_facts(answered)

    def show_error(self, error: BaseException) -> None:
        """Say what went wrong on this side; what came before it stays."""
        self._end()
        self._error = error
        notice = describe(error)
        self._say(f"{notice.title} {notice.advice}".strip(), Role.BAD)

    def show_stopped(self) -> None:
        """The question was given up."""
        if self._is_asking:
            self._end()
            self._say(self.tr("Stopped."))

    def _end(self) -> None:
        self._is_asking = False
        self.whom.setEnabled(True)

    def _say_facts(self, answered: Answered) -> None:
        result = answered.result
        is_local = result.provenance.origin is Origin.MEASURED_HERE
        lines = [one_line(result.model)]
        if result.answer is not None:
            lines[0] += f" · {usage_words(result.answer.usage, answered.elapsed_s, is_local=is_local)}"
        if answered.elapsed_s is None:
            lines.append(self.tr("This answer was there already; it is not asked for again."))
        lines += [note_sentence(note) for note in result.notes if note.kind in _ABOUT_ANSWERS]
        self._say("\n".join(lines))

    def _say(self, words: str, ink: Role = Role.TEXT_MUTED) -> None:
        set_ink(self._state, ink)
        self._state.setText(words)

    @override
    def _retranslate(self) -> None:
        self._text.setAccessibleName(self.tr("Answer"))
        self._text.setPlaceholderText(self.tr("The answer appears here."))
        if self._answered is not None:
            self._say_facts(self._answered)
        elif self._error is not None:
            self.show_error(self._error)
