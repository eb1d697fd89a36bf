"""Where a page may end: never below a heading alone, and never in the last margin of a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor, QTextDocument, QTextFormat, QTextTable


def keep_heads(pages: QTextDocument, heads: Sequence[tuple[int, float]]) -> None:
    """Send headings to the next page where nothing of what they head would stand below them.

    `heads` are the numbers of their blocks, and the room below that each one needs. From the top: each one
    that moves pushes what follows.
    """
    layout, height = pages.documentLayout(), pages.pageSize().height()
    for nth_block, needs in heads:
        block = pages.findBlockByNumber(nth_block)
        place = layout.blockBoundingRect(block)
        is_cut = place.top() // height != place.bottom() // height
        if is_cut or height - place.bottom() % height < min(needs, height / 2):
            shape = block.blockFormat()
            shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(block).setBlockFormat(shape)


def keep_titles_off(pages: QTextDocument, tables: Sequence[QTextTable]) -> None:
    """A table of which only the last margin is on another page would print its titles over the text there."""
    layout, height = pages.documentLayout(), pages.pageSize().height()
    for table in tables:
        last = layout.blockBoundingRect(table.lastCursorPosition().block())
        if layout.frameBoundingRect(table).bottom() // height > last.bottom() // height:
            shape = table.format()
            shape.setHeaderRowCount(0)
            table.setFormat(shape)
