"""A prompt as chips that wrap like text, coloured by a value; chosen by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.charts.chart import ChartTable, draw_ring
from holysheep_desktop.ui.widgets.chips import Chip, ChipPaint, Ramp
from holysheep_desktop.ui.widgets.quiet_focus import nothing_chosen
from holysheep_desktop.ui.widgets.shown_text import one_line, read_number, tooltip

_SPACING = 1
_MAX_LINES = 6


class TokenList(QAbstractListModel):
    """The chips as rows; `CHIP_ROLE` gives the Chip itself."""

    CHIP_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: tuple[Chip, ...] = ()

    @property
    def chips(self) -> tuple[Chip, ...]:
        """What is shown."""
        return self._chips

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Replace all chips."""
        self.beginResetModel()
        self._chips = tuple(chips)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """One row for each chip."""
        return 0 if parent is not None and parent.isValid() else len(self._chips)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Text, words for hover and screen reader, and the chip."""
        if not index.isValid():
            return None
        chip = self._chips[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return chip.face.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._description(chip))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._description(chip).replace("\n", ", ")
        return chip if role == self.CHIP_ROLE else None

    def _description(self, chip: Chip) -> str:
        lines = [
            self.tr("“{text}”").format(text=one_line(chip.text)),
            self.tr("position {positions}").format(positions=_span(chip.indices)),
        ]
        if chip.ids:
            lines.append(self.tr("token id {ids}").format(ids=", ".join(str(i) for i in chip.ids)))
        if len(chip.indices) > 1:
            lines.append(self.tr("{n} tokens that are pieces of one character").format(n=len(chip.indices)))
        if chip.value is not None:
            lines.append(self.tr("value {value}").format(value=read_number(chip.value)))
        elif chip.note:
            lines.append(chip.note)
        return "\n".join(lines)


def _span(indices: tuple[int, ...]) -> str:
    return str(indices[0]) if len(indices) == 1 else f"{indices[0]}–{indices[-1]}"


class ChipDelegate(QStyledItemDelegate):
    """Paints chips in the view's font."""

    def __init__(self, paint: ChipPaint, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paint = paint

    def use(self, paint: ChipPaint) -> None:
        """Paint with another ramp or scale from now on."""
        self._paint = paint

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The chip's own size."""
        return self._paint.size(index.data(TokenList.CHIP_ROLE), self._font())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one chip."""
        view = self.parent()
        assert isinstance(view, QListView)
        chip = index.data(TokenList.CHIP_ROLE)
        here = view.model().index(index.row(), 0)
        is_current = view.selectionModel().isSelected(here)
        self._paint.draw(painter, view.visualRect(here), chip, self._font(), is_current=is_current)

    def _font(self) -> QFont:
        view = self.parent()
        assert isinstance(view, QWidget)
        return view.font()


class TokenChips(QListView):
    """Chips of one prompt; as high as its lines need, up to six, then it scrolls."""

    token_selected = Signal(int)  # position of the chip's first token

    def __init__(self, theme: Theme, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scale = 1.0
        self._ramp = Ramp.NONE
        self._tokens = TokenList(self)
        self._delegate = ChipDelegate(ChipPaint(theme), self)
        self.setObjectName(object_name)
        self.setModel(self._tokens)
        self.setItemDelegate(self._delegate)
        self._build()
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        theme.changed.connect(self._on_theme_changed)

    def _build(self) -> None:
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setSpacing(_SPACING)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    @property
    def chips(self) -> tuple[Chip, ...]:
        """What is shown."""
        return self._tokens.chips

    def show_chips(self, chips: Sequence[Chip], ramp: Ramp = Ramp.NONE, scale: float | None = None) -> None:
        """Show chips; `scale` is the value that gets the full colour, by default the largest of them."""
        values = [abs(chip.value) for chip in chips if chip.value is not None]
        self._ramp = ramp
        self._scale = scale if scale is not None else max(values, default=0.0)
        selected = self.currentIndex().row()
        keeps_tokens = [chip.ids for chip in chips] == [chip.ids for chip in self.chips]
        self._use_paint()
        self._tokens.show_chips(chips)
        if keeps_tokens and selected >= 0:
            self.selectionModel().blockSignals(True)
            self.setCurrentIndex(self._tokens.index(selected))
            self.selectionModel().blockSignals(False)
        self._fit_height()
        self.setAccessibleDescription(self.chart_summary())

    def chart_table(self) -> ChartTable:
        """Every chip with its value."""
        rows = tuple((float(chip.indices[0]), one_line(chip.text), chip.value) for chip in self.chips)
        return ChartTable((self.tr("Position"), self.tr("Token"), self.tr("Value")), rows)

    def chart_summary(self) -> str:
        """How many chips there are, and which has the largest value."""
        words = self.tr("%Ln token(s).", "", len(self.chips))
        known = [(chip.value, one_line(chip.text)) for chip in self.chips if chip.value]
        if self._ramp is Ramp.NONE or not known:
            return words
        value, text = max(known, key=lambda one: abs(one[0]))
        largest = self.tr("The largest value is {value}, on “{token}”.")
        return f"{words} {largest.format(value=read_number(value), token=text)}"

    def select_position(self, position: int) -> None:
        """Choose the chip that holds this token, as a click would."""
        for row, chip in enumerate(self.chips):
            if position in chip.indices:
                self.setCurrentIndex(self._tokens.index(row))

    def mark_position(self, position: int) -> None:
        """Mark the chip that holds this token, without telling anybody."""
        self.selectionModel().blockSignals(True)
        self.select_position(position)
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chips, and a frame where the keys go to them."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        draw_ring(painter, self, self._theme)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """An arrow key chooses the first token, not Tab."""
        with nothing_chosen(self):
            super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap again, and take the height of the lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_height()

    def changeEvent(self, event: QEvent) -> None:
        """A new font needs other sizes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_height()
        elif event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleDescription(self.chart_summary())

    def _use_paint(self) -> None:
        self._delegate.use(ChipPaint(self._theme, self._ramp, self._scale))

    def _fit_height(self) -> None:
        self.doItemsLayout()
        line = ChipPaint(self._theme).size(Chip("Xg", (0,)), self.font()).height() + 2 * _SPACING
        lines = min(_MAX_LINES * line, max(line, self.contentsSize().height()))
        self.setFixedHeight(lines + 2 * _SPACING)

    @Slot()
    def _on_theme_changed(self) -> None:
        self._use_paint()
        self.viewport().update()

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.token_selected.emit(self.chips[current.row()].indices[0])
