"""Replace a file as a whole: afterwards it is the old one or the new one, never a mix."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

_SUFFIX = ".part"
_STALE_AFTER_S = 24 * 3600


def replace_file(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write `content` beside `path`, check it, and move it into place; raises OSError.

    A symbolic link stays a link: its target is replaced. A private file is readable by its owner only.
    """
    target = path.resolve()
    _remove_stale_parts(target)
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=_SUFFIX, dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if part.stat().st_size != len(content):
            raise OSError("the disk took fewer bytes than it was given")
        part.chmod(_mode_for(target, private=private))
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _mode_for(target: Path, *, private: bool) -> int:
    if private:
        return 0o600
    if target.exists():
        return target.stat().st_mode & 0o777
    return 0o644


def _remove_stale_parts(target: Path) -> None:
    """A kill in the middle of a save leaves a part behind; the next save a day later takes it away."""
    oldest = time.time() - _STALE_AFTER_S
    for part in target.parent.glob(f".{_escaped(target.name[:100])}.*{_SUFFIX}"):
        if part.stat().st_mtime < oldest:
            part.unlink(missing_ok=True)


def _escaped(name: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)
