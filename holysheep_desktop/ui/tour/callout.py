"""What a tour shows over the window: a ring around the widget it speaks of, and a card with the words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, Theme, TypeSize
from holysheep_desktop.ui.controls import plain_label, push_button

_CARD_WIDTH = 344
_RING_GAP = 4
_RING_WIDTH = 2
_FORWARD, _BACK = Qt.Key.Key_Right, Qt.Key.Key_Left


class Ring(QWidget):
    """A frame around a widget; clicks go through it. It does not move by itself: it is there or it is not."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("tourRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        theme.changed.connect(self._on_theme_changed)

    def surround(self, place: QRect) -> None:
        """Lie around a rectangle of the parent."""
        self.setGeometry(place.adjusted(-_RING_GAP, -_RING_GAP, _RING_GAP, _RING_GAP))
        self.show()
        self.raise_()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour(Role.ACCENT), _RING_WIDTH))
        half = _RING_WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), _RING_GAP, _RING_GAP)
        painter.end()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()


class Card(QFrame):
    """Signals: next_requested(), back_requested(), end_requested()."""

    next_requested = Signal()
    back_requested = Signal()
    end_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("tourCard")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(_CARD_WIDTH)
        self._count = plain_label("tourCount", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
        self._title = plain_label("tourTitle", size=TypeSize.HEADING, bold=True, wraps=True)
        self._text = plain_label("tourText", wraps=True)
        self._state = plain_label("tourState", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self._end, self._back = push_button("tourEnd"), push_button("tourBack")
        self._next = push_button("tourNext", is_primary=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addWidget(self._end)
        buttons.addStretch()
        buttons.addWidget(self._back)
        buttons.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        for label in (self._count, self._title, self._text, self._state):
            column.addWidget(label)
        column.addSpacing(GAP)
        column.addLayout(buttons)
        for button in (self._end, self._back, self._next):
            # Enter presses the one that has the focus, and the arrows go through the steps, not the buttons.
            button.setAutoDefault(True)
            button.installEventFilter(self)
        self._next.clicked.connect(self.next_requested)
        self._back.clicked.connect(self.back_requested)
        self._end.clicked.connect(self.end_requested)

    @property
    def words(self) -> str:
        """Everything that is said."""
        labels = (self._count, self._title, self._text, self._state)
        return "\n".join(label.text() for label in labels if label.text())

    def show_step(self, words: tuple[str, str], number: int, total: int) -> None:
        """Say a step's words."""
        title, text = words
        self._count.setText(self.tr("{number} of {total}").format(number=number, total=total))
        self._title.setText(title)
        self._text.setText(text)
        self._back.setText(self.tr("Back"))
        self._back.setAccessibleName(self.tr("Back"))
        self._back.setEnabled(number > 1)
        self._end.setText(self.tr("End the tour"))
        self._end.setAccessibleName(self.tr("End the tour"))
        self._end.setVisible(number < total)
        self.setAccessibleName(self.tr("Guided tour"))
        self.setAccessibleDescription(f"{title}. {text}")

    def show_next(self, text: str, state: str, *, is_ready: bool) -> None:
        """Name the button that goes on, and say what is waited for."""
        self._next.setText(text)
        self._next.setAccessibleName(text)
        self._next.setAccessibleDescription(self.accessibleDescription())
        had_focus = self._next.hasFocus() or self.hasFocus()
        self._next.setEnabled(is_ready)
        if had_focus:
            self.take_focus()
        self._state.setText(state)
        self._state.setVisible(bool(state))

    def take_focus(self) -> None:
        """Let the keyboard go on from here."""
        # Not to another button while one waits: an impatient Enter would press it.
        (self._next if self._next.isEnabled() else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def wanted_size(self) -> QSize:
        """As high as the words need it to be."""
        return QSize(_CARD_WIDTH, self.heightForWidth(_CARD_WIDTH))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour(Role.ACCENT), _RING_WIDTH))
        painter.setBrush(self._theme.colour(Role.RAISED))
        half = _RING_WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), _RING_GAP, _RING_GAP)
        painter.end()

    @override
    def event(self, event: QEvent) -> bool:
        # Esc is the window's key to stop a run; while the keyboard is in here, it ends the tour.
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            is_ours = event.key() == Qt.Key.Key_Escape
            event.setAccepted(is_ours)
            return is_ours
        return super().event(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._take_key(event)
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.end_requested.emit()
        elif key == _FORWARD and self._next.isEnabled():
            self.next_requested.emit()
        elif key == _BACK and self._back.isEnabled():
            self.back_requested.emit()
        return key in (Qt.Key.Key_Escape, _FORWARD, _BACK)


def card_place(target: QRect | None, card: QSize, room: QRect) -> QPoint:
    """Where the card stands: beside what it speaks of, inside the room; else in the corner below right.

    >>> card_place(QRect(10, 100, 100, 20), QSize(50, 40), QRect(0, 0, 400, 300))
    PySide6.QtCore.QPoint(122, 100)
    """
    if target is None:
        return QPoint(room.center().x() - card.width() // 2, room.center().y() - card.height() // 2)
    gap = _RING_GAP + GAP
    top = min(max(target.top(), room.top()), room.bottom() - card.height())
    left = min(max(target.left(), room.left()), room.right() - card.width())
    for corner in (
        QPoint(target.right() + gap, top),
        QPoint(target.left() - gap - card.width(), top),
        QPoint(left, target.bottom() + gap),
        QPoint(left, target.top() - gap - card.height()),
    ):
        if room.contains(QRect(corner, card)):
            return corner
    return QPoint(room.right() - card.width(), room.bottom() - card.height())
