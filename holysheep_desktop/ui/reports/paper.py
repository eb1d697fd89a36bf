"""Writes a report's blocks into a text document; charts are objects in its flow, drawn as vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QPainter,
    QPyTextObject,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from typing_extensions import override

from holysheep_desktop.core.plain_text import visible
from holysheep_desktop.core.reporting.document import (
    Block,
    Chips,
    Document,
    Fact,
    Facts,
    Figure,
    Passage,
    Remark,
    Section,
    Sentences,
    Table,
)
from holysheep_desktop.core.reporting.picture import Picture, Tone, text_width
from holysheep_desktop.core.reporting.words import cell_text, number
from holysheep_desktop.ui.reports.page_breaks import keep_heads, keep_titles_off
from holysheep_desktop.ui.reports.picture_paint import paint

_CHART = QTextFormat.ObjectTypes.UserObject.value + 1
_CHART_NUMBER = QTextFormat.Property.UserProperty.value + 1
_MOST_CHARACTERS = 20_000
_MOST_ROWS = 300
"""Some seven pages; the rest stands in JSON and CSV."""
_TITLE, _CHAPTER, _HEADING, _LEAD, _BODY, _SMALL = 22, 16, 14, 14, 12, 10
_FACTS_IN_A_ROW = 3
_CELL_PADDING = 3
_COLUMN_NEEDS = 60.0
_COLUMN_TAKES = 260.0
_SAMPLE = 60
_CHIP_INK = 0.6
_TEXT_NEEDS, _HEAD_NEEDS, _TABLE_NEEDS, _CHAPTER_NEEDS, _FACTS_NEED = 24.0, 64.0, 60.0, 150.0, 56.0
_LINE_NEEDS = 32.0


class ChartObject(QPyTextObject):
    """Charts in the flow of the text, as wide as the page at most."""

    def __init__(self, pictures: Sequence[Picture], width: float, tones: Mapping[Tone, QColor]) -> None:
        super().__init__()
        self._pictures, self._width, self._tones = pictures, width, tones

    @override
    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        picture = self._picture(format)
        return QSizeF(picture.width, picture.height) * self._scale(picture)

    @override
    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,
    ) -> None:
        picture = self._picture(format)
        painter.save()
        painter.translate(QPointF(rect.topLeft()))
        painter.scale(self._scale(picture), self._scale(picture))
        paint(painter, picture, self._tones, doc.defaultFont())
        painter.restore()

    def _picture(self, chosen: QTextFormat) -> Picture:
        return self._pictures[int(chosen.property(_CHART_NUMBER))]

    def _scale(self, picture: Picture) -> float:
        return min(1.0, self._width / picture.width)


class Paper:
    """One use: makes a document's text."""

    def __init__(
        self, pages: QTextDocument, document: Document, size: QSizeF, tones: Mapping[Tone, QColor]
    ) -> None:
        self._pages, self._document = pages, document
        self._width, self._tones = size.width(), tones
        self._pictures: list[Picture] = []
        self._heads: list[tuple[int, float]] = []
        self._tables: list[QTextTable] = []
        self._charts = ChartObject(self._pictures, size.width(), tones)
        pages.documentLayout().registerHandler(_CHART, self._charts)
        self._cursor = QTextCursor(pages)

    def write(self) -> None:
        """Write everything."""
        self._cursor.beginEditBlock()
        self._line(self._document.title, _TITLE, is_bold=True, below=2)
        self._line(self._document.subtitle, _BODY, Tone.MUTED, below=8)
        for section in self._document.sections:
            self._section(section)
        self._line(self._document.footer, _SMALL, Tone.MUTED, above=18)
        self._cursor.endEditBlock()
        keep_heads(self._pages, self._heads)
        keep_titles_off(self._pages, self._tables)
        # The chart object must live as long as the pages.
        self._charts.setParent(self._pages)

    def _section(self, section: Section) -> None:
        is_large = section.is_chapter or section.run == 0
        size = _CHAPTER if is_large else _HEADING
        self._line(
            section.title,
            size,
            is_bold=True,
            above=20 if is_large else 14,
            below=6,
            needs=_CHAPTER_NEEDS if section.is_chapter else self._first_need(section),
        )
        for block in section.blocks:
            self._block(block)

    def _first_need(self, section: Section) -> float:
        """The room of what a section begins with: a chart is never cut, and its heading goes with it."""
        first = next((block for block in section.blocks if not isinstance(block, Remark)), None)
        if isinstance(first, Facts):
            return _LINE_NEEDS + _row_needs(first.items[:_FACTS_IN_A_ROW], self._width)
        return _HEAD_NEEDS + (self._height(first) if isinstance(first, Figure) else 0)

    def _height(self, figure: Figure) -> float:
        return figure.picture.height * min(1.0, self._width / figure.picture.width)

    def _block(self, block: Block) -> None:
        match block:
            case Sentences():
                for nth, sentence in enumerate(block.items):
                    self._line(sentence, _BODY if nth else _LEAD, is_bold=nth == 0, below=4)
            case Remark():
                self._line(block.text, _SMALL, Tone.MUTED, above=4, below=4)
            case Passage():
                self._line(block.title, _SMALL, Tone.MUTED, above=4, below=2, needs=_TEXT_NEEDS)
                self._passage(block.text)
            case Facts():
                self._facts(block)
            case Figure():
                self._figure(block)
            case Chips():
                self._chips(block)
            case Table():
                self._table(block)

    def _line(
        self,
        text: str,
        size: int,
        tone: Tone = Tone.TEXT,
        *,
        is_bold: bool = False,
        above: float = 0,
        below: float = 0,
        needs: float = 0,
    ) -> None:
        """A line of text; `needs` is the room below it without which it goes to the next page."""
        self._new_block(above, below)
        if needs:
            self._heads.append((self._cursor.block().blockNumber(), needs))
        self._cursor.insertText(visible(text), self._ink(size, tone, is_bold=is_bold))

    def _new_block(self, above: float = 0, below: float = 0, *, left: float = 0) -> None:
        shape = QTextBlockFormat()
        shape.setTopMargin(above)
        shape.setBottomMargin(below)
        shape.setLeftMargin(left)
        if self._cursor.position() == 0 and self._pages.isEmpty():
            self._cursor.setBlockFormat(shape)
        else:
            self._cursor.insertBlock(shape, QTextCharFormat())

    def _ink(self, size: int, tone: Tone = Tone.TEXT, *, is_bold: bool = False) -> QTextCharFormat:
        ink = QTextCharFormat()
        font = QFont(self._pages.defaultFont())
        font.setPixelSize(size)
        font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
        ink.setFont(font)
        ink.setForeground(QBrush(self._tones[tone]))
        return ink

    def _passage(self, text: str) -> None:
        self._new_block(below=8, left=12)
        # U+2028 breaks a line without beginning a paragraph.
        shown = text[:_MOST_CHARACTERS].replace("\r\n", "\n")
        self._cursor.insertText(visible(shown).replace("\n", "\u2028"), self._ink(_BODY))
        if len(text) > _MOST_CHARACTERS:
            words = self._document.words["more_text"].format(n=number(len(text) - _MOST_CHARACTERS))
            self._line(words, _SMALL, Tone.MUTED, below=6)

    def _figure(self, figure: Figure) -> None:
        self._line(figure.title, _BODY, is_bold=True, above=8, below=4, needs=self._height(figure) + 16)
        self._new_block(below=8)
        chart = QTextCharFormat()
        chart.setObjectType(_CHART)
        chart.setProperty(_CHART_NUMBER, len(self._pictures))
        self._pictures.append(figure.picture)
        self._cursor.insertText("\ufffc", chart)

    def _chips(self, chips: Chips) -> None:
        self._line(chips.title, _SMALL, Tone.MUTED, above=6, below=2, needs=_TEXT_NEEDS)
        self._new_block(below=8)
        for chip in chips.items:
            ink = self._ink(_BODY)
            if chip.share:
                colour = QColor(self._tones[Tone.ACCENT if chip.share > 0 else Tone.DOWN])
                colour.setAlphaF(min(1.0, abs(chip.share)) * _CHIP_INK)
                ink.setBackground(colour)
            self._cursor.insertText(visible(chip.text).replace("\n", "⏎"), ink)

    def _facts(self, facts: Facts) -> None:
        """A table for each row: Qt cuts the rows of one table between a name and its value."""
        for start in range(0, len(facts.items), _FACTS_IN_A_ROW):
            row = facts.items[start : start + _FACTS_IN_A_ROW]
            is_last = start + _FACTS_IN_A_ROW >= len(facts.items)
            shape = _table_shape([1.0] * _FACTS_IN_A_ROW, self._width, has_head=False)
            shape.setBottomMargin(6 if is_last else 0)
            self._hairline()
            self._heads.append((self._cursor.block().blockNumber(), _row_needs(row, self._width)))
            table = self._cursor.insertTable(1, _FACTS_IN_A_ROW, shape)
            for place, fact in enumerate(row):
                self._fact(table.cellAt(0, place).firstCursorPosition(), fact)
            self._leave()

    def _hairline(self) -> None:
        """An empty block of no height to speak of, after which a table may begin a page."""
        self._new_block()
        shape = self._cursor.blockFormat()
        shape.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._cursor.setBlockFormat(shape)

    def _fact(self, cell: QTextCursor, fact: Fact) -> None:
        cell.insertText(visible(fact.name), self._ink(_SMALL, Tone.MUTED))
        cell.insertBlock()
        if fact.value is None:
            cell.insertText(self._document.words["absent"], self._ink(_BODY, Tone.MUTED))
        else:
            cell.insertText(visible(cell_text(fact.value)), self._ink(_BODY))
        if fact.source:
            cell.insertBlock()
            cell.insertText(visible(fact.source), self._ink(_SMALL, Tone.MUTED))

    def _table(self, table: Table) -> None:
        if table.is_for_machines or not table.rows:
            return
        self._line(table.title, _BODY, is_bold=True, above=8, below=4, needs=_TABLE_NEEDS)
        self._new_block()
        rows = table.shown(_MOST_ROWS)
        shape = _table_shape(_column_shares(table, self._width), self._width, has_head=True)
        made = self._cursor.insertTable(len(rows) + 1, len(table.columns), shape)
        self._tables.append(made)
        right = QTextBlockFormat()
        right.setAlignment(Qt.AlignmentFlag.AlignRight)
        head, ink = self._ink(_SMALL, Tone.MUTED), self._ink(_SMALL)
        for place, column in enumerate(table.columns):
            lines = [visible(column.title), *(visible(cell_text(row[place])) for row in rows)]
            for nth, text in enumerate(lines):
                cell = made.cellAt(nth, place).firstCursorPosition()
                if column.is_number:
                    cell.setBlockFormat(right)
                cell.setBlockCharFormat(ink)
                cell.insertText(text.replace("\n", " ⏎ "), ink if nth else head)
        self._leave()
        n_more = len(table.rows) - len(rows)
        if n_more > 0:
            words = self._document.words["more_rows"].format(n=number(n_more))
            self._line(words, _SMALL, Tone.MUTED, above=2, below=6)

    def _leave(self) -> None:
        self._cursor.movePosition(QTextCursor.MoveOperation.End)


def _row_needs(row: Sequence[Fact], width: float) -> float:
    """The height of a row of facts, at most."""
    room = width / _FACTS_IN_A_ROW - 2 * _CELL_PADDING
    lines = [1 + text_width(cell_text(fact.value), _BODY) // room for fact in row]
    return _FACTS_NEED + _BODY * 1.5 * (max(lines) - 1)


def _table_shape(shares: Sequence[float], width: float, *, has_head: bool) -> QTextTableFormat:
    shape = QTextTableFormat()
    shape.setBorder(0)
    shape.setCellSpacing(0)
    shape.setCellPadding(_CELL_PADDING)
    shape.setHeaderRowCount(1 if has_head else 0)
    total = sum(shares)
    part = min(100.0, 100 * total / width) if has_head else 100.0
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, part))
    shape.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, 100 * share / total) for share in shares]
    )
    shape.setBottomMargin(6)
    return shape


def _column_shares(table: Table, width: float) -> list[float]:
    """How wide each column may be, by what stands in it; the last one takes what is left over."""
    shares: list[float] = []
    for place, column in enumerate(table.columns):
        texts = [column.title, *(cell_text(row[place])[:100] for row in table.rows[:_SAMPLE])]
        widest = max(text_width(text, _SMALL) for text in texts) + 12
        shares.append(min(max(widest, _COLUMN_NEEDS), _COLUMN_TAKES))
    left_over = width - sum(shares)
    if left_over > 0 and not table.columns[-1].is_number:
        shares[-1] += left_over
    return shares
