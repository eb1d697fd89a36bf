"""The menu of applications: this installation's entry there, and the options that put and take it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from holysheep_desktop.errors import ExportWriteError
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.startup.arguments import MenuWish
from holysheep_desktop.startup.own_command import own_command
from holysheep_desktop.storage.menu_entry import DiskMenuEntry

REFUSED = 2
FAILED = 3


def menu_entry() -> DiskMenuEntry | None:
    """The entry of this installation; None on systems whose menus are filled in another way."""
    if not sys.platform.startswith("linux"):
        return None
    chosen = os.environ.get("XDG_DATA_HOME", "")
    data_home = Path(chosen) if Path(chosen).is_absolute() else Path.home() / ".local" / "share"
    return DiskMenuEntry(resource_path("desktop"), data_home, own_command())


def fulfil(wish: MenuWish) -> int:
    """Do what the command line asked for, say it, and return the exit code."""
    entry = menu_entry()
    if entry is None:
        sys.stderr.write("The menu of applications is filled by this program on Linux only.\n")
        return REFUSED
    try:
        missing = entry.put_now() if wish is MenuWish.PUT else entry.take_away_now()
    except ExportWriteError as error:
        sys.stderr.write(f"The menu of applications was not changed completely: {error}\n")
        return FAILED
    done = "is in" if wish is MenuWish.PUT else "was taken out of"
    sys.stdout.write(f"HolySheep Desktop {done} your menu of applications.\n")
    if missing:
        sys.stdout.write(
            "Double clicks work once this is installed, and the same asked again:\n\n"
            f"    sudo apt-get install {' '.join(missing)}\n"
        )
    return 0
