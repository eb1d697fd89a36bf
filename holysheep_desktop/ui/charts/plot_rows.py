"""What a row plot shows: rows, their scale, and how numbers are written."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlotRow:
    """One row: its label, what hovering says, and a value for each series (None: hatched)."""

    label: str
    values: tuple[float | None, ...]
    description: str = ""
    chance: float | None = None
    """What chance alone reaches in either direction: a line at ± this value."""


@dataclass(frozen=True, slots=True)
class PlotScale:
    """The x axis that all series share, and what stands at its ends and at the bars' ends."""

    low: float
    high: float
    number_format: str = ",.2f"

    def text(self, value: float) -> str:
        """The value as it stands at the end of its bar."""
        return signed(value, self.number_format)


def signed(value: float, number_format: str = ".3f") -> str:
    """A number with a real minus sign, and none before a rounded 0.

    >>> signed(-0.0001, ".2f"), signed(-0.5, ".2f"), signed(-1360.0, "+,.1f")
    ('0.00', '−0.50', '−1,360.0')
    """
    text = f"{value:{number_format}}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("-")
    return text.replace("-", "−")


def limit_text(value: float) -> str:
    """A limit that effects are held against, which must not look like 0 where it is not.

    >>> limit_text(0.0754), limit_text(0.00034), limit_text(0.0)
    ('0.075', '0.0003', '0.000')
    """
    decimals = 3 if value == 0 else max(3, -math.floor(math.log10(abs(value))))
    return signed(value, f".{decimals}f")
