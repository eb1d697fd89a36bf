"""The window in which the two answer tokens are chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.results import AnswerToken
from holysheep_desktop.errors import InputError
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, TypeSize, set_ink
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.patching.alignment.answer_candidates import likeliest, logprob_in, shown_candidates
from holysheep_desktop.ui.patching.alignment.answer_choice import AnswerChoice
from holysheep_desktop.ui.patching.alignment.answer_search import AnswerSearch
from holysheep_desktop.ui.patching.alignment.answer_table import AnswerTable, answer_text, percent
from holysheep_desktop.ui.patching.alignment.columns import Side
from holysheep_desktop.ui.widgets.shown_text import one_line
from holysheep_desktop.ui.widgets.tables import RowView
from holysheep_desktop.ui.words.errors import describe

_SIZE = (620, 480)


class AnswerDialog(Translated, QDialog):
    """Not modal; what is chosen counts at once."""

    def __init__(self, choice: AnswerChoice, search: AnswerSearch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self._search = search
        self._head = plain_label("answerHead", size=TypeSize.HEADING, bold=True, wraps=True)
        self._field = QLineEdit()
        self._note = plain_label("answerNote", wraps=True)
        self._table = AnswerTable(self)
        self._view = RowView(self._table, "answerTable")
        self._for_original = push_button("answerForOriginal")
        self._for_comparison = push_button("answerForComparison")
        self._reset = push_button("answerReset")
        self._close = push_button("answerClose")
        self.setObjectName("answerDialog")
        self._build()
        self._connect()
        self.resize(*_SIZE)
        self._retranslate()

    def _build(self) -> None:
        self._field.setObjectName("answerSearch")
        self._field.setClearButtonEnabled(True)
        foot = QHBoxLayout()
        for button in (self._for_original, self._for_comparison, self._reset):
            foot.addWidget(button)
        foot.addStretch()
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        column.addWidget(self._head)
        column.addWidget(self._field)
        column.addWidget(self._view, stretch=1)
        column.addWidget(self._note)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._field.textChanged.connect(self._on_text_changed)
        self._view.row_chosen.connect(self._on_row_chosen)
        self._for_original.clicked.connect(self._on_for_original)
        self._for_comparison.clicked.connect(self._on_for_comparison)
        self._reset.clicked.connect(self._on_reset)
        self._close.clicked.connect(self.close)
        self._search.changed.connect(self._show)
        self._search.failed.connect(self._on_failed)
        self._choice.changed.connect(self._show)

    @property
    def note(self) -> str:
        """What is said below the table."""
        return self._note.text()

    def begin(self) -> None:
        """Show the window with every candidate, or bring it to the front."""
        if not self.isVisible():
            self._field.clear()
        self.show()
        self.activateWindow()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._search.rest()

    @override
    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Which two answers are compared"))
        self._field.setPlaceholderText(self.tr("Search, or type any text to compare its first token"))
        self._field.setAccessibleName(self.tr("Search for an answer token"))
        self._view.setAccessibleName(self.tr("Likely next tokens of both prompts"))
        for button, words in (
            (self._for_original, self.tr("Use for the original")),
            (self._for_comparison, self.tr("Use for the comparison")),
            (self._reset, self.tr("Reset to automatic")),
            (self._close, self.tr("Close")),
        ):
            button.setText(words)
            button.setAccessibleName(words)
        self._table.retranslate()
        self._show()

    @Slot()
    def _show(self) -> None:
        self._head.setText(self._head_words())
        self._reset.setEnabled(any(self._choice.token(side) is not None for side in Side))
        selected = self._selected()
        shown = shown_candidates(self._search.candidates, self._search.typed, self._search.text)
        self._table.show_rows(shown)
        if selected in shown:
            self._view.choose(selected)
        elif shown and self._search.text.strip():
            self._view.choose(shown[0])
        self._say(self._note_words(is_empty=not shown))
        self._show_buttons()

    def _show_buttons(self) -> None:
        has_row = self._selected() is not None
        self._for_original.setEnabled(has_row)
        self._for_comparison.setEnabled(has_row)

    def _head_words(self) -> str:
        if all(self._choice.token(side) is None for side in Side):
            return self.tr("Automatic: the most likely next token of each run.")
        words = self.tr("Original: {original}    Comparison: {comparison}")
        return words.format(original=self._chosen(Side.ORIGINAL), comparison=self._chosen(Side.COMPARISON))

    def _chosen(self, side: Side) -> str:
        token = self._choice.token(side)
        if token is None:
            return self.tr("not chosen yet")
        # The choice outlives the prompts, so what it knows of probabilities may be of others.
        listed = [logprob_in(found, side) for found in self._search.candidates if found.id == token.id]
        words, logprob = one_line(answer_text(token)), next(iter(listed), None)
        return words if logprob is None else f"{words} {percent(logprob)}"

    def _note_words(self, *, is_empty: bool) -> str:
        if self._search.is_asking:
            return self.tr("Asking the model what it would say next …")
        several = [answer for answer in self._search.typed if answer.n_tokens > 1]
        if several:
            sentence = self.tr("“{text}” is {n} tokens; only its first, “{first}”, would be compared.")
            return "\n".join(
                sentence.format(
                    text=one_line(answer.text), n=answer.n_tokens, first=one_line(answer.token.text)
                )
                for answer in several
            )
        if is_empty and not self._search.text.strip():
            return self.tr("This endpoint does not tell likely tokens with their ids; type a text instead.")
        return ""

    def _say(self, words: str, *, is_error: bool = False) -> None:
        self._note.setText(words)
        self._note.setVisible(bool(words))
        set_ink(self._note, Role.BAD if is_error else Role.TEXT_MUTED)

    def _selected(self) -> AnswerToken | None:
        index = self._view.currentIndex()
        return self._table.row_at(index) if index.isValid() else None

    def _use(self, side: Side) -> None:
        token = self._selected()
        if token is None:
            return
        try:
            self._choice.choose(side, token, likeliest(self._search.candidates, side.other, token.id))
        except InputError:
            self._say(self.tr("The two answer tokens must differ."), is_error=True)

    @Slot()
    def _on_for_original(self) -> None:
        self._use(Side.ORIGINAL)

    @Slot()
    def _on_for_comparison(self) -> None:
        self._use(Side.COMPARISON)

    @Slot()
    def _on_reset(self) -> None:
        self._choice.reset()

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._search.look_for(text)

    @Slot(object)
    def _on_row_chosen(self, _row: object) -> None:
        self._show_buttons()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._say(describe(error).title, is_error=True)
