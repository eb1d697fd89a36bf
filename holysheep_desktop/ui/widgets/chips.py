"""What a token looks like wherever it is shown: its text, its colour, and how it is painted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen

from holysheep_desktop.core.tokens import Token, joined_for_display
from holysheep_desktop.ui.appearance.theme import Role, Theme
from holysheep_desktop.ui.widgets.shown_text import ChipText, chip_text

LEADING_GAP = 5
PADDING = 5
_VERTICAL_PADDING = 3
_WIDEST = 280
_RADIUS = 3.0
_COUNT_SHARE = 0.75


class Ramp(Enum):
    """How values become colours."""

    NONE = auto()
    SEQUENTIAL = auto()
    DIVERGING = auto()


@dataclass(frozen=True, slots=True)
class Chip:
    """One chip: a token, or the pieces of one character. `value` None means that there is none."""

    text: str
    indices: tuple[int, ...]
    ids: tuple[int, ...] = ()
    value: float | None = None
    is_special: bool = False
    note: str = ""
    """Why there is no value, in words."""

    @property
    def face(self) -> ChipText:
        """How the text is written."""
        return chip_text(self.text)


def chips_of(
    tokens: Sequence[Token], prompt: str, values: Sequence[float | None] | None = None, note: str = ""
) -> tuple[Chip, ...]:
    """Chips of a prompt; a joined character shows the value furthest from 0 of its pieces."""
    known = values if values is not None else (None,) * len(tokens)
    return tuple(
        Chip(
            text=group.text,
            indices=group.indices,
            ids=tuple(tokens[index].id for index in group.indices),
            value=_furthest_from_0(known[index] for index in group.indices),
            is_special=tokens[group.indices[0]].is_special,
            note=note,
        )
        for group in joined_for_display(tokens, prompt)
    )


def _furthest_from_0(values: Iterable[float | None]) -> float | None:
    return max((value for value in values if value is not None), key=abs, default=None)


@dataclass(frozen=True, slots=True)
class ChipPaint:
    """Everything that the chips of one text share: ramp, its scale, theme and font."""

    theme: Theme
    ramp: Ramp = Ramp.NONE
    scale: float = 1.0
    """The value that gets the full colour."""

    def fill(self, chip: Chip) -> QColor | None:
        """The chip's colour; None where it has no value to show."""
        if self.ramp is Ramp.NONE or chip.value is None:
            return None
        share = chip.value / self.scale if self.scale > 0 else 0.0
        return self.theme.sequential(share) if self.ramp is Ramp.SEQUENTIAL else self.theme.diverging(share)

    def size(self, chip: Chip, font: QFont) -> QSize:
        """How much room the chip takes, its leading gap included."""
        metrics = QFontMetrics(font)
        text_width = min(_WIDEST, metrics.horizontalAdvance(chip.face.text))
        gap = LEADING_GAP if chip.face.has_leading_space else 0
        return QSize(
            gap + text_width + 2 * PADDING + self._count_width(chip, font),
            metrics.height() + 2 * _VERTICAL_PADDING,
        )

    def draw(
        self, painter: QPainter, rect: QRect, chip: Chip, font: QFont, *, is_current: bool = False
    ) -> None:
        """Paint the chip into a rectangle of its size."""
        face = chip.face
        box = QRectF(rect.adjusted(LEADING_GAP if face.has_leading_space else 0, 0, 0, 0)).adjusted(
            1, 1, -1, -1
        )
        fill = self.fill(chip)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._border(is_current=is_current))
        painter.setBrush(self._brush(chip, fill))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.setFont(font)
        painter.setPen(self._ink(chip, face, fill))
        count_width = self._count_width(chip, font)
        text_box = box.adjusted(PADDING - 1, 0, 1 - PADDING - count_width, 0)
        words = QFontMetrics(font).elidedText(
            face.text, Qt.TextElideMode.ElideMiddle, int(text_box.width()) + 2
        )
        painter.drawText(text_box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        if count_width:
            painter.setFont(_count_font(font))
            place = box.adjusted(0, 1, -PADDING / 2, 0)
            painter.drawText(
                place, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight), _count(chip)
            )
        painter.restore()

    def _border(self, *, is_current: bool) -> QPen:
        role, width = (Role.ACCENT, 2.0) if is_current else (Role.LINE, 1.0)
        return QPen(self.theme.colour(role), width)

    def _brush(self, chip: Chip, fill: QColor | None) -> QBrush:
        if fill is not None:
            return QBrush(fill)
        if self.ramp is Ramp.NONE or chip.is_special:
            return QBrush(Qt.BrushStyle.NoBrush)
        return QBrush(self.theme.colour(Role.TEXT_MUTED), Qt.BrushStyle.BDiagPattern)

    def _ink(self, chip: Chip, face: ChipText, fill: QColor | None) -> QColor:
        if fill is not None:
            return self.theme.ink_on(fill)
        is_pale = face.is_mark or chip.is_special
        return self.theme.colour(Role.TEXT_MUTED if is_pale else Role.TEXT)

    def _count_width(self, chip: Chip, font: QFont) -> int:
        if len(chip.indices) < 2:
            return 0
        return QFontMetrics(_count_font(font)).horizontalAdvance(_count(chip)) + 3


def _count(chip: Chip) -> str:
    return str(len(chip.indices))


def _count_font(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(max(8, round(QFontMetrics(font).height() * _COUNT_SHARE * 0.75)))
    return small
