from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.widgets.boxes import ChoiceBox

NAME = "Film reviews · 3 of 10"


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    made = QWidget()
    theme.dress(made)
    qtbot.addWidget(made)
    return made


def painted(window: QWidget, width: int, text: str = "", placeholder: str = "") -> QImage:
    box = ChoiceBox(window)
    box.setPlaceholderText(placeholder)
    if text:
        box.addItem(text)
    box.setFixedSize(width, 30)
    return box.grab().toImage()


@pytest.mark.parametrize("place", ["text", "placeholder"])
def test_that_a_name_that_does_not_fit_ends_in_three_dots(window: QWidget, place: str) -> None:
    cut = painted(window, 120, **{place: NAME})

    ends = [n for n in range(1, len(NAME)) if painted(window, 120, **{place: NAME[:n].rstrip() + "…"}) == cut]

    assert ends


def test_that_a_name_that_fits_is_whole(window: QWidget) -> None:
    as_wide_as_it_wants = ChoiceBox(window)
    as_wide_as_it_wants.addItem(NAME)
    width = as_wide_as_it_wants.sizeHint().width()

    assert painted(window, width, NAME) != painted(window, width, NAME[:-1] + "…")
    assert painted(window, width, NAME) != painted(window, width, NAME[:-2] + "…")
