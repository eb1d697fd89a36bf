"""The help window: contents and search on the left, the article on the right."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.settings import Language
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Theme
from holysheep_desktop.ui.help.articles import Article, Part, found, read_articles
from holysheep_desktop.ui.help.contents import ContentsTree
from holysheep_desktop.ui.help.links import FIRST_ARTICLE
from holysheep_desktop.ui.help.page import ArticlePage
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.inputs import tool_button

_SIZE = (920, 680)
_CONTENTS_WIDTH = 264


class HelpWindow(Translated, QWidget):
    """Stays beside the program; closing it keeps the place for the next time."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("helpWindow")
        theme.dress(self)
        self._parts: tuple[Part, ...] = ()
        self._articles: dict[str, Article] = {}
        self._past: list[str] = []
        self._future: list[str] = []
        self._search = QLineEdit()
        self._contents = ContentsTree()
        self._page = ArticlePage(theme)
        self._back, self._forward = tool_button("helpBack", "‹"), tool_button("helpForward", "›")
        self._build()
        self._connect()
        self._retranslate()
        self.resize(*_SIZE)
        self._search.setFocus()

    @property
    def page(self) -> ArticlePage:
        """What is read."""
        return self._page

    @property
    def name(self) -> str:
        """The article that is shown; an empty text before the first."""
        return self._page.article.name if self._page.article else ""

    @Slot(str)
    def show_article(self, name: str) -> None:
        """Show an article, one that does not exist excepted: then the first one."""
        wanted = name if name in self._articles else FIRST_ARTICLE
        if self.name and wanted != self.name:
            self._past.append(self.name)
            self._future.clear()
        self._show(wanted)

    def _build(self) -> None:
        self._search.setObjectName("helpSearch")
        self._search.setClearButtonEnabled(True)
        bar = QHBoxLayout()
        bar.setSpacing(GAP)
        for widget in (self._back, self._forward):
            bar.addWidget(widget)
        bar.addWidget(self._search, stretch=1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP, GAP_GROUP)
        column.setSpacing(GAP)
        column.addLayout(bar)
        column.addWidget(self._contents, stretch=1)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setObjectName("helpSplitter")
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self._page)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_CONTENTS_WIDTH, _SIZE[0] - _CONTENTS_WIDTH])
        splitter.setHandleWidth(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)

    def _connect(self) -> None:
        self._back.clicked.connect(self._on_back)
        self._forward.clicked.connect(self._on_forward)
        self._search.textChanged.connect(self._on_searched)
        self._search.returnPressed.connect(self._on_search_entered)
        self._contents.article_chosen.connect(self.show_article)
        self._page.article_requested.connect(self.show_article)
        for key, slot in (
            (QKeySequence.StandardKey.Back, self._on_back),
            (QKeySequence.StandardKey.Forward, self._on_forward),
            (QKeySequence.StandardKey.Find, self._search.setFocus),
            (QKeySequence.StandardKey.Close, self.close),
            (Qt.Key.Key_Escape, self._on_escape),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    @override
    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Help"))
        self._search.setPlaceholderText(self.tr("Search the help"))
        self._search.setAccessibleName(self.tr("Search the help"))
        self._contents.setAccessibleName(self.tr("Contents"))
        for button, text in ((self._back, self.tr("Back")), (self._forward, self.tr("Forward"))):
            button.setAccessibleName(text)
            button.setToolTip(text)
        self._parts = read_articles(_language())
        self._articles = {article.name: article for part in self._parts for article in part.articles}
        self._contents.show_parts(self._parts)
        self._on_searched(self._search.text())
        self._show(self.name or FIRST_ARTICLE)

    def _show(self, name: str) -> None:
        self._page.show_article(self._articles[name])
        self._contents.mark(name)
        self._back.setEnabled(bool(self._past))
        self._forward.setEnabled(bool(self._future))

    @Slot(str)
    def _on_searched(self, query: str) -> None:
        self._contents.filter({article.name for article in found(self._parts, query)})

    @Slot()
    def _on_search_entered(self) -> None:
        best = found(self._parts, self._search.text())
        if best:
            self.show_article(best[0].name)

    @Slot()
    def _on_escape(self) -> None:
        if self._search.text():
            self._search.clear()
        else:
            self.close()

    @Slot()
    def _on_back(self) -> None:
        if self._past:
            self._future.append(self.name)
            self._show(self._past.pop())

    @Slot()
    def _on_forward(self) -> None:
        if self._future:
            self._past.append(self.name)
            self._show(self._future.pop())


def _language() -> Language:
    is_korean = QLocale().language() is QLocale.Language.Korean
    return Language.KOREAN if is_korean else Language.ENGLISH
