"""The line below the two prompts: how their tokens are aligned, and the way to change it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.core.alignment import Alignment
from holysheep_desktop.ui.patching.alignment.editor import AlignmentEditor
from holysheep_desktop.ui.patching.alignment.line_field import LineField
from holysheep_desktop.ui.patching.alignment.pairs import Pairs, ReadPrompt
from holysheep_desktop.ui.patching.alignment.prompt_reader import PromptReader
from holysheep_desktop.ui.patching.alignment.words import AlignmentWords
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.theme import Theme
from holysheep_desktop.ui.widgets.help_mark import Term


class AlignmentField(LineField):
    """Reads the prompts while they are typed; `pairs` holds what a request will say."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("alignment", "alignment", term=Term.ALIGNMENT, parent=parent)
        self.pairs = Pairs(self)
        self._theme = theme
        self._texts_in = AlignmentWords(self)
        self._reader = PromptReader(session, self)
        self._texts = ("", "")
        self._error: BaseException | None = None
        self._editor: AlignmentEditor | None = None
        self._reader.prompts_read.connect(self._on_read)
        self._reader.failed.connect(self._on_failed)
        self.pairs.changed.connect(self._show_state)
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

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reader.wake()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._reader.rest()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.set_button(self.tr("Edit…"), self.tr("Edit the pairs of tokens"))
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        if not all(text.strip() for text in self._texts):
            self.say(self._texts_in.nothing_typed(), can_open=False)
        elif self.pairs.prompts is not None:
            words = self._texts_in.count(self.pairs)
            self.say(words, "\n".join(self._texts_in.remarks(self.pairs)))
        elif self._error is not None:
            self.say(self._texts_in.failure(self._error), can_open=False)
        else:
            self.say(self.tr("Reading the tokens …"), can_open=False)

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
            self._editor = AlignmentEditor(self.pairs, self._theme, self.window())
        self._editor.begin()
