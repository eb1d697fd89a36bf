"""Dialogs that are awaited: a modal `exec()` inside a coroutine would wedge every other task."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PySide6.QtCore import QFileInfo, Slot
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QDialog, QFileDialog, QFileIconProvider, QTreeView, QWidget
from typing_extensions import override

from holysheep_desktop.resources_path import resource_path

_FILE_DIALOG_SIZE = (800, 520)
_FILE_COLUMNS = (300, 88, 128, 160)
"""Name, size, kind and time in Qt's own dialog, where the system has none; Qt would cut them."""


async def ask(dialog: QDialog) -> bool:
    """Open a dialog and wait for its end; True if it was accepted.

    The dialog is deleted soon after: read its fields right away. Cancelling closes it.
    """
    answer: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def on_finished(result: int) -> None:
        if not answer.done():
            answer.set_result(result)

    dialog.finished.connect(on_finished)
    dialog.open()
    try:
        return await answer == QDialog.DialogCode.Accepted.value
    finally:
        dialog.finished.disconnect(on_finished)
        dialog.close()
        dialog.deleteLater()


async def ask_save_path(parent: QWidget, title: str, suggestion: Path, filters: Sequence[str]) -> Path | None:
    """Where to save; the system's dialog asks before it overwrites. None: the user changed their mind."""
    dialog = SaveDialog(parent, title, suggestion, filters)
    return await _chosen_path(dialog)


async def ask_open_path(parent: QWidget, title: str, folder: Path, filters: Sequence[str]) -> Path | None:
    """Which file to open; None: the user changed their mind."""
    dialog = QFileDialog(parent, title, str(folder))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(list(filters))
    return await _chosen_path(dialog)


async def ask_folder(parent: QWidget, title: str, folder: Path) -> Path | None:
    """Which folder to take; None: the user changed their mind."""
    dialog = QFileDialog(parent, title, str(folder))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return await _chosen_path(dialog)


async def _chosen_path(dialog: QFileDialog) -> Path | None:
    dialog.setObjectName("fileDialog")
    _give_room(dialog)
    if not await ask(dialog):
        return None
    files = dialog.selectedFiles()
    return Path(files[0]) if files else None


def _give_room(dialog: QFileDialog) -> None:
    dialog.resize(*_FILE_DIALOG_SIZE)
    files = dialog.findChild(QTreeView, "treeView")
    if files is None:
        return
    dialog.setIconProvider(_file_icons())
    for column, width in enumerate(_FILE_COLUMNS):
        files.setColumnWidth(column, width)


class _FileIcons(QFileIconProvider):
    """Folders and files in the lines of the program's other icons."""

    @override
    def icon(self, info: QAbstractFileIconProvider.IconType | QFileInfo) -> QIcon:
        if isinstance(info, QFileInfo):
            name = "drive" if info.isRoot() else "folder" if info.isDir() else "file"
        else:
            name = _ICON_NAMES.get(info, "file")
        return QIcon(str(resource_path(f"themes/{name}.svg")))


_ICON_NAMES = {
    QAbstractFileIconProvider.IconType.Computer: "computer",
    QAbstractFileIconProvider.IconType.Desktop: "computer",
    QAbstractFileIconProvider.IconType.Drive: "drive",
    QAbstractFileIconProvider.IconType.Folder: "folder",
    QAbstractFileIconProvider.IconType.Network: "drive",
    QAbstractFileIconProvider.IconType.Trashcan: "folder",
}


@cache
def _file_icons() -> _FileIcons:
    """One for the program's life: no dialog owns it."""
    return _FileIcons()


class SaveDialog(QFileDialog):
    """The system's save dialog, whose file name follows the kind of file that is chosen.

    `filters` read `words (*.ending)`, one ending each; the suggestion has that of the first.
    """

    def __init__(self, parent: QWidget, title: str, suggestion: Path, filters: Sequence[str]) -> None:
        super().__init__(parent, title, str(suggestion.parent))
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setNameFilters(list(filters))
        self._endings = [f".{_ending(words)}" for words in filters]
        self.setDefaultSuffix(_ending(filters[0]))
        self.selectFile(suggestion.name)
        self.filterSelected.connect(self._on_filter_selected)

    @Slot(str)
    def _on_filter_selected(self, chosen: str) -> None:
        ending = _ending(chosen)
        self.setDefaultSuffix(ending)
        for file in self.selectedFiles():
            name = Path(file).name
            known = next((end for end in self._endings if name.endswith(end)), Path(name).suffix)
            self.selectFile(f"{name.removesuffix(known)}.{ending}")


def _ending(words: str) -> str:
    return words.rpartition("(*.")[2].rstrip(")")
