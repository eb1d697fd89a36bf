"""Saving and opening report files: asks where, does it in the background, and says how it went."""

from __future__ import annotations

import asyncio
import contextlib
import platform
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from holysheep_desktop import __version__
from holysheep_desktop.core.report import Record, Report, Software
from holysheep_desktop.core.stores import REPORT_ENDING, ReportFiles
from holysheep_desktop.errors import ReportFormatError
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.dialogs import ask_open_path, ask_save_path

SLOW_S = 1.0
"""A place that takes longer is told to be slow."""
_LIBRARIES = ("PySide6-Essentials", "httpx", "numpy", "numba")


class ReportDesk(QObject):
    """Signals: saved(Path), opened(Report), reopened() after all of `reopen`, failed(exception);
    busy(Path) while a slow place still takes a report, and when another is to be saved meanwhile.
    """

    saved = Signal(object)
    busy = Signal(object)
    opened = Signal(object)
    reopened = Signal()
    failed = Signal(object)

    def __init__(self, files: ReportFiles, window: QWidget) -> None:
        super().__init__(window)
        self._files = files
        self._window = window
        self._folder = Path.home()
        self._unsaved: Report | None = None
        self._writing: Path | None = None
        self.opened_path: Path | None = None
        """The file of the report that `opened` tells of."""
        self._saving, self._opening, self._reopening = Job(self), Job(self), Job(self)
        self._reopening.succeeded.connect(self._on_reopened)
        self._saving.succeeded.connect(self._on_saved)
        self._opening.succeeded.connect(self._on_opened)
        for job in (self._saving, self._opening, self._reopening):
            job.failed.connect(self.failed)

    @property
    def folder(self) -> Path:
        """Where the last report was saved or opened."""
        return self._folder

    @property
    def is_writing(self) -> bool:
        """Whether a report is on its way to the disk."""
        return self._writing is not None

    def use_folder(self, folder: Path) -> None:
        """Begin in another folder, if it is there."""
        if folder.is_dir():
            self._folder = folder

    def save(self, record: Record, language: str) -> None:
        """Ask where, and write a report of this finding there."""
        self._save(Report(datetime.now().astimezone(), software(), record, language))

    def save_again(self) -> None:
        """Ask for another place for the report that could not be written."""
        if self._unsaved is not None:
            self._save(self._unsaved)

    @Slot()
    def ask_and_open(self) -> None:
        """Ask which, and open it."""
        self._opening.start(self._ask_and_read(), name="open report")

    def open(self, path: Path) -> None:
        """Open this one."""
        self._opening.start(self._read(path), name="open report")

    def reopen(self, paths: Sequence[Path]) -> None:
        """Open those that were open when the program ended; one that is gone since is left out."""
        self._reopening.start(self._read_all(paths), name="reopen reports")

    def _save(self, report: Report) -> None:
        """One at a time: of a write that is replaced nobody would hear how it went."""
        if self._writing is not None:
            self.busy.emit(self._writing)
        else:
            self._saving.start(self._ask_and_save(report), name="save report")

    async def _read(self, path: Path) -> tuple[Path, Report]:
        return path, await self._files.open(path)

    async def _read_all(self, paths: Sequence[Path]) -> list[tuple[Path, Report]]:
        found: list[tuple[Path, Report]] = []
        for path in paths:
            with contextlib.suppress(ReportFormatError):
                found.append(await self._read(path))
        return found

    async def _ask_and_save(self, report: Report) -> Path | None:
        filters = [
            self.tr("Report to open again (*.holysheep.json)"),
            self.tr("Page to read anywhere (*.html)"),
            self.tr("Pages to print (*.pdf)"),
            self.tr("Text with marks (*.md)"),
            self.tr("Tables for a spreadsheet (*.zip)"),
        ]
        self._unsaved = report
        suggestion = self._folder / suggested_name(report)
        path = await ask_save_path(self._window, self.tr("Save report"), suggestion, filters)
        if path is not None:
            await self._write(report, path)
        self._unsaved = None
        return path

    async def _write(self, report: Report, path: Path) -> None:
        self._writing = path
        slow = asyncio.get_running_loop().call_later(SLOW_S, self.busy.emit, path)
        try:
            await self._files.save(report, path)
        finally:
            slow.cancel()
            self._writing = None

    async def _ask_and_read(self) -> tuple[Path, Report] | None:
        filters = [self.tr("Reports (*.json)"), self.tr("All files (*)")]
        path = await ask_open_path(self._window, self.tr("Open report"), self._folder, filters)
        if path is None:
            return None
        self._folder = path.parent
        return await self._read(path)

    @Slot(object)
    def _on_reopened(self, found: list[tuple[Path, Report]]) -> None:
        for one in found:
            self._on_opened(one)
        self.reopened.emit()

    @Slot(object)
    def _on_saved(self, path: Path | None) -> None:
        if path is not None:
            self._folder = path.parent
            self.saved.emit(path)

    @Slot(object)
    def _on_opened(self, found: tuple[Path, Report] | None) -> None:
        if found is not None:
            self.opened_path, report = found
            self.opened.emit(report)


def suggested_name(report: Report) -> str:
    """A file name that says what, of which model, and when; never the prompt.

    Its ending is still JSON for every other program, and a kind of its own for the desktop.
    """
    record = report.record
    model = re.sub(r"[^A-Za-z0-9.-]+", "-", record.main.request.model).strip("-.")[:40] or "model"
    return f"{record.kind}-{model}-{report.created_at:%Y%m%d-%H%M%S}{REPORT_ENDING}"


def software() -> Software:
    """What a report of this program says of the program."""
    return Software(
        program="HolySheep Desktop",
        version=__version__,
        python=platform.python_version(),
        platform=platform.platform(),
        libraries=tuple((name, version) for name in _LIBRARIES if (version := _version_of(name)) is not None),
    )


def _version_of(distribution: str) -> str | None:
    from importlib import metadata  # 10 ms that the first paint need not wait for

    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None
