"""A prompt's box is as high as its text."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.widgets.growing_prompt import GrowingPrompt


@pytest.fixture
def column(qtbot: QtBot, theme: Theme) -> QWidget:
    made = QWidget()
    theme.dress(made)
    qtbot.addWidget(made)
    made.setFixedWidth(320)
    return made


@pytest.fixture
def box(qtbot: QtBot, column: QWidget) -> GrowingPrompt:
    made = GrowingPrompt("box")
    QVBoxLayout(column).addWidget(made)
    with qtbot.waitExposed(column):
        column.show()
    return made


def height_for(box: GrowingPrompt, n_lines: int) -> int:
    box.setPlainText("\n".join("line" for _ in range(n_lines)))
    return box.height()


def test_that_a_prompt_box_grows_with_its_text_from_two_to_eight_lines(box: GrowingPrompt) -> None:
    heights = [height_for(box, n) for n in (0, 1, 2, 3, 8, 9, 40)]

    line = box.fontMetrics().lineSpacing()
    assert [height - heights[0] for height in heights] == [0, 0, 0, line, 6 * line, 6 * line, 6 * line]


@pytest.mark.parametrize("n_lines", [1, 3, 4, 8])
def test_that_a_text_that_fits_is_not_scrolled(box: GrowingPrompt, n_lines: int) -> None:
    height_for(box, n_lines)

    assert box.verticalScrollBar().maximum() == 0


def test_that_a_long_line_that_wraps_counts_as_several(box: GrowingPrompt, qtbot: QtBot) -> None:
    before = box.height()

    box.setPlainText("word " * 60)

    qtbot.waitUntil(lambda: box.height() > before)


@pytest.mark.parametrize("n_words", [15, 20, 25])
def test_that_a_long_text_from_the_last_session_has_all_its_lines(qtbot: QtBot, n_words: int) -> None:
    box = GrowingPrompt("box")
    box.setPlainText("word " * n_words)  # before the box has the width of its column
    qtbot.addWidget(box)
    box.setFixedWidth(300)

    box.show()

    qtbot.waitUntil(lambda: box.verticalScrollBar().maximum() == 0)
