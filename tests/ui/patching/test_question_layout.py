"""The question of the Patching tab has room: Run is always in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QScrollArea, QSpinBox
from ui.tab_bench import Bench

from holysheep_desktop.ui.patching.tab import PatchingTab

PatchBench = Bench[PatchingTab]
FRAME_HEIGHT = 170
"""What bar, tabs, provenance and status line take of a window."""


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
