"""The stages of one request: named to whoever waits, and timed."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.errors import CancelledWorkError


class Stages:
    """Reports each stage as it begins and keeps its milliseconds; between stages it looks for a stop."""

    def __init__(self, report: Report, should_stop: Callable[[], bool]) -> None:
        self._report = report
        self._should_stop = should_stop
        self.elapsed_ms: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str, total: int = 0) -> Generator[None]:
        """Time the block; raises CancelledWorkError before it where the caller asked to stop."""
        if self._should_stop():
            raise CancelledWorkError
        self._report(Progress(name, 0, total))
        start = time.perf_counter()
        try:
            yield
        finally:
            spent = (time.perf_counter() - start) * 1000
            self.elapsed_ms[name] = self.elapsed_ms.get(name, 0.0) + spent
