"""Lists of prompts from files, read in a thread."""

from __future__ import annotations

import asyncio
from pathlib import Path

from holysheep_desktop.core.batches.prompt_formats import parse_bytes
from holysheep_desktop.core.batches.prompt_list import (
    MAX_FILE_BYTES,
    ListFormat,
    PromptList,
    format_of,
)
from holysheep_desktop.core.source import Report, report_nothing
from holysheep_desktop.errors import PromptListError, PromptListReason


class DiskPromptFiles:
    """`core.batches.prompt_list.PromptFiles`."""

    async def read(self, path: Path, report: Report = report_nothing) -> PromptList:
        """See `core.batches.prompt_list.PromptFiles.read`; a file of another ending is read as lines."""
        return await asyncio.to_thread(_read, path, report)


def _read(path: Path, report: Report) -> PromptList:
    try:
        # One byte more than is allowed: what a device or a growing file would give is never read to its end.
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        raise PromptListError(PromptListReason.UNREADABLE) from error
    return parse_bytes(content, format_of(path) or ListFormat.LINES, report)
