"""The question of the Patching tab has room: boxes as high as their text, Run always in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QScrollArea, QSpinBox
from pytestqt.qtbot import QtBot
from ui.tab_bench import Bench

from holysheep_desktop.ui.patching.question_prompt import GrowingPrompt
from holysheep_desktop.ui.patching.tab import PatchingTab

PatchBench = Bench[PatchingTab]
FRAME_HEIGHT = 170
"""What bar, tabs, provenance and status line take of a window."""


def height_for(bench: PatchBench, n_lines: int) -> int:
    edit = bench.find(QPlainTextEdit, "patchOriginal")
    edit.setPlainText("\n".join("line" for _ in range(n_lines)))
    return edit.height()


def test_that_a_prompt_box_grows_with_its_text_from_two_to_eight_lines(bench: PatchBench) -> None:
    heights = [height_for(bench, n) for n in (0, 1, 2, 3, 8, 9, 40)]

    line = bench.find(QPlainTextEdit, "patchOriginal").fontMetrics().lineSpacing()
    assert [height - heights[0] for height in heights] == [0, 0, 0, line, 6 * line, 6 * line, 6 * line]


@pytest.mark.parametrize("n_lines", [1, 3, 4, 8])
def test_that_a_text_that_fits_is_not_scrolled(bench: PatchBench, n_lines: int) -> None:
    height_for(bench, n_lines)

    assert bench.find(QPlainTextEdit, "patchOriginal").verticalScrollBar().maximum() == 0


def test_that_a_long_line_that_wraps_counts_as_several(bench: PatchBench) -> None:
    edit = bench.find(QPlainTextEdit, "patchOriginal")
    before = edit.height()

    edit.setPlainText("word " * 60)

    bench.qtbot.waitUntil(lambda: edit.height() > before)


@pytest.mark.parametrize("n_words", [15, 20, 25])
def test_that_a_long_text_from_the_last_session_has_all_its_lines(qtbot: QtBot, n_words: int) -> None:
    box = GrowingPrompt("box")
    box.setPlainText("word " * n_words)  # before the box has the width of its column
    qtbot.addWidget(box)
    box.setFixedWidth(300)

    box.show()

    qtbot.waitUntil(lambda: box.verticalScrollBar().maximum() == 0)


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_that_run_is_in_sight_however_long_the_prompts_are(bench: PatchBench, size: tuple[int, int]) -> None:
    bench.tab.question.original.set_prompt("long\n" * 30)
    bench.tab.question.comparison.set_prompt("longer\n" * 30)
    bench.window.resize(size[0], size[1] - FRAME_HEIGHT)

    run = bench.find(QPushButton, "runButton")

    def is_inside() -> bool:
        corner = run.mapTo(bench.window, QPoint(run.width() - 1, run.height() - 1))
        return bench.window.rect().contains(corner) and bench.window.height() == size[1] - FRAME_HEIGHT

    bench.qtbot.waitUntil(is_inside)


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_that_short_prompts_need_no_scrolling(bench: PatchBench, size: tuple[int, int]) -> None:
    bench.tab.question.original.set_prompt("The capital city of France is called")
    bench.tab.question.comparison.set_prompt("The capital city of Japan is called")
    bench.window.resize(size[0], size[1] - FRAME_HEIGHT)

    scroll = bench.find(QScrollArea, "questionScroll")
    # a window is laid out again some turns after it was told its size
    bench.qtbot.waitUntil(lambda: bench.window.height() == size[1] - FRAME_HEIGHT)
    bench.qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() == 0)


@pytest.mark.parametrize(("number", "layer"), [(0, 12), (1, 15)])
def test_that_each_example_has_its_layer(bench: PatchBench, number: int, layer: int) -> None:
    bench.find(QSpinBox, "patchLayer").setValue(3)

    bench.tab.show_example(number)

    assert bench.find(QSpinBox, "patchLayer").value() == layer
