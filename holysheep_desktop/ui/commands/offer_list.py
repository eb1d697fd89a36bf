"""The lines of the palette: what is done, where it stands, and its key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, Theme
from holysheep_desktop.ui.commands.offers import Offer

_Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 32
OFFER_ROLE = Qt.ItemDataRole.UserRole


class OfferList(QAbstractListModel):
    """The offers as rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._offers = tuple(offers)
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._offers)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        offer = self._offers[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (offer.text, offer.group, offer.keys) if part)
        return offer if role == OFFER_ROLE else None


class OfferDelegate(QStyledItemDelegate):
    """Text left, its place in pale, the key at the right edge."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        offer: Offer = index.data(OFFER_ROLE)
        rect, metrics = option.rect, option.fontMetrics
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour(Role.SELECTION))
        inner = rect.adjusted(GAP_GROUP, 0, -GAP_GROUP, 0)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self._theme.colour(Role.TEXT_MUTED))
        painter.drawText(inner, right, offer.keys)
        inner.setRight(inner.right() - metrics.horizontalAdvance(offer.keys) - GAP)
        group_width = metrics.horizontalAdvance(offer.group) + GAP
        room = max(0, inner.width() - group_width)
        text = metrics.elidedText(offer.text, Qt.TextElideMode.ElideRight, room)
        place = inner.adjusted(metrics.horizontalAdvance(text) + GAP, 0, 0, 0)
        painter.drawText(place, left, offer.group)
        painter.setPen(self._theme.colour(Role.TEXT))
        painter.drawText(inner, left, text)
        painter.restore()
