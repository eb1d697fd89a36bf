"""A table over immutable rows: sorted by value, copied as text."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from holysheep_desktop.ui.widgets.tables import Column, RowTable, RowView


@dataclass(frozen=True)
class Fruit:
    name: str
    weight: float | None


def name_of(fruit: Fruit) -> str:
    return fruit.name


def weight_of(fruit: Fruit) -> float | None:
    return fruit.weight


def weight_text(fruit: Fruit) -> str:
    return "—" if fruit.weight is None else f"{fruit.weight:.1f}"


FRUITS = (Fruit("pear", 9.0), Fruit("=cmd()", None), Fruit("apple", 10.0), Fruit("fig", 1.5))


def table() -> RowTable[Fruit]:
    made = RowTable(
        (Column("name", name_of, name_of), Column("weight", weight_of, weight_text, is_number=True))
    )
    made.set_titles(("Name", "Weight"))
    made.show_rows(FRUITS)
    return made


def shown(made: RowTable[Fruit]) -> list[str]:
    return [str(made.index(row, 0).data()) for row in range(made.rowCount())]


def test_that_the_table_is_a_sound_item_model(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(table())


def test_that_numbers_sort_as_numbers_and_missing_ones_stand_last() -> None:
    made = table()

    made.sort(1, Qt.SortOrder.AscendingOrder)
    ascending = shown(made)
    made.sort(1, Qt.SortOrder.DescendingOrder)

    assert ascending == ["fig", "pear", "apple", "=cmd()"]
    assert shown(made) == ["apple", "pear", "fig", "=cmd()"]


def test_that_new_rows_are_sorted_as_the_old_ones_were() -> None:
    made = table()
    made.sort(1, Qt.SortOrder.AscendingOrder)

    made.show_rows((Fruit("b", 2.0), Fruit("a", 1.0)))

    assert shown(made) == ["a", "b"]


def test_that_an_index_follows_its_row_when_the_table_is_sorted() -> None:
    made = table()
    apple = QPersistentModelIndex(made.index(2, 0))

    made.sort(1, Qt.SortOrder.AscendingOrder)

    assert apple.data() == "apple"


def test_that_sorting_ten_thousand_rows_puts_every_row_in_its_place() -> None:
    made = table()
    made.show_rows([Fruit(str(i), float(i * 7919 % 10_007)) for i in range(10_000)])

    made.sort(1, Qt.SortOrder.AscendingOrder)

    weights = [made.index(row, 1).data(RowTable.SORT_ROLE) for row in range(10_000)]
    assert weights == sorted(weights)


def test_that_a_copy_has_titles_full_numbers_and_no_formula(qtbot: QtBot) -> None:
    view = RowView(table(), "fruits")
    qtbot.addWidget(view)
    view.show()
    view.selectAll()

    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "Name\tWeight\npear\t9\n'=cmd()\t\napple\t10\nfig\t1.5"


def test_that_a_row_chosen_by_keyboard_is_told(qtbot: QtBot) -> None:
    view = RowView(table(), "fruits")
    qtbot.addWidget(view)
    view.show()
    view.choose(FRUITS[0])

    with qtbot.waitSignal(view.row_chosen) as heard:
        qtbot.keyClick(view, Qt.Key.Key_Down)

    assert heard.args == [FRUITS[1]]


def test_that_markup_in_a_cell_stays_text_in_its_tooltip() -> None:
    made = table()
    made.show_rows([Fruit("<b>x</b>", 1.0)])

    assert "&lt;b&gt;" in str(made.index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
