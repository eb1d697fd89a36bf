"""The syllable that an input method is still composing when a command is given by key."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget


def commit_composed() -> None:
    """Let the focused field keep what is composed in it.

    Some input methods drop it instead of committing it; then it is entered as it stands.
    """
    field = QApplication.focusWidget()
    composed = _composed(field)
    QGuiApplication.inputMethod().commit()
    if field is not None and composed and _composed(field) == composed:
        event = QInputMethodEvent()
        event.setCommitString(composed)
        QApplication.sendEvent(field, event)


def _composed(field: QWidget | None) -> str:
    if not isinstance(field, QPlainTextEdit | QTextEdit):
        return ""
    return field.textCursor().block().layout().preeditAreaText()
