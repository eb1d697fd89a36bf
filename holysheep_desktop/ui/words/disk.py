"""Why a disk did not give or take a file, in the user's language; the system's own words are English."""

from __future__ import annotations

import errno

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.core.plain_text import plain_text

translate = QCoreApplication.translate


def disk_words(error: BaseException) -> str:
    """The cause behind an error of ours, where a disk was it; empty where it was not."""
    cause = error.__cause__
    if not isinstance(cause, OSError):
        return ""
    known = {
        errno.ENOENT: translate("DiskWords", "The file is not there."),
        errno.EACCES: translate("DiskWords", "This program may not use it."),
        errno.EPERM: translate("DiskWords", "This program may not use it."),
        errno.EISDIR: translate("DiskWords", "It is a folder."),
        errno.ENOSPC: translate("DiskWords", "The disk is full."),
        errno.EROFS: translate("DiskWords", "The disk can only be read."),
        errno.EIO: translate("DiskWords", "The disk itself has an error."),
    }
    unknown = translate("DiskWords", "The system says: {reason}")
    return known.get(cause.errno or 0) or unknown.format(reason=plain_text(cause.strerror or str(cause), 200))
