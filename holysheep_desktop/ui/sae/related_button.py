"""One line that leads to another feature: how related it is, its number, its label."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from holysheep_desktop.core.dashboards import RelatedFeature
from holysheep_desktop.ui.appearance.theme import GAP_LABEL, Role, Theme, tabular
from holysheep_desktop.ui.controls import explain
from holysheep_desktop.ui.widgets.label_words import label_words
from holysheep_desktop.ui.widgets.shown_text import one_line


class RelatedButton(QAbstractButton):
    """Reads like a line of a table; a QPushButton can neither elide its text nor align it left.

    Signals: feature_requested(int).
    """

    feature_requested = Signal(int)

    def __init__(self, related: RelatedFeature, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feature = related.feature
        self._theme = theme
        self.show_feature(related)
        self.setFont(tabular(self.font()))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)

    def show_feature(self, related: RelatedFeature) -> None:
        """Lead to another feature from now on."""
        self._feature = related.feature
        label = one_line(label_words(related.label))
        self.setObjectName(f"related_{related.feature}")
        self.setText(f"{related.value:.2f}   {related.feature}   {label}".rstrip())
        self.setAccessibleName(self.text())
        explain(self, label)

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, QFontMetrics(self.font()).height() + 2 * GAP_LABEL)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.hasFocus():
            painter.fillRect(self.rect(), self._theme.colour(Role.HOVER))
        painter.setPen(self._theme.colour(Role.ACCENT))
        room = QRect(GAP_LABEL, 0, self.width() - 2 * GAP_LABEL, self.height())
        text = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        painter.end()

    @Slot()
    def _on_clicked(self) -> None:
        self.feature_requested.emit(self._feature)
