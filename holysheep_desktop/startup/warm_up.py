"""What would hold the window later, done in a thread once it is there.

Slow imports take 0.1 to 0.4 s when they are first needed: httpx and pydantic with the first question, numpy
and pyqtgraph with the first chart. The garbage collector takes 0.1 s for a look at all that they made, and
ten thousand rows make it look.
"""

from __future__ import annotations

import gc
import importlib

from holysheep_desktop.core.first_import import FIRST_IMPORT

CLIENT = "holysheep_desktop.client.endpoint_client"
SLOW_MODULES = (CLIENT, "numpy", "pyqtgraph")


def warm_up() -> None:
    """Import them all, and spare the collector what will live as long as the program; meant for a thread."""
    for name in SLOW_MODULES:
        import_alone(name)
    gc.freeze()


def import_alone(name: str) -> None:
    """Import a module while no other thread imports what it needs."""
    with FIRST_IMPORT:
        importlib.import_module(name)
