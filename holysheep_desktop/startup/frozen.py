"""A frozen build starts other programs (a browser, the desktop's tools) with the environment they expect.

PyInstaller points the loader and Qt at its own folder by variables, which every child would inherit: a system
program that loads our libraries in place of its own may crash.
"""

from __future__ import annotations

import sys
from collections.abc import MutableMapping

_OF_THE_LOADER = "LD_LIBRARY_PATH"
_OF_QT = ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH")


def restore_environment(environment: MutableMapping[str, str], *, folder: str | None = None) -> None:
    """Put back what the start of a frozen build changed; `folder` is its own, by default the one that runs.

    The loader has read its variable already, and Qt finds its plugins beside its libraries. Does nothing to
    a program that is not frozen.
    """
    own = folder if folder is not None else getattr(sys, "_MEIPASS", None)
    if own is None:
        return
    before = environment.pop(f"{_OF_THE_LOADER}_ORIG", None)
    environment.pop(_OF_THE_LOADER, None)
    if before:
        environment[_OF_THE_LOADER] = before
    for name in _OF_QT:
        if environment.get(name, "").startswith(own):
            del environment[name]
    # The gateway and a restart are the same executable: it has to set itself up from the beginning.
    environment["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
