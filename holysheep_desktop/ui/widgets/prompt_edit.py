"""A field for a prompt: byte for byte what is typed, with the syllable that is still being composed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget
from typing_extensions import override

from holysheep_desktop.ui.widgets.shown_text import one_line, tooltip

_SHOWN = 80
_PARAGRAPH_BREAKS = str.maketrans({"\u2029": "\n", "\u2028": "\n", "\ufdd0": "\n", "\ufdd1": "\n"})


class PromptEdit(QPlainTextEdit):
    """Plain text only; Tab leaves the field, and Ctrl+Enter and Escape belong to the tab around it.

    Signals: recent_requested() by Alt+Down, or from the context menu; recent_offered(bool) once somebody
    knows recent prompts.
    """

    recent_requested = Signal()
    recent_offered = Signal(bool)

    def __init__(self, object_name: str, *, lines: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setTabChangesFocus(True)
        self.is_comparison = False
        """Whether the prompt is one that another is compared with."""
        self.is_list = False
        """Whether each line is a prompt of its own."""
        self._has_recent = False
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
        """Replace the text, so that Undo brings the one before back; the caret stands at its end."""
        if text == self.prompt():
            return
        document = self.document()
        was_untouched = document.isEmpty() and not document.isUndoAvailable()
        cursor = self.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)
        if was_untouched:  # a draft that came back: Undo would empty it
            document.clearUndoRedoStacks()

    def expect_recent(self) -> None:
        """Somebody knows recent prompts, and listens."""
        self._has_recent = True
        self.recent_offered.emit(True)

    def offer_recent(self, prompts: Sequence[str]) -> None:
        """Let the user take one of these prompts."""
        menu = QMenu(self)
        menu.setObjectName("recentPrompts")
        menu.aboutToHide.connect(menu.deleteLater)
        for prompt in prompts:
            action = menu.addAction(one_line(prompt)[:_SHOWN].replace("&", "&&"))
            action.setData(prompt)
            action.setToolTip(tooltip(prompt))
        if not prompts:
            menu.addAction(self.tr("No prompt was run yet")).setEnabled(False)
        menu.setToolTipsVisible(True)
        menu.triggered.connect(self._on_recent_chosen)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        if prompts:
            menu.setActiveAction(menu.actions()[0])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_alt = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and is_alt and self._has_recent:
            self.recent_requested.emit()
        elif event.key() == Qt.Key.Key_Tab and self.is_list:  # Ctrl+Tab: Tab alone leaves the field
            self.insertPlainText("\t")
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        if self._has_recent:
            menu.addSeparator()
            menu.addAction(self.tr("Recent prompts…")).triggered.connect(self._on_recent_wished)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    @Slot()
    def _on_recent_wished(self) -> None:
        self.recent_requested.emit()

    @Slot(QAction)
    def _on_recent_chosen(self, action: QAction) -> None:
        self.set_prompt(str(action.data()))
        self.setFocus(Qt.FocusReason.PopupFocusReason)

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
