from __future__ import annotations

from collections.abc import Iterator

import pytest
from fakes.source import FakeSource
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.tab_bench import Bench

from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.patching.tab import PatchingTab


@pytest.fixture
def bench(qtbot: QtBot, qt_loop: EventLoop, theme: Theme) -> Bench[PatchingTab]:
    return Bench(PatchingTab, qtbot, theme, FakeSource())


@pytest.fixture(autouse=True)
def no_wish_left(qtbot: QtBot, qt_loop: EventLoop) -> Iterator[None]:
    """Prompts are read a moment after they were set: that moment must not come after the test's loop."""
    yield
    qtbot.waitUntil(lambda: not any(map(_is_due, _timers())))


def _timers() -> list[QTimer]:
    return [timer for window in QApplication.topLevelWidgets() for timer in window.findChildren(QTimer)]


def _is_due(timer: QTimer) -> bool:
    return timer.isActive() and timer.isSingleShot()
