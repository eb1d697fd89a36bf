"""Random sets as dots on a line, once for each direction, with the candidates' own effect among them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from holysheep_desktop.core.debugging.verdict import LEAST_EFFECT
from holysheep_desktop.core.results import ControlResult, FeatureSetEffect
from holysheep_desktop.ui.appearance.theme import GAP, Role, Theme, TypeSize, tabular
from holysheep_desktop.ui.charts.chart import Cell, Chart, ChartTable, draw_ring
from holysheep_desktop.ui.words.shares import percent

_LANE = 40
_AXIS = 24
_NAMES_SHARE = 0.22
_DOT, _DIAMOND = 3.0, 6.0
_FAINT = 0.45


class ControlPicture(Chart):
    """Two lanes over one axis: 0 % is nothing changed, 100 % the other prompt's next word."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._together: FeatureSetEffect | None = None
        self._names = ("", "")
        self._low, self._high = 0.0, 1.0
        self.setObjectName("controlPicture")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)
        self.setAccessibleName(self.tr("Candidates among random sets"))

    def show_effect(self, together: FeatureSetEffect | None, names: tuple[str, str]) -> None:
        """Replace what is drawn; `names` are the words of the two directions."""
        self._together, self._names = together, names
        values = [0.0, 1.0, *(value for lane in self._lanes() for value in lane)]
        room = 0.04 * (max(values) - min(values))
        self._low, self._high = min(values) - room, max(values) + room
        self.tell()
        self.update()

    def _lanes(self) -> list[list[float]]:
        return [
            [*control.effects, *([] if value is None else [value])] for _, value, control in self._sides()
        ]

    def _sides(self) -> list[tuple[str, float | None, ControlResult]]:
        one = self._together
        if one is None or one.noising_control is None or one.denoising_control is None:
            return []
        return [
            (self._names[0], one.noising, one.noising_control),
            (self._names[1], one.denoising, one.denoising_control),
        ]

    @override
    def chart_table(self) -> ChartTable:
        rows: list[tuple[Cell, ...]] = []
        for name, value, control in self._sides():
            rows.append((name, self.tr("Candidates"), value))
            rows += [
                (name, self.tr("Random set {n}").format(n=n), e) for n, e in enumerate(control.effects, 1)
            ]
        return ChartTable((self.tr("Direction"), self.tr("Features"), self.tr("Effect")), tuple(rows))

    @override
    def chart_summary(self) -> str:
        words = self.tr("{direction}: the candidates reach {value}, 95% of random sets at most {limit}.")
        return " ".join(
            words.format(direction=name, value=percent(value), limit=percent(control.percentile_95))
            for name, value, control in self._sides()
            if value is not None and control.percentile_95 is not None
        )

    @override
    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Candidates among random sets"))
        super()._retranslate()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 2 * _LANE + _AXIS)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, 2 * _LANE + _AXIS)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = tabular(self.font())
        font.setPixelSize(TypeSize.SECONDARY)
        painter.setFont(font)
        self._paint_axis(painter)
        for lane, (name, value, control) in enumerate(self._sides()):
            self._paint_lane(painter, lane * _LANE, name, value, control)
        draw_ring(painter, self, self._theme)
        painter.end()

    def _x(self, value: float) -> float:
        left = self.width() * _NAMES_SHARE + GAP
        return left + (value - self._low) / (self._high - self._low) * (self.width() - left - 2 * GAP)

    def _paint_axis(self, painter: QPainter) -> None:
        bottom = 2 * _LANE
        for value in (0.0, LEAST_EFFECT, 1.0):
            x = self._x(value)
            painter.setPen(QPen(self._theme.colour(Role.LINE), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, bottom))
            painter.setPen(self._theme.colour(Role.TEXT_MUTED))
            room = QRectF(x - 30, bottom + 2, 60, _AXIS - 2)
            painter.drawText(
                room, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), percent(value)
            )

    def _paint_lane(
        self, painter: QPainter, top: float, name: str, value: float | None, control: ControlResult
    ) -> None:
        middle = top + _LANE / 2
        names = QRectF(0, top, self.width() * _NAMES_SHARE, _LANE)
        painter.setPen(self._theme.colour(Role.TEXT))
        elided = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(names.width()))
        painter.drawText(names, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), elided)
        if control.percentile_95 is not None:
            band = self._theme.colour(Role.HOVER)
            low, high = self._x(-control.percentile_95), self._x(control.percentile_95)
            left = max(low, self._x(self._low))
            painter.fillRect(QRectF(left, top + GAP, high - left, _LANE - 2 * GAP), band)
        dots = self._theme.colour(Role.TEXT_MUTED)
        dots.setAlphaF(_FAINT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dots)
        for effect in control.effects:
            painter.drawEllipse(QPointF(self._x(effect), middle), _DOT, _DOT)
        if value is not None:
            self._paint_diamond(painter, self._x(value), middle)

    def _paint_diamond(self, painter: QPainter, x: float, y: float) -> None:
        painter.setBrush(self._theme.colour(Role.ACCENT))
        corners = [(0, -_DIAMOND), (_DIAMOND, 0), (0, _DIAMOND), (-_DIAMOND, 0)]
        painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in corners]))

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()
