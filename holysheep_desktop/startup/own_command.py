"""How this very installation is started, for a restart and for the menu of applications."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

_SCRIPT = "holysheep-desktop"


def own_command() -> list[str]:
    """The program without arguments: a frozen build, the installed script, or the module."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    script = Path(sysconfig.get_path("scripts"), _SCRIPT)
    if script.exists():
        return [str(script)]
    # -P: what lies in the folder in which the program is started is no part of it.
    return [sys.executable, "-P", "-m", "holysheep_desktop"]
