"""A file that is there while the program runs: one that outlives its program tells of a crash.

It also takes what the interpreter can still write when it dies of a segmentation fault.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QLockFile, QObject, QTimer, Slot

from holysheep_desktop import __version__
from holysheep_desktop.core.program_facts import BrokenEnd

log = logging.getLogger(__name__)

_BEAT_MS = 5_000
_LONGEST_TRACE = 20_000


class RunningMark(QObject):
    """Marks this process in `folder`; says of the marks of others whether their processes still live."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = folder / f"{os.getpid()}.txt"
        self._lock = _lock_of(self._path)
        self._file: TextIO | None = None
        self._timer = QTimer(self, interval=_BEAT_MS)
        self._timer.timeout.connect(self._on_beat)

    def begin(self) -> BrokenEnd | None:
        """Mark this process; returns how the last run ended where it did not end as it should."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            broken = list(self._broken_ends())
            self._lock.tryLock(0)
            self._file = self._path.open("w", encoding="utf-8")
            self._file.write(f"{__version__} {datetime.now(UTC).isoformat()}\n")
            self._file.flush()
            faulthandler.enable(self._file, all_threads=True)
        except OSError as error:
            log.warning("no mark in %s: %s", self._path.parent, error.strerror)
            return None
        self._timer.start()
        return max(broken, key=_last_seen, default=None)

    def keep(self, kind: type[BaseException], error: BaseException, place: TracebackType | None) -> None:
        """For `sys.excepthook`: what nobody caught while there is no window yet that could say it."""
        log.critical("uncaught", exc_info=(kind, error, place))
        if self._file is not None:
            self._file.write("".join(traceback.format_exception(kind, error, place)))
            self._file.flush()
        sys.__excepthook__(kind, error, place)

    def end(self) -> None:
        """The program ends as it should."""
        self._timer.stop()
        if self._file is None:
            return
        faulthandler.disable()
        # a disk that has become read-only or was taken away must not turn the end into a crash
        with suppress(OSError):
            self._file.close()
            self._path.unlink(missing_ok=True)
        self._file = None
        self._lock.unlock()

    @Slot()
    def _on_beat(self) -> None:
        with suppress(OSError):  # whoever tidied the folder up while the program runs need not hear of it
            os.utime(self._path)

    def _broken_ends(self) -> Iterator[BrokenEnd]:
        for path in self._path.parent.glob("*.txt"):
            lock = _lock_of(path)
            if path != self._path and not lock.tryLock(0):
                continue
            try:
                yield _read(path)
            except ValueError:
                log.warning("a mark of a former run cannot be read")
            path.unlink(missing_ok=True)
            lock.unlock()


def _lock_of(mark: Path) -> QLockFile:
    """Qt knows on every system whether the process that holds a lock still lives."""
    lock = QLockFile(str(mark.with_suffix(".lock")))
    lock.setStaleLockTime(0)
    return lock


def _read(path: Path) -> BrokenEnd:
    last_seen_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    first, _, trace = path.read_text(encoding="utf-8", errors="replace").partition("\n")
    version, _, started = first.partition(" ")
    return BrokenEnd(datetime.fromisoformat(started), last_seen_at, version, trace[:_LONGEST_TRACE].strip())


def _last_seen(end: BrokenEnd) -> datetime:
    return end.last_seen_at
