"""Shares in percent, as the language writes them: with a space before the sign or without."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def in_percent(number: str) -> str:
    """A number that is already in percent, with its sign.

    >>> in_percent("53.1")
    '53.1 %'
    """
    return translate("Shares", "{number} %").format(number=number)
