"""Report files on the disk: JSON opens again; HTML, PDF and Markdown are read; CSV is computed with."""

from __future__ import annotations

import asyncio
import errno
import os
import stat
from pathlib import Path

from holysheep_desktop.core.first_import import FIRST_IMPORT
from holysheep_desktop.core.report import Report
from holysheep_desktop.core.stores import PdfPrinter, ReportKind
from holysheep_desktop.errors import FileFault, ReportFault, ReportFormatError, ReportWriteError
from holysheep_desktop.storage.atomic_file import replace_file

_FAULTS = {
    errno.ENOSPC: FileFault.FULL,
    errno.EDQUOT: FileFault.FULL,
    errno.EFBIG: FileFault.FULL,
    errno.EACCES: FileFault.REFUSED,
    errno.EPERM: FileFault.REFUSED,
    errno.EROFS: FileFault.REFUSED,
    errno.ENOENT: FileFault.NO_FOLDER,
    errno.ENOTDIR: FileFault.NO_FOLDER,
    errno.EISDIR: FileFault.IS_FOLDER,
    errno.ENAMETOOLONG: FileFault.LONG_NAME,
    errno.ELOOP: FileFault.BAD_NAME,
    errno.EBUSY: FileFault.IN_USE,
    errno.ETXTBSY: FileFault.IN_USE,
}
_SHARING_VIOLATIONS = {32, 33}
"""Of Windows, which calls both a lack of permission."""
_WINDOWS_DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)),
}
_WINDOWS_CHARACTERS = frozenset('<>:"|?*')


class DiskReportFiles:
    """`core.stores.ReportFiles`; `templates` is the folder of the words and the HTML template."""

    def __init__(self, templates: Path, printer: PdfPrinter) -> None:
        self._templates = templates
        self._printer = printer

    async def save(self, report: Report, path: Path) -> None:
        """See `core.stores.ReportFiles.save`; the ending of the path chooses the kind of file."""
        await asyncio.to_thread(self.save_now, report, path)

    async def open(self, path: Path) -> Report:
        """See `core.stores.ReportFiles.open`."""
        return await asyncio.to_thread(_open, path)

    def save_now(self, report: Report, path: Path) -> None:
        """The same as `save`, in the caller's thread."""
        kind = ReportKind.of_path(path)
        if kind is None:
            raise ReportWriteError(path, "has no ending of a report", FileFault.UNKNOWN_KIND)
        if not can_be_named(path.name, on_windows=os.name == "nt"):
            raise ReportWriteError(path, "is a name that Windows keeps for itself", FileFault.BAD_NAME)
        content = self.content(report, kind)
        try:
            replace_file(path, content)
        except OSError as error:
            raise ReportWriteError(path, _cause(error), fault_of(path, error)) from error
        except ValueError as error:  # a NUL in the path
            raise ReportWriteError(path, str(error), FileFault.BAD_NAME) from error

    def content(self, report: Report, kind: ReportKind) -> bytes:
        """The bytes of one rendering."""
        # imported at the first report: pydantic and Jinja2 would cost 0.2 s before the first window
        if kind is ReportKind.JSON:
            with FIRST_IMPORT:
                from holysheep_desktop.storage.reports.report_json import report_to_json

            return report_to_json(report)
        from holysheep_desktop.core.reporting.builder import document_of
        from holysheep_desktop.storage.reports.texts import texts_of

        document = document_of(report, texts_of(self._templates, report.language))
        if kind is ReportKind.PDF:
            return self._printer.print(document)
        if kind is ReportKind.MARKDOWN:
            from holysheep_desktop.storage.reports.markdown import markdown_of

            return markdown_of(document)
        if kind is ReportKind.CSV:
            from holysheep_desktop.storage.reports.csv_tables import csv_archive_of

            return csv_archive_of(document)
        from holysheep_desktop.storage.reports.html import html_of

        return html_of(document, self._templates)


def can_be_named(name: str, *, on_windows: bool) -> bool:
    """Whether the system keeps this name for a file, and not for a device or a hidden stream."""
    if not on_windows:
        return True
    stem = name.partition(".")[0].strip().lower()
    return stem not in _WINDOWS_DEVICES and _WINDOWS_CHARACTERS.isdisjoint(name) and name == name.rstrip(" .")


def _open(path: Path) -> Report:
    with FIRST_IMPORT:
        from holysheep_desktop.storage.reports.report_json import SIZE_LIMIT, report_from_json

    try:
        # A named pipe would be waited for without end.
        if not stat.S_ISREG(path.stat().st_mode):
            raise ReportFormatError(path, "is no file", ReportFault.UNREADABLE)
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
    except (OSError, ValueError) as error:
        raise ReportFormatError(path, _cause(error), ReportFault.UNREADABLE) from error
    return report_from_json(content, path)


def fault_of(path: Path, error: OSError) -> FileFault:
    """What kind of refusal it was."""
    if getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
        return FileFault.IN_USE
    fault = _FAULTS.get(error.errno or 0, FileFault.OTHER)
    # Some systems refuse to replace a folder as they refuse what may not be written.
    is_unclear = fault in {FileFault.REFUSED, FileFault.OTHER}
    return FileFault.IS_FOLDER if is_unclear and path.is_dir() else fault


def _cause(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
