"""Showing a folder in the system's own file window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_folder(path: Path) -> bool:
    """Open a folder, or the nearest one above it that is there; False where the system has no way to."""
    folder = path
    while not folder.is_dir():
        folder = folder.parent
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
