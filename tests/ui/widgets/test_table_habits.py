"""What people expect of a table: find, choose columns, copy every digit, hover for the unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.widgets.column_choice import ColumnChoice
from holysheep_desktop.ui.widgets.copying import CopyMenu
from holysheep_desktop.ui.widgets.find_bar import FindBar
from holysheep_desktop.ui.widgets.search_field import SearchField
from holysheep_desktop.ui.widgets.tables import Column, RowTable, RowView


@dataclass(frozen=True)
class Row:
    name: str
    share: float
    note: str


def name_of(row: Row) -> str:
    return row.name


def share_of(row: Row) -> float:
    return row.share


def share_text(row: Row) -> str:
    return f"{row.share:.2f}"


def note_of(row: Row) -> str:
    return row.note


ROWS = (Row("사과", 1 / 3, "red"), Row("pear", 0.5, "green"), Row("apple", 2.0, "red"), Row("fig", 0.1, "—"))


@dataclass
class Bench:
    view: RowView
    bar: FindBar
    qtbot: QtBot

    def find(self, words: str) -> None:
        field = self.bar.findChild(SearchField, "findWords")
        assert field is not None
        field.clear()
        self.qtbot.keyClicks(field, words)
        self.qtbot.keyClick(field, Qt.Key.Key_Return)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        field = self.bar.findChild(SearchField, "findWords")
        assert field is not None
        self.qtbot.keyClick(field, key, modifier)


def view_of(window: QWidget) -> RowView:
    columns = (
        Column("name", name_of, name_of),
        Column("share", share_of, share_text, is_number=True),
        Column("note", note_of, note_of),
    )
    table = RowTable(columns, window)
    table.set_titles(("Name", "Share", "Note"), ("", "Part of the whole, 0 to 1", ""))
    table.show_rows(ROWS)
    return RowView(table, "fruitTable", window)


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme) -> Iterator[Bench]:
    window = QWidget()
    qtbot.addWidget(window)
    tabs = QTabWidget()
    page = QWidget()
    view = view_of(window)
    QVBoxLayout(page).addWidget(view)
    tabs.addTab(page, "")
    bar = FindBar(tabs, theme)
    column = QVBoxLayout(window)
    column.addWidget(tabs)
    column.addWidget(bar)
    window.resize(500, 400)
    window.show()
    yield Bench(view, bar, qtbot)
    ColumnChoice.remember({})


def test_that_find_goes_from_row_to_row_and_counts_them(bench: Bench) -> None:
    bench.bar.open()
    bench.find("RED")
    assert bench.bar.count_words == "1 of 2"

    bench.press(Qt.Key.Key_Return)
    assert (bench.view.currentIndex().row(), bench.bar.count_words) == (2, "2 of 2")
    bench.press(Qt.Key.Key_Return)
    assert bench.view.currentIndex().row() == 0, "after the last comes the first"
    bench.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bench.view.currentIndex().row() == 2
    bench.find("purple")
    assert bench.bar.count_words == "Not found"
    bench.press(Qt.Key.Key_Escape)
    assert bench.bar.isHidden()
    assert bench.view.hasFocus()


def test_that_tab_goes_over_a_table_and_chooses_no_row(bench: Bench) -> None:
    chosen: list[Row] = []
    bench.view.row_chosen.connect(chosen.append)
    bench.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert bench.view.hasFocus()
    assert chosen == []

    bench.qtbot.keyClick(bench.view, Qt.Key.Key_Down)
    assert chosen == [ROWS[0]]


def test_that_a_column_left_out_stays_out_everywhere_and_never_all_of_them(bench: Bench) -> None:
    choice = bench.view.findChild(ColumnChoice)
    assert choice is not None
    for column in (2, 1):
        menu = choice.menu()
        menu.actions()[column].trigger()
        menu.close()
    menu = choice.menu()
    assert not menu.actions()[0].isEnabled(), "one column stays"
    menu.close()
    bench.view.copy_table()
    assert QGuiApplication.clipboard().text().splitlines()[:2] == ["Name", "사과"]

    kept = ColumnChoice.kept()
    ColumnChoice.remember({})
    ColumnChoice.remember(kept)
    later = view_of(bench.view.window())
    assert [later.isColumnHidden(column) for column in range(3)] == [False, True, True]
    later.setColumnHidden(1, False)
    assert later.isColumnHidden(1), "the user left it out"
    bench.bar.open()
    bench.find("red")
    assert bench.bar.count_words == "Not found", "what is not shown is not found"


def test_that_a_number_is_shown_short_and_copied_and_explained_with_every_digit(bench: Bench) -> None:
    index = bench.view.model().index(0, 1)
    assert index.data() == "0.33"
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    assert index.data(Qt.ItemDataRole.TextAlignmentRole) == right

    place = bench.view.viewport().mapToGlobal(bench.view.visualRect(index).center())
    menu = CopyMenu(bench.view.viewport(), place, bench.view)
    next(action for action in menu.actions() if action.objectName() == "copyCell").trigger()
    menu.close()

    assert float(QGuiApplication.clipboard().text()) == 1 / 3
    hover = str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert "Share: 0.3333333333333333" in hover
    assert "Part of the whole, 0 to 1" in hover


def test_that_nothing_is_offered_beside_the_table(bench: Bench) -> None:
    menu = CopyMenu(bench.view.window(), QPoint(0, 0), bench.view)

    assert menu.isEmpty()
    menu.close()
