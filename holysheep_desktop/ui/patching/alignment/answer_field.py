"""The line that says which two answers are compared, and the way to choose them."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.patching.alignment.answer_choice import FIELD, AnswerChoice
from holysheep_desktop.ui.patching.alignment.answer_dialog import AnswerDialog
from holysheep_desktop.ui.patching.alignment.answer_search import AnswerSearch
from holysheep_desktop.ui.patching.alignment.answer_table import answer_text
from holysheep_desktop.ui.patching.alignment.line_field import LineField
from holysheep_desktop.ui.patching.alignment.prompt_reader import PAUSE_MS
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.help_mark import Term
from holysheep_desktop.ui.widgets.shown_text import one_line


class AnswerField(Translated, LineField):
    """`choice` holds what a request will say."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(FIELD, "answers", term=Term.ANSWER_TOKEN, parent=parent)
        self.choice = AnswerChoice(self)
        self._session = session
        self._search = AnswerSearch(session, self)
        self._prompts = ("", "")
        self._dialog: AnswerDialog | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.choice.changed.connect(self._show_state)
        self.opened.connect(self._on_opened)
        session.source_changed.connect(self._on_asked_changed)
        session.model_changed.connect(self._on_asked_changed)
        self._retranslate()

    @property
    def dialog(self) -> AnswerDialog | None:
        """The window in which tokens are chosen, once it was opened."""
        return self._dialog

    def follow(self, original: str, comparison: str) -> None:
        """The prompts have changed; a window that is open asks again once nobody types."""
        self._prompts = (original, comparison)
        self._show_state()
        self._pause.start()

    @override
    def _retranslate(self) -> None:
        self.set_button(self.tr("Choose…"), self.tr("Choose the two answers that are compared"))
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        chosen = self.choice.chosen
        if chosen is None:
            words = self.tr("Answers: automatic")
        else:
            first, second = (one_line(answer_text(token)) for token in chosen)
            words = self.tr("Answers: {original} against {comparison}").format(
                original=first, comparison=second
            )
        is_ready = self._session.model is not None and all(text.strip() for text in self._prompts)
        self.say(words, can_open=is_ready)

    @Slot()
    def open(self) -> None:
        """Open the window in which tokens are chosen, where there is something to choose from."""
        if self.button.isEnabled():
            self._on_opened()

    @Slot()
    def _on_opened(self) -> None:
        if self._dialog is None:
            self._dialog = AnswerDialog(self.choice, self._search, self.window())
        self._search.ask(*self._prompts)
        self._dialog.begin()

    @Slot()
    def _on_pause(self) -> None:
        if self._dialog is not None and self._dialog.isVisible() and self.button.isEnabled():
            self._search.ask(*self._prompts)

    @Slot()
    def _on_asked_changed(self) -> None:
        self._search.forget()
        self._show_state()
