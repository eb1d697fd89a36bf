"""Own labels as files to give to others: JSON, read back only when every value is what it should be."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from holysheep_desktop.core.first_import import FIRST_IMPORT
from holysheep_desktop.core.labelling.own_labels import OwnLabels
from holysheep_desktop.errors import LabelFileError
from holysheep_desktop.storage import strict_json
from holysheep_desktop.storage.atomic_file import replace_file
from holysheep_desktop.storage.regular_file import check_regular

SIZE_LIMIT = 64 * 1024 * 1024


class DiskLabelFiles:
    """`core.stores.LabelFiles`."""

    async def save(self, labels: OwnLabels, path: Path) -> None:
        """See `core.stores.LabelFiles.save`."""
        await asyncio.to_thread(_save, labels, path)

    async def open(self, path: Path) -> OwnLabels:
        """See `core.stores.LabelFiles.open`."""
        return await asyncio.to_thread(_open, path)


def _save(labels: OwnLabels, path: Path) -> None:
    # imported at the first file: pydantic would cost 0.1 s before the first window
    with FIRST_IMPORT:
        from holysheep_desktop.protocol.label_pages import dump_labels

    text = json.dumps(dump_labels(labels), ensure_ascii=False, indent=1)
    try:
        replace_file(path, text.encode("utf-8", "replace"))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise LabelFileError(path, _cause(error)) from error


def _open(path: Path) -> OwnLabels:
    with FIRST_IMPORT:
        from holysheep_desktop.protocol.label_pages import read_labels

    try:
        check_regular(path)
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
        if len(content) > SIZE_LIMIT:
            raise LabelFileError(path, f"larger than {SIZE_LIMIT // 1024 // 1024} MiB")
        return read_labels(strict_json.loads(content))
    except (OSError, ValueError, RecursionError) as error:
        raise LabelFileError(path, _cause(error)) from error


def _cause(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)[:300]
