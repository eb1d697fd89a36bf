"""Labels and buttons as every screen uses them: named, plain text, on the type scale."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.ui.appearance.theme import Role, TypeSize, set_ink, set_type
from holysheep_desktop.ui.widgets.buttons import PushButton
from holysheep_desktop.ui.widgets.shown_text import tooltip

_SPOKEN_LIMIT = 2_000


def plain_label(
    name: str,
    *,
    size: TypeSize = TypeSize.BODY,
    ink: Role | None = None,
    bold: bool = False,
    wraps: bool = False,
) -> QLabel:
    """A label that never takes its text for HTML."""
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    set_type(label, size, bold=bold)
    if ink is not None:
        set_ink(label, ink)
    return label


def selectable(label: QLabel) -> QLabel:
    """The same label, whose text can be marked and copied."""
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label


def explain(widget: QWidget, words: str) -> None:
    """Say on hovering, and to screen readers, what a widget is; they would read the tooltip's HTML aloud."""
    widget.setToolTip(tooltip(words))
    widget.setAccessibleDescription(plain_text(words, _SPOKEN_LIMIT, keep_lines=True))


def push_button(name: str, *, is_primary: bool = False, icon: QIcon | None = None) -> QPushButton:
    """A button; `is_primary` for the one that a screen is about."""
    button = PushButton()
    button.setObjectName(name)
    button.setProperty("primary", is_primary)
    button.setAutoDefault(False)
    if icon is not None:
        button.setIcon(icon)
    return button


def panel(name: str) -> QFrame:
    """A raised surface with a thin border."""
    frame = QFrame()
    frame.setObjectName(name)
    frame.setProperty("panel", True)
    return frame


def line(name: str) -> QFrame:
    """A thin horizontal line."""
    frame = QFrame()
    frame.setObjectName(name)
    frame.setProperty("rule", True)
    frame.setFixedHeight(1)
    return frame
