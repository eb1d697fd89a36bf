"""Where the dividers stand, from one start of the program to the next."""

from __future__ import annotations

import pytest
from fakes.source import FakeSource
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.draft import dump_draft, parse_draft
from holysheep_desktop.ui.window.layout_memory import layout_of, restore_layout

_WIDE = "400,876"


@pytest.fixture
def tab(qtbot: QtBot, theme: Theme) -> SaeTab:
    source = FakeSource()
    made = SaeTab(Session(lambda _endpoint: source, Endpoint(EndpointKind.LOCAL)), theme)
    qtbot.addWidget(made)
    return made


def test_that_a_tab_that_was_never_shown_keeps_its_layout(tab: SaeTab) -> None:
    before = dump_draft({"questionSplitter": _WIDE})
    restore_layout(tab, before)

    tab.grab()  # lays it out, as small as it is

    assert parse_draft(layout_of(tab, before))["questionSplitter"] == _WIDE
