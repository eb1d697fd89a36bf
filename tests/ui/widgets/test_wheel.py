"""The wheel: it scrolls pages, and changes nothing that is only passed by."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from holysheep_desktop.ui.widgets.boxes import ChoiceBox, DecimalBox, LevelSlider, NumberBox
from holysheep_desktop.ui.widgets.inputs import upright_scroll
from holysheep_desktop.ui.widgets.reading_scroll import QUIET, TURN_MS, ReadingScroll


class Page:
    """A page taller than its window: a heading, a text that scrolls by itself, and a lot of room."""

    def __init__(self, qtbot: QtBot, *more: QWidget) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        self.heading, self.text = QLabel("heading"), QPlainTextEdit("line\n" * 200)
        self.text.setFixedHeight(200)
        for widget in (self.heading, *more, self.text):
            column.addWidget(widget)
        content.setFixedHeight(2000)
        self.scroll: ReadingScroll = upright_scroll("page", content)
        qtbot.addWidget(self.scroll)
        self.scroll.resize(300, 300)
        with qtbot.waitExposed(self.scroll):
            self.scroll.show()
        self.scroll.setFocus()

    @property
    def places(self) -> tuple[int, int]:
        """How far the page and the text inside are scrolled."""
        return self.scroll.verticalScrollBar().value(), self.text.verticalScrollBar().value()


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    return Page(qtbot)


def turn(widget: QWidget) -> bool:
    """One step of the wheel towards the user; whether the widget kept it from the page around it."""
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at,
        QPointF(widget.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_that_a_movement_that_begins_on_the_page_is_not_caught_by_what_comes_under_the_pointer(
    page: Page,
) -> None:
    turn(page.scroll.viewport())
    once = page.places[0]
    turn(page.text.viewport())

    assert once > 0
    assert page.places == (2 * once, 0)


def test_that_a_movement_that_begins_on_a_text_scrolls_the_text(page: Page, qtbot: QtBot) -> None:
    turn(page.text.viewport())

    assert page.places[0] == 0
    assert page.places[1] > 0


def test_that_the_text_has_its_wheel_again_after_a_rest(page: Page, qtbot: QtBot) -> None:
    turn(page.scroll.viewport())

    rest = QTimer()
    rest.setSingleShot(True)
    rest.start(2 * TURN_MS)
    qtbot.waitUntil(lambda: not rest.isActive())
    before = page.places[0]

    turn(page.text.viewport())

    assert page.places[0] == before
    assert page.places[1] > 0


@pytest.mark.parametrize("make", [NumberBox, DecimalBox, LevelSlider])
def test_that_the_wheel_passes_by_a_number_without_focus(
    qtbot: QtBot, make: type[NumberBox] | type[DecimalBox] | type[LevelSlider]
) -> None:
    box = make()
    assert isinstance(box, QAbstractSpinBox | QAbstractSlider)
    box.setValue(5)
    page = Page(qtbot, box)

    is_kept = turn(box)

    assert page.scroll.hasFocus()
    assert (box.value(), is_kept) == (5, False)


def test_that_the_wheel_changes_the_number_that_is_being_edited(qtbot: QtBot) -> None:
    box = NumberBox()
    box.setValue(5)
    page = Page(qtbot, box)
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)

    turn(box)

    assert (box.value(), page.places[0]) == (4, 0)


def test_that_the_wheel_chooses_nothing(qtbot: QtBot) -> None:
    box = ChoiceBox()
    box.addItems(["a", "b", "c"])
    page = Page(qtbot, box)
    box.setFocus()

    is_kept = turn(box)

    assert page.scroll.isVisible()
    assert (box.currentText(), is_kept) == ("a", False)


def test_that_a_click_on_a_page_draws_no_frame_and_the_tab_key_does(page: Page, qtbot: QtBot) -> None:
    page.text.setFocus()
    page.scroll.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(page.scroll.hasFocus)
    by_click = page.scroll.property(QUIET)
    page.text.setFocus()
    page.scroll.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(page.scroll.hasFocus)

    assert (by_click, page.scroll.property(QUIET)) == (True, False)
