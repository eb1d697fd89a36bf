"""Keeps ring and card where they belong while the window is resized, scrolled or rearranged."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Slot
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QTabWidget, QWidget
from shiboken6 import isValid
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import GAP_GROUP, Theme
from holysheep_desktop.ui.tour.callout import Card, Ring, card_place

_MOVES = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.LayoutRequest,
        QEvent.Type.LanguageChange,
    }
)


class Overlay(QObject):
    """Ring and card over one window, pointing at one widget of it or at none."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.ring, self.card = Ring(theme, window), Card(theme, window)
        # Many widgets move at once; they have all found their place when the loop comes round.
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self.settle)

    def point_at(self, target: QWidget | None) -> None:
        """Surround a widget, or none, and stand beside it."""
        self._unwatch()
        self._target = target
        if target is not None:
            reveal(target)
        widget: QWidget | None = target or self._window
        while widget is not None:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = None if widget is self._window else widget.parentWidget()
        self.card.show()
        self.settle()

    def leave(self) -> None:
        """Take everything away."""
        self._unwatch()
        for widget in (self.ring, self.card):
            widget.hide()
            widget.deleteLater()
        self.deleteLater()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._settling.start(0)
        return super().eventFilter(watched, event)

    @Slot()
    def settle(self) -> None:
        """Put ring and card where they belong now."""
        place = self._place()
        if place is None:
            self.ring.hide()
        else:
            self.ring.surround(place)
        room = self._window.rect().adjusted(GAP_GROUP, GAP_GROUP, -GAP_GROUP, -GAP_GROUP)
        size = self.card.wanted_size()
        self.card.setGeometry(QRect(card_place(place, size, room), size))
        self.card.raise_()

    def _place(self) -> QRect | None:
        """What can be seen of the target, in the window's coordinates."""
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            return None
        corner = target.mapTo(self._window, QPoint(0, 0))
        place = QRect(corner, target.size())
        widget = target.parentWidget()
        while widget is not None and widget is not self._window:
            if isinstance(widget.parentWidget(), QAbstractScrollArea):
                place &= QRect(widget.mapTo(self._window, QPoint(0, 0)), widget.size())
            widget = widget.parentWidget()
        return place if place.isValid() else None

    def _unwatch(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []


def reveal(target: QWidget) -> None:
    """Bring a widget to where it can be seen: the pages of tabs that it is in, and the scroll areas."""
    page: QWidget | None = target
    while page is not None:
        stack = page.parentWidget()
        holder = stack.parentWidget() if stack is not None else None
        if isinstance(holder, QTabWidget) and holder.indexOf(page) >= 0:
            holder.setCurrentWidget(page)
        page = stack
    area = target.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(target)
        area = area.parentWidget()
