"""The map on the clipboard or in a file: a picture, or its numbers as CSV."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from holysheep_desktop.core.effect_maps import cells_of
from holysheep_desktop.core.map_csv import map_csv
from holysheep_desktop.core.stores import ExportFiles
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.dialogs import ask_save_path
from holysheep_desktop.ui.patching.map.drawing import Drawing

_BOM = "\ufeff"


class MapExports(QObject):
    """Signals: saved(Path), failed(exception)."""

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, files: ExportFiles | None, window: QWidget) -> None:
        super().__init__(window)
        self._files = files
        self._window = window
        self._folder = Path.home()
        self._job = Job(self)
        self._job.succeeded.connect(self._on_saved)
        self._job.failed.connect(self.failed)

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
        """Ask where, and write CSV with the mark that spreadsheets need to read Hangul."""
        content = (_BOM + csv).encode("utf-8", "replace")
        self._save(content, f"{name}.csv", self.tr("Table (*.csv)"))

    def _save(self, content: bytes, name: str, words: str) -> None:
        self._job.start(self._ask_and_write(content, name, words), name="save map")

    async def _ask_and_write(self, content: bytes, name: str, words: str) -> Path | None:
        assert self._files is not None, "nothing offers to save without a store"
        path = await ask_save_path(self._window, self.tr("Save the map"), self._folder / name, [words])
        if path is not None:
            await self._files.write(content, path)
        return path

    @Slot(object)
    def _on_saved(self, path: Path | None) -> None:
        if path is not None:
            self._folder = path.parent
            self.saved.emit(path)


def png_bytes(image: QImage) -> bytes:
    """An image as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    return bytes(buffer.data().data())


def file_name(drawing: Drawing) -> str:
    """What a file of a map is called, without its ending."""
    return f"holysheep-map-{drawing.component.value}"


def drawing_csv(drawing: Drawing) -> str:
    """The numbers of a map."""
    effects = drawing.effects
    assert effects is not None, "the menu is offered with a map only"
    cells = cells_of(effects, drawing.analysis, drawing.n_layers)
    return map_csv(drawing.component, cells, drawing.analysis, drawing.scale)
