"""What a person without mouse or screen meets in a window: names, stops of the Tab key, charts, contrast."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSlider,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)
from translations.shown import name_of

from holysheep_desktop.ui.appearance.theme import READABLE_CONTRAST, contrast
from holysheep_desktop.ui.charts.chart import TableChart
from holysheep_desktop.ui.window.focus_order import takes_tab

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox,
            QAbstractItemView, QSlider, QTabBar, QProgressBar)  # fmt: skip
INSIDE_QT = ("qt_tableview_cornerbutton", "ScrollLeftButton", "ScrollRightButton")
DRAWN_BUT_NO_CHART = ("Veil", "ThemePicture", "StatusLight", "HelpMark", "RelatedButton", "Ring", "Card",
                      "TokenLine", "TokenChips", "PairCanvas", "Notch")  # fmt: skip
"""Painted by this program: decoration, buttons, and parts of a chart that has its table as a whole."""
MOST_STOPS = 250
_TURN_MS = 5
MOST_LINKS = 100
"""Of a page that is walked link by link before the key leaves it."""
MOST_INKS = 40
THIN_STROKES = 0.9
"""Smoothed strokes of a pixel's width are a little paler than the ink."""


def shown_in(window: QWidget) -> list[QWidget]:
    """The window and what is visible in it, without its dialogs."""
    inside = [one for one in window.findChildren(QWidget) if one.window() is window.window()]
    return [one for one in (window, *inside) if one.isVisible()]


def heard(widget: QWidget, what: QAccessible.Text) -> str:
    """What a screen reader says of a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(what)


def unnamed(window: QWidget) -> Iterator[str]:
    """Controls without a word for what they are, and words with HTML in them."""
    for widget in shown_in(window):
        if widget.focusProxy() is not None or widget.objectName() in INSIDE_QT:
            continue
        if isinstance(widget, QHeaderView):
            continue
        is_control = isinstance(widget, CONTROLS) or takes_tab(widget) or widget.isWindow()
        name = heard(widget, QAccessible.Text.Name)
        if is_control and not any(character.isalnum() for character in name):
            yield f"{name_of(widget)} has no name"
        description = heard(widget, QAccessible.Text.Description)
        if "<p" in description and not isinstance(widget, QTabBar):
            yield f"{name_of(widget)} is described in HTML"


def only_by_mouse(window: QWidget) -> Iterator[str]:
    """What answers clicks and takes no focus."""
    for widget in shown_in(window):
        if widget.objectName() in INSIDE_QT or widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            continue
        handler = getattr(type(widget).mousePressEvent, "__module__", None) or ""
        if isinstance(widget, QAbstractButton) or handler.startswith("holysheep_desktop"):
            yield f"{name_of(widget)} answers the mouse only"


def missed_by_tab(window: QWidget, *, forward: bool) -> Iterator[str]:
    """Stops that the key does not come to, as it goes round, and traps that it does not leave."""
    window.activateWindow()
    QTest.qWait(_TURN_MS)
    wanted = {one for one in shown_in(window) if takes_tab(one) and not one.isWindow()}
    if not wanted:
        return
    key = Qt.Key.Key_Tab if forward else Qt.Key.Key_Backtab
    modifier = Qt.KeyboardModifier.NoModifier if forward else Qt.KeyboardModifier.ShiftModifier
    seen: list[QWidget | None] = []
    for _ in range(MOST_STOPS):
        QTest.keyClick(QApplication.focusWidget() or window, key, modifier)
        stop = QApplication.focusWidget()
        if stop in seen and (stop is not seen[-1] or seen.count(stop) > MOST_LINKS):
            break
        seen.append(stop)
    missed = sorted(name_of(one) for one in wanted - set(seen) if one.isVisible())
    direction = "Tab" if forward else "Shift+Tab"
    yield from (f"{direction} does not come to {name}" for name in missed)


def mute_charts(window: QWidget) -> Iterator[str]:
    """Charts without a name, a sentence with a number, or a table with rows; pictures that are no chart."""
    for widget in shown_in(window):
        if isinstance(widget, TableChart):
            parts = [widget, *widget.findChildren(QWidget)]
            name = next((one.accessibleName() for one in parts if one.accessibleName()), "")
            said = next((one.accessibleDescription() for one in parts if one.accessibleDescription()), "")
            table = widget.chart_table()
            if not name or not any(character.isdigit() for character in said):
                yield f"{name_of(widget)} says {name!r}: {said!r}"
            if not table.rows or any(len(row) != len(table.titles) for row in table.rows):
                yield f"{name_of(widget)} gives no table"
            if not any(takes_tab(one) for one in parts):
                yield f"{name_of(widget)} cannot have the focus"
        elif _is_painted_here(widget) and not _is_no_chart(widget):
            yield f"{name_of(widget)} is painted, and has no table"


def _is_no_chart(widget: QWidget) -> bool:
    return isinstance(widget, QComboBox) or type(widget).__name__ in DRAWN_BUT_NO_CHART


def _is_painted_here(widget: QWidget) -> bool:
    painter = getattr(type(widget).paintEvent, "__module__", None) or ""
    return painter.startswith("holysheep_desktop")


def pale(window: QWidget) -> Iterator[str]:
    """Texts that stand out too little, as they are painted: the ink is what differs most from the ground."""
    if any(type(one).__name__ == "Veil" for one in shown_in(window)):
        return  # an old finding is dimmed, and counts as switched off, until the new one comes
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width())
    for widget in shown_in(window):
        if not isinstance(widget, QLabel | QPushButton | QToolButton | QCheckBox) or not _words(widget):
            continue
        corner, part = widget.mapTo(window, QPoint(0, 0)), widget.visibleRegion().boundingRect()
        if part.size() != widget.size():
            continue  # a part of it is scrolled out of sight
        x, y = corner.x(), corner.y()
        ratio = _contrast_of(pixels[y + 2 : y + part.height() - 2, x + 2 : x + part.width() - 2])
        if ratio < READABLE_CONTRAST * THIN_STROKES:
            yield f"{name_of(widget)}: {_words(widget)[:40]!r} has {ratio:.2f}"


def _words(widget: QLabel | QAbstractButton) -> str:
    return widget.text() if widget.window() is not widget and widget.width() > 8 else ""


def _contrast_of(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint32]]) -> float:
    colours, counts = np.unique(pixels, return_counts=True)
    ground = QColor.fromRgb(int(colours[counts.argmax()]))
    inks = [QColor.fromRgb(int(colour)) for colour in colours[np.argsort(counts)[-MOST_INKS:]]]
    return max(contrast(ink, ground) for ink in inks)
