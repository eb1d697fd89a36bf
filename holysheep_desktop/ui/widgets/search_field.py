"""A line to search with, which knows the syllable that is still being composed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override


class SearchField(QLineEdit):
    """Signals: words_changed(), also while an input method composes: Hangul is found as it is typed."""

    words_changed = Signal()

    def __init__(self, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setClearButtonEnabled(True)
        self._composed = ""
        self.textChanged.connect(self._on_text_changed)

    @property
    def words(self) -> str:
        """What is typed, with what is composed where the caret stands."""
        place = self.cursorPosition()
        return self.text()[:place] + self._composed + self.text()[place:]

    def start_over(self) -> None:
        """Empty the line, and what is composed in it."""
        QGuiApplication.inputMethod().reset()
        self._composed = ""
        self.clear()

    @override
    def event(self, event: QEvent) -> bool:
        # Escape puts the search away; as a shortcut of the window it would stop the run in the tab below.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composed = event.preeditString()
        super().inputMethodEvent(event)
        self.words_changed.emit()

    @Slot(str)
    def _on_text_changed(self, _text: str) -> None:
        self.words_changed.emit()
