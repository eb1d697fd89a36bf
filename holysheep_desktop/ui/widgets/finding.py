"""The right side of an analysis tab: what went wrong, the sentence, and below it whatever the tab found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult, FeatureAnalysis
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, PAGE_MARGIN, Role, Theme, TypeSize
from holysheep_desktop.ui.controls import plain_label, selectable
from holysheep_desktop.ui.notices.strip import NoticeStrip
from holysheep_desktop.ui.widgets.empty_state import EmptyState
from holysheep_desktop.ui.widgets.inputs import upright_scroll
from holysheep_desktop.ui.widgets.missing_cures import MissingCures

_VEIL_OPACITY = 0.55


class Veil(QWidget):
    """Lies over an old finding while a new one is made; it dims and lets every click through.

    A QGraphicsOpacityEffect would render the charts' own graphics views into pixmaps at each repaint.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("veil")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        theme.changed.connect(self._on_theme_changed)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colour = self._theme.colour(Role.SURFACE)
        colour.setAlphaF(_VEIL_OPACITY)
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour)
        painter.end()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()


class Finding(QWidget):
    """Shows the empty state until there is a finding; an old one stays, dimmed, until the new one comes."""

    def __init__(
        self, theme: Theme, empty: EmptyState, content: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.notices = NoticeStrip(self)
        self._empty = empty
        self._headline = selectable(plain_label("headline", size=TypeSize.FINDING, wraps=True))
        self._remarks = selectable(plain_label("remarks", ink=Role.TEXT_MUTED, wraps=True))
        self.cures = MissingCures()
        self._body = QSplitter(Qt.Orientation.Horizontal, self, childrenCollapsible=False)
        self._body.setObjectName("findingSplitter")
        self._scroll = self._page(content)
        self._body.addWidget(self._scroll)
        self._body.setStretchFactor(0, 1)
        self._stack = QStackedWidget(self)
        # A low window scrolls it: it must not push the window beyond the screen.
        self._empty_page = upright_scroll("emptyScroll", empty)
        self._stack.addWidget(self._empty_page)
        self._stack.addWidget(self._body)
        self._veil = Veil(theme, self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP)
        column.setSpacing(GAP)
        column.addWidget(self.notices)
        column.addWidget(self._stack, stretch=1)

    def _page(self, content: QWidget) -> QScrollArea:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(PAGE_MARGIN - GAP_GROUP, 0, PAGE_MARGIN - GAP_GROUP, GAP)
        column.setSpacing(GAP)
        column.addWidget(self._headline)
        column.addWidget(self._remarks)
        column.addWidget(self.cures)
        column.addSpacing(GAP)
        column.addWidget(content, stretch=1)
        return upright_scroll("findingScroll", page)

    @property
    def empty(self) -> EmptyState:
        """What is shown before the first finding."""
        return self._empty

    def begin(self) -> None:
        """A run has started: what is shown becomes old."""
        raise NotImplementedError

    def add_answer_text(self, text: str) -> None:
        """Take a piece of the answer as it streams."""
        raise NotImplementedError

    def show_features(self, request: AnalysisRequest, features: FeatureAnalysis) -> None:
        """Show the features of the prompt, if they are shown at all, while the run goes on."""

    def end_without_result(self) -> None:
        """The run was stopped or failed: the old finding is the finding again."""
        raise NotImplementedError

    def show_result(self, request: AnalysisRequest, result: AnalysisResult) -> None:
        """Replace the finding."""
        raise NotImplementedError

    def add_side(self, side: QWidget) -> None:
        """Put a panel at the right of the finding, which scrolls by itself."""
        self._body.addWidget(side)
        self._body.setStretchFactor(1, 0)

    @property
    def headline(self) -> str:
        """The sentence that begins the finding."""
        return self._headline.text()

    @property
    def remarks(self) -> str:
        """What is said below it, one sentence in each line."""
        return self._remarks.text()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found yet."""
        return self._stack.currentWidget() is self._empty_page

    @property
    def is_dimmed(self) -> bool:
        """Whether what is shown is an old finding."""
        return self._veil.isVisibleTo(self._stack)

    def show_sentences(self, headline: str, remarks: Sequence[str] = ()) -> None:
        """Leave the empty state and say what was found."""
        self._headline.setText(headline)
        self._remarks.setText("\n".join(remarks))
        self._remarks.setVisible(bool(remarks))
        self._stack.setCurrentWidget(self._body)

    def show_top(self) -> None:
        """Show the beginning of the page, whatever part of an older finding was read."""
        self._scroll.verticalScrollBar().setValue(0)

    def show_empty(self) -> None:
        """Go back to the empty state."""
        self._stack.setCurrentWidget(self._empty_page)

    def dim(self, is_dimmed: bool) -> None:
        """Dim what is shown, or show it clearly again."""
        self._veil.setGeometry(self._stack.rect())
        self._veil.raise_()
        self._veil.setVisible(is_dimmed)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._veil.setGeometry(self._stack.rect())
