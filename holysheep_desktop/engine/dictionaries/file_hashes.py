"""SHA-256 of files that seldom change, remembered by size and time of change in the cache folder."""

from __future__ import annotations

import json
import logging
import uuid
from pathlib import Path
from typing import cast

from holysheep_desktop.engine.weights.cache import full_hash
from holysheep_desktop.errors import DictionaryError

log = logging.getLogger(__name__)

_FILE = "sae-hashes.json"
_HEX_LENGTH = 64


class FileHashes:
    """Hashes by path, size and time of change. A damaged or unwritable memory only costs time."""

    def __init__(self, cache_dir: Path) -> None:
        self._file = cache_dir / _FILE
        self._known = _read(self._file)
        self._changed = False

    def sha256(self, path: Path) -> str:
        """Hex SHA-256 of a file; raises DictionaryError where it cannot be read."""
        try:
            status = path.stat()
            key = f"{path.resolve()}|{status.st_size}|{status.st_mtime_ns}"
            if key not in self._known:
                self._known[key] = full_hash(path)
                self._changed = True
        except OSError as error:
            raise DictionaryError(path, "the file cannot be read") from error
        return self._known[key]

    def save(self) -> None:
        """Keep what was computed for the next start."""
        if not self._changed:
            return
        temporary = self._file.with_name(f"{_FILE}.{uuid.uuid4().hex}.tmp")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(self._known), encoding="utf-8")
            temporary.replace(self._file)
        except OSError:
            log.warning("the hashes of the SAEs could not be kept in the cache", exc_info=True)
        else:
            self._changed = False


def _read(path: Path) -> dict[str, str]:
    try:
        content: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(content, dict):
        return {}
    entries = cast("dict[str, object]", content)
    return {k: v for k, v in entries.items() if isinstance(v, str) and len(v) == _HEX_LENGTH}
