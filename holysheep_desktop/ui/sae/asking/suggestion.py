"""A label that somebody else suggests, until the user takes it or not."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, TypeSize
from holysheep_desktop.ui.controls import panel, plain_label, push_button, selectable
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.shown_text import one_line


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` is the label, `source` what is kept beside it, `who` says that in words, `note` what else."""

    text: str
    source: str
    who: str
    note: str = ""


class SuggestionBox(Translated, QWidget):
    """Hidden while there is nothing to suggest.

    Signals: taken(str, str) text and source.
    """

    taken = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggestion: Suggestion | None = None
        self._text = selectable(plain_label("suggestedLabel", bold=True, wraps=True))
        self._who = selectable(plain_label("suggestedBy", size=TypeSize.SECONDARY, wraps=True))
        self._note = selectable(
            plain_label("suggestionNote", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        )
        self._take, self._discard = push_button("takeSuggestion"), push_button("discardSuggestion")
        self._build()
        self._take.clicked.connect(self._on_take_clicked)
        self._discard.clicked.connect(self.clear)
        self._retranslate()
        self.hide()

    def _build(self) -> None:
        frame = panel("suggestion")
        foot = QHBoxLayout()
        foot.addWidget(self._take)
        foot.addWidget(self._discard)
        foot.addStretch()
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(GAP, GAP, GAP, GAP)
        inner.setSpacing(GAP_LABEL)
        for part in (self._text, self._who, self._note):
            inner.addWidget(part)
        inner.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)

    def show_suggestion(self, suggestion: Suggestion) -> None:
        """Show a suggestion in place of the one before."""
        self._suggestion = suggestion
        self._text.setText(one_line(suggestion.text))
        self._who.setText(one_line(suggestion.who))
        self._note.setText(one_line(suggestion.note))
        self._note.setVisible(bool(suggestion.note))
        self.show()

    @Slot()
    def clear(self) -> None:
        """Forget it."""
        self._suggestion = None
        self.hide()

    @override
    def _retranslate(self) -> None:
        self._take.setText(self.tr("Use as my label"))
        self._discard.setText(self.tr("Discard"))

    @Slot()
    def _on_take_clicked(self) -> None:
        if self._suggestion is not None:
            self.taken.emit(self._suggestion.text, self._suggestion.source)
            self.clear()
