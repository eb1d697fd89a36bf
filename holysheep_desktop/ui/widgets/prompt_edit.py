"""A field for a prompt: byte for byte what is typed, with the syllable that is still being composed."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_PARAGRAPH_BREAKS = str.maketrans({"\u2029": "\n", "\u2028": "\n", "\ufdd0": "\n", "\ufdd1": "\n"})


class PromptEdit(QPlainTextEdit):
    """Plain text only; Tab leaves the field, and Ctrl+Enter and Escape belong to the tab around it."""

    def __init__(self, object_name: str, *, lines: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setTabChangesFocus(True)
        line_height = QFontMetrics(self.font()).lineSpacing()
        self.setMinimumHeight(line_height * (lines + 1) + 8)
        self.setMaximumHeight(line_height * (2 * lines + 1) + 8)

    def prompt(self) -> str:
        """The text, including what an input method has not committed yet.

        `toPlainText` has no composed syllable and turns no-break spaces into spaces, which are other tokens.
        """
        text = self.document().toRawText().translate(_PARAGRAPH_BREAKS)
        block = self.textCursor().block()
        composing = block.layout().preeditAreaText()
        if not composing:
            return text
        return _inserted(text, block.position() + block.layout().preeditAreaPosition(), composing)

    def set_prompt(self, text: str) -> None:
        """Replace the text; the caret stands at its end."""
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Files and pictures are not text."""
        return source.hasText() and not source.hasUrls()


def _inserted(text: str, utf16_offset: int, piece: str) -> str:
    # Qt counts UTF-16 units, Python counts characters: an emoji before the caret makes the difference.
    units = text.encode("utf-16-le", "surrogatepass")
    joined = (
        units[: 2 * utf16_offset] + piece.encode("utf-16-le", "surrogatepass") + units[2 * utf16_offset :]
    )
    return joined.decode("utf-16-le", "surrogatepass")
