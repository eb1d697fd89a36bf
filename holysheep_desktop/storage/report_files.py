"""Report files on the disk: JSON to open again, HTML to read anywhere."""

from __future__ import annotations

import asyncio
from pathlib import Path

from holysheep_desktop.core.report import Report
from holysheep_desktop.errors import ReportFormatError, ReportWriteError
from holysheep_desktop.storage.atomic_file import replace_file

_HTML_ENDINGS = {".html", ".htm"}


class DiskReportFiles:
    """`core.stores.ReportFiles`; `templates` is the folder of the HTML template and its texts."""

    def __init__(self, templates: Path) -> None:
        self._templates = templates

    async def save(self, report: Report, path: Path) -> None:
        """See `core.stores.ReportFiles.save`; the ending `.html` writes HTML, any other JSON."""
        await asyncio.to_thread(self._save, report, path)

    async def open(self, path: Path) -> Report:
        """See `core.stores.ReportFiles.open`."""
        return await asyncio.to_thread(_open, path)

    def _save(self, report: Report, path: Path) -> None:
        content = self._content(report, is_html=path.suffix.lower() in _HTML_ENDINGS)
        try:
            replace_file(path, content)
        except (OSError, ValueError) as error:  # ValueError: a NUL in the path
            raise ReportWriteError(path, _cause(error)) from error

    def _content(self, report: Report, *, is_html: bool) -> bytes:
        # imported at the first report: pydantic and Jinja2 would cost 0.2 s before the first window
        if is_html:
            from holysheep_desktop.storage.report_html import report_to_html

            return report_to_html(report, self._templates)
        from holysheep_desktop.storage.report_json import report_to_json

        return report_to_json(report)


def _open(path: Path) -> Report:
    from holysheep_desktop.storage.report_json import SIZE_LIMIT, report_from_json

    try:
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
    except (OSError, ValueError) as error:
        raise ReportFormatError(path, _cause(error)) from error
    return report_from_json(content, path)


def _cause(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
