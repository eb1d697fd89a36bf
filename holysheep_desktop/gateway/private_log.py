"""A log without prompts and tokens: of a foreign error only its type and place are written."""

from __future__ import annotations

import copy
import logging
import sys
import traceback
from types import TracebackType
from typing import TypeAlias

from typing_extensions import override

from holysheep_desktop.errors import HolySheepError

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_ExcInfo: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class PrivateFormatter(logging.Formatter):
    """Writes where an error came from and its type, but its words only where they are our own.

    The words of a foreign error may quote what it was working on: a prompt, a header, a path.
    """

    @override
    def format(self, record: logging.LogRecord) -> str:
        """One record; the text of an error that another formatter left in it is not used."""
        record = copy.copy(record)
        record.exc_text = None
        return super().format(record)

    @override
    def formatException(self, ei: _ExcInfo) -> str:
        """The frames and types of an error and of those that it came from."""
        return "\n".join(_described(error) for error in _chain(ei[1]))


def write_to_stderr(level: int) -> None:
    """Send all log records of the process to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PrivateFormatter(_FORMAT))
    logging.basicConfig(level=level, handlers=[handler], force=True)


def _chain(error: BaseException | None) -> list[BaseException]:
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.insert(0, error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return chain


def _described(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    words = f": {error}" if isinstance(error, HolySheepError) else ""
    return "".join(traceback.format_tb(error.__traceback__)) + name + words
