from __future__ import annotations

import subprocess
import sys

from holysheep_desktop.startup.warm_up import SLOW_MODULES

IMPORT_IN_A_THREAD = """
import sys, threading, warnings
import PySide6.QtWidgets
from holysheep_desktop.startup.warm_up import warm_up
warnings.simplefilter("error")
thread = threading.Thread(target=warm_up)
thread.start()
thread.join()
print(*(name for name in sys.argv[1:] if name in sys.modules))
"""


def test_that_a_thread_can_import_what_is_slow_without_a_complaint_of_qt() -> None:
    command = [sys.executable, "-c", IMPORT_IN_A_THREAD, *SLOW_MODULES]

    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert done.stdout.split() == list(SLOW_MODULES)
    assert done.stderr == ""
