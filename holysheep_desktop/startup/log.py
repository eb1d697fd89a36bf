"""The log: a private, rotating file for later, and the last lines in memory for “Show log”."""

from __future__ import annotations

import io
import logging
import os
from collections import deque
from logging.handlers import RotatingFileHandler
from pathlib import Path

from typing_extensions import override

FILE_NAME = "holysheep-desktop.log"
_SIZE_LIMIT = 1_000_000
_KEPT_FILES = 3
_KEPT_LINES = 2_000
_OWNER_ONLY = 0o600
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_QUIET = ("httpx", "httpcore", "qasync", "asyncio")


class LogRing(logging.Handler):
    """Keeps the last lines."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: deque[str] = deque(maxlen=_KEPT_LINES)
        self.setFormatter(logging.Formatter(_FORMAT))

    def joined(self) -> str:
        """The lines, the oldest first."""
        return "\n".join(self._lines)

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(self.format(record))


class PrivateLogFile(RotatingFileHandler):
    """A rotating file that nobody but the user can read, from the moment it is made."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_SIZE_LIMIT, backupCount=_KEPT_FILES, encoding="utf-8", delay=True)
        self.setFormatter(logging.Formatter(_FORMAT))

    @override
    def _open(self) -> io.TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _OWNER_ONLY)
        return os.fdopen(descriptor, "a", encoding="utf-8")


def start_log(folder: Path, *, is_verbose: bool = False) -> LogRing:
    """Log to a file in `folder` and to the ring that is returned; without the file where it cannot be."""
    root = logging.getLogger()
    root.setLevel(logging.DEBUG if is_verbose else logging.INFO)
    for name in _QUIET:  # their debug lines would hold headers and bodies
        logging.getLogger(name).setLevel(logging.WARNING)
    ring = LogRing()
    root.addHandler(ring)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        root.addHandler(PrivateLogFile(folder / FILE_NAME))
    except OSError as error:
        logging.getLogger(__name__).warning("no log file in %s: %s", folder, error.strerror)
    return ring
