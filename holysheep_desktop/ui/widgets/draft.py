"""What was typed in a tab, as one line of text for the settings file."""

from __future__ import annotations

import math
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode


def dump_draft(values: Mapping[str, str]) -> str:
    """Names and values as a query string: any text survives it, and nothing in it is executed."""
    return urlencode(values, errors="replace")


def parse_draft(text: str) -> dict[str, str]:
    """The values that `dump_draft` wrote; what cannot be read is left out.

    >>> parse_draft(dump_draft({"prompt": "a=b & c"}))
    {'prompt': 'a=b & c'}
    """
    return dict(parse_qsl(text, keep_blank_values=True))


def whole_number(values: Mapping[str, str], name: str, default: int) -> int:
    """A whole number of a draft, or the default where it is none."""
    text = values.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default


def decimal(values: Mapping[str, str], name: str, default: float) -> float:
    """A decimal number of a draft, or the default where it is none."""
    try:
        number = float(values.get(name, ""))
    except ValueError:
        return default
    return number if math.isfinite(number) else default
