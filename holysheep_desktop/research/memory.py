"""Out of memory as an error that says what helps."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager

import torch

from holysheep_desktop.errors import EngineMemoryError

_CPU_ALLOCATOR = re.compile(r"can't allocate memory|not enough memory|DefaultCPUAllocator")


@contextmanager
def enough_memory(during: str, cure: str) -> Generator[None]:
    """Raise EngineMemoryError, and let go of what the device still holds, where memory does not suffice."""
    try:
        yield
    except (torch.OutOfMemoryError, MemoryError) as error:
        _let_go()
        raise EngineMemoryError(during, cure) from error
    except RuntimeError as error:
        if _CPU_ALLOCATOR.search(str(error)) is None:
            raise
        raise EngineMemoryError(during, cure) from error


def _let_go() -> None:
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
