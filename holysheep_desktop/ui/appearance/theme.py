"""Colours, type sizes and spaces of the whole program, read from `resources/themes`.

Widgets ask for a role, never for a colour: `theme.colour(Role.ACCENT)`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache
from pathlib import Path
from string import Template
from weakref import WeakSet

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from holysheep_desktop.core.settings import ThemeChoice
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.ui.appearance.system_scheme import SystemScheme

GAP_LABEL = 4
"""Between a label and its field."""
GAP = 8
GAP_GROUP = 16
PAGE_MARGIN = 24
READABLE_CONTRAST = 4.5
"""WCAG 2.2, level AA."""

KOREAN_FAMILIES = (
    "Pretendard",
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "NanumGothic",
)
"""Asked for Hangul where the system's own UI font has none; else any font with the characters would do."""


class TypeSize(IntEnum):
    """The type scale, in pixels."""

    SECONDARY = 12
    BODY = 13
    HEADING = 15
    FINDING = 20


class Role(StrEnum):
    """What a colour is for."""

    SURFACE = "surface"
    RAISED = "raised"
    HOVER = "hover"
    LINE = "line"
    EDGE = "edge"
    """The border of what can be typed in, and what a scroll bar is moved by."""
    TEXT = "text"
    TEXT_MUTED = "text_muted"
    ACCENT = "accent"
    ACCENT_HOVER = "accent_hover"
    ON_ACCENT = "on_accent"
    SELECTION = "selection"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    DARK_INK = "dark_ink"
    LIGHT_INK = "light_ink"


@dataclass(frozen=True, slots=True)
class ThemeColours:
    """One theme file: a colour for each role, and the stops of the two ramps."""

    roles: Mapping[Role, QColor]
    sequential: tuple[QColor, ...]
    diverging: tuple[QColor, ...]

    @classmethod
    def read(cls, path: Path) -> ThemeColours:
        """Read a theme file; raises KeyError where it names no colour for a role."""
        with path.open("rb") as file:
            content = tomllib.load(file)
        base = {name: QColor(value) for name, value in content["base"].items()}
        ramps = {name: tuple(base[stop] for stop in stops) for name, stops in content["ramps"].items()}
        return cls(
            roles={role: base[content["roles"][role.value]] for role in Role},
            sequential=ramps["sequential"],
            diverging=ramps["diverging"],
        )


class Theme(QObject):
    """The theme in use; `changed` tells those who paint by themselves."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._is_dark = False
        self._dressed: WeakSet[QWidget] = WeakSet()
        app.setStyle("Fusion")
        font = app.font()
        font.setFamilies([font.family(), *KOREAN_FAMILIES])
        font.setPixelSize(TypeSize.BODY)
        app.setFont(font)
        self._system = SystemScheme(app, self)
        self._system.changed.connect(self._follow)
        self._apply()

    @property
    def choice(self) -> ThemeChoice:
        """What the user chose."""
        return self._choice

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in use."""
        return self._is_dark

    def choose(self, choice: ThemeChoice) -> None:
        """Use light, dark, or what the system says, from now on."""
        self._choice = choice
        self._follow()

    def dress(self, window: QWidget) -> None:
        """Give a window without a parent the style sheet, before anything is in it; its dialogs inherit it.

        A sheet of the whole application would be worked out anew for every part that is put into another.
        """
        self._dressed.add(window)
        window.setStyleSheet(_style_sheet())

    def colour(self, role: Role) -> QColor:
        """The colour of a role."""
        return QColor(self._colours.roles[role])

    def sequential(self, fraction: float) -> QColor:
        """Colour of an activation as a fraction of the strongest one, in [0, 1]."""
        return _on_ramp(self._colours.sequential, fraction)

    def diverging(self, value: float) -> QColor:
        """Colour of an effect in [-1, 1]: blue below 0, the surface at 0, orange above."""
        return _on_ramp(self._colours.diverging, (value + 1) / 2)

    def ink_on(self, background: QColor) -> QColor:
        """A text colour that reads well on a background: the usual one, else black or white."""
        usual = self.colour(Role.TEXT)
        if contrast(usual, background) >= READABLE_CONTRAST:
            return usual
        dark, light = self.colour(Role.DARK_INK), self.colour(Role.LIGHT_INK)
        return dark if contrast(dark, background) >= contrast(light, background) else light

    @Slot()
    def _follow(self) -> None:
        if self._wants_dark() != self._is_dark:
            self._apply()

    def _apply(self) -> None:
        self._is_dark = self._wants_dark()
        self._colours = _colours(is_dark=self._is_dark)
        self._app.setPalette(_palette(self._colours.roles))
        for window in tuple(self._dressed):
            if isValid(window):
                # A sheet in place of another would be worked out for each widget once for every ancestor.
                window.setStyle(None)  # pyright: ignore[reportArgumentType]
        self.changed.emit()

    def _wants_dark(self) -> bool:
        if self._choice is ThemeChoice.SYSTEM:
            self._system.listen()
            return self._system.is_dark
        return self._choice is ThemeChoice.DARK


def contrast(first: QColor, second: QColor) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, 1.4.3)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _on_ramp(stops: Sequence[QColor], fraction: float) -> QColor:
    place = min(max(fraction, 0.0), 1.0) * (len(stops) - 1)
    index = min(int(place), len(stops) - 2)
    share = place - index
    low, high = stops[index], stops[index + 1]
    return QColor.fromRgbF(
        low.redF() + (high.redF() - low.redF()) * share,
        low.greenF() + (high.greenF() - low.greenF()) * share,
        low.blueF() + (high.blueF() - low.blueF()) * share,
    )


def _colours(*, is_dark: bool) -> ThemeColours:
    return ThemeColours.read(resource_path("themes/dark.toml" if is_dark else "themes/light.toml"))


_PALETTE = {
    QPalette.ColorRole.Window: Role.SURFACE,
    QPalette.ColorRole.WindowText: Role.TEXT,
    QPalette.ColorRole.Base: Role.RAISED,
    QPalette.ColorRole.Text: Role.TEXT,
    QPalette.ColorRole.PlaceholderText: Role.TEXT_MUTED,
    QPalette.ColorRole.Button: Role.RAISED,
    QPalette.ColorRole.ButtonText: Role.TEXT,
    QPalette.ColorRole.BrightText: Role.ON_ACCENT,
    QPalette.ColorRole.Highlight: Role.SELECTION,
    QPalette.ColorRole.HighlightedText: Role.TEXT,
    QPalette.ColorRole.Accent: Role.ACCENT,
    QPalette.ColorRole.Link: Role.ACCENT,
    QPalette.ColorRole.LinkVisited: Role.ACCENT_HOVER,
    QPalette.ColorRole.ToolTipBase: Role.RAISED,
    QPalette.ColorRole.ToolTipText: Role.TEXT,
    QPalette.ColorRole.Mid: Role.LINE,
    QPalette.ColorRole.Midlight: Role.HOVER,
    QPalette.ColorRole.Dark: Role.EDGE,
    # These three have no use of their own where the style sheet draws everything.
    QPalette.ColorRole.Light: Role.GOOD,
    QPalette.ColorRole.Shadow: Role.WARN,
    QPalette.ColorRole.AlternateBase: Role.BAD,
}


def _palette(roles: Mapping[Role, QColor]) -> QPalette:
    palette = QPalette()
    for place, role in _PALETTE.items():
        palette.setColor(place, roles[role])
    for place in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, place, roles[Role.TEXT_MUTED])
    return palette


_SHEET_NAMES = {
    Role.SURFACE: "window",
    Role.RAISED: "base",
    Role.HOVER: "midlight",
    Role.LINE: "mid",
    Role.EDGE: "dark",
    Role.TEXT: "text",
    Role.TEXT_MUTED: "placeholder-text",
    Role.ACCENT: "link",
    Role.ACCENT_HOVER: "link-visited",
    Role.ON_ACCENT: "bright-text",
    Role.SELECTION: "highlight",
    Role.GOOD: "light",
    Role.WARN: "shadow",
    Role.BAD: "alternate-base",
}
"""The palette's places of the roles, as a style sheet writes them."""


@cache
def _style_sheet() -> str:
    """The same in every theme: colours come from the palette."""
    template = resource_path("themes/style.qss").read_text(encoding="utf-8")
    glyphs = {path.stem: path.as_posix() for path in resource_path("themes").glob("*.svg")}
    colours = {role.value: f"palette({name})" for role, name in _SHEET_NAMES.items()}
    return Template(template).substitute(colours, **glyphs)


def set_type(widget: QWidget, size: TypeSize, *, bold: bool = False) -> None:
    """Give a widget a step of the type scale."""
    font = QFont(widget.font())
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    widget.setFont(font)


def of_code(font: QFont) -> QFont:
    """The system's font of equal widths, with the usual ones for Hangul: for logs and requests."""
    code = QFont(font)
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    code.setFamilies([QFontInfo(fixed).family(), *KOREAN_FAMILIES])
    code.setPixelSize(TypeSize.SECONDARY)
    return code


def tabular(font: QFont) -> QFont:
    """The same font with figures of equal width, for columns of numbers."""
    figures = QFont(font)
    figures.setFeature(QFont.Tag("tnum"), 1)
    return figures


def set_ink(widget: QWidget, role: Role) -> None:
    """Colour a widget's text by role, in every theme to come."""
    if widget.property("ink") == role.value:
        return
    widget.setProperty("ink", role.value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def set_invalid(widget: QWidget, is_invalid: bool) -> None:
    """Mark a field whose value cannot be used."""
    if widget.property("invalid") == is_invalid:
        return
    widget.setProperty("invalid", is_invalid)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
