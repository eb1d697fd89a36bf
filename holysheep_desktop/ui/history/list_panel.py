"""The left side: filters, the list of runs or what stands in its place, and what the history weighs."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.history import HistoryFacts, RunPage
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, Theme, TypeSize
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.history.filters import Filters
from holysheep_desktop.ui.history.run_table import RunTable
from holysheep_desktop.ui.history.run_view import RunView
from holysheep_desktop.ui.history.words import HistoryWords
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.models.state_page import StatePage
from holysheep_desktop.ui.widgets.empty_state import EmptyState
from holysheep_desktop.ui.widgets.inputs import upright_scroll

_NARROWEST = 480


class ListPanel(Translated, QWidget):
    """Signals: wishes of its buttons and its menu; the selection is asked of `view`."""

    import_requested = Signal()
    export_all_requested = Signal()
    export_requested = Signal()
    pin_requested = Signal()
    rename_requested = Signal()
    empty_trash_requested = Signal()
    example_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("historyList")
        self._words = HistoryWords(self)
        self._facts = HistoryFacts()
        self._is_writable = True
        self._is_busy = False
        self.filters = Filters()
        self.table = RunTable(theme, self)
        self.view = RunView(self.table)
        self._state = StatePage("historyState", theme)
        self.empty = EmptyState(theme, "history", 1, "history")
        self._stack = QStackedWidget()
        self._count = plain_label("historyCount", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
        self._import, self._export = push_button("importRuns"), push_button("exportRuns")
        self._empty_trash = push_button("emptyTrash")
        self._menu = QMenu(self)
        self._actions = {name: QAction(self) for name in ("open", "rename", "pin", "trash", "export")}
        self._build()
        self._connect()
        self._retranslate()

    def show_page(self, page: RunPage, facts: HistoryFacts) -> None:
        """Show other rows; the selected runs stay selected as far as they are still listed."""
        chosen = {row.key for row in self.view.chosen_rows()}
        self._facts = facts
        self.filters.show_facts(facts)
        # The rows are the same runs: nobody needs to hear that they were gone for a moment.
        self.view.blockSignals(True)
        self.table.show_page(page)
        self.view.choose(chosen)
        self.view.blockSignals(False)
        self._show_state()

    @Slot(bool)
    def show_busy(self, is_busy: bool) -> None:
        """Whether a file is being written or read."""
        self._is_busy = is_busy
        self._show_state()

    def set_writable(self, is_writable: bool) -> None:
        """Whether the history can be changed at all."""
        self._is_writable = is_writable
        self._show_state()

    def _build(self) -> None:
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._state)
        self._empty_page = upright_scroll("historyEmptyScroll", self.empty)
        self._stack.addWidget(self._empty_page)
        self._menu.setObjectName("runMenu")
        for name, action in self._actions.items():
            action.setObjectName(f"{name}RunAction")
            self._menu.addAction(action)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self._count, stretch=1)
        for button in (self._empty_trash, self._import, self._export):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        self.setMinimumWidth(_NARROWEST)
        column.addWidget(self.filters)
        column.addWidget(self._stack, stretch=1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.view.menu_requested.connect(self._on_menu_requested)
        self._actions["open"].triggered.connect(self.view.open_requested)
        self._actions["trash"].triggered.connect(self.view.trash_requested)
        self._actions["pin"].triggered.connect(self.pin_requested)
        self._actions["rename"].triggered.connect(self.rename_requested)
        self._actions["export"].triggered.connect(self.export_requested)
        self._import.clicked.connect(self._on_import_clicked)
        self._export.clicked.connect(self._on_export_clicked)
        self._empty_trash.clicked.connect(self._on_empty_trash_clicked)
        self._state.button_clicked.connect(self.filters.clear)
        self.empty.example_requested.connect(self._on_example_requested)

    @override
    def _retranslate(self) -> None:
        self.view.setAccessibleName(self.tr("Runs"))
        self._import.setText(self.tr("Import…"))
        self._import.setAccessibleName(self.tr("Add the runs of a file"))
        self._export.setText(self.tr("Export all…"))
        self._export.setAccessibleName(self.tr("Write all runs into a file"))
        self._empty_trash.setText(self.tr("Empty trash…"))
        self._empty_trash.setAccessibleName(self.tr("Delete what is in the trash for good"))
        self._actions["open"].setText(self.tr("Open"))
        self._actions["rename"].setText(self.tr("Rename"))
        self._actions["export"].setText(self.tr("Export…"))
        self.table.retranslate()
        self.empty.set_texts(
            self.tr("What did I find, and when?"),
            self.tr(
                "Every run of every tab is kept here, from the moment it starts: search, compare and reopen."
            ),
            (self.tr("Make a first run: an example"),),
        )
        self._show_state()

    def _show_state(self) -> None:
        in_trash = self.filters.wanted.in_trash
        self._import.setEnabled(self._is_writable and not self._is_busy)
        self._export.setEnabled(self._facts.n_runs > 0 and not self._is_busy)
        self._empty_trash.setVisible(in_trash)
        self._empty_trash.setEnabled(self._is_writable and self._facts.n_trashed > 0)
        for widget in (self._import, self._export):
            widget.setVisible(not in_trash)
        self._count.setText(self._count_text())
        if self.table.rowCount():
            self._stack.setCurrentWidget(self.view)
            return
        self._stack.setCurrentWidget(self._empty_page if self.filters.leaves_all else self._state)
        if self.filters.leaves_all:
            return
        if in_trash and not self._facts.n_trashed:
            self._state.show_texts("models", self.tr("The trash is empty"), "", self.tr("Show the runs"))
        else:
            advice = self.tr("Look for other words, or choose less.")
            self._state.show_texts("search", self.tr("No run matches"), advice, self.tr("Show all"))

    def _count_text(self) -> str:
        n_all = self._facts.n_trashed if self.filters.wanted.in_trash else self._facts.n_runs
        size = self._words.size(self._facts.n_bytes)
        runs = self._words.runs(n_all)
        if self.table.n_matching == n_all:
            return f"{runs} · {size}"
        shown = self.tr("{n} of {runs}").format(n=f"{self.table.n_matching:,}", runs=runs)
        return f"{shown} · {size}"

    @Slot(QPoint)
    def _on_menu_requested(self, place: QPoint) -> None:
        rows = self.view.chosen_rows()
        if not rows:
            return
        is_single = len(rows) == 1
        self._actions["open"].setEnabled(is_single)
        self._actions["rename"].setEnabled(is_single and self._is_writable)
        for name in ("pin", "trash"):
            self._actions[name].setEnabled(self._is_writable)
        all_pinned = all(row.is_pinned for row in rows)
        self._actions["pin"].setText(self.tr("Take the pin away") if all_pinned else self.tr("Pin"))
        in_trash = self.filters.wanted.in_trash
        self._actions["trash"].setText(self.tr("Put back") if in_trash else self.tr("Move to trash"))
        self._menu.popup(place)

    @Slot()
    def _on_import_clicked(self) -> None:
        self.import_requested.emit()

    @Slot(int)
    def _on_example_requested(self, _number: int) -> None:
        self.example_requested.emit()

    @Slot()
    def _on_export_clicked(self) -> None:
        self.export_all_requested.emit()

    @Slot()
    def _on_empty_trash_clicked(self) -> None:
        self.empty_trash_requested.emit()
