"""The matrix of prompts and features: chosen, filtered, sorted, read, copied and saved."""

from __future__ import annotations

from array import array

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.batches.batch import Activations, BatchItem, ItemFinding, ItemState
from holysheep_desktop.core.batches.prompt_list import PromptPair
from holysheep_desktop.core.results import Label
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.batch.matrix_page import MatrixPage
from holysheep_desktop.ui.batch.matrix_table import MatrixTable, MatrixWish
from holysheep_desktop.ui.batch.queue_table import QueueTable

LABELS = {7: Label("fires on: loops", "activating examples"), 9: Label("정렬", "you")}


def item(place: int, prompt: str, values: dict[int, float], *, is_complete: bool = True) -> BatchItem:
    activations = Activations(array("q", values), array("d", values.values()))
    return BatchItem(place, PromptPair(prompt), ItemState.DONE, ItemFinding(activations, is_complete))


ITEMS = (
    item(0, "for i in range", {7: 4.0, 2: 1.0}),
    item(1, "정렬하는 방법", {7: 2.0, 9: 6.0}, is_complete=False),
    BatchItem(2, PromptPair("waits")),
    item(3, "=sort", {2: 3.0}),
)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> MatrixPage:
    page = MatrixPage(theme)
    qtbot.addWidget(page)
    page.resize(900, 400)
    page.table.show_items(ITEMS, LABELS)
    with qtbot.waitExposed(page):
        page.show()
    return page


def find(page: MatrixPage, kind: type[QWidget], name: str) -> QWidget:
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def shown(table: MatrixTable) -> list[list[str]]:
    return [
        [str(table.index(row, column).data() or "") for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def rows(table: MatrixTable) -> list[int]:
    return [table.item_at(table.index(row, 0)).place for row in range(table.rowCount())]


def test_that_the_model_keeps_the_rules_of_qt(qtmodeltester: ModelTester, page: MatrixPage) -> None:
    qtmodeltester.check(page.table)


def test_that_finished_prompts_stand_against_the_features_of_the_highest_variance(page: MatrixPage) -> None:
    assert page.table.features == (9, 7, 2)
    assert shown(page.table) == [["", "4", "1"], ["6", "2", ""], ["", "", "3"]]
    assert rows(page.table) == [0, 1, 3]


def test_that_another_criterion_and_number_choose_other_columns(page: MatrixPage, qtbot: QtBot) -> None:
    box = find(page, QComboBox, "matrixCriterion")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("count"))
    number = find(page, QSpinBox, "matrixFeatures")
    assert isinstance(number, QSpinBox)
    number.setValue(2)

    qtbot.waitUntil(lambda: page.table.features == (2, 7))


@pytest.mark.parametrize(("words", "expected"), [("9", (9,)), ("LOOPS", (7,)), ("정렬", (9,)), ("none", ())])
def test_that_columns_are_filtered_by_number_or_label(
    page: MatrixPage, qtbot: QtBot, words: str, expected: tuple[int, ...]
) -> None:
    field = find(page, QLineEdit, "matrixFeatureWords")
    assert isinstance(field, QLineEdit)
    field.setText(words)

    qtbot.waitUntil(lambda: page.table.features == expected)


def test_that_rows_are_filtered_by_words_of_the_prompt(page: MatrixPage, qtbot: QtBot) -> None:
    field = find(page, QLineEdit, "matrixPromptWords")
    assert isinstance(field, QLineEdit)
    field.setText("정렬")

    qtbot.waitUntil(lambda: rows(page.table) == [1])


def test_that_a_minimum_blanks_cells_and_leaves_features_out(page: MatrixPage, qtbot: QtBot) -> None:
    box = find(page, QDoubleSpinBox, "matrixMinimum")
    assert isinstance(box, QDoubleSpinBox)
    box.setValue(3.5)

    qtbot.waitUntil(lambda: page.table.features == (9, 7))
    assert shown(page.table) == [["", "4"], ["6", ""], ["", ""]]


def test_that_a_click_on_a_number_sorts_and_what_is_unknown_stands_last(
    page: MatrixPage, qtbot: QtBot
) -> None:
    header = page.view.horizontalHeader()
    x = header.sectionViewportPosition(2) + 10

    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 8))
    ascending = rows(page.table)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 8))
    descending = rows(page.table)

    # feature 2 is 1 on the first, 3 on the last, and not known on the one in between
    assert sorted((ascending, descending)) == [[0, 3, 1], [3, 0, 1]]


def test_that_sorting_follows_its_feature_when_the_columns_change(page: MatrixPage) -> None:
    page.table.sort(2, Qt.SortOrder.DescendingOrder)

    page.table.choose(MatrixWish(n_features=50, feature_words="2"))

    assert page.table.features == (2,)
    assert rows(page.table) == [3, 0, 1]
    assert page.view.horizontalHeader().sortIndicatorSection() == 0


def test_that_the_rows_stand_by_their_place_when_their_feature_has_no_column_any_more(
    page: MatrixPage,
) -> None:
    page.table.sort(2, Qt.SortOrder.DescendingOrder)

    page.table.choose(MatrixWish(n_features=2))

    assert rows(page.table) == [0, 1, 3]
    assert page.view.horizontalHeader().sortIndicatorSection() == -1


def test_that_a_cell_is_read_out_with_its_label_and_what_is_not_listed_is_said(page: MatrixPage) -> None:
    table = page.table

    page.view.setCurrentIndex(table.index(0, 1))
    listed = page.reading
    page.view.setCurrentIndex(table.index(1, 2))

    assert listed == "Feature 7 on “for i in range”: 4 · fires on: loops"
    assert page.reading == "Feature 2 on “정렬하는 방법”: not listed"


def test_that_enter_asks_for_the_run_of_the_row(page: MatrixPage, qtbot: QtBot) -> None:
    wanted: list[BatchItem] = []
    page.run_requested.connect(wanted.append)
    page.view.setCurrentIndex(page.table.index(2, 0))

    qtbot.keyClick(page.view, Qt.Key.Key_Return)

    assert [one.place for one in wanted] == [3]


def test_that_copied_cells_are_numbers_under_their_features(page: MatrixPage, qtbot: QtBot) -> None:
    page.view.selectAll()

    qtbot.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "9\t7\t2\n0\t4\t1\n6\t2\t\n0\t0\t3"


def test_that_the_export_holds_what_is_shown_in_its_order(page: MatrixPage) -> None:
    page.table.sort(0, Qt.SortOrder.DescendingOrder)

    columns = {column.name: list(column.values) for column in page.table.export().columns}

    assert columns == {
        "place": [2, 1, 4],
        "prompt": ["정렬하는 방법", "for i in range", "=sort"],
        "feature_9": [6.0, 0.0, 0.0],
        "feature_7": [2.0, 4.0, 0.0],
        "feature_2": [None, 1.0, 3.0],
    }


def test_that_an_empty_matrix_can_be_shown_sorted_and_saved(theme: Theme) -> None:
    table = MatrixTable(theme)
    table.show_items((), {})

    table.sort(0)

    assert (table.rowCount(), table.columnCount()) == (0, 0)
    assert [column.name for column in table.export().columns] == ["place", "prompt"]


def test_that_the_queue_keeps_the_rules_of_qt_while_a_row_changes(qtmodeltester: ModelTester) -> None:
    table = QueueTable()
    table.show_items(ITEMS, LABELS)
    table.sort(1, Qt.SortOrder.DescendingOrder)
    changed: list[tuple[int, int]] = []
    table.dataChanged.connect(lambda a, b: changed.append((a.row(), b.row())))

    table.replace_row(2, item(2, "waits", {9: 1.0}))

    index = table.index(changed[0][0], 0)
    assert table.row_at(index).finding is not None
    assert table.row_at(index).place == 2
    qtmodeltester.check(table)


def test_that_a_hostile_prompt_or_label_stays_text(page: MatrixPage) -> None:
    evil = '<img src="http://127.0.0.1:9/x">\u202e'
    page.table.show_items((item(0, evil, {7: 1.0}),), {7: Label(evil, "x")})

    header = str(page.table.headerData(0, Qt.Orientation.Vertical))
    tip = str(page.table.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole))

    assert "\u202e" not in header + tip + page.table.words(page.table.index(0, 0))
    assert "<img" not in tip
    assert not page.table.data(QModelIndex())
