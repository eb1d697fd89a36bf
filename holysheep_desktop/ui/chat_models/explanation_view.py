"""What a chat model wrote, signed by it, with what it took; to be copied, and kept only on a click."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.endpoints import origin_of
from holysheep_desktop.core.explanation import Explanation
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.core.source import Progress
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, TypeSize, set_ink
from holysheep_desktop.ui.chat_models.usage_words import usage_words
from holysheep_desktop.ui.controls import explain, plain_label, push_button, selectable
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.inputs import read_only_text
from holysheep_desktop.ui.widgets.shown_text import many_lines, one_line
from holysheep_desktop.ui.words.errors import describe
from holysheep_desktop.ui.words.moments import moment_words
from holysheep_desktop.ui.words.stages import stage_text

_MOST_KEPT = 10_000


class ExplanationView(Translated, QWidget):
    """`keep` writes a text below the user's note of the run; None where the run has none."""

    def __init__(self, keep: Callable[[str], None] | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keep_text = keep
        self._found: Explanation | None = None
        self._elapsed_s = 0.0
        self._who = selectable(plain_label("explainWho", bold=True, wraps=True))
        self._text = read_only_text("explainText")
        self._facts = selectable(
            plain_label("explainFacts", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        )
        self._copy, self._keep = push_button("explainCopy"), push_button("explainKeep")
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self._facts, stretch=1)
        foot.addWidget(self._copy)
        foot.addWidget(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addWidget(self._who)
        column.addWidget(self._text, stretch=1)
        column.addLayout(foot)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._keep.clicked.connect(self._on_keep_clicked)
        self._retranslate()

    @property
    def text(self) -> str:
        """What is shown of the explanation."""
        return self._text.toPlainText()

    def begin(self, model: str) -> None:
        """Another explanation is on its way."""
        self._show(None)
        self._text.clear()
        self._who.setText(self.tr("{model} is asked …").format(model=one_line(model)))

    def show_progress(self, progress: Progress) -> None:
        """Take a piece of the text, or say how far it is."""
        if progress.text:
            cursor = self._text.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            cursor.insertText(many_lines(progress.text))
        self._say(stage_text(progress))

    def show_explanation(self, found: Explanation, elapsed_s: float) -> None:
        """Show it whole."""
        self._elapsed_s = elapsed_s
        self._text.setPlainText(many_lines(found.text))
        self._show(found)

    def show_error(self, error: BaseException) -> None:
        """Say why there is none."""
        notice = describe(error)
        self._who.setText(notice.title)
        self._say(notice.advice, Role.BAD)

    def show_stopped(self) -> None:
        """The question was given up."""
        self._who.setText(self.tr("Stopped."))
        self._say("")

    @override
    def _retranslate(self) -> None:
        self._text.setAccessibleName(self.tr("The explanation"))
        self._text.setPlaceholderText(self.tr("What the chat model writes appears here."))
        self._copy.setText(self.tr("Copy"))
        self._keep.setText(self.tr("Keep in the note"))
        if self._keep_text is None:
            words = self.tr("What is shown is not a run of the history, which has the notes.")
        else:
            words = self.tr("Writes the explanation below your note of this run in the history.")
        explain(self._keep, words)
        self._show(self._found)

    def _show(self, found: Explanation | None) -> None:
        self._found = found
        self._copy.setEnabled(found is not None)
        self._keep.setEnabled(found is not None and self._keep_text is not None)
        if found is None:
            self._who.setText(self.tr("No explanation yet"))
            self._say("")
            return
        words = self.tr("Written by {model}. It is that model's opinion; nothing in it was measured.")
        self._who.setText(words.format(model=one_line(found.model)))
        self._say(usage_words(found.usage, self._elapsed_s, is_local=False))

    def _say(self, words: str, ink: Role = Role.TEXT_MUTED) -> None:
        set_ink(self._facts, ink)
        self._facts.setText(words)

    def _signed_text(self, found: Explanation) -> str:
        words = self.tr("Explanation written by {model} ({host}), {when}; not measured:")
        head = words.format(
            model=one_line(found.model),
            host=one_line(origin_of(found.endpoint)),
            when=moment_words(datetime.now().astimezone()),
        )
        return f"{head}\n{plain_text(found.text, _MOST_KEPT, keep_lines=True)}"

    @Slot()
    def _on_copy_clicked(self) -> None:
        if self._found is not None:
            QGuiApplication.clipboard().setText(self._signed_text(self._found))

    @Slot()
    def _on_keep_clicked(self) -> None:
        if self._found is not None and self._keep_text is not None:
            self._keep_text(self._signed_text(self._found))
            self._keep.setEnabled(False)
            kept = self.tr("Kept in the note of this run in the history.")
            self._say(f"{self._facts.text()}\n{kept}")
