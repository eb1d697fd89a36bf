"""Checks before Qt is imported: Qt's own messages name the wrong library, or abort without a word.

Nothing here may import PySide6.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Mapping
from typing import Final

# What the wheel of PySide6 Essentials 6.11 needs and does not carry; names as in Debian 12 and Ubuntu.
_ALWAYS: Final = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
_FOR_X11: Final = {
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_FOR_WAYLAND: Final = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


def can_load(name: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def problem(
    environment: Mapping[str, str], *, platform: str = sys.platform, loads: Callable[[str], bool] = can_load
) -> str | None:
    """Why no window can be shown on this system and what mends it; None where one can."""
    if not platform.startswith("linux"):
        return None
    needed = _needed(environment)
    if needed is None:
        return (
            "No display was found: neither DISPLAY nor WAYLAND_DISPLAY is set.\n"
            "Start the program from a desktop session, or set QT_QPA_PLATFORM=offscreen to run it unseen."
        )
    missing = [name for name in needed if not loads(name)]
    if not missing:
        return None
    packages = " ".join(needed[name] for name in missing)
    return (
        f"The window cannot be shown: the system lacks {', '.join(missing)}.\n"
        "On Debian and Ubuntu this installs what is missing:\n\n"
        f"    sudo apt-get install -y --no-install-recommends {packages}\n"
    )


def _needed(environment: Mapping[str, str]) -> Mapping[str, str] | None:
    """Libraries by their Debian packages; None where there is nothing to draw on."""
    chosen = environment.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    has_x11, has_wayland = bool(environment.get("DISPLAY")), bool(environment.get("WAYLAND_DISPLAY"))
    if chosen.startswith("wayland") or (not chosen and has_wayland):
        return {**_ALWAYS, **_FOR_WAYLAND}
    if chosen == "xcb" or (not chosen and has_x11):
        return {**_ALWAYS, **_FOR_X11} if has_x11 else None
    return _ALWAYS if chosen else None
