from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.settings import ThemeChoice
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.ui.icons import icon, picture
from holysheep_desktop.ui.theme import Role, Theme, ThemeColours, contrast, set_ink

THEMES = ("light", "dark")
TEXT_ROLES = (Role.TEXT, Role.TEXT_MUTED, Role.ACCENT, Role.GOOD, Role.WARN, Role.BAD)
READABLE = 4.5  # WCAG 2.2, level AA


def colours_of(name: str) -> ThemeColours:
    return ThemeColours.read(resource_path(f"themes/{name}.toml"))


@pytest.fixture
def dark(theme: Theme) -> Iterator[Theme]:
    theme.choose(ThemeChoice.DARK)
    yield theme
    theme.choose(ThemeChoice.LIGHT)


def test_that_contrast_of_black_and_white_is_21() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)


def test_that_contrast_of_a_known_grey_is_right() -> None:
    # #767676 on white is the classic 4.54:1
    assert contrast(QColor(0x76, 0x76, 0x76), QColor("white")) == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("role", TEXT_ROLES)
@pytest.mark.parametrize("background", [Role.SURFACE, Role.RAISED, Role.HOVER, Role.SELECTION])
def test_that_every_text_colour_is_readable(name: str, role: Role, background: Role) -> None:
    roles = colours_of(name).roles

    assert contrast(roles[role], roles[background]) >= READABLE


@pytest.mark.parametrize("name", THEMES)
def test_that_text_on_the_accent_is_readable(name: str) -> None:
    roles = colours_of(name).roles

    assert contrast(roles[Role.ON_ACCENT], roles[Role.ACCENT]) >= READABLE


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
@pytest.mark.parametrize("step", range(-10, 11))
def test_that_ink_is_readable_on_every_step_of_both_ramps(
    theme: Theme, choice: ThemeChoice, step: int
) -> None:
    theme.choose(choice)
    try:
        for background in (theme.diverging(step / 10), theme.sequential(abs(step) / 10)):
            assert contrast(theme.ink_on(background), background) >= READABLE
    finally:
        theme.choose(ThemeChoice.LIGHT)


def test_that_ramps_end_at_their_stops_and_do_not_run_over(theme: Theme) -> None:
    colours = colours_of("light")

    assert theme.sequential(0) == colours.roles[Role.SURFACE]
    assert theme.sequential(1).name() == colours.sequential[-1].name()
    assert theme.sequential(7).name() == colours.sequential[-1].name()
    assert theme.diverging(-3).name() == colours.diverging[0].name()
    assert theme.diverging(0).name() == colours.roles[Role.SURFACE].name()


def seen_without_red_cones(colour: QColor) -> tuple[float, float]:
    """Protanopia in linear light (Viénot, Brettel & Mollon 1999): what differs is luminance and blue."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]
    )
    return 0.11238 * red + 0.88762 * green, blue


@pytest.mark.parametrize("name", THEMES)
def test_that_both_ends_of_the_effect_ramp_differ_without_red_cones(name: str) -> None:
    first, *_, last = colours_of(name).diverging

    yellow_left, blue_left = seen_without_red_cones(first)
    yellow_right, blue_right = seen_without_red_cones(last)

    assert blue_left - blue_right > 0.25
    assert (blue_left - blue_right) + (yellow_right - yellow_left) > 0.25


def test_that_the_dark_theme_reaches_the_palette(dark: Theme, qapp: QApplication) -> None:
    window = qapp.palette().color(QPalette.ColorRole.Window)

    assert dark.is_dark
    assert window.name() == dark.colour(Role.SURFACE).name()
    assert window.lightnessF() < 0.2


def test_that_a_change_is_told_to_those_who_paint(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.choose(ThemeChoice.DARK)
    with qtbot.waitSignal(theme.changed):
        theme.choose(ThemeChoice.LIGHT)


def test_that_an_ink_follows_the_theme(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("text")
    qtbot.addWidget(label)
    set_ink(label, Role.BAD)
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == theme.colour(Role.BAD).name()

    theme.choose(ThemeChoice.DARK)
    try:
        label.ensurePolished()
        assert label.palette().color(QPalette.ColorRole.WindowText).name() == theme.colour(Role.BAD).name()
    finally:
        theme.choose(ThemeChoice.LIGHT)


def test_that_an_icon_is_drawn_in_the_colour_of_its_role(theme: Theme) -> None:
    image = picture("stop", 20, theme.colour(Role.BAD)).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]

    assert len(inked) > 20
    assert {colour.name() for colour in inked} == {theme.colour(Role.BAD).name()}


def test_that_every_icon_has_one_stroke_width_and_no_colour_of_its_own() -> None:
    for path in Path(resource_path("icons")).glob("*.svg"):
        source = path.read_text(encoding="utf-8")
        assert re.findall(r'stroke-width="([^"]+)"', source) == ["1.5"], path.name
        assert "currentColor" in source, path.name
        assert "#" not in source, path.name


@pytest.mark.parametrize("size", [16, 20])
def test_that_an_icon_comes_in_the_sizes_that_are_used(theme: Theme, size: int) -> None:
    pixmap = icon("settings", theme).pixmap(QSize(size, size))

    assert pixmap.deviceIndependentSize().toSize() == QSize(size, size)


def test_that_the_system_theme_follows_the_systems_scheme(theme: Theme, qapp: QApplication) -> None:
    theme.choose(ThemeChoice.SYSTEM)
    try:
        assert theme.is_dark == (qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark)
    finally:
        theme.choose(ThemeChoice.LIGHT)


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_that_a_checked_box_shows_a_tick_and_not_only_a_colour(
    theme: Theme, qtbot: QtBot, choice: ThemeChoice
) -> None:
    theme.choose(choice)
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setChecked(True)
    box.show()

    image = box.grab().toImage()
    theme.choose(ThemeChoice.LIGHT)

    colours = [image.pixelColor(x, y).name() for x in range(14) for y in range(image.height())]
    ink = colours_of(choice.value).roles[Role.ON_ACCENT].name()
    assert ink in colours
