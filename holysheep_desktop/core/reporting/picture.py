"""A chart as a few shapes on a plane, so that a page, a PDF and an image draw the same one."""

from __future__ import annotations

import html
import unicodedata
import zlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from holysheep_desktop.core.plain_text import plain_text

TEXT_SIZE = 12.0
_NARROW, _WIDE = 0.56, 1.0
"""Mean advance of Latin and of Hangul characters, in ems."""
_TEXT_LIMIT = 400


class Tone(StrEnum):
    """What a colour is for; each rendering has its own colours for light, dark and paper."""

    TEXT = "text"
    MUTED = "muted"
    LINE = "line"
    ACCENT = "accent"
    UP = "up"
    DOWN = "down"


class Anchor(StrEnum):
    """Which part of a text stands at its place."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled rectangle; a hatched one stands for what was not measured. `words` is its tooltip."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone
    opacity: float = 1.0
    is_hatched: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text whose baseline starts, centres or ends at (x, y); a turned one reads upwards."""

    x: float
    y: float
    text: str
    tone: Tone = Tone.TEXT
    anchor: Anchor = Anchor.START
    size: float = TEXT_SIZE
    is_turned: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A thin line."""

    x1: float
    y1: float
    x2: float
    y2: float
    tone: Tone = Tone.LINE


Shape: TypeAlias = Rect | Text | Line


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes in pixels of a plane whose origin is at the top left; `title` says what they show."""

    title: str
    width: float
    height: float
    shapes: tuple[Shape, ...]


def text_width(text: str, size: float = TEXT_SIZE) -> float:
    """About how wide a text is, without asking any font."""
    wide = sum(unicodedata.east_asian_width(character) in {"W", "F"} for character in text)
    return size * (wide * _WIDE + (len(text) - wide) * _NARROW)


def fitted(text: str, width: float, size: float = TEXT_SIZE) -> str:
    """`text` on one line, made visible and cut with an ellipsis where it is wider than `width`."""
    shown = plain_text(text.replace("\n", "⏎").replace("\t", "⇥"), _TEXT_LIMIT)
    if text_width(shown, size) <= width:
        return shown
    while shown and text_width(shown + "…", size) > width:
        shown = shown[:-1]
    return shown + "…"


def svg_of(picture: Picture, style: str = "") -> str:
    """The picture as SVG 1.1; without a `style` it takes its colours from the page around it.

    Every shape has the class of its tone, such as `tone-accent`.
    """
    size = f'width="{_px(picture.width)}" height="{_px(picture.height)}"' if style else ""
    box = f"0 0 {_px(picture.width)} {_px(picture.height)}"
    # A picture that stands in a page must not share the name of its pattern with another one.
    hatch = f"hatch-{_name_of(picture):08x}"
    has_hatch = any(isinstance(shape, Rect) and shape.is_hatched for shape in picture.shapes)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="{box}" {size} role="img" '
        f'aria-label="{_escaped(picture.title)}">',
        f"<style>{style}</style>" if style else "",
        _hatch_pattern(hatch) if has_hatch else "",
        *(_svg_shape(shape, hatch) for shape in picture.shapes),
        "</svg>",
    ]
    return "".join(parts)


def _hatch_pattern(name: str) -> str:
    return (
        f'<defs><pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><line class="tone-muted-stroke" x1="0" y1="0" x2="0" y2="6"/>'
        "</pattern></defs>"
    )


def _svg_shape(shape: Shape, hatch: str) -> str:
    match shape:
        case Rect():
            return _svg_rect(shape, hatch)
        case Text():
            turn = f' transform="rotate(-90 {_px(shape.x)} {_px(shape.y)})"' if shape.is_turned else ""
            anchor = "" if shape.anchor is Anchor.START else f' text-anchor="{shape.anchor}"'
            size = "" if shape.size == TEXT_SIZE else f' style="font-size:{_px(shape.size)}px"'
            return (
                f'<text class="tone-{shape.tone}" x="{_px(shape.x)}" y="{_px(shape.y)}"{anchor}{size}{turn}>'
                f"{_escaped(shape.text)}</text>"
            )
        case Line():
            ends = f'x1="{_px(shape.x1)}" y1="{_px(shape.y1)}" x2="{_px(shape.x2)}" y2="{_px(shape.y2)}"'
            return f'<line class="tone-{shape.tone}-stroke" {ends}/>'


def _svg_rect(rect: Rect, hatch: str) -> str:
    place = f'x="{_px(rect.x)}" y="{_px(rect.y)}" width="{_px(rect.width)}" height="{_px(rect.height)}"'
    fill = f'fill="url(#{hatch})"' if rect.is_hatched else f'class="tone-{rect.tone}"'
    opacity = f' fill-opacity="{rect.opacity:.3f}"' if rect.opacity < 1 and not rect.is_hatched else ""
    if not rect.words:
        return f"<rect {place} {fill}{opacity}/>"
    return f"<rect {place} {fill}{opacity}><title>{_escaped(rect.words)}</title></rect>"


def _escaped(text: str) -> str:
    return html.escape(plain_text(text, _TEXT_LIMIT))


def _px(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _name_of(picture: Picture) -> int:
    return zlib.crc32(f"{picture.title} {len(picture.shapes)}".encode("utf-8", "replace"))
