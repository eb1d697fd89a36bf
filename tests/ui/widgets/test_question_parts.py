"""Parts of a question: the prompt, its draft, progress in words, explanations, numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QSpinBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.dashboards import Histogram
from holysheep_desktop.core.provenance import NoteKind, ReplyNote
from holysheep_desktop.core.source import Progress, Waiting
from holysheep_desktop.errors import InputError, InputReason
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.charts.histogram_bars import HistogramBars
from holysheep_desktop.ui.controls import push_button
from holysheep_desktop.ui.widgets.draft import decimal, dump_draft, parse_draft, whole_number
from holysheep_desktop.ui.widgets.facts import Fact, Facts, Source
from holysheep_desktop.ui.widgets.field import Field
from holysheep_desktop.ui.widgets.help_mark import HelpMark, Term
from holysheep_desktop.ui.widgets.inputs import choice_box, number_box, tool_button
from holysheep_desktop.ui.widgets.prompt_edit import PromptEdit
from holysheep_desktop.ui.widgets.question_panel import FOLDED_WIDTH, QuestionPanel
from holysheep_desktop.ui.widgets.reply_notes import note_sentence
from holysheep_desktop.ui.widgets.run_progress import RunProgress


@pytest.mark.parametrize("text", ["a\u00a0b", "a\nb\n", "😀\t뷁", ""])
def test_that_a_prompt_comes_back_byte_for_byte(qtbot: QtBot, text: str) -> None:
    edit = PromptEdit("prompt")
    qtbot.addWidget(edit)

    edit.set_prompt(text)

    assert edit.prompt() == text


def test_that_a_composed_syllable_stands_where_the_caret_is_behind_an_emoji(qtbot: QtBot) -> None:
    edit = PromptEdit("prompt")
    qtbot.addWidget(edit)
    edit.set_prompt("첫줄\n😀끝")
    cursor = edit.textCursor()
    cursor.movePosition(cursor.MoveOperation.Left)
    edit.setTextCursor(cursor)

    QApplication.sendEvent(edit, QInputMethodEvent("한", []))

    assert edit.prompt() == "첫줄\n😀한끝"


@given(st.dictionaries(st.text(st.characters(categories=["L", "N"]), min_size=1), st.text()))
def test_that_any_draft_comes_back(values: dict[str, str]) -> None:
    assert parse_draft(dump_draft(values)) == {
        name: value.encode("utf-8", "replace").decode() for name, value in values.items()
    }


@pytest.mark.parametrize("text", ["", "x", "-1", "1e3", "٣", "99999999999"])
def test_that_a_number_of_a_draft_that_is_none_leaves_the_default(text: str) -> None:
    assert whole_number({"n": text}, "n", 7) == 7


@pytest.mark.parametrize("text", ["", "x", "nan", "inf"])
def test_that_a_decimal_of_a_draft_that_is_none_leaves_the_default(text: str) -> None:
    assert decimal({"n": text}, "n", 0.5) == 0.5


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress("prefill"), "Reading the prompt…"),
        (Progress("decode", 3, 64), "Writing the answer: 3 of 64"),
        (Progress("brew", 1, 2), "Working: 1 of 2"),
        (
            Progress("queued", waiting=Waiting(4.2, 2, 3)),
            "Waiting 4 s before attempt 2 of 3",
        ),
    ],
)
def test_that_progress_is_told_in_words(qtbot: QtBot, progress: Progress, words: str) -> None:
    shown = RunProgress()
    qtbot.addWidget(shown)
    shown.show_started()

    shown.show_progress(progress)

    assert shown.words == words


def test_that_nothing_jumps_when_progress_appears(qtbot: QtBot) -> None:
    shown = RunProgress()
    qtbot.addWidget(shown)
    idle = shown.sizeHint().height()

    shown.show_started()

    assert shown.sizeHint().height() == idle


@pytest.mark.parametrize("term", Term)
def test_that_every_technical_word_is_explained_in_two_sentences(qtbot: QtBot, term: Term) -> None:
    mark = HelpMark(term)
    qtbot.addWidget(mark)

    explanation = mark.accessibleDescription()

    assert explanation.endswith(".")
    assert explanation.count(". ") == 1


def test_that_a_question_mark_is_named_by_what_it_explains(qtbot: QtBot) -> None:
    marks = [HelpMark(Term.EXPLAINED_VARIANCE), HelpMark(Term.NOISING, also=(Term.DENOISING,))]
    for mark in marks:
        qtbot.addWidget(mark)

    assert [mark.accessibleName() for mark in marks] == [
        "Help: Explained variance",
        "Help: Noising, Denoising",
    ]


@pytest.mark.parametrize("kind", NoteKind)
def test_that_every_note_of_a_reply_has_a_sentence(qapp: QApplication, kind: NoteKind) -> None:
    assert note_sentence(ReplyNote(kind, 3, "a\u202eb")).endswith(". (a⟨U+202E⟩b)")


class Panel(QuestionPanel):
    def __init__(self) -> None:
        super().__init__()
        self.first, self.hidden_one = QSpinBox(), QSpinBox()
        self.form.add(Field("first", self.first))
        self.form.add_more(Field("second", self.hidden_one))


@pytest.fixture
def panel(qtbot: QtBot) -> Panel:
    made = Panel()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_that_the_question_folds_away_and_comes_back(panel: Panel, qtbot: QtBot) -> None:
    button = panel.findChild(QToolButton, "foldQuestion")
    assert button is not None

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    folded = (panel.maximumWidth(), panel.first.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert folded == (FOLDED_WIDTH, False)
    assert panel.first.isVisible()


def test_that_an_error_behind_more_opens_it(panel: Panel) -> None:
    panel.show_input_error(InputError("second", InputReason.TOO_LARGE, 9))

    assert panel.hidden_one.isVisible()
    assert "9" in panel.field("second").message


@pytest.mark.parametrize("reason", InputReason)
def test_that_every_reason_has_words_beside_the_field(panel: Panel, reason: InputReason) -> None:
    panel.show_input_error(InputError("first", reason, 3))

    assert panel.field("first").message


def test_that_an_error_without_a_field_is_told_under_the_button(panel: Panel) -> None:
    panel.show_input_error(InputError("somewhere", InputReason.EMPTY))

    assert panel.progress_words


def test_that_more_opens_and_closes(panel: Panel, qtbot: QtBot) -> None:
    more = panel.findChild(QToolButton, "moreButton")
    assert more is not None
    seen = [panel.hidden_one.isVisible()]

    for _ in range(2):
        qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
        seen.append(panel.hidden_one.isVisible())

    assert seen == [False, True, False]


def test_that_facts_take_as_many_columns_as_fit(qtbot: QtBot) -> None:
    facts = Facts("facts")
    qtbot.addWidget(facts)
    facts.show_facts([Fact(f"fact {i}", "1", list(Source)[i % 2]) for i in range(5)])
    facts.resize(800, 60)
    facts.show()
    wide = [facts._grid.itemAtPosition(0, column) is not None for column in range(5)]

    facts.resize(300, 200)

    assert all(wide)
    assert [facts._grid.itemAtPosition(2, column) is not None for column in (0, 1, 2)] == [True, False, False]


def test_that_a_histogram_speaks_its_bins(qtbot: QtBot, theme: Theme) -> None:
    bars = HistogramBars(theme)
    qtbot.addWidget(bars)
    bars.show_histogram(Histogram((0.0, 1.0, 2.5), (1200, 3)))

    assert bars.accessibleDescription() == "1,203 tokens in all. Most of them: 0 to 1: 1,200 tokens."
    assert bars.chart_table().rows == ((0.0, 1.0, 1200.0), (1.0, 2.5, 3.0))


def test_that_a_histogram_shows_the_bins_that_its_feature_reaches(qtbot: QtBot, theme: Theme) -> None:
    bars = HistogramBars(theme)
    qtbot.addWidget(bars)
    bars.show_histogram(Histogram((1.0, 10.0, 100.0, 1000.0, 10000.0), (0, 4, 2, 0)))

    assert bars.chart_table().rows == ((10.0, 100.0, 4.0), (100.0, 1000.0, 2.0))


def test_that_a_histogram_of_nothing_can_be_painted(qtbot: QtBot, theme: Theme) -> None:
    bars = HistogramBars(theme)
    qtbot.addWidget(bars)
    bars.show_histogram(Histogram((0.0, 1.0), (0,)))

    assert not bars.grab().isNull()


@pytest.mark.parametrize("make", [push_button, tool_button])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_that_enter_presses_a_button_as_the_space_bar_does(
    qtbot: QtBot, make: Callable[[str], QAbstractButton], key: Qt.Key
) -> None:
    button = make("one")
    qtbot.addWidget(button)

    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_that_an_error_goes_when_its_prompt_is_edited(qtbot: QtBot) -> None:
    edit = PromptEdit("prompt")
    field = Field("prompt", edit)
    qtbot.addWidget(field)
    field.show_error("Type something.")

    qtbot.keyClicks(edit, "a")

    assert field.message == ""


@pytest.mark.parametrize("make", [lambda: number_box("n", 0, 9, 1), lambda: choice_box("c")])
def test_that_a_low_window_does_not_flatten_a_field(
    qtbot: QtBot, theme: Theme, make: Callable[[], QWidget]
) -> None:
    field = Field("n", make())
    qtbot.addWidget(field)
    theme.dress(field)
    field.show()

    field.resize(field.minimumSizeHint())

    assert field.control.height() >= 26
