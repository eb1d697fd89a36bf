"""JSON from a file, in which every number is finite (Python's reader takes NaN, and 1e999 as infinity)."""

from __future__ import annotations

import json
import math
from typing import NoReturn


def loads(content: bytes) -> object:
    """The value in `content`; raises ValueError, and RecursionError where it is nested too deep."""
    return json.loads(content, parse_float=_finite, parse_constant=_refuse)


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        _refuse(text)
    return value


def _refuse(text: str) -> NoReturn:
    raise ValueError(f"{text} is not a finite number")
