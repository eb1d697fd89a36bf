"""Where the data files lie: in a checkout, in an installed wheel, and in a frozen build.

It is apart because the interface, the report files and the program's start all need the one answer.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def resources_root() -> Path:
    """The folder that holds `themes`, `icons` and the others; raises FileNotFoundError if there is none."""
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [_PACKAGE / "_resources", _PACKAGE.parent / "resources"]
    if frozen is not None:
        candidates.insert(0, Path(str(frozen)) / "resources")
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"resources are in none of {[str(folder) for folder in candidates]}")


def resource_path(name: str) -> Path:
    """The file of that name below the resources folder, such as `themes/light.toml`."""
    return resources_root() / name
