"""Shares in percent, all of them written one way."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def in_percent(number: str) -> str:
    """A number that is already in percent, with its sign.

    >>> in_percent("53.1")
    '53.1%'
    """
    return translate("Shares", "{number}%").format(number=number)


def percent(share: float, decimals: int = 0) -> str:
    """A share of a whole; it may be below 0 or above 1 and is never clipped.

    >>> percent(0.534), percent(-0.001), percent(-0.021, 1)
    ('53%', '0%', '−2.1%')
    """
    number = f"{round(100 * share, decimals) + 0.0:.{decimals}f}"  # no negative zeros
    return in_percent(number.replace("-", "−"))
