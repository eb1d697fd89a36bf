"""Draws a chart with a painter: on paper, into an image, or into SVG by its colours."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from holysheep_desktop.core.reporting.picture import Anchor, Line, Picture, Rect, Shape, Text, Tone, svg_of
from holysheep_desktop.ui.appearance.theme import Role, Theme, ThemeColours

_ROLES = {Tone.TEXT: Role.TEXT, Tone.MUTED: Role.TEXT_MUTED, Tone.LINE: Role.LINE, Tone.ACCENT: Role.ACCENT}
_IMAGE_SCALE = 3
_MARGIN = 16


def tones_of(colours: ThemeColours) -> Mapping[Tone, QColor]:
    """The colour of each tone in a theme: effects have the ends of its diverging ramp."""
    tones = {tone: colours.roles[role] for tone, role in _ROLES.items()}
    return {**tones, Tone.UP: colours.diverging[-1], Tone.DOWN: colours.diverging[0]}


def theme_tones(theme: Theme) -> Mapping[Tone, QColor]:
    """The colour of each tone in the theme on the screen."""
    tones = {tone: theme.colour(role) for tone, role in _ROLES.items()}
    return {**tones, Tone.UP: theme.diverging(1.0), Tone.DOWN: theme.diverging(-1.0)}


def paint(painter: QPainter, picture: Picture, tones: Mapping[Tone, QColor], font: QFont) -> None:
    """Draw a picture with its origin at the painter's."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in picture.shapes:
        _paint_shape(painter, shape, tones, font)


def png_of(picture: Picture, tones: Mapping[Tone, QColor], surface: QColor, font: QFont) -> QImage:
    """The picture as an image of three times its size, on a surface."""
    width, height = picture.width + 2 * _MARGIN, picture.height + 2 * _MARGIN
    image = QImage(round(width * _IMAGE_SCALE), round(height * _IMAGE_SCALE), QImage.Format.Format_RGB32)
    image.fill(surface)
    painter = QPainter(image)
    painter.scale(_IMAGE_SCALE, _IMAGE_SCALE)
    painter.translate(_MARGIN, _MARGIN)
    paint(painter, picture, tones, font)
    painter.end()
    return image


def svg_bytes(picture: Picture, tones: Mapping[Tone, QColor], surface: QColor, font: QFont) -> bytes:
    """The picture as an SVG file with its own colours."""
    families = ", ".join(f"'{family}'" for family in [*font.families(), "sans-serif"] if "'" not in family)
    rules = [f"svg{{background:{surface.name()};font-family:{families};font-size:12px}}"]
    for tone, colour in tones.items():
        rules.append(f".tone-{tone}{{fill:{colour.name()}}}")
        rules.append(f".tone-{tone}-stroke{{stroke:{colour.name()};stroke-width:1}}")
    return svg_of(picture, "".join(rules)).encode("utf-8", "replace")


def _paint_shape(painter: QPainter, shape: Shape, tones: Mapping[Tone, QColor], font: QFont) -> None:
    match shape:
        case Rect():
            _paint_rect(painter, shape, tones[shape.tone])
        case Line():
            painter.setPen(QPen(tones[shape.tone], 1.0))
            painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))
        case Text():
            _paint_text(painter, shape, tones[shape.tone], font)


def _paint_rect(painter: QPainter, rect: Rect, tone: QColor) -> None:
    colour = QColor(tone)
    box = QRectF(rect.x, rect.y, rect.width, rect.height)
    if rect.is_hatched:
        painter.fillRect(box, QBrush(colour, Qt.BrushStyle.BDiagPattern))
        return
    colour.setAlphaF(max(0.0, min(1.0, rect.opacity)))
    painter.fillRect(box, colour)


def _paint_text(painter: QPainter, text: Text, tone: QColor, font: QFont) -> None:
    own = QFont(font)
    own.setPixelSize(round(text.size))
    width = QFontMetricsF(own, painter.device()).horizontalAdvance(text.text)
    shift = {Anchor.START: 0.0, Anchor.MIDDLE: -width / 2, Anchor.END: -width}[text.anchor]
    painter.save()
    painter.setFont(own)
    painter.setPen(tone)
    painter.translate(text.x, text.y)
    if text.is_turned:
        painter.rotate(-90)
    painter.drawText(QPointF(shift, 0), text.text)
    painter.restore()
