from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.settings import Language, ThemeChoice
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, Theme
from holysheep_desktop.ui.help.contents import ContentsTree
from holysheep_desktop.ui.help.desk import HelpDesk
from holysheep_desktop.ui.help.window import HelpWindow
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.widgets.empty_state import EmptyState
from holysheep_desktop.ui.widgets.help_mark import HelpMark, Term


@pytest.fixture
def desk(theme: Theme) -> Iterator[HelpDesk]:
    desk = HelpDesk(theme)
    yield desk
    desk.leave()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, languages: Languages) -> HelpWindow:
    window = HelpWindow(theme)
    qtbot.addWidget(window)
    window.show()
    return window


def shown_text(window: HelpWindow) -> str:
    return window.page.toPlainText()


def test_that_a_press_on_a_question_mark_opens_its_article(
    qtbot: QtBot, desk: HelpDesk, languages: Languages
) -> None:
    mark = HelpMark(Term.DENOISING)
    qtbot.addWidget(mark)
    mark.show()

    qtbot.mouseClick(mark, Qt.MouseButton.LeftButton)

    assert desk.window is not None
    assert desk.window.isVisible()
    assert desk.window.name == "denoising"
    assert shown_text(desk.window).startswith("Denoising\n")


def test_that_a_second_mark_uses_the_same_window_and_the_space_bar_does_too(
    qtbot: QtBot, desk: HelpDesk, languages: Languages
) -> None:
    marks = [HelpMark(term) for term in (Term.L0, Term.IMPACT)]
    windows = []
    for mark in marks:
        qtbot.addWidget(mark)
        mark.show()
        qtbot.keyClick(mark, Qt.Key.Key_Space)
        windows.append(desk.window)

    assert windows[0] is windows[1]
    assert desk.window is not None
    assert desk.window.name == "impact"


def test_that_an_empty_tab_leads_to_the_help_and_enter_runs_its_example(
    qtbot: QtBot, theme: Theme, desk: HelpDesk
) -> None:
    empty = EmptyState(theme, "sae", 1, "sae")
    qtbot.addWidget(empty)
    empty.set_texts("question", "sentence", ("run",))
    empty.show()
    button = empty.findChild(QToolButton, "emptyMore")
    example = next(child for child in empty.children() if child.objectName() == "exampleButton0")

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(empty.example_requested):
        qtbot.keyClick(example, Qt.Key.Key_Return)

    assert desk.window is not None
    assert desk.window.name == "sae"


def test_that_typing_filters_the_contents_and_enter_opens_the_best(qtbot: QtBot, window: HelpWindow) -> None:
    search = window.findChild(QLineEdit, "helpSearch")
    contents = window.findChild(ContentsTree)

    qtbot.keyClicks(search, "logit lens")
    listed = contents.shown()
    qtbot.keyClick(search, Qt.Key.Key_Return)

    assert "logit-lens" in listed
    assert "temperature" not in listed
    assert window.name == "logit-lens"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert search.text() == ""
    assert window.isVisible()


def test_that_links_lead_on_and_back_and_never_out(qtbot: QtBot, window: HelpWindow) -> None:
    window.show_article("noising")
    window.page.anchorClicked.emit(QUrl("denoising"))
    window.page.anchorClicked.emit(QUrl("https://example.org/denoising"))
    there = window.name

    qtbot.mouseClick(window.findChild(QToolButton, "helpBack"), Qt.MouseButton.LeftButton)
    back = window.name
    qtbot.mouseClick(window.findChild(QToolButton, "helpForward"), Qt.MouseButton.LeftButton)

    assert (there, back, window.name) == ("denoising", "noising", "denoising")


def bullet_gap(window: HelpWindow) -> int:
    """Pixels without ink between the first bullet and its text, by what is painted."""
    document = window.page.document()
    block = document.begin()
    while block.textList() is None:
        block = block.next()
    place = document.documentLayout().blockBoundingRect(block)
    first = block.layout().lineAt(0)
    ink = QImage(int(place.right()), int(place.bottom()) + 1, QImage.Format.Format_RGB32)
    ink.fill(Qt.GlobalColor.white)
    painter = QPainter(ink)
    document.drawContents(painter)
    painter.end()
    start = int(block.layout().position().x() + first.naturalTextRect().left())
    rows = range(int(place.top()), int(place.top() + first.height()))
    gap = 1
    while all(ink.pixelColor(start - gap, y) == QColor(Qt.GlobalColor.white) for y in rows):
        gap += 1
    return gap - 1


def test_that_a_bullet_stands_clear_of_its_text(window: HelpWindow) -> None:
    window.show_article("p-values")

    assert GAP_LABEL <= bullet_gap(window) <= 2 * GAP


def test_that_an_article_that_does_not_exist_shows_the_first_one(window: HelpWindow) -> None:
    window.show_article("../../secret")

    assert window.name == "start"


def test_that_language_and_theme_change_under_an_open_article(
    qtbot: QtBot, window: HelpWindow, languages: Languages, theme: Theme
) -> None:
    window.show_article("impact")

    languages.choose(Language.KOREAN)
    qtbot.waitUntil(lambda: shown_text(window).startswith("영향도"))
    theme.choose(ThemeChoice.DARK)

    link = next(
        fragment
        for fragment in _fragments(window)
        if fragment.charFormat().isAnchor() and fragment.text() == "노이징"
    )
    assert window.name == "impact"
    assert link.charFormat().foreground().color() == theme.colour(Role.ACCENT)
    assert window.palette().color(QPalette.ColorRole.Base) == theme.colour(Role.RAISED)
    theme.choose(ThemeChoice.LIGHT)


def _fragments(window: HelpWindow) -> list:
    found, block = [], window.page.document().begin()
    while block.isValid():
        place = block.begin()
        while not place.atEnd():
            found.append(place.fragment())
            place += 1
        block = block.next()
    return found
