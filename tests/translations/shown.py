"""What a window says and how it fits: every text of a widget tree, and the texts that are cut."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QObject, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QDoubleSpinBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTabBar,
    QTabWidget,
    QTextBrowser,
    QToolButton,
    QWidget,
)

_ROWS = 3
_SLACK = 2
"""Pixels that rounding may take."""


def texts_of(root: QWidget) -> Iterator[tuple[str, str]]:
    """Where a text stands, and the text, for everything below a window that shows, names or explains."""
    for widget in (root, *_inside(root)):
        if _is_worded_by_qt(widget):
            continue
        place = name_of(widget)
        for text in (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()):
            yield place, text
        for text in _own_texts(widget):
            yield place, text
    for action in root.findChildren(QAction):
        owner = action.parent()
        if isinstance(owner, QWidget) and owner.window() is not root.window():
            continue
        yield name_of(action), action.text()
        yield name_of(action), action.toolTip()


def _inside(root: QWidget) -> list[QWidget]:
    """What stands in this window; its dialogs are windows of their own."""
    return [widget for widget in root.findChildren(QWidget) if widget.window() is root.window()]


def _is_worded_by_qt(widget: QWidget) -> bool:
    box = widget.parentWidget()
    if not isinstance(box, QDialogButtonBox) or not isinstance(widget, QAbstractButton):
        return False
    return box.standardButton(widget) != QDialogButtonBox.StandardButton.NoButton


def _own_texts(widget: QWidget) -> Iterator[str]:
    if widget.isWindow():
        yield widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QGroupBox | QMenu):
        yield widget.title()
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QTextBrowser):
        yield widget.toPlainText()
    elif isinstance(widget, QSpinBox | QDoubleSpinBox):
        yield from (widget.prefix(), widget.suffix(), widget.specialValueText())
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(index) for index in range(widget.count()))
    elif isinstance(widget, QTabWidget):
        for index in range(widget.count()):
            yield from (widget.tabText(index), widget.tabToolTip(index))
    elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        yield from _cells(widget.model())


def _cells(model: QAbstractItemModel | None) -> Iterator[str]:
    if model is None:
        return
    for column in range(_n_columns(model)):
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
            for row in range(min(_ROWS, model.rowCount(QModelIndex()))):
                yield str(model.index(row, column).data(role) or "")


def _n_columns(model: QAbstractItemModel) -> int:
    # Qt hides the count of a list.
    is_table = not isinstance(model, QAbstractListModel)
    return model.columnCount(QModelIndex()) if is_table else 1


def cut_texts(root: QWidget) -> list[str]:
    """The widgets whose words do not fit into the room they have."""
    return [
        f"{name_of(widget)}: {_words(widget)!r} wants {wanted.width()}x{wanted.height()},"
        f" has {widget.width()}x{widget.height()}"
        for widget in _inside(root)
        if widget.isVisible() and _words(widget) and (wanted := _wanted(widget)) is not None
        if wanted.width() > widget.width() + _SLACK or wanted.height() > widget.height() + _SLACK
    ]


def _words(widget: QWidget) -> str:
    if isinstance(widget, QTabBar):
        return " ".join(widget.tabText(index) for index in range(widget.count()))
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return ""


def _wanted(widget: QWidget) -> QSize | None:
    """The size that the words need; None where they are cut on purpose, with a tooltip."""
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            return QSize(0, widget.heightForWidth(widget.width()))
        return QSize(widget.sizeHint().width(), 0)
    if isinstance(widget, QPushButton | QToolButton | QCheckBox | QRadioButton):
        return QSize(widget.sizeHint().width(), 0)
    if isinstance(widget, QTabBar) and not widget.usesScrollButtons():
        return QSize(widget.sizeHint().width(), 0)
    return None


def name_of(thing: QObject) -> str:
    """The thing's name below the nearest named parent."""
    names: list[str] = []
    current: QObject | None = thing
    while current is not None and len(names) < 3:
        if current.objectName() and not isinstance(current, QAbstractSpinBox):
            names.insert(0, current.objectName())
        current = current.parent()
    return f"{type(thing).__name__} {'.'.join(names)}"
