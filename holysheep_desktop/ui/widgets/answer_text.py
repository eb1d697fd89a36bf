"""A model's answer in a text field, its empty first lines as pale marks instead of an empty field."""

from __future__ import annotations

from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit

from holysheep_desktop.ui.widgets.shown_text import NEWLINE_MARK, many_lines


def show_answer(edit: QPlainTextEdit, text: str) -> None:
    """Replace what the field shows."""
    edit.clear()
    add_answer(edit, text)


def add_answer(edit: QPlainTextEdit, piece: str) -> None:
    """Put a piece of an answer behind what the field shows."""
    words = many_lines(piece)
    cursor = edit.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    if not edit.toPlainText().strip(NEWLINE_MARK):
        rest = words.lstrip("\n")
        pale = QTextCharFormat()
        pale.setForeground(edit.palette().placeholderText())
        cursor.insertText(NEWLINE_MARK * (len(words) - len(rest)), pale)
        words = rest
    cursor.insertText(words, QTextCharFormat())
