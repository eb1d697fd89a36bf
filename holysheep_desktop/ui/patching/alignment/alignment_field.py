"""The line below the two prompts: how their tokens are aligned, and the way to change it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.core.alignment import Alignment
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.patching.alignment.answer_place import AnswerPlace
from holysheep_desktop.ui.patching.alignment.editor import AlignmentEditor
from holysheep_desktop.ui.patching.alignment.line_field import LineField
from holysheep_desktop.ui.patching.alignment.pairs import Pairs, ReadPrompt
from holysheep_desktop.ui.patching.alignment.prompt_reader import PromptReader
from holysheep_desktop.ui.patching.alignment.words import AlignmentWords
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.help_mark import Term


class AlignmentField(Translated, LineField):
    """Reads the prompts while they are typed; `pairs` and `place` hold what a request will say.

    Signals: answers_requested when the editor asks for the choice of answers.
    """

    answers_requested = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("alignment", "alignment", term=Term.ALIGNMENT, parent=parent)
        self.pairs = Pairs(self)
        self.place = AnswerPlace(self)
        self._theme = theme
        self._texts_in = AlignmentWords(self)
        self._reader = PromptReader(session, self)
        self._texts = ("", "")
        self._error: BaseException | None = None
        self._editor: AlignmentEditor | None = None
        self._reader.prompts_read.connect(self._on_read)
        self._reader.failed.connect(self._on_failed)
        self.pairs.changed.connect(self._on_pairs_changed)
        self.place.changed.connect(self._show_state)
        self.opened.connect(self._on_opened)
        self._retranslate()

    @property
    def editor(self) -> AlignmentEditor | None:
        """The window in which pairs are drawn, once it was opened."""
        return self._editor

    def follow(self, original: str, comparison: str) -> None:
        """The prompts have changed."""
        if self._texts != (original, comparison):
            self._texts = (original, comparison)
            self._reader.want(original, comparison)
            self._show_state()

    @property
    def texts_before_answer(self) -> tuple[str, str]:
        """The prompts up to the tokens after which the answer is read."""
        place, prompts = self.place.option(self._texts), self.pairs.prompts
        if place is None or prompts is None or (prompts[0].text, prompts[1].text) != self._texts:
            return self._texts
        original, comparison = (
            prompt.text[: prompt.tokens[index].end] for prompt, index in zip(prompts, place, strict=True)
        )
        return original, comparison

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reader.wake()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._reader.rest()

    @override
    def _retranslate(self) -> None:
        self.set_button(self.tr("Edit…"), self.tr("Edit the pairs of tokens"))
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        if not all(text.strip() for text in self._texts):
            self.say(self._texts_in.nothing_typed(), can_open=False)
        elif self.pairs.prompts is not None:
            words = self._texts_in.count(self.pairs)
            place = self.place.option(self._texts)
            if place is not None:
                answer = self.tr("answer after token {position}").format(position=place[0])
                words = f"{words}, {answer}"
            self.say(words, "\n".join(self._texts_in.remarks(self.pairs)))
        elif self._error is not None:
            self.say(self._texts_in.failure(self._error), can_open=False)
        else:
            self.say(self.tr("Reading the tokens …"), can_open=False)

    @Slot()
    def _on_pairs_changed(self) -> None:
        """The answer cannot be read after tokens that were parted."""
        place = self.place.option(self._texts)
        if self.pairs.prompts is not None and place not in {None, *self.pairs.alignment.pairs}:
            self.place.choose(self._texts, None)
        self._show_state()

    @Slot(object, object, object)
    def _on_read(self, original: ReadPrompt, comparison: ReadPrompt, automatic: Alignment) -> None:
        self._error = None
        self.pairs.show_prompts(original, comparison, automatic)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._error = error
        self.pairs.forget_prompts()

    @Slot()
    def _on_opened(self) -> None:
        if self._editor is None:
            self._editor = AlignmentEditor(self.pairs, self.place, self._theme, self.window())
            self._editor.answers_requested.connect(self.answers_requested)
        self._editor.begin()
