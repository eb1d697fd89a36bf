"""Slow imports that wait until they are needed, one thread after the other."""

from __future__ import annotations

import threading

FIRST_IMPORT = threading.RLock()
"""Held while something that needs pydantic is imported in a thread.

Qt's binding looks into every module that is imported, and pydantic answers such looks by importing more of
itself: two threads that begin at its two ends find half-made modules of each other ("partially initialized
module"; seen once in five starts that open a report again).
"""
