"""Libraries that are slow to import, fetched in a thread once the window is there.

Each would otherwise hold the window for 0.1 to 0.4 s when it is first needed: httpx and pydantic with the
first question, numpy and pyqtgraph with the first chart.
"""

from __future__ import annotations

import importlib

SLOW_MODULES = ("holysheep_desktop.client.endpoint_client", "numpy", "pyqtgraph")


def import_slow_modules() -> None:
    """Import them all; meant for a thread."""
    for name in SLOW_MODULES:
        importlib.import_module(name)
