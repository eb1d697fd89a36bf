from __future__ import annotations

import pytest
from fakes.source import FakeSource
from pytestqt.qtbot import QtBot
from ui.tab_bench import Bench

from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.sae.tab import SaeTab


@pytest.fixture
def bench(qtbot: QtBot, qt_loop: EventLoop, theme: Theme) -> Bench[SaeTab]:
    return Bench(SaeTab, qtbot, theme, FakeSource())
