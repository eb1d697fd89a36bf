"""Dialogs that are awaited: a modal `exec()` inside a coroutine would wedge every other task."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget


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
    # Qt ships no Korean for these two
    translate = QCoreApplication.translate
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, translate("FileDialog", "Look in:"))
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, translate("FileDialog", "File type:"))
    if not await ask(dialog):
        return None
    files = dialog.selectedFiles()
    return Path(files[0]) if files else None


class SaveDialog(QFileDialog):
    """The system's save dialog, whose file name follows the kind of file that is chosen.

    `filters` read `words (*.ending)`, one ending each.
    """

    def __init__(self, parent: QWidget, title: str, suggestion: Path, filters: Sequence[str]) -> None:
        super().__init__(parent, title, str(suggestion.parent))
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setNameFilters(list(filters))
        self.setDefaultSuffix(suggestion.suffix.removeprefix("."))
        self.selectFile(suggestion.name)
        self.filterSelected.connect(self._on_filter_selected)

    @Slot(str)
    def _on_filter_selected(self, chosen: str) -> None:
        ending = chosen.rpartition("(*.")[2].rstrip(")")
        self.setDefaultSuffix(ending)
        for file in self.selectedFiles():
            self.selectFile(Path(file).with_suffix(f".{ending}").name)
