"""What can be taken out of the window: a chart, a table, a line that cites where the numbers come from.

One place for all tabs: a right click on any table or chart, and the Edit menu for what has the focus or,
where nothing has, for the first one of the tab in front.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from holysheep_desktop.core.citation import citation
from holysheep_desktop.core.csv_text import csv_file, csv_text
from holysheep_desktop.core.reporting.picture import Picture, Tone
from holysheep_desktop.core.stores import ExportFiles
from holysheep_desktop.ui.appearance.theme import Role, Theme
from holysheep_desktop.ui.charts.png import png_bytes
from holysheep_desktop.ui.notices.saving import Saver
from holysheep_desktop.ui.reports.chart_tables import chart_at
from holysheep_desktop.ui.reports.desk import software
from holysheep_desktop.ui.reports.picture_paint import png_of, svg_bytes, theme_tones
from holysheep_desktop.ui.widgets.copying import CopyMenu
from holysheep_desktop.ui.widgets.tables import RowView
from holysheep_desktop.ui.window.main_window import MainWindow


@runtime_checkable
class ChartView(Protocol):
    """A widget that shows a chart."""

    def chart_picture(self) -> Picture:
        """The whole chart, also what is scrolled out of sight."""
        ...


class Takeaways(QObject):
    """Signals: told(str) what was done, failed(exception)."""

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, window: MainWindow, theme: Theme, files: ExportFiles | None) -> None:
        super().__init__(window)
        self._window, self._theme, self._files = window, theme, files
        self._pointed: QWidget | None = None
        self._saver = Saver(window)
        self._saver.saved.connect(self._on_saved)
        self._saver.failed.connect(self.failed)
        slots = (self.copy_chart, self.copy_table, self.copy_citation, self.save_chart, self.save_table)
        for action, slot in zip(window.menus.takeaways, slots, strict=True):
            action.triggered.connect(slot)
        window.menus.edit.aboutToShow.connect(self._on_edit_opened)
        window.menus.commands.about_to_be_listed.connect(self._on_edit_opened)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A right click that no widget took for itself comes up to the window."""
        # The kind first: a window that ends still sends events, to a filter that no longer knows it.
        if isinstance(event, QContextMenuEvent) and watched is self._window:
            return self._open_menu(event)
        return super().eventFilter(watched, event)

    def _open_menu(self, event: QContextMenuEvent) -> bool:
        at = self._window.childAt(self._window.mapFromGlobal(event.globalPos()))
        chart, table = _chart_at(at), _table_at(at)
        menu = CopyMenu(at, event.globalPos(), self._window)
        if chart is not None or table is not None:
            self._pointed = at
            chart_copy, table_copy, cite, chart_save, table_save = self._window.menus.takeaways
            wanted = (chart_copy, chart_save) if table is None else (table_copy, table_save)
            menu.addActions([*wanted, cite])
            self._enable(chart, table)
        if chart_at(at) is not None:
            menu.addAction(self._window.menus.chart_table)
        if menu.isEmpty():
            menu.deleteLater()
            return False
        menu.setObjectName("takeawayMenu")
        menu.popup(event.globalPos())
        return True

    @Slot()
    def copy_chart(self) -> None:
        """Put the chart on the clipboard as a picture of three times its size."""
        chart = self._chart()
        if chart is not None:
            image = png_of(chart.chart_picture(), *self._look())
            QGuiApplication.clipboard().setImage(image)
            self.told.emit(self.tr("The chart is on the clipboard."))

    @Slot()
    def copy_table(self) -> None:
        """Put the whole table on the clipboard."""
        table = self._table()
        if table is not None:
            table.copy_table()
            self.told.emit(self.tr("The table is on the clipboard."))

    @Slot()
    def copy_citation(self) -> None:
        """Put a line on the clipboard that names model, hashes, version and date."""
        record = self._window.current_tab.record()
        if record is not None:
            line = citation(record, software(), datetime.now().astimezone())
            QGuiApplication.clipboard().setText(line)
            self.told.emit(self.tr("The citation is on the clipboard."))

    @Slot()
    def save_chart(self) -> None:
        """Ask where, and write PNG or SVG."""
        chart = self._chart()
        if chart is not None and self._files is not None:
            filters = [self.tr("Picture (*.png)"), self.tr("Drawing (*.svg)")]
            write = partial(self._write_chart, self._files, chart.chart_picture())
            self._saver.ask(self.tr("Save the chart"), "holysheep-chart.png", filters, write)

    @Slot()
    def save_table(self) -> None:
        """Ask where, and write CSV."""
        table = self._table()
        if table is not None and self._files is not None:
            write = partial(self._files.write, csv_file(csv_text(table.titles(), table.values())))
            filters = [self.tr("Table (*.csv)")]
            self._saver.ask(self.tr("Save the table"), "holysheep-table.csv", filters, write)

    async def _write_chart(self, files: ExportFiles, picture: Picture, path: Path) -> None:
        tones, surface, font = self._look()
        if path.suffix.lower() == ".svg":
            content = svg_bytes(picture, tones, surface, font)
        else:
            content = png_bytes(png_of(picture, tones, surface, font))
        await files.write(content, path)

    def _look(self) -> tuple[Mapping[Tone, QColor], QColor, QFont]:
        return theme_tones(self._theme), self._theme.colour(Role.SURFACE), self._window.font()

    def _chart(self) -> ChartView | None:
        return _chart_at(self._pointed) or _chart_at(QApplication.focusWidget()) or self._first_chart()

    def _table(self) -> RowView | None:
        return _table_at(self._pointed) or _table_at(QApplication.focusWidget()) or self._first_table()

    def _first_chart(self) -> ChartView | None:
        shown = (one for one in self._window.current_tab.findChildren(QWidget) if one.isVisible())
        return next((one for one in shown if isinstance(one, ChartView)), None)

    def _first_table(self) -> RowView | None:
        return next((one for one in self._window.current_tab.findChildren(RowView) if one.isVisible()), None)

    def _enable(self, chart: ChartView | None, table: RowView | None) -> None:
        can_save = self._files is not None
        has_record = self._window.current_tab.record() is not None
        able = (chart is not None, table is not None, has_record)
        able += (chart is not None and can_save, table is not None and can_save)
        for action, is_able in zip(self._window.menus.takeaways, able, strict=True):
            action.setEnabled(is_able)

    @Slot()
    def _on_edit_opened(self) -> None:
        self._pointed = None
        self._enable(self._chart(), self._table())

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self.told.emit(self.tr("Saved: {path}").format(path=path))


def _chart_at(widget: QWidget | None) -> ChartView | None:
    while widget is not None and not isinstance(widget, ChartView):
        widget = widget.parentWidget()
    return widget


def _table_at(widget: QWidget | None) -> RowView | None:
    while widget is not None and not isinstance(widget, RowView):
        widget = widget.parentWidget()
    return widget
