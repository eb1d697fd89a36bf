"""A line below the tabs that finds words in the table in front."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QTableView, QTabWidget, QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.icons import icon
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, Theme
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.inputs import tool_button
from holysheep_desktop.ui.widgets.search_field import SearchField

_PAUSE_MS = 150
_FIELD_WIDTH = 280


class FindBar(Translated, QWidget):
    """Goes through the rows that have the words in one of the columns that are shown."""

    def __init__(self, tabs: QTabWidget, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self._tabs, self._theme = tabs, theme
        self._table: QTableView | None = None
        self._rows: list[int] = []
        self._words = SearchField("findWords")
        self._count = plain_label("findCount", ink=Role.TEXT_MUTED)
        self._previous, self._next = tool_button("findPreviousButton"), tool_button("findNextButton")
        self._close = tool_button("findClose")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._build()
        self._pause.timeout.connect(self._search)
        self._words.words_changed.connect(self._on_words_changed)
        self._previous.clicked.connect(self.go_previous)
        self._next.clicked.connect(self.go_next)
        self._close.clicked.connect(self.hide)
        tabs.currentChanged.connect(self.hide)
        theme.changed.connect(self._repaint_icons)
        self._repaint_icons()
        self._retranslate()
        self.hide()

    @property
    def count_words(self) -> str:
        """Which of how many is shown."""
        return self._count.text()

    def open(self) -> None:
        """Search in the table that has the focus, else in the largest one that is seen."""
        self._use(_table_at(QApplication.focusWidget()) or self._largest())
        self.show()
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()
        self._search()

    @Slot()
    def go_next(self) -> None:
        """Go to the next row that has the words; after the last, to the first."""
        self._go(1)

    @Slot()
    def go_previous(self) -> None:
        """Go to the row before that has the words; before the first, to the last."""
        self._go(-1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._table is not None and self._table.isVisible():
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self._words.setFixedWidth(_FIELD_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP_GROUP, GAP // 2, GAP_GROUP, GAP // 2)
        row.setSpacing(GAP)
        for widget in (self._words, self._previous, self._next, self._count):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(self._close)

    def _use(self, table: QTableView | None) -> None:
        if self._table is not None:
            self._table.destroyed.disconnect(self._on_table_gone)
        self._table = table
        if table is not None:
            table.destroyed.connect(self._on_table_gone)

    def _largest(self) -> QTableView | None:
        front = self._tabs.currentWidget()
        seen = [table for table in front.findChildren(QTableView) if table.isVisible()]
        return max(seen, key=_area, default=None)

    def _go(self, step: int) -> None:
        if self.isHidden():
            self.open()
            return
        if self._pause.isActive():
            self._search()
            return
        if self._table is None or not self._rows:
            return
        here = self._table.currentIndex().row()
        later = [row for row in self._rows if (row > here if step > 0 else row < here)]
        turn = self._rows[0] if step > 0 else self._rows[-1]
        self._show_row((later[0] if step > 0 else later[-1]) if later else turn)

    @Slot()
    def _search(self) -> None:
        """Find anew, and stay at the current row where it has the words."""
        self._pause.stop()
        table, words = self._table, _folded(self._words.words)
        self._rows = _rows_with(words, table) if table is not None and words else []
        if table is not None and self._rows:
            here = max(table.currentIndex().row(), 0)
            self._show_row(next((row for row in self._rows if row >= here), self._rows[0]))
        else:
            self._show_count()

    def _show_row(self, row: int) -> None:
        assert self._table is not None, "rows are found in a table"
        index = self._table.model().index(row, _shown_columns(self._table)[0])
        self._table.setCurrentIndex(index)
        self._table.scrollTo(index)
        self._show_count()

    def _show_count(self) -> None:
        self._count.setText(self._count_text())
        for button in (self._previous, self._next):
            button.setEnabled(bool(self._rows))

    def _count_text(self) -> str:
        if self._table is None:
            return self.tr("No table is shown here.")
        if not self._words.words:
            return ""
        if not self._rows:
            return self.tr("Not found")
        here = self._table.currentIndex().row()
        place = self._rows.index(here) + 1 if here in self._rows else 0
        return self.tr("{place} of {n}").format(place=f"{place:,}", n=f"{len(self._rows):,}")

    @override
    def _retranslate(self) -> None:
        self._words.setPlaceholderText(self.tr("Find in the table"))
        self._words.setAccessibleName(self.tr("Find in the table"))
        words = (self.tr("Find previous"), self.tr("Find next"), self.tr("Close"))
        for button, text in zip((self._previous, self._next, self._close), words, strict=True):
            button.setAccessibleName(text)
            button.setToolTip(text)
        self._show_count()

    @Slot()
    def _on_words_changed(self) -> None:
        self._pause.start()

    @Slot()
    def _on_table_gone(self) -> None:
        self._table, self._rows = None, []
        self.hide()

    @Slot()
    def _repaint_icons(self) -> None:
        for button, name in ((self._previous, "back"), (self._next, "forward"), (self._close, "close")):
            button.setIcon(icon(name, self._theme, Role.TEXT_MUTED))


def _rows_with(words: str, table: QTableView) -> list[int]:
    model = table.model()
    columns = _shown_columns(table)
    rows = range(model.rowCount())
    return [
        row
        for row in rows
        if words in _row_title(table, row) or any(words in _cell(table, row, column) for column in columns)
    ]


def _row_title(table: QTableView, row: int) -> str:
    title = table.model().headerData(row, Qt.Orientation.Vertical)
    return "" if table.verticalHeader().isHidden() else _folded(str(title or ""))


def _shown_columns(table: QTableView) -> list[int]:
    return [column for column in range(table.model().columnCount()) if not table.isColumnHidden(column)]


def _cell(table: QTableView, row: int, column: int) -> str:
    return _folded(str(table.model().index(row, column).data() or ""))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _area(table: QTableView) -> int:
    return table.width() * table.height()


def _table_at(widget: QWidget | None) -> QTableView | None:
    while widget is not None and not isinstance(widget, QTableView):
        widget = widget.parentWidget()
    return widget
