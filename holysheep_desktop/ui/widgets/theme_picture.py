"""A quiet picture from `resources/pictures`, drawn in the theme's colours.

In the SVG files `$name` stands for a role of the theme, as in the style sheet.
"""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QByteArray, QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.ui.appearance.theme import Role, Theme


class ThemePicture(QWidget):
    """Shows one picture at the size of its drawing; it follows the theme."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drawing = Template(resource_path(f"pictures/{name}.svg").read_text(encoding="utf-8"))
        self._renderer = QSvgRenderer(self)
        self._colour()
        self.setFixedSize(self.sizeHint())
        theme.changed.connect(self._on_theme_changed)

    @override
    def sizeHint(self) -> QSize:
        return self._renderer.defaultSize()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter)
        painter.end()

    def _colour(self) -> None:
        inks = {role.value: self._theme.colour(role).name() for role in Role}
        self._renderer.load(QByteArray(self._drawing.substitute(inks).encode()))

    @Slot()
    def _on_theme_changed(self) -> None:
        self._colour()
        self.update()
