"""Both prompts as chips, partners joined by lines: drawn, dragged, and walked by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from holysheep_desktop.core.alignment import Alignment, Pair
from holysheep_desktop.ui.appearance.theme import GAP, Theme
from holysheep_desktop.ui.patching.alignment.chip_faces import single_chips
from holysheep_desktop.ui.patching.alignment.columns import ChipLayout, Column, Place, columns_of, lay_out
from holysheep_desktop.ui.patching.alignment.pair_picture import PairPicture
from holysheep_desktop.ui.patching.alignment.pairing import Pairing, Wish
from holysheep_desktop.ui.patching.alignment.pairs import ReadPrompt
from holysheep_desktop.ui.widgets.chips import Chip, ChipPaint

_MARGIN = 2
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_DELETE = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class PairCanvas(QWidget):
    """Shows an alignment and asks for changes; it changes nothing by itself.

    Signals: pair_requested(original, comparison); unpair_requested(original, comparison);
    place_changed() when another token is chosen, or a pairing begins or ends; hovered(Place | None).
    """

    pair_requested = Signal(int, int)
    unpair_requested = Signal(int, int)
    place_changed = Signal()
    hovered = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names = ("", "")
        self._chips: tuple[tuple[Chip, ...], tuple[Chip, ...]] = ((), ())
        self._columns: tuple[Column, ...] = ()
        self._pairing = Pairing()
        self._layout = ChipLayout({}, {}, (), 0)
        self._pressed: tuple[QPoint, Place | None] | None = None
        self._drag: QPoint | None = None
        self.setObjectName("pairCanvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        theme.changed.connect(self._on_theme_changed)

    @property
    def current(self) -> Place:
        """The token that keys act on."""
        return self._pairing.current

    @property
    def start(self) -> Place | None:
        """The token that waits for a partner."""
        return self._pairing.start

    def partner_of(self, place: Place) -> Place | None:
        """The token that stands for this one in the other prompt."""
        return self._pairing.partner_of(place)

    def chip_rect(self, place: Place) -> QRect:
        """Where a token's chip is drawn."""
        return self._layout.chips[place]

    def line_rect(self, pair: Pair) -> QRect:
        """Where the line of a pair is drawn."""
        return self._layout.lines[pair]

    def set_names(self, original: str, comparison: str) -> None:
        """The words at the left of the rows."""
        self._names = (original, comparison)
        self._place_chips()

    def show_alignment(self, prompts: tuple[ReadPrompt, ReadPrompt], alignment: Alignment) -> None:
        """Show two prompts and their pairs; the chosen token stays where it can."""
        self._chips = (single_chips(prompts[0]), single_chips(prompts[1]))
        self._columns = columns_of(alignment)
        self._pairing.show(self._columns, alignment)
        self._pressed = self._drag = None
        self._place_chips()
        self.place_changed.emit()

    def _place_chips(self) -> None:
        paint, metrics = ChipPaint(self._theme), QFontMetrics(self.font())
        sizes = tuple([paint.size(chip, self.font()) for chip in row] for row in self._chips)
        left = max(metrics.horizontalAdvance(name) for name in self._names) + 2 * GAP
        self._layout = lay_out(self._columns, (sizes[0], sizes[1]), left, self.width() - _MARGIN)
        self.setMinimumHeight(self._layout.height + _MARGIN)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, self._layout.height + _MARGIN)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place_chips()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._place_chips()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        start, current = self._pairing.start, self._pairing.current
        picture = PairPicture(self._theme, self._layout, self._chips, self._pairing.paired, self.font())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture.draw_names(painter, self._names)
        picture.draw_lines(painter)
        picture.draw_chips(painter, event.rect(), start, current if self.hasFocus() else None)
        if start is not None and self._drag is not None:
            picture.draw_pairing(painter, start, self._drag)
        elif start is not None and current.side is not start.side:
            picture.draw_pairing(painter, start, picture.edge(current))
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        point = event.position().toPoint()
        self._pressed = (point, self._layout.place_at(point))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._pressed is None or self._pressed[1] is None:
            place = self._layout.place_at(point)
            is_over = place is not None or self._layout.line_at(point) is not None
            self.hovered.emit(place)
            self.setCursor(Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor)
            return
        far = (point - self._pressed[0]).manhattanLength() >= QApplication.startDragDistance()
        if far or self._drag is not None:
            self._pairing.start, self._drag = self._pressed[1], point
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            super().mouseReleaseEvent(event)
            return
        point = event.position().toPoint()
        place, self._pressed = self._pressed[1], None
        was_dragged, self._drag = self._drag is not None, None
        if was_dragged:
            self._act(self._pairing.drop(self._layout.place_at(point)))
        elif place is not None:
            self._act(self._pairing.click(place))
        else:
            line = self._layout.line_at(point)
            self._act(None if line is None else Wish(line, joins=False))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._pairing.move(key):
            self._act(None)
        elif key in _ENTER and self._columns:
            self._act(self._pairing.enter())
        elif key in _DELETE:
            self._act(self._pairing.part())
        elif key == Qt.Key.Key_Escape and self._pairing.start is not None:
            self._pairing.start = None
            self._act(None)
        else:
            super().keyPressEvent(event)

    def _act(self, wish: Wish | None) -> None:
        """Show where things stand now, then ask for what is wished."""
        self.update()
        self.place_changed.emit()
        if wish is not None:
            (self.pair_requested if wish.joins else self.unpair_requested).emit(*wish.pair)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._act(None)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._place_chips()
