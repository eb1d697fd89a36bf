"""Which columns of a table are shown: chosen by a right click on its header, the same in every window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView

translate = QCoreApplication.translate
_BETWEEN = ","


class ColumnChoice(QObject):
    """Belongs to one table. A column can also be unfit for what the table shows; then it is not offered.

    `show` hides or shows a column of the view itself.
    """

    _hidden: ClassVar[dict[str, frozenset[str]]] = {}

    def __init__(self, view: QTableView, names: Sequence[str], show: Callable[[int, bool], None]) -> None:
        super().__init__(view)
        self._view, self._names, self._show = view, tuple(names), show
        self._unfit: set[int] = set()
        header = view.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_menu_requested)
        self.apply()

    @classmethod
    def remember(cls, kept: Mapping[str, str]) -> None:
        """Take back what `kept` gave; tables that are there already follow when they are shown."""
        cls._hidden = {table: frozenset(names.split(_BETWEEN)) for table, names in kept.items()}

    @classmethod
    def kept(cls) -> dict[str, str]:
        """The hidden columns by the table's name, for the settings file."""
        return {table: _BETWEEN.join(sorted(names)) for table, names in cls._hidden.items() if names}

    def set_unfit(self, column: int, is_unfit: bool) -> None:
        """Say that a column has nothing to show now, or that it has again."""
        (self._unfit.add if is_unfit else self._unfit.discard)(column)
        self.apply()

    def apply(self) -> None:
        """Show the columns that are fit and wanted; never none at all."""
        hidden = self._hidden.get(self._view.objectName(), frozenset())
        fit = [column for column in range(len(self._names)) if column not in self._unfit]
        wanted = [column for column in fit if self._names[column] not in hidden] or fit[:1]
        for column in range(len(self._names)):
            if self._view.isColumnHidden(column) is (column in wanted):
                self._show(column, column in wanted)

    def menu(self) -> QMenu:
        """The menu of the columns, checked as they are shown."""
        menu = QMenu(self._view)
        menu.setObjectName("columnMenu")
        model = self._view.model()
        fit = [column for column in range(len(self._names)) if column not in self._unfit]
        shown = [column for column in fit if not self._view.isColumnHidden(column)]
        for column in fit:
            title = model.headerData(column, Qt.Orientation.Horizontal)
            action = menu.addAction(str(title or self._names[column]).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(column in shown)
            action.setEnabled(shown != [column])
            action.setData(column)
        menu.addSeparator()
        everything = menu.addAction(translate("ColumnChoice", "Show all columns"))
        everything.setEnabled(len(shown) < len(fit))
        menu.triggered.connect(self._on_triggered)
        return menu

    @Slot(QPoint)
    def _on_menu_requested(self, place: QPoint) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._view.horizontalHeader().mapToGlobal(place))

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        table, column = self._view.objectName(), action.data()
        hidden = self._hidden.get(table, frozenset())
        self._hidden[table] = frozenset() if column is None else hidden ^ {self._names[column]}
        self.apply()
