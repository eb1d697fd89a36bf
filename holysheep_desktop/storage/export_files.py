"""Pictures and tables on the disk."""

from __future__ import annotations

import asyncio
from pathlib import Path

from holysheep_desktop.errors import ExportWriteError
from holysheep_desktop.storage.atomic_file import replace_file


class DiskExportFiles:
    """`core.stores.ExportFiles`."""

    async def write(self, content: bytes, path: Path) -> None:
        """See `core.stores.ExportFiles.write`."""
        await asyncio.to_thread(_write, content, path)


def _write(content: bytes, path: Path) -> None:
    try:
        replace_file(path, content)
    except OSError as error:
        raise ExportWriteError(path, error.strerror or str(error)) from error
    except ValueError as error:  # a NUL in the path
        raise ExportWriteError(path, str(error)) from error
