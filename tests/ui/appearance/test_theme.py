from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.settings import ThemeChoice
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.ui.appearance.icons import icon, picture
from holysheep_desktop.ui.appearance.theme import Role, Theme, ThemeColours, contrast, set_ink

THEMES = ("light", "dark")
TEXT_ROLES = (Role.TEXT, Role.TEXT_MUTED, Role.ACCENT, Role.GOOD, Role.WARN, Role.BAD)
READABLE = 4.5  # WCAG 2.2, level AA
VISIBLE = 3.0  # the same, for what is no text
TICK = "#2b958b"  # in resources/themes/tick.svg


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
    assert contrast(roles[Role.ON_ACCENT], roles[Role.ACCENT_HOVER]) >= READABLE


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


SEEN = {
    "all cones": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""In linear light (Machado, Oliveira & Fernandes 2009, severity 1)."""
XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)
Triple = tuple[float, float, float]


def applied(matrix: Sequence[Triple], vector: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def lab(colour: QColor, eye: str) -> list[float]:
    """CIE L*a*b* (D65) of a colour as an eye sees it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
    seen = [min(max(part, 0.0), 1.0) for part in applied(SEEN[eye], linear)]
    parts = [part / white for part, white in zip(applied(XYZ, seen), WHITE, strict=True)]
    x, y, z = (p ** (1 / 3) if p > 216 / 24389 else (24389 / 27 * p + 16) / 116 for p in parts)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]


def distance(first: QColor, second: QColor, eye: str) -> float:
    return math.dist(lab(first, eye), lab(second, eye))


def test_that_the_simulation_confuses_red_and_green_as_such_eyes_do() -> None:
    red, green = QColor(200, 40, 40), QColor(90, 110, 30)

    assert distance(red, green, "all cones") > 70
    assert distance(red, green, "deuteranopia") < 20
    assert distance(QColor("white"), QColor("black"), "deuteranopia") == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("eye", SEEN)
@pytest.mark.parametrize("name", THEMES)
def test_that_colours_that_mean_something_are_told_apart_by_every_eye(name: str, eye: str) -> None:
    colours = colours_of(name)
    negative, _, nothing, _, positive = colours.diverging
    effects = (negative, nothing, positive)
    states = [colours.roles[role] for role in (Role.GOOD, Role.WARN, Role.BAD)]

    # 2.3 is just noticeable side by side
    assert min(distance(*pair, eye) for pair in combinations(effects, 2)) > 40
    assert min(distance(*pair, eye) for pair in combinations(states, 2)) > 15
    assert distance(colours.roles[Role.ACCENT], colours.roles[Role.SURFACE], eye) > 40


@pytest.mark.parametrize("eye", SEEN)
@pytest.mark.parametrize("name", THEMES)
def test_that_more_is_always_further_from_the_surface(name: str, eye: str) -> None:
    colours = colours_of(name)
    surface, ramps = (
        colours.roles[Role.SURFACE],
        (colours.sequential, colours.diverging[2:], colours.diverging[2::-1]),
    )

    for ramp in ramps:
        steps = [distance(colour, surface, eye) for colour in ramp]
        assert steps[0] == 0
        assert all(later - earlier > 5 for earlier, later in pairwise(steps))


@pytest.mark.parametrize("name", THEMES)
def test_that_the_glyphs_of_the_style_sheet_are_visible_in_both_themes(name: str) -> None:
    roles = colours_of(name).roles

    for path in resource_path("themes").glob("*.svg"):
        (colour,) = set(re.findall(r"#[0-9a-f]{6}", path.read_text(encoding="utf-8")))
        assert contrast(QColor(colour), roles[Role.RAISED]) >= VISIBLE, path.name


def test_that_the_style_sheet_names_no_colour_of_its_own() -> None:
    sheet = resource_path("themes/style.qss").read_text(encoding="utf-8")

    assert not re.findall(r":[^;{}]*#[0-9a-fA-F]{3,8}\b|rgb\(", sheet)
    assert set(re.findall(r"\$(\w+)", sheet)) <= {role.value for role in Role} | {
        path.stem for path in resource_path("themes").glob("*.svg")
    }


@pytest.mark.parametrize("role", [Role.TEXT_MUTED, Role.ACCENT, Role.GOOD, Role.WARN, Role.BAD])
def test_that_every_ink_follows_the_theme_hidden_or_not(theme: Theme, qtbot: QtBot, role: Role) -> None:
    window = QWidget()
    theme.dress(window)
    qtbot.addWidget(window)
    shown, hidden = QLabel("shown", window), QLabel("hidden", window)
    set_ink(shown, role)
    set_ink(hidden, role)
    window.show()
    hidden.hide()

    theme.choose(ThemeChoice.DARK)
    inks = [label.palette().color(QPalette.ColorRole.WindowText).name() for label in (shown, hidden)]
    wanted = theme.colour(role).name()
    theme.choose(ThemeChoice.LIGHT)

    assert inks == [wanted, wanted]


def test_that_the_same_choice_again_changes_nothing(theme: Theme, qtbot: QtBot) -> None:
    theme.choose(ThemeChoice.LIGHT)

    with qtbot.assertNotEmitted(theme.changed):
        theme.choose(ThemeChoice.LIGHT)


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
    theme.dress(box)
    qtbot.addWidget(box)
    box.setChecked(True)
    box.show()

    image = box.grab().toImage()
    theme.choose(ThemeChoice.LIGHT)

    colours = [image.pixelColor(x, y).name() for x in range(14) for y in range(image.height())]
    assert TICK in colours
