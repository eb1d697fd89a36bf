from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

START = """
import os, sys
from holysheep_desktop.startup import arguments
from holysheep_desktop.ui.window.first_paint import FirstPaint

begin = FirstPaint.__init__

def watching(self, window):
    begin(self, window)
    self.happened.connect(end)

def end():
    print(*(name for name in sys.argv[1:] if name in sys.modules), flush=True)
    os._exit(0)

FirstPaint.__init__ = watching
from holysheep_desktop.app import run
run(arguments.parsed(["--endpoint", "http://127.0.0.1:9/v1"]))
"""


def test_that_the_first_paint_waits_for_nothing_slow(tmp_path: Path) -> None:
    slow = ("numpy", "pyqtgraph", "keyring", "httpx", "pydantic", "numba")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "DBUS_"))}

    painted = subprocess.run(
        [sys.executable, "-c", START, *slow, "PySide6.QtWidgets"],
        env={**kept, "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert painted.stdout.split() == ["PySide6.QtWidgets"]
