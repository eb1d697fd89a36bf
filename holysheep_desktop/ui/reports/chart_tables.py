"""Any chart of a window as a table, by key or by a right click, for those who cannot use the picture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role
from holysheep_desktop.ui.charts.chart import Cell, TableChart
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.widgets.shown_text import read_number
from holysheep_desktop.ui.widgets.tables import MISSING, Column, RowTable, RowView
from holysheep_desktop.ui.window.main_window import MainWindow

_SIZE = (640, 480)
_NARROWEST, _WIDEST, _ROOM = 104, 480, 32
_Cells = tuple[Cell, ...]


class ChartTables(QObject):
    """Joins the command to the chart that has the focus or, where none has, to the first one in sight."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.menus.chart_table.triggered.connect(self._on_wished)

    @Slot()
    def _on_wished(self) -> None:
        chart = self._chart()
        if chart is None:
            self._window.notices.show_note(self.tr("There is no chart here yet."))
        else:
            ChartTableWindow(chart, self._window).show()

    def _chart(self) -> QWidget | None:
        return chart_at(QApplication.focusWidget()) or first_chart(self._window.current_tab)


def chart_at(widget: QWidget | None) -> QWidget | None:
    """The chart that a widget is, or is a part of."""
    while widget is not None and not isinstance(widget, TableChart):
        widget = widget.parentWidget()
    return widget


def first_chart(page: QWidget) -> QWidget | None:
    """The first chart in sight."""
    shown = (one for one in page.findChildren(QWidget) if one.isVisible())
    return next((one for one in shown if isinstance(one, TableChart)), None)


class ChartTableWindow(QDialog):
    """A chart's sentence and its numbers, as they were when it was opened."""

    def __init__(self, chart: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._chart = chart
        self._sentence = plain_label("chartSentence", ink=Role.TEXT_MUTED, wraps=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        self._column.setSpacing(GAP)
        self._column.addWidget(self._sentence)
        self._view: RowView | None = None
        self.setObjectName("chartTableWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._fill()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._fill)  # the chart changes its words in the same turn
        super().changeEvent(event)

    @Slot()
    def _fill(self) -> None:
        chart = self._chart
        if not isValid(chart) or not isinstance(chart, TableChart):
            return
        content = chart.chart_table()
        view = RowView(_table(content.titles, content.rows, self), "chartTable")
        view.setAccessibleName(spoken_name(chart))
        view.setAccessibleDescription(spoken_summary(chart))
        self.setWindowTitle(spoken_name(chart))
        self._sentence.setText(spoken_summary(chart))
        if self._view is not None:
            self._column.removeWidget(self._view)
            self._view.deleteLater()
        self._view = view
        self._column.addWidget(view, stretch=1)
        view.setFocus()


def spoken_name(chart: QWidget) -> str:
    """The accessible name of a chart, or of the part of it that has one."""
    said = (one.accessibleName() for one in _with_parts(chart))
    return next((words for words in said if words), "")


def spoken_summary(chart: QWidget) -> str:
    """What a screen reader says of a chart."""
    said = (one.accessibleDescription() for one in _with_parts(chart))
    return next((words for words in said if words), "")


def _with_parts(chart: QWidget) -> list[QWidget]:
    return [chart, *chart.findChildren(QWidget)]


def _table(titles: tuple[str, ...], rows: tuple[_Cells, ...], parent: QObject) -> RowTable[_Cells]:
    columns = [_column(place, title, rows) for place, title in enumerate(titles)]
    table = RowTable[_Cells](columns, parent)
    table.set_titles(titles)
    table.show_rows(rows)
    return table


def _column(place: int, title: str, rows: tuple[_Cells, ...]) -> Column[_Cells]:
    is_number = all(not isinstance(row[place], str) for row in rows)
    advance, text = QFontMetrics(QApplication.font()).horizontalAdvance, _text(place)
    longest = max((advance(text(row)) for row in rows), default=0)
    width = min(max(_NARROWEST, advance(title) + _ROOM, longest + _ROOM), _WIDEST)
    return Column(title, _value(place), text, is_number=is_number, width=width)


def _value(place: int) -> Callable[[_Cells], Cell]:
    return lambda row: row[place]


def _text(place: int) -> Callable[[_Cells], str]:
    def text(row: _Cells) -> str:
        cell = row[place]
        if cell is None:
            return MISSING
        return cell if isinstance(cell, str) else read_number(cell)

    return text
