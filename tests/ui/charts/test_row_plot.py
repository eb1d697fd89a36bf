"""The charts: what is drawn, what hovering says, and how a row is chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.settings import ThemeChoice
from holysheep_desktop.ui.appearance.theme import Role, Theme
from holysheep_desktop.ui.charts.bar_chart import Bar, BarChart
from holysheep_desktop.ui.charts.effect_chart import EffectChart, PositionEffect
from holysheep_desktop.ui.charts.plot_rows import signed
from holysheep_desktop.ui.charts.row_plot import RowPlot

BARS = tuple(Bar(1000 + i, f"label {i}", 50.0 - i, f"Feature {1000 + i}") for i in range(50))


@pytest.fixture
def chart(qtbot: QtBot, theme: Theme) -> BarChart:
    made = BarChart(theme, "chart")
    qtbot.addWidget(made)
    made.resize(600, 320)
    made.show_bars(BARS, "activation")
    with qtbot.waitExposed(made):
        made.show()
    return made


def drawn(plot: RowPlot, column: int = 0) -> list[tuple[float, float]]:
    """Row and length of every bar that is drawn."""
    bars = plot.canvas.columns[column]._bars.opts
    return [(y, x1 - x0) for y, x0, x1 in zip(bars["y"], bars["x0"], bars["x1"], strict=True)]


def test_that_only_the_rows_in_sight_are_drawn(chart: BarChart) -> None:
    rows = drawn(chart.plot)

    assert 8 <= len(rows) < 20
    assert rows[0] == (0.0, 50.0)


def test_that_the_wheel_brings_other_rows_into_sight(chart: BarChart) -> None:
    viewport = chart.plot.canvas.viewport
    event = QWheelEvent(
        QPointF(200, 100),
        QPointF(viewport.mapToGlobal(QPoint(200, 100))),
        QPoint(),
        QPoint(0, -400),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(viewport, event)

    assert drawn(chart.plot)[0] == (10.0, 40.0)


def test_that_the_arrow_keys_and_end_choose_bars(chart: BarChart, qtbot: QtBot) -> None:
    heard: list[int] = []
    chart.key_chosen.connect(heard.append)

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End):
        qtbot.keyClick(chart.plot, key)

    assert heard == [1000, 1001, 1000, 1049]
    assert drawn(chart.plot)[-1][0] == 49.0


def test_that_the_menu_key_opens_the_menu_of_the_chosen_bar(chart: BarChart, qtbot: QtBot) -> None:
    plot = chart.plot
    qtbot.keyClick(plot, Qt.Key.Key_Down)
    qtbot.keyClick(plot, Qt.Key.Key_Down)

    caret = plot.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)

    assert isinstance(caret, QRect)
    assert plot.row_at(plot.canvas.viewport.mapFrom(plot, caret.center())) == 1


def test_that_a_bar_chosen_elsewhere_is_brought_into_sight_silently(chart: BarChart) -> None:
    heard: list[int] = []
    chart.key_chosen.connect(heard.append)

    chart.choose(1040)

    assert 40.0 in [row for row, _ in drawn(chart.plot)]
    assert (chart.reading, heard) == ("Feature 1040", [])


def test_that_a_chart_without_bars_can_be_shown(chart: BarChart) -> None:
    chart.show_bars((), "activation")

    assert drawn(chart.plot) == []


def test_that_negative_and_zero_values_have_their_bars(chart: BarChart) -> None:
    chart.show_bars((Bar(1, "a", -2.0), Bar(2, "b", 0.0)), "activation")

    assert drawn(chart.plot) == [(0.0, -2.0), (1.0, 0.0)]


def test_that_the_numbers_of_the_chart_are_spoken(chart: BarChart) -> None:
    said = chart.plot.accessibleDescription()
    assert said == "50 bars. activation: the largest is “label 0” with 50.00."


def test_that_the_chart_takes_the_colours_of_another_theme(chart: BarChart, theme: Theme) -> None:
    try:
        theme.choose(ThemeChoice.DARK)
        background = chart.plot.canvas._view.backgroundBrush().color()
        assert background == theme.colour(Role.SURFACE)
    finally:
        theme.choose(ThemeChoice.LIGHT)


def test_that_the_number_of_the_chosen_bar_leaves_no_hole_in_its_band(chart: BarChart, theme: Theme) -> None:
    chart.choose(1003)
    column = chart.plot.canvas.columns[0]
    number = next(one for one in column._numbers if one.pos().y() == 3.0)
    corner = column.plot.vb.mapFromItemToView(number, number.boundingRect().topRight())
    place = chart.plot.canvas._view.mapFromScene(column.plot.vb.mapViewToScene(corner))

    image = chart.plot.canvas._view.grab().toImage()

    assert image.pixelColor(place.x() - 2, place.y() + 4) == theme.colour(Role.SELECTION)


def test_that_a_label_with_markup_is_drawn_as_text(chart: BarChart) -> None:
    chart.show_bars((Bar(1, "<b>x</b>\u202e", 1.0),), "<i>axis</i>")

    ticks = chart.plot.canvas.columns[0].plot.getAxis("left")._tickLevels
    assert ticks == [[(0, "<b>x</b>⟨U+202E⟩")]]
    assert "&lt;i>" in chart.plot.canvas.columns[0].plot.getAxis("bottom").labelString()


@pytest.fixture
def effects(qtbot: QtBot, theme: Theme) -> EffectChart:
    made = EffectChart(theme, "effects")
    qtbot.addWidget(made)
    made.resize(700, 320)
    made.show_effects(
        (
            PositionEffect(0, "프랑스", "일본", 0.5, -0.25),
            PositionEffect(1, " is", " is", 0.0, 0.0),
            PositionEffect(2, "!", None, None, None, "no partner"),
        ),
        "effect",
    )
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_that_the_line_of_chance_is_in_sight_also_where_every_effect_is_smaller(effects: EffectChart) -> None:
    effects.show_effects((PositionEffect(0, " is", " is", 0.1, -0.05),), "effect", chance=0.4)

    for column in effects.plot.canvas.columns:
        low, high = column.plot.vb.viewRange()[0]
        assert low <= -0.4
        assert high >= 0.4


def test_that_the_line_of_chance_runs_through_no_number(effects: EffectChart) -> None:
    values = (0.0, 0.02, 0.18, -0.001, -0.39, 0.7)
    rows = tuple(PositionEffect(n, " is", " is", value, -value) for n, value in enumerate(values))

    effects.show_effects(rows, "effect", chance=0.2)

    for column in effects.plot.canvas.columns:
        spans = [
            column.plot.vb.mapFromItemToView(n, n.boundingRect()).boundingRect() for n in column._numbers
        ]
        crossed = [s for s in spans for line in (-0.2, 0.2) if s.left() + 1e-6 < line < s.right() - 1e-6]
        assert len(spans) == len(values)
        assert crossed == []


def test_that_noising_and_denoising_share_one_scale_about_0(effects: EffectChart) -> None:
    ranges = [column.plot.vb.viewRange()[0] for column in effects.plot.canvas.columns]

    assert ranges[0] == ranges[1]
    assert ranges[0][0] == -ranges[0][1]


def test_that_the_axis_writes_the_minus_sign_of_the_numbers_beside_the_bars(effects: EffectChart) -> None:
    axis = effects.plot.canvas.columns[0].plot.getAxis("bottom")

    assert axis.tickStrings([-0.5, 0, 0.5], 1, 0.5) == ["−0.5", "0", "0.5"]
    assert axis.tickStrings([-1500, 0, 82000], 1, 500) == ["−1,500", "0", "82,000"]


def test_that_both_columns_are_equally_wide_so_that_lengths_compare(
    effects: EffectChart, qtbot: QtBot
) -> None:
    first, second = (column.plot.vb for column in effects.plot.canvas.columns)

    qtbot.waitUntil(lambda: abs(first.width() - second.width()) <= 8)


def test_that_a_token_without_partner_is_a_hatched_row(effects: EffectChart) -> None:
    brush = effects.plot.canvas.columns[0]._bars.opts["brushes"][2]

    assert brush.style() == Qt.BrushStyle.BDiagPattern


def test_that_the_strongest_effect_is_in_sight_behind_a_long_common_beginning(effects: EffectChart) -> None:
    zeros = [PositionEffect(i, f"t{i}", f"t{i}", 0.0, 0.0) for i in range(60)]

    effects.show_effects([*zeros, PositionEffect(60, "France", "Japan", 0.1, -0.9)], "effect")

    assert 60.0 in [row for row, _ in drawn(effects.plot)]


def test_that_korean_tokens_are_the_labels_of_the_rows(effects: EffectChart) -> None:
    ticks = effects.plot.canvas.columns[0].plot.getAxis("left")._tickLevels

    assert [text for _, text in ticks[0]] == ["프랑스 ↔ 일본  0", "is  1", "!  2"]


def test_that_opposite_effects_have_opposite_colours(effects: EffectChart, theme: Theme) -> None:
    noising, denoising = (column._bars.opts["brushes"][0].color() for column in effects.plot.canvas.columns)

    assert noising == theme.diverging(1.0)
    assert denoising.blue() > denoising.red()


def test_that_a_minus_sign_never_stands_before_a_rounded_0() -> None:
    assert [signed(v, ".2f") for v in (-0.001, 0.0, -0.5, 12.0)] == ["0.00", "0.00", "−0.50", "12.00"]
