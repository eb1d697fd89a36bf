"""What nobody caught: it goes to the log, and is told without a dialog."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from types import TracebackType

log = logging.getLogger(__name__)


class LastResort:
    """Hears of errors that reached the interpreter or the loop."""

    def __init__(self, tell: Callable[[BaseException], None]) -> None:
        self._tell = tell

    def install(self) -> None:
        """Listen from now on; called while the loop runs."""
        sys.excepthook = self._on_uncaught
        asyncio.get_running_loop().set_exception_handler(self._on_loop_error)

    def _on_uncaught(
        self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None
    ) -> None:
        log.error("uncaught", exc_info=(kind, error, traceback))
        if not issubclass(kind, KeyboardInterrupt):
            self._tell(error)

    def _on_loop_error(self, _loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        error = context.get("exception")
        cause = error if isinstance(error, BaseException) else None
        log.error("in the loop: %s", context.get("message"), exc_info=cause)
        if isinstance(error, Exception):
            self._tell(error)
