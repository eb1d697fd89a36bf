"""Boxes and sliders that the wheel passes by: scrolling a form must not change what stands in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QSlider,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)
from typing_extensions import override


class WheelNeedsFocus:
    """Stands before a widget's Qt class: the wheel neither gives the focus nor changes what has none."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # pyright: ignore[reportAttributeAccessIssue] - the Qt class

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page around it, unless this is being edited."""
        if self.hasFocus():  # pyright: ignore[reportAttributeAccessIssue] - the Qt class
            super().wheelEvent(event)  # pyright: ignore[reportAttributeAccessIssue] - the Qt class
        else:
            event.ignore()


class NumberBox(WheelNeedsFocus, QSpinBox):
    """A whole number; the wheel changes it only while it has the focus."""


class DecimalBox(WheelNeedsFocus, QDoubleSpinBox):
    """A number; the wheel changes it only while it has the focus."""


class ChoiceBox(WheelNeedsFocus, QComboBox):
    """A choice; the wheel scrolls its open list only, and a text that does not fit ends in "…"."""

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        # As Qt paints it, but Qt cuts the text. (An own `initStyleOption` ends in a crash: PySide 6.11.)
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        text = option.currentText if self.currentIndex() >= 0 else self.placeholderText()
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class LevelSlider(WheelNeedsFocus, QSlider):
    """A horizontal slider; the wheel moves it only while it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
