"""The log: a private, rotating file for later, and the last lines in memory for “Show log”."""

from __future__ import annotations

import io
import logging
import os
import re
import sys
from collections import deque
from collections.abc import Generator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

from typing_extensions import override

from holysheep_desktop.core.program_facts import LogLine
from holysheep_desktop.storage.regular_file import check_regular

FILE_NAME = "holysheep-desktop.log"
_SIZE_LIMIT = 1_000_000
_KEPT_FILES = 3
_KEPT_LINES = 2_000
_OWNER_ONLY = 0o600
_RECALLED_BYTES = 60_000
_RECORD_START = re.compile(
    r"^\d{4}-\d\d-\d\d [\d:,]+ (?P<level>DEBUG|INFO|WARNING|ERROR|CRITICAL) ", re.MULTILINE
)
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_QUIET = ("httpx", "httpcore", "qasync", "asyncio")


class LogRing(logging.Handler):
    """`core.program_facts.LogLines`: keeps the last records of this run."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: deque[LogLine] = deque(maxlen=_KEPT_LINES)
        self._n = 0
        self.setFormatter(logging.Formatter(_FORMAT))

    def lines_after(self, number: int) -> tuple[LogLine, ...]:
        """See `core.program_facts.LogLines.lines_after`."""
        with self._held():
            return tuple(line for line in self._lines if line.number > number)

    def remember(self, level: int, text: str) -> None:
        """Keep a record that was written before this run."""
        with self._held():
            self._n += 1
            self._lines.append(LogLine(self._n, level, text))

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.remember(record.levelno, self.format(record))

    @contextmanager
    def _held(self) -> Generator[None]:
        self.acquire()
        try:
            yield
        finally:
            self.release()


class PrivateLogFile(RotatingFileHandler):
    """A rotating file that nobody but the user can read, from the moment it is made."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_SIZE_LIMIT, backupCount=_KEPT_FILES, encoding="utf-8", delay=True)
        self.setFormatter(logging.Formatter(_FORMAT))

    @override
    def _open(self) -> io.TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _OWNER_ONLY)
        return os.fdopen(descriptor, "a", encoding="utf-8")

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        """A disk that takes no lines would put a traceback on the terminal for each; the ring has them."""
        if not isinstance(sys.exception(), OSError):
            super().handleError(record)


def start_log(folder: Path, *, is_verbose: bool = False) -> LogRing:
    """Log to a file in `folder` and to the ring that is returned; without the file where it cannot be.

    The ring begins with the end of what former runs wrote: what led to a crash stands there.
    """
    root = logging.getLogger()
    root.setLevel(logging.DEBUG if is_verbose else logging.INFO)
    for name in _QUIET:  # their debug lines would hold headers and bodies
        logging.getLogger(name).setLevel(logging.WARNING)
    ring = LogRing()
    root.addHandler(ring)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        check_regular(folder / FILE_NAME)
        _recall(folder / FILE_NAME, ring)
        root.addHandler(PrivateLogFile(folder / FILE_NAME))
    except OSError as error:
        logging.getLogger(__name__).warning("no log file in %s: %s", folder, error.strerror)
    return ring


def _recall(path: Path, ring: LogRing) -> None:
    """Put the last records of a log file into the ring."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _RECALLED_BYTES))
            text = file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return
    starts = list(_RECORD_START.finditer(text))
    ends = [start.start() for start in starts[1:]] + [len(text)]
    for start, end in zip(starts, ends, strict=True):
        level = logging.getLevelNamesMapping()[start["level"]]
        ring.remember(level, text[start.start() : end].rstrip("\n"))
