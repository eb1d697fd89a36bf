"""The "?" beside a technical word: two sentences that explain it, and the way to its help article."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.ui.help.links import open_article
from holysheep_desktop.ui.help.term_names import term_name
from holysheep_desktop.ui.help.terms import Term, explanation
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.buttons import ToolButton
from holysheep_desktop.ui.widgets.shown_text import tooltip

MARK_SIZE = 18


class HelpMark(Translated, ToolButton):
    """Shows its explanation on hover; a click, Enter or the space bar opens the article."""

    def __init__(self, term: Term, parent: QWidget | None = None, *, also: tuple[Term, ...] = ()) -> None:
        super().__init__(parent)
        self._term = term
        self._also = also
        self.setObjectName(f"help_{term.name.lower()}")
        self.setText("?")
        self.setAutoRaise(True)
        self.setFixedSize(MARK_SIZE, MARK_SIZE)
        self.setCursor(Qt.CursorShape.WhatsThisCursor)
        self.clicked.connect(self._on_clicked)
        self._retranslate()

    @override
    def _retranslate(self) -> None:
        words = self._explanation()
        self.setToolTip(tooltip(words + "\n" + self.tr("Press it to read more.")))
        self.setAccessibleName(self.tr("Help: {subject}").format(subject=self._subject()))
        self.setAccessibleDescription(words)

    @Slot()
    def _on_clicked(self) -> None:
        open_article(self._term.article)

    def _subject(self) -> str:
        return ", ".join(term_name(term) for term in (self._term, *self._also))

    def _explanation(self) -> str:
        return "\n\n".join(explanation(term) for term in (self._term, *self._also))
