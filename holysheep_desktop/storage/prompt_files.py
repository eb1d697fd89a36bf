"""Lists of prompts from files, read in a thread."""

from __future__ import annotations

import asyncio
from pathlib import Path

from holysheep_desktop.core.batches.prompt_formats import parse_bytes
from holysheep_desktop.core.batches.prompt_list import (
    MAX_FILE_BYTES,
    ListFormat,
    PromptList,
    decoded,
    format_of,
)
from holysheep_desktop.core.source import Report, report_nothing
from holysheep_desktop.errors import PromptListError, PromptListReason
from holysheep_desktop.storage.regular_file import check_regular

_LONGEST_PROMPT_BYTES = 1_000_000


class DiskPromptFiles:
    """`core.batches.prompt_list.PromptFiles`."""

    async def read(self, path: Path, report: Report = report_nothing) -> PromptList:
        """See `core.batches.prompt_list.PromptFiles.read`; a file of another ending is read as lines."""
        return await asyncio.to_thread(_read, path, report)

    async def text(self, path: Path) -> str:
        """See `core.batches.prompt_list.PromptFiles.text`."""
        return await asyncio.to_thread(_text, path)


def _read(path: Path, report: Report) -> PromptList:
    return parse_bytes(_content(path, MAX_FILE_BYTES), format_of(path) or ListFormat.LINES, report)


def _text(path: Path) -> str:
    content = _content(path, _LONGEST_PROMPT_BYTES)
    if len(content) > _LONGEST_PROMPT_BYTES:
        raise PromptListError(PromptListReason.PROMPT_TOO_LONG)
    return decoded(content)[0]


def _content(path: Path, limit: int) -> bytes:
    """One byte more than is allowed: what a device or a growing file would give is never read to its end."""
    try:
        check_regular(path)
        with path.open("rb") as file:
            return file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise PromptListError(PromptListReason.UNREADABLE) from error
