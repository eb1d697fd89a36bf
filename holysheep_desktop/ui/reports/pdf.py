"""A report on A4 pages: text that can be selected, charts as vectors, a number on each page.

The blocks become a QTextDocument by its cursor, never as HTML, so that no text is markup. It may be used in
any thread: QPdfWriter, QPainter and QTextDocument are reentrant.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
    QTextOption,
)

from holysheep_desktop.core.plain_text import visible
from holysheep_desktop.core.reporting.document import Document
from holysheep_desktop.core.reporting.picture import Tone
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.ui.appearance.theme import KOREAN_FAMILIES, ThemeColours
from holysheep_desktop.ui.reports.paper import Paper
from holysheep_desktop.ui.reports.picture_paint import tones_of

_DPI = 96
_MARGIN_MM = 16.0
_FOOT_PX = 34.0
_FOOT_SIZE_PX = 9
_BODY_PX = 12


class QtPdfPrinter:
    """`core.stores.PdfPrinter` with Qt's fonts."""

    def print(self, document: Document) -> bytes:
        """See `core.stores.PdfPrinter.print`."""
        colours = ThemeColours.read(resource_path("themes/light.toml"))
        tones = tones_of(colours)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = _writer(buffer, document)
        room = QRectF(writer.pageLayout().paintRectPixels(_DPI))
        size = QSizeF(room.width(), room.height() - _FOOT_PX)
        pages = _laid_out(document, writer, size, tones)
        _draw(pages, writer, size, document, tones)
        return bytes(buffer.data().data())


def _font() -> QFont:
    font = QFont()
    font.setFamilies([font.family(), *KOREAN_FAMILIES])
    font.setPixelSize(_BODY_PX)
    # Noto's local digits and contextual spaces are glyphs without a character: seen, but never selected.
    for feature in ("locl", "calt"):
        font.setFeature(QFont.Tag(feature), 0)
    return font


def _writer(buffer: QBuffer, document: Document) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    # Fonts and charts are measured in the pixels of a screen; what is written are vectors all the same.
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    writer.setTitle(visible(f"{document.title} · {document.subtitle}"))
    writer.setCreator("HolySheep Desktop")
    return writer


def _laid_out(
    document: Document, writer: QPdfWriter, size: QSizeF, tones: Mapping[Tone, QColor]
) -> QTextDocument:
    pages = QTextDocument()
    pages.setUndoRedoEnabled(False)
    pages.setDefaultFont(_font())
    pages.setDefaultTextOption(_wrapping_anywhere())
    pages.setDocumentMargin(0)
    pages.documentLayout().setPaintDevice(writer)
    pages.setPageSize(size)
    Paper(pages, document, size, tones).write()
    return pages


def _wrapping_anywhere() -> QTextOption:
    # Hashes and texts without spaces are longer than a line.
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _draw(
    pages: QTextDocument,
    writer: QPdfWriter,
    size: QSizeF,
    document: Document,
    tones: Mapping[Tone, QColor],
) -> None:
    n_pages = pages.pageCount()
    context: Any = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, tones[Tone.TEXT])
    painter = QPainter(writer)
    for number in range(n_pages):
        if number:
            writer.newPage()
        painter.save()
        painter.translate(0, -number * size.height())
        page = QRectF(0, number * size.height(), size.width(), size.height())
        painter.setClipRect(page)
        context.clip = page
        pages.documentLayout().draw(painter, context)
        painter.restore()
        words = document.words["page_of"].format(page=number + 1, pages=n_pages)
        _draw_foot(painter, size, document.title, words, tones)
    painter.end()


def _draw_foot(painter: QPainter, size: QSizeF, title: str, words: str, tones: Mapping[Tone, QColor]) -> None:
    font = _font()
    font.setPixelSize(_FOOT_SIZE_PX)
    painter.setFont(font)
    painter.setPen(tones[Tone.MUTED])
    foot = QRectF(0, size.height() + _FOOT_PX / 2, size.width(), _FOOT_PX / 2)
    painter.drawText(foot, visible(title))
    width = painter.fontMetrics().horizontalAdvance(words)
    painter.drawText(foot.adjusted(size.width() - width - 1, 0, 0, 0), words)
