"""Ray for as long as a command runs: started on this machine, or joined where it runs already."""

# pyright: reportMissingImports=false, reportUnknownParameterType=false

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType

import ray

from holysheep_desktop.errors import SidecarError

OBJECT_STORE_BYTES = 256 * 2**20
"""What moves between processes is small: prompts, replies, rows of tables."""
_SPARE_CPUS = 1


@contextmanager
def ray_running(address: str | None, cpus: float = 0.0) -> Generator[None]:
    """Everything that was started here is gone afterwards; `cpus` are what the engines need together.

    Raises SidecarError where Ray cannot be started or reached.
    """
    try:
        if address:
            ray.init(address, log_to_driver=False, logging_level=logging.ERROR)
        else:
            ray.init(
                "local",  # and not the cluster that RAY_ADDRESS names
                num_cpus=max(os.cpu_count() or 1, int(cpus) + _SPARE_CPUS),
                include_dashboard=False,
                object_store_memory=OBJECT_STORE_BYTES,
                log_to_driver=False,
                logging_level=logging.ERROR,
            )
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        raise SidecarError(f"Ray cannot be {'reached' if address else 'started'}: {error}") from error
    try:
        yield
    finally:
        ray.shutdown()


def stop_politely() -> None:
    """Turn a polite kill into KeyboardInterrupt, once; to be called after Ray, which takes signals itself."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # what ends now is not to be cut short
    raise KeyboardInterrupt
