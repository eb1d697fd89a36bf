"""The map on the clipboard or in a file: a picture, or its numbers as CSV."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from holysheep_desktop.core.csv_text import csv_file
from holysheep_desktop.core.effect_maps import cells_of
from holysheep_desktop.core.map_csv import map_csv
from holysheep_desktop.core.stores import ExportFiles
from holysheep_desktop.ui.charts.png import png_bytes
from holysheep_desktop.ui.notices.saving import Saver
from holysheep_desktop.ui.patching.map.drawing import Drawing


class MapExports(Saver):
    """Copies or saves what it is given."""

    def __init__(self, files: ExportFiles | None, window: QWidget) -> None:
        super().__init__(window)
        self._files = files

    @property
    def can_save(self) -> bool:
        """Whether there is a place to write files."""
        return self._files is not None

    @staticmethod
    def copy_image(image: QImage) -> None:
        """Put a picture on the clipboard."""
        QGuiApplication.clipboard().setImage(image)

    @staticmethod
    def copy_data(csv: str) -> None:
        """Put the numbers on the clipboard as CSV."""
        QGuiApplication.clipboard().setText(csv)

    def save_image(self, image: QImage, name: str) -> None:
        """Ask where, and write a PNG."""
        self._save(png_bytes(image), f"{name}.png", self.tr("Picture (*.png)"))

    def save_data(self, csv: str, name: str) -> None:
        """Ask where, and write CSV."""
        self._save(csv_file(csv), f"{name}.csv", self.tr("Table (*.csv)"))

    def _save(self, content: bytes, name: str, words: str) -> None:
        assert self._files is not None, "nothing offers to save without a store"
        self.ask(self.tr("Save the map"), name, [words], partial(self._files.write, content))


def file_name(drawing: Drawing) -> str:
    """What a file of a map is called, without its ending."""
    return f"holysheep-map-{drawing.component.value}"


def drawing_csv(drawing: Drawing) -> str:
    """The numbers of a map."""
    effects = drawing.effects
    assert effects is not None, "the menu is offered with a map only"
    cells = cells_of(effects, drawing.analysis, drawing.n_layers)
    return map_csv(drawing.component, cells, drawing.analysis, drawing.scale)
