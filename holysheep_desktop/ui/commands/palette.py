"""The command palette: a line to type in, and below it what can be done, best answer first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import GAP, PAGE_MARGIN, Role, Theme
from holysheep_desktop.ui.commands.offer_list import OFFER_ROLE, ROW_HEIGHT, OfferDelegate, OfferList
from holysheep_desktop.ui.commands.offers import Offer, best_first
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.widgets.search_field import SearchField

_WIDTH, _HEIGHT = 640, 440
_BORDER = 1
_KEYS_OF_THE_LIST = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class Palette(QFrame):
    """Lies over its window, so that input methods work in it as anywhere; Escape puts it away."""

    def __init__(self, offers: Callable[[], Sequence[Offer]], theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self.setProperty("panel", True)
        self._ask, self._window = offers, window
        self._offers: tuple[Offer, ...] = ()
        self._before: QWidget | None = None
        self._words = SearchField("paletteWords")
        self._rows = OfferList(self)
        self._view = QListView()
        self._nothing = plain_label("paletteNothing", ink=Role.TEXT_MUTED)
        self._build(theme)
        self._words.words_changed.connect(self._fill)
        self._words.returnPressed.connect(self._on_return)
        self._view.clicked.connect(self._on_clicked)
        self._words.installEventFilter(self)
        window.installEventFilter(self)
        self._retranslate()
        self.hide()

    @property
    def shown_offers(self) -> tuple[Offer, ...]:
        """What is listed, best answer first."""
        return tuple(self._rows.index(row).data(OFFER_ROLE) for row in range(self._rows.rowCount()))

    @Slot()
    def open(self) -> None:
        """Ask what can be done now, and show it."""
        self._offers = tuple(self._ask())
        self._before = QApplication.focusWidget()
        self._words.start_over()
        self._fill()
        self.show()
        self.raise_()
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add(self, offers: Sequence[Offer]) -> None:
        """Offer more, which took a moment to be found."""
        if self.isVisible():
            self._offers = (*self._offers, *offers)
            self._fill()

    def close_again(self) -> None:
        """Go, and give the focus back to where it was."""
        had_focus = self._words.hasFocus()
        self.hide()
        if had_focus and self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.isHidden():
            return False
        if watched is self._words:
            return self._takes_key(event)
        if event.type() is QEvent.Type.Resize:
            self._place()
        elif event.type() is QEvent.Type.MouseButtonPress:
            self.close_again()
        return False

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
            QTimer.singleShot(0, self, self._ask_again)
        super().changeEvent(event)

    def _takes_key(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut and self._window.isActiveWindow():
            QTimer.singleShot(0, self, self._go_if_left)
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.close_again()
            return True
        if event.key() in _KEYS_OF_THE_LIST:
            QApplication.sendEvent(self._view, event)
            return True
        return False

    def _build(self, theme: Theme) -> None:
        self.setAutoFillBackground(True)
        self._view.setObjectName("paletteOffers")
        self._view.setModel(self._rows)
        self._view.setItemDelegate(OfferDelegate(theme, self._view))
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setUniformItemSizes(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        column.addWidget(self._words)
        column.addWidget(self._view, stretch=1)
        column.addWidget(self._nothing, stretch=1)

    def _place(self) -> None:
        window = self._window
        width = min(_WIDTH, window.width() - 2 * PAGE_MARGIN)
        around = 3 * GAP + self._words.sizeHint().height() + 2 * _BORDER
        rows = max(1, self._rows.rowCount()) * ROW_HEIGHT + around
        height = min(rows, _HEIGHT, window.height() - 4 * PAGE_MARGIN)
        self.setGeometry((window.width() - width) // 2, 2 * PAGE_MARGIN, width, height)

    def _retranslate(self) -> None:
        self._words.setPlaceholderText(self.tr("Type what you want to do"))
        self._words.setAccessibleName(self.tr("Command palette"))
        self._view.setAccessibleName(self.tr("Commands"))
        self._nothing.setText(self.tr("Nothing with these letters"))

    @Slot()
    def _fill(self) -> None:
        found = best_first(self._offers, self._words.words)
        self._rows.show_offers(found)
        self._view.setVisible(bool(found))
        self._nothing.setVisible(not found)
        if found:
            self._view.setCurrentIndex(self._rows.index(0))
        self._place()

    @Slot()
    def _ask_again(self) -> None:
        """The commands have other words now."""
        if self.isVisible():
            self._offers = tuple(self._ask())
            self._fill()

    @Slot()
    def _go_if_left(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and not self.isAncestorOf(focus):
            self.hide()

    @Slot()
    def _on_return(self) -> None:
        self._do(self._view.currentIndex())

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._do(index)

    def _do(self, index: QModelIndex) -> None:
        offer: Offer | None = index.data(OFFER_ROLE)
        if offer is not None:
            self.close_again()
            offer.do()
