"""Tab goes through a window as one reads it: from left to right, row by row, a panel before the next one.

Qt goes in the order in which widgets were made, and tabs, notices and steps are made when they are needed.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_TAB = Qt.FocusPolicy.TabFocus.value


def move_focus(window: QWidget, *, forward: bool) -> bool:
    """Give the focus to the next widget, or the one before; False where no other takes it."""
    current = QApplication.focusWidget()
    order: list[QWidget] = []
    _collect(window, current, order)
    if not any(one is not current for one in order):
        return False
    step = 1 if forward else -1
    place = order.index(current) if current in order else (-1 if forward else 0)
    target = order[(place + step) % len(order)]
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _show(target)
    return True


def _collect(parent: QWidget, current: QWidget | None, order: list[QWidget]) -> None:
    """Add the stops below `parent`, and the widget that has the focus, as one reads."""
    inside = [one for one in parent.children() if isinstance(one, QWidget)]
    shown = [one for one in inside if one.isVisible() and not one.isWindow()]
    for child in _by_rows(shown) if len(shown) > 1 else shown:
        if child is current or takes_tab(child):
            order.append(child)
        _collect(child, current, order)


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab may stop at a widget; what hands the focus on is not a stop of its own."""
    by_tab = bool(widget.focusPolicy().value & _TAB)
    return by_tab and widget.isEnabled() and widget.focusProxy() is None


def _by_rows(widgets: Sequence[QWidget]) -> list[QWidget]:
    """A widget is in a row when it begins above the middle of the row's first."""
    rows: list[list[QWidget]] = []
    for widget in sorted(widgets, key=_top_left):
        if rows and widget.y() <= rows[-1][0].geometry().center().y():
            rows[-1].append(widget)
        else:
            rows.append([widget])
    return [widget for row in rows for widget in sorted(row, key=_left_top)]


def _top_left(widget: QWidget) -> tuple[int, int]:
    return widget.y(), widget.x()


def _left_top(widget: QWidget) -> tuple[int, int]:
    return widget.x(), widget.y()


def _show(widget: QWidget) -> None:
    """Scroll every page around a widget so that it is in sight."""
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
