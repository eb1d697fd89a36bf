"""Tokens as chips: their text, their colour, and how they are chosen."""

from __future__ import annotations

from fakes.toy_model import tokens_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.settings import ThemeChoice
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.ui.appearance.theme import Theme, contrast
from holysheep_desktop.ui.widgets.chips import Chip, ChipPaint, Ramp, chips_of
from holysheep_desktop.ui.widgets.shown_text import chip_text, one_line, tooltip
from holysheep_desktop.ui.widgets.token_chips import TokenChips, TokenList
from holysheep_desktop.ui.widgets.token_line import TokenLine

CHIPS = tuple(Chip(f"w{i}", (i,), (100 + i,), float(i)) for i in range(6))


def test_that_a_leading_space_is_a_gap_and_not_a_character() -> None:
    face = chip_text(" sort")

    assert (face.text, face.has_leading_space, face.is_mark) == ("sort", True, False)


def test_that_white_space_alone_is_shown_by_marks() -> None:
    assert [chip_text(text).text for text in (" ", "  ", "\n", "\t", "\r\n", "")] == [
        "·",
        "··",
        "⏎",
        "⇥",
        "⏎",
        "·",
    ]


def test_that_what_would_reorder_or_hide_text_is_spelt_out() -> None:
    assert one_line("a\u202eb\x07") == "a⟨U+202E⟩b⟨U+0007⟩"


def test_that_a_tooltip_never_holds_markup() -> None:
    assert "<img" not in tooltip("<img src='http://127.0.0.1/x'>")


def test_that_pieces_of_one_character_are_one_chip_with_their_number() -> None:
    chips = chips_of(tokens_of("a😀"), "a😀", (None, 0.5, 0.0, -2.0, 1.0, 0.0))

    assert [(chip.text, len(chip.indices), chip.value) for chip in chips] == [
        ("<bos>", 1, None),
        ("a", 1, 0.5),
        ("😀", 4, -2.0),
    ]


def test_that_a_hangul_syllable_in_three_pieces_is_one_chip() -> None:
    pieces = [Token(i, f"<0x{byte:02X}>", 0, 1) for i, byte in enumerate("뷁".encode())]

    (chip,) = chips_of(pieces, "뷁")

    assert (chip.text, chip.indices) == ("뷁", (0, 1, 2))


def test_that_the_text_of_a_chip_keeps_its_contrast_on_every_colour(qapp: QApplication, theme: Theme) -> None:
    worst = 21.0
    try:
        for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
            theme.choose(choice)
            for ramp in (Ramp.SEQUENTIAL, Ramp.DIVERGING):
                paint = ChipPaint(theme, ramp, 1.0)
                for step in range(-20, 21):
                    fill = paint.fill(Chip("x", (0,), value=step / 20))
                    assert fill is not None
                    worst = min(worst, contrast(theme.ink_on(fill), fill))
    finally:
        theme.choose(ThemeChoice.LIGHT)

    assert worst >= 4.5


def test_that_a_value_of_0_has_the_colour_of_the_surface_and_none_has_none(theme: Theme) -> None:
    paint = ChipPaint(theme, Ramp.DIVERGING, 2.0)

    assert paint.fill(Chip("x", (0,), value=0.0)) == theme.diverging(0.0)
    assert paint.fill(Chip("x", (0,))) is None


def test_that_values_of_0_alone_divide_nothing_by_0(theme: Theme) -> None:
    assert ChipPaint(theme, Ramp.SEQUENTIAL, 0.0).fill(Chip("x", (0,), value=0.0)) == theme.sequential(0.0)


def test_that_a_long_token_takes_a_bounded_room(theme: Theme) -> None:
    size = ChipPaint(theme).size(Chip("x" * 5000, (0,)), QFont())

    assert size.width() < 400


def test_that_the_list_of_tokens_is_a_sound_item_model(qtmodeltester: ModelTester) -> None:
    model = TokenList()
    model.show_chips(CHIPS)

    qtmodeltester.check(model)


def test_that_hovering_and_a_screen_reader_hear_id_position_and_value(qapp: QApplication) -> None:
    model = TokenList()
    model.show_chips([Chip(" <b>", (3,), (77,), 1.25)])

    assert (
        model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
        == "“ <b>”, position 3, token id 77, value 1.25"
    )
    assert "&lt;b&gt;" in model.index(0).data(Qt.ItemDataRole.ToolTipRole)


def test_that_arrow_keys_choose_tokens(qtbot: QtBot, theme: Theme) -> None:
    chips = TokenChips(theme, "chips")
    qtbot.addWidget(chips)
    chips.resize(400, 60)
    chips.show_chips(CHIPS, Ramp.SEQUENTIAL)
    chips.show()
    chips.select_position(0)

    with qtbot.waitSignal(chips.token_selected) as heard:
        qtbot.keyClick(chips, Qt.Key.Key_Right)

    assert heard.args == [1]


def test_that_tab_goes_over_the_tokens_and_chooses_none(qtbot: QtBot, theme: Theme) -> None:
    chips = TokenChips(theme, "chips")
    qtbot.addWidget(chips)
    chips.show_chips(CHIPS, Ramp.SEQUENTIAL)
    heard: list[int] = []
    chips.token_selected.connect(heard.append)
    with qtbot.waitActive(chips):
        chips.show()

    chips.setFocus(Qt.FocusReason.TabFocusReason)
    assert chips.hasFocus()
    assert heard == []

    qtbot.keyClick(chips, Qt.Key.Key_Right)
    assert heard == [0]


def test_that_a_click_chooses_a_token(qtbot: QtBot, theme: Theme) -> None:
    chips = TokenChips(theme, "chips")
    qtbot.addWidget(chips)
    chips.resize(400, 60)
    chips.show_chips(CHIPS)
    chips.show()
    place = chips.visualRect(chips.model().index(4, 0)).center()

    with qtbot.waitSignal(chips.token_selected) as heard:
        qtbot.mouseClick(chips.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert heard.args == [4]


def test_that_chips_wrap_and_the_widget_grows_with_its_lines(qtbot: QtBot, theme: Theme) -> None:
    chips = TokenChips(theme, "chips")
    qtbot.addWidget(chips)
    chips.show_chips([Chip("word", (i,)) for i in range(20)])
    chips.resize(900, 60)
    chips.show()
    qtbot.waitExposed(chips)
    wide = chips.height()

    chips.resize(200, 60)

    qtbot.waitUntil(lambda: chips.height() > wide)
    last = chips.visualRect(chips.model().index(19, 0))
    assert last.right() <= chips.viewport().width()


def test_that_the_chosen_token_stays_chosen_when_only_the_colours_change(qtbot: QtBot, theme: Theme) -> None:
    chips = TokenChips(theme, "chips")
    qtbot.addWidget(chips)
    chips.show_chips(CHIPS)
    chips.select_position(2)
    heard: list[int] = []
    chips.token_selected.connect(heard.append)

    chips.show_chips(CHIPS, Ramp.SEQUENTIAL)

    assert (chips.currentIndex().row(), heard) == (2, [])


def test_that_a_long_example_is_cut_at_the_left_so_that_its_peak_is_seen(qtbot: QtBot, theme: Theme) -> None:
    line = TokenLine(theme)
    qtbot.addWidget(line)
    line.resize(200, line.sizeHint().height())
    tokens = [f" word{i}" for i in range(40)]
    line.show_tokens(tokens, [1.0 if i == 30 else 0.0 for i in range(40)], 30, 1.0)

    line.show()
    picture = line.grab().toImage()

    full = theme.sequential(1.0).rgb()
    ratio = picture.devicePixelRatio()
    row = [picture.pixelColor(x, 4).rgb() for x in range(int(200 * ratio))]
    assert full in row
