"""Line icons from `resources/icons`, drawn with `currentColor` and tinted by role."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.ui.appearance.theme import Role, Theme

SIZES = (16, 20, 32, 48)


def icon(name: str, theme: Theme, role: Role = Role.TEXT) -> QIcon:
    """The icon in the role's colour; ask again when the theme changes."""
    tinted = QIcon()
    for size in SIZES:
        tinted.addPixmap(picture(name, size, theme.colour(role)))
        tinted.addPixmap(picture(name, size, theme.colour(Role.TEXT_MUTED)), QIcon.Mode.Disabled)
    return tinted


def picture(name: str, size: int, colour: QColor, scale: float = 2.0) -> QPixmap:
    """The icon as a square pixmap of `size` pixels, sharp on dense screens too."""
    source = resource_path(f"icons/{name}.svg").read_bytes()
    renderer = QSvgRenderer(QByteArray(source.replace(b"currentColor", colour.name().encode())))
    pixmap = QPixmap(QSize(size, size) * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
