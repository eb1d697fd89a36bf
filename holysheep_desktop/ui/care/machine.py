"""Facts about this computer that explain how the program looks and runs here; nothing about its owner."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QSysInfo
from PySide6.QtGui import QFontDatabase, QGuiApplication, QScreen

from holysheep_desktop import __version__
from holysheep_desktop.core.parts import libraries
from holysheep_desktop.core.program_facts import Place

_ENVIRONMENT = (
    "QT_QPA_PLATFORM", "QT_SCALE_FACTOR", "QT_IM_MODULE", "XMODIFIERS", "LANG", "LC_ALL", "XDG_SESSION_TYPE",
    "XDG_CURRENT_DESKTOP", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS",
)  # fmt: skip
"""Variables that change how the program looks or runs; their values name nobody."""
_GIB = 1 << 30


def machine_facts(places: Mapping[Place, Path], *, is_safe_mode: bool) -> list[tuple[str, str]]:
    """Names and values, in English whatever the interface speaks: they are for whoever helps."""
    return [
        ("HolySheep Desktop", __version__),
        ("safe mode", "yes" if is_safe_mode else "no"),
        ("frozen build", "yes" if getattr(sys, "frozen", False) else "no"),
        ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        ("system", f"{QSysInfo.prettyProductName()}, {platform.system()} {platform.release()}"),
        ("processor", f"{platform.machine()}, {os.cpu_count()} threads"),
        ("memory", _memory()),
        ("Qt", f"{QLibraryInfo.version().toString()} on {QGuiApplication.platformName()}"),
        ("screens", "; ".join(_screen(screen) for screen in QGuiApplication.screens())),
        ("language", f"{QLocale().name()} of the program, {QLocale.system().name()} of the system"),
        ("fonts", _fonts()),
        *((name, os.environ[name]) for name in _ENVIRONMENT if name in os.environ),
        *((f"free at {place}", _free(path)) for place, path in places.items()),
        *((part.name, part.version) for part in libraries()),
    ]


def _screen(screen: QScreen) -> str:
    size, dpi = screen.size(), screen.logicalDotsPerInch()
    return f"{size.width()}x{size.height()} at {screen.devicePixelRatio():g}, {dpi:g} dpi"


def _fonts() -> str:
    hangul = QFontDatabase.families(QFontDatabase.WritingSystem.Korean)
    return f"{QGuiApplication.font().family()}; {len(hangul)} families with Hangul"


def _memory() -> str:
    if not hasattr(os, "sysconf"):  # Windows
        return "unknown"
    try:
        pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return "unknown"
    return f"{pages * size / _GIB:.1f} GiB"


def _free(path: Path) -> str:
    folder = path
    while not folder.is_dir():
        folder = folder.parent
    try:
        return f"{shutil.disk_usage(folder).free / _GIB:.1f} GiB"
    except OSError as error:
        return error.strerror or "unknown"
