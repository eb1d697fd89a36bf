"""Pipes and devices in the place of a file: reading one would wait, or never end."""

from __future__ import annotations

import errno
from pathlib import Path


def check_regular(path: Path) -> None:
    """Raise OSError where something other than a file or a folder is there; nothing at all is no fault."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(errno.EINVAL, "Not a regular file", str(path))
