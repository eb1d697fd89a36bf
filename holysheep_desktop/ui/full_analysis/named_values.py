"""Names and values in two columns, for settings and provenance."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from holysheep_desktop.ui.appearance.theme import GAP_GROUP, GAP_LABEL, Role, tabular
from holysheep_desktop.ui.controls import plain_label, selectable
from holysheep_desktop.ui.widgets.shown_text import one_line

_NARROWEST = 120


class NamedValues(QWidget):
    """Rows that can be selected and copied."""

    def __init__(self, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self._cells: list[QLabel] = []
        self._rows: tuple[tuple[str, str], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP_GROUP)
        self._grid.setVerticalSpacing(GAP_LABEL)
        self._grid.setColumnStretch(1, 1)

    def rows(self) -> tuple[tuple[str, str], ...]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Replace all rows."""
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._rows = tuple(rows)
        self._cells = []
        for place, (name, value) in enumerate(rows):
            title = plain_label("valueName", ink=Role.TEXT_MUTED)
            title.setText(name)
            text = selectable(plain_label("value", wraps=True))
            text.setText(one_line(value))
            text.setMinimumWidth(_NARROWEST)  # a hash has no place where its line could break
            text.setFont(tabular(text.font()))
            text.setAccessibleName(name)
            self._grid.addWidget(title, place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text, place, 1)
            self._cells += [title, text]
