"""Replace a file as a whole: afterwards it is the old one or the new one, never a mix."""

from __future__ import annotations

import errno
import os
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_SUFFIX = ".part"
_STALE_AFTER_S = 24 * 3600
_PREFIX_BYTES = 100


def replace_file(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write `content` beside `path`, check it, and move it into place; raises OSError.

    A symbolic link stays a link: its target is replaced. A private file is readable by its owner only.
    """
    with replacing(path, private=private) as file:
        file.write(content)
        file.flush()
        if os.fstat(file.fileno()).st_size != len(content):
            raise OSError("the disk took fewer bytes than it was given")


@contextmanager
def replacing(path: Path, *, private: bool = False) -> Generator[BinaryIO]:
    """A file beside `path` to write piece by piece; it takes the place of `path` if the block ends well."""
    try:
        target = path.resolve()
    except RuntimeError as error:  # a loop of links, before Python 3.13
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from error
    _remove_stale_parts(target)
    handle, name = tempfile.mkstemp(prefix=_prefix(target), suffix=_SUFFIX, dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_mode_for(target, private=private))
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _prefix(target: Path) -> str:
    # A name may have 255 bytes, of which Hangul takes three for each character.
    begin = target.name.encode("utf-8", "surrogateescape")[:_PREFIX_BYTES]
    return f".{begin.decode('utf-8', 'ignore')}."


def _mode_for(target: Path, *, private: bool) -> int:
    if private:
        return 0o600
    if target.exists():
        return target.stat().st_mode & 0o777
    return 0o644


def _remove_stale_parts(target: Path) -> None:
    """A kill in the middle of a save leaves a part behind; the next save a day later takes it away."""
    oldest = time.time() - _STALE_AFTER_S
    for part in target.parent.glob(f"{_escaped(_prefix(target))}*{_SUFFIX}"):
        # another program may just have finished with it, and another user's cannot be removed
        with suppress(OSError):
            if part.stat().st_mtime < oldest:
                part.unlink()


def _escaped(name: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)
