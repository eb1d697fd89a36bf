"""The program in the menu of applications, and its reports as a kind of file (freedesktop.org).

A package of a distribution puts these files below /usr/share. What pip, uv, pipx or an unpacked folder
installed has nobody who does, so the program writes them below XDG_DATA_HOME, when its user asks it to.
"""

from __future__ import annotations

import asyncio
import logging
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from holysheep_desktop.errors import ExportWriteError
from holysheep_desktop.storage.atomic_file import replace_file

log = logging.getLogger(__name__)

NAME: Final = "holysheep-desktop"
_ENTRY: Final = f"{NAME}.desktop"
_METAINFO: Final = "ai.holysheep.holysheep_desktop.metainfo.xml"
_ICONS: Final = "icons/hicolor"
_PLACES: Final = {
    _ENTRY: f"applications/{_ENTRY}",
    f"{NAME}.xml": f"mime/packages/{NAME}.xml",
    _METAINFO: f"metainfo/{_METAINFO}",
    f"{NAME}.svg": f"{_ICONS}/scalable/apps/{NAME}.svg",
    "holysheep-report.svg": f"{_ICONS}/scalable/mimetypes/holysheep-report.svg",
    **{f"{NAME}-{n}.png": f"{_ICONS}/{n}x{n}/apps/{NAME}.png" for n in (48, 64, 128, 256)},
}
_REFRESHERS: Final = (
    ("update-desktop-database", "applications", "desktop-file-utils"),
    ("update-mime-database", "mime", "shared-mime-info"),
)
_PATIENCE_S: Final = 30.0
_QUOTED: Final = re.compile(r'(["`$\\])')


class DiskMenuEntry:
    """`core.stores.MenuEntry`; `command` starts the program."""

    def __init__(self, resources: Path, data_home: Path, command: Sequence[str]) -> None:
        self._resources, self._data_home, self._command = resources, data_home, tuple(command)

    def is_there(self) -> bool:
        """See `core.stores.MenuEntry.is_there`."""
        try:
            return (self._data_home / _PLACES[_ENTRY]).read_bytes() == self._content(_ENTRY)
        except OSError:
            return False

    async def put(self) -> tuple[str, ...]:
        """See `core.stores.MenuEntry.put`."""
        return await asyncio.to_thread(self.put_now)

    async def take_away(self) -> tuple[str, ...]:
        """See `core.stores.MenuEntry.take_away`."""
        return await asyncio.to_thread(self.take_away_now)

    def put_now(self) -> tuple[str, ...]:
        """The same as `put`, in the caller's thread."""
        for name, place in _PLACES.items():
            target = self._data_home / place
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                replace_file(target, self._content(name))
            except OSError as error:
                raise ExportWriteError(target, error.strerror or str(error)) from error
        return self._refresh()

    def take_away_now(self) -> tuple[str, ...]:
        """The same as `take_away`, in the caller's thread."""
        for place in _PLACES.values():
            target = self._data_home / place
            try:
                target.unlink(missing_ok=True)
            except OSError as error:
                raise ExportWriteError(target, error.strerror or str(error)) from error
        return self._refresh()

    def _content(self, name: str) -> bytes:
        content = (self._resources / name).read_bytes()
        return entry_for(content, self._command) if name == _ENTRY else content

    def _refresh(self) -> tuple[str, ...]:
        """Let the desktop read the folders anew; returns the packages that this would need."""
        missing: list[str] = []
        for program, folder, package in _REFRESHERS:
            path = shutil.which(program)
            if path is None:
                missing.append(package)
                continue
            _run(path, self._data_home / folder)
        return tuple(missing)


def _run(program: str, folder: Path) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - a program of the system, by its full path
            [program, str(folder)], capture_output=True, timeout=_PATIENCE_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        log.warning("%s did not run: %s", program, type(error).__name__)
        return
    if done.returncode:
        log.warning("%s ended with %d", program, done.returncode)


def entry_for(content: bytes, command: Sequence[str]) -> bytes:
    """The desktop entry, with the command that starts this installation in place of the bare name.

    `TryExec` takes the entry out of the menu where the installation is gone.
    """
    lines = content.decode().splitlines()
    words = " ".join(quoted(word) for word in command)
    own = {"TryExec=": f"TryExec={_as_value(command[0])}", "Exec=": f"Exec={words} %f"}
    changed = [next((text for key, text in own.items() if line.startswith(key)), line) for line in lines]
    return ("\n".join(changed) + "\n").encode("utf-8", "surrogateescape")


def quoted(word: str) -> str:
    """A word of an `Exec` line: quoted, then escaped once more as every value of an entry is."""
    return _as_value('"' + _QUOTED.sub(r"\\\1", word.replace("%", "%%")) + '"')


def _as_value(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
