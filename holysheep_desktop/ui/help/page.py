"""One article as it is read: Markdown on the type scale, in the theme's colours."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, PAGE_MARGIN, Role, Theme, TypeSize
from holysheep_desktop.ui.help.articles import Article

_LINE_HEIGHT = 145
_BULLET_SPACE = 250
"""Of a space's width, in percent."""
_HEADINGS = {1: TypeSize.FINDING, 2: TypeSize.HEADING}


class ArticlePage(QTextBrowser):
    """Follows links inside the help only; nothing is loaded from anywhere else.

    Signals: article_requested(str).
    """

    article_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("helpPage")
        self._theme = theme
        self._article: Article | None = None
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(PAGE_MARGIN)
        self.anchorClicked.connect(self._on_anchor_clicked)
        theme.changed.connect(self._on_theme_changed)

    @property
    def article(self) -> Article | None:
        """What is shown."""
        return self._article

    def show_article(self, article: Article) -> None:
        """Show another article, from its beginning."""
        self._article = article
        self.setAccessibleName(article.title)
        document = self.document()
        features = QTextDocument.MarkdownFeature
        document.setMarkdown(
            f"# {article.title}\n\n{article.text}", features.MarkdownDialectGitHub | features.MarkdownNoHTML
        )
        self._set_type(document)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def _set_type(self, document: QTextDocument) -> None:
        font = QFont(self.font())
        font.setPixelSize(TypeSize.BODY)
        document.setDefaultFont(font)
        cursor = QTextCursor(document)
        block = document.begin()
        while block.isValid():
            cursor.setPosition(block.position())
            _set_block(cursor, block.blockFormat())
            block = block.next()
        self._rule_tables(document)
        self._colour_links(document)

    def _rule_tables(self, document: QTextDocument) -> None:
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                ruled = frame.format()
                ruled.setBorderBrush(self._theme.colour(Role.LINE))
                ruled.setCellPadding(GAP_LABEL + GAP_LABEL // 2)
                ruled.setBottomMargin(GAP)
                frame.setFormat(ruled)

    def _colour_links(self, document: QTextDocument) -> None:
        block = document.begin()
        while block.isValid():
            place = block.begin()
            while not place.atEnd():
                fragment = place.fragment()
                if fragment.isValid() and fragment.charFormat().isAnchor():
                    cursor = QTextCursor(document)
                    cursor.setPosition(fragment.position())
                    end = fragment.position() + fragment.length()
                    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                    ink = QTextCharFormat()
                    ink.setForeground(self._theme.colour(Role.ACCENT))
                    cursor.mergeCharFormat(ink)
                place += 1
            block = block.next()

    @Slot()
    def _on_theme_changed(self) -> None:
        if self._article is not None:
            place = self.verticalScrollBar().value()
            self.show_article(self._article)
            self.verticalScrollBar().setValue(place)

    @Slot(QUrl)
    def _on_anchor_clicked(self, link: QUrl) -> None:
        if link.isRelative():
            self.article_requested.emit(link.path())


def _set_block(cursor: QTextCursor, old: QTextBlockFormat) -> None:
    new = QTextBlockFormat()
    level = old.headingLevel()
    new.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    new.setTopMargin(2 * GAP if level > 1 else 0)
    is_near = level > 1 or old.indent() or cursor.block().next().textList()
    new.setBottomMargin(0 if cursor.currentTable() else GAP_LABEL if is_near else GAP)
    cursor.mergeBlockFormat(new)
    if _is_bulleted(cursor):
        # Qt sets a bullet one space of the block's own type away from its text: here a wider one.
        bullet = QTextCharFormat()
        bullet.setFontStretch(_BULLET_SPACE)
        cursor.mergeBlockCharFormat(bullet)
    if level:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        kind = cursor.charFormat()
        # Markdown's own size is relative, and wins over any other while it is there.
        kind.clearProperty(QTextCharFormat.Property.FontSizeAdjustment)
        kind.setProperty(QTextCharFormat.Property.FontPixelSize, int(_HEADINGS.get(level, TypeSize.HEADING)))
        kind.setFontWeight(QFont.Weight.DemiBold)
        cursor.setCharFormat(kind)


def _is_bulleted(cursor: QTextCursor) -> bool:
    return (
        bool(cursor.currentList()) and cursor.currentList().format().style() is QTextListFormat.Style.ListDisc
    )
