"""Make the baselines anew, after the screens were changed on purpose.

    PYTHONPATH=.:tests python tests/screenshots/make.py [name of a scene or a group …] [--into FOLDER]

Look at every picture that changed before you commit it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from screenshots.pictures import BASELINES, keep
from screenshots.scenes import GROUPS
from screenshots.taking import pictures_of

from holysheep_desktop.core.settings import ThemeChoice
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.loop.event_loop import EventLoop, closing_generators


def main() -> None:
    """Paint everything, or the groups and scenes that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--into", type=Path, default=BASELINES)
    options = parser.parse_args()
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    loop = EventLoop(app, already_running=True)
    asyncio._set_running_loop(loop)
    theme = Theme(app, ThemeChoice.LIGHT)
    with closing_generators(loop):
        for group, shots in GROUPS.items():
            wanted = [s for s in shots if not options.names or {group, s[0]} & set(options.names)]
            for name, image in pictures_of(theme, wanted):
                keep(options.into / f"{name}.png", image)
                sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main()
