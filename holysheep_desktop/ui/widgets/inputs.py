"""Named boxes for numbers, choices and texts, made in one line."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QPlainTextEdit,
    QSpinBox,
    QTabWidget,
    QToolButton,
    QWidget,
)

from holysheep_desktop.ui.widgets.boxes import ChoiceBox, DecimalBox, NumberBox
from holysheep_desktop.ui.widgets.buttons import ToolButton
from holysheep_desktop.ui.widgets.reading_scroll import ReadingScroll

_INSET = 6
Box = TypeVar("Box", bound=QAbstractSpinBox)


def inset(box: Box) -> Box:
    """The same box, its text away from the border: style sheets do not reach the field inside (Qt 6.11)."""
    box.lineEdit().setTextMargins(_INSET, 0, 0, 0)
    return box


def number_box(name: str, low: int, high: int, value: int) -> QSpinBox:
    """A whole number between `low` and `high`."""
    box = inset(NumberBox())
    box.setObjectName(name)
    box.setRange(low, high)
    box.setValue(value)
    return box


def seed_box(name: str) -> QSpinBox:
    """The seed of a generation, as far as a box can count."""
    return number_box(name, 0, 2**31 - 1, 0)


def decimal_box(name: str, high: float, step: float) -> QDoubleSpinBox:
    """A number from 0 to `high`."""
    box = inset(DecimalBox())
    box.setObjectName(name)
    box.setRange(0.0, high)
    box.setSingleStep(step)
    return box


def choice_box(name: str) -> QComboBox:
    """A choice, as wide as its longest entry."""
    box = ChoiceBox()
    box.setObjectName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def read_only_text(name: str) -> QPlainTextEdit:
    """Text that can be read and copied."""
    text = QPlainTextEdit()
    text.setObjectName(name)
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    return text


def tool_button(name: str, text: str = "") -> QToolButton:
    """A quiet button without a border."""
    button = ToolButton()
    button.setObjectName(name)
    button.setText(text)
    button.setAutoRaise(True)
    return button


def detail_tabs(name: str) -> QTabWidget:
    """Tabs below a picture."""
    tabs = QTabWidget()
    tabs.setObjectName(name)
    tabs.setDocumentMode(True)
    return tabs


def upright_scroll(name: str, content: QWidget) -> ReadingScroll:
    """Scrolls up and down only; its content takes the width that there is."""
    scroll = ReadingScroll()
    scroll.setObjectName(name)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(content)
    return scroll
